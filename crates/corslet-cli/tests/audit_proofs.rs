//! Headless Chromium is really shown the proof pages, from the origins that they name, and does what the findings say.
#![allow(clippy::panic, clippy::unwrap_used)]

#[allow(dead_code, reason = "each of these tests uses a part of it")]
mod live {
    pub(crate) mod headless;
    pub(crate) mod pipe;
    pub(crate) mod program;
    pub(crate) mod scratch;
}
mod proofs {
    pub(crate) mod apis;
    pub(crate) mod judged;
    pub(crate) mod place;
    pub(crate) mod window;
}

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use corslet::Url;
use corslet_inspect::audit::{Confidence, Finding, Report, Severity};
use corslet_inspect::report::proof::{Page, page};
use corslet_inspect::report::{Contents, Document};
use live::program::installed;
use proofs::apis::{Api, CLEAN, EXPOSED};
use proofs::judged::{SESSION, audit};
use proofs::window::Window;

/// The programs that are Chromium.
const NAMES: &[&str] = &["chromium", "chromium-browser", "google-chrome"];

/// So many findings of "a page can read this", and so many refusals, are shown at least.
const LEAST: usize = 40;

/// The most refusals of one server: they are alike.
const MOST_REFUSALS: usize = 6;

/// A proof page, and what is said of it.
struct Proved {
    api: &'static Api,
    what: String,
    page: Page,
    /// Whether the page reads the answer, by the engine's rules for Chromium.
    reads: bool,
    /// Whether it does so as the user.
    as_user: bool,
}

impl Proved {
    /// The page of a document's finding; none when no page can have the origin.
    fn of(api: &'static Api, document: &Document, place: usize) -> Option<Proved> {
        let finding = &document.findings[place];
        let proof = finding.proof.as_ref()?;
        let page = page(document, finding)?;
        let reads = proof.does == "reads" && proof.engines["chromium"].succeeds;
        let as_user = proof.credentials == "include" && api.url.starts_with("https:");
        Some(Proved { api, what: format!("{} on {}", finding.id, api.name), page, reads, as_user })
    }

    /// Where the page is served; a page of the origin `null` is anywhere.
    fn address(&self, number: usize) -> String {
        let origin = match self.page.origin.as_str() {
            // A page over https may not ask over http.
            "null" if self.api.url.starts_with("http:") => "http://anywhere.example",
            "null" => "https://anywhere.example",
            origin => origin,
        };
        format!("{origin}/{number}-{}", self.page.file_name)
    }
}

/// What the audits find, as pages.
fn found() -> Vec<Proved> {
    let mut all = Vec::new();
    for api in EXPOSED {
        let document = Document::of(&audit(api), &Contents::default());
        all.extend((0..document.findings.len()).filter_map(|place| Proved::of(api, &document, place)));
    }
    all.retain(|proved| proved.reads);
    all
}

/// What the audits ask and are refused, as pages: each as if somebody claimed it were a finding.
fn refused() -> Vec<Proved> {
    let mut all = Vec::new();
    for api in CLEAN {
        let report = audit(api);
        let trusted: Vec<&str> =
            report.findings.iter().filter(|one| one.proof.is_some()).map(|one| one.id).collect();
        assert!(trusted.is_empty(), "{}: {trusted:?}", api.name);
        let mut origins = BTreeSet::new();
        let before = all.len();
        for (place, asked) in report.evidence.asked().iter().enumerate() {
            let request = &asked.exchange.request;
            let is_plain = request.method == "GET" && request.url.as_str() == api.url;
            let Some(origin) = request.origin().filter(|_| is_plain) else { continue };
            if all.len() - before < MOST_REFUSALS && origins.insert(origin.to_owned()) {
                all.extend(claimed(api, &report, place).filter(|proved| !proved.reads));
            }
        }
    }
    all
}

fn claimed(api: &'static Api, report: &Report, place: usize) -> Option<Proved> {
    let finding = Finding::new(
        "reflect-any",
        Severity::High,
        Confidence::High,
        "Somebody claims that a page reads this.",
    )
    .proved(report.evidence.prove(place));
    let claim = Report {
        evidence: report.evidence.clone(),
        findings: vec![finding],
        not_asked: Vec::new(),
        requests: report.requests,
        stopped: None,
    };
    Proved::of(api, &Document::of(&claim, &Contents::default()), 0)
}

/// Past the test harness, which would keep it to itself.
fn say(text: &str) {
    std::io::stderr().write_all(text.as_bytes()).unwrap();
}

#[test]
fn a_browser_does_what_the_proofs_say() {
    let Some(program) = installed(NAMES) else {
        assert!(std::env::var_os("CI").is_none_or(|ci| ci.is_empty()), "Chromium is not installed");
        return say("NOT TESTED: no proof page was shown to Chromium, which is not installed here\n");
    };
    let (reads, refusals) = (found(), refused());
    assert!(reads.len() >= LEAST, "{} findings of a page that reads", reads.len());
    assert!(refusals.len() >= LEAST, "{} refusals", refusals.len());
    let all: Vec<&Proved> = reads.iter().chain(&refusals).collect();
    let mut pages = BTreeMap::new();
    let mut hosts = BTreeSet::new();
    for (number, proved) in all.iter().enumerate() {
        let address = proved.address(number);
        for url in [address.as_str(), proved.api.url] {
            let url = Url::parse(url).unwrap();
            let (host, port) = (url.host_str().unwrap().to_owned(), url.port_or_known_default().unwrap());
            hosts.insert((host, port));
        }
        pages.insert(address, proved.page.html.clone());
    }
    let place = proofs::place::start(pages);
    let hosts: Vec<(String, u16)> = hosts.into_iter().collect();
    let mut window = Window::open(&program, place, &hosts).unwrap();
    for api in EXPOSED.iter().chain(CLEAN).filter(|api| api.url.starts_with("https:")) {
        window.log_in(api.url, SESSION).unwrap();
    }
    let mut problems = Vec::new();
    for (number, proved) in all.iter().enumerate() {
        let what = format!("{} from {}", proved.what, proved.page.origin);
        let concluded = match window.show(&proved.address(number), proved.page.origin == "null") {
            Ok(concluded) => concluded,
            Err(error) => {
                problems.push(format!("{what}: {error}"));
                continue;
            }
        };
        let wanted = if proved.reads { "read" } else { "refused" };
        if concluded.result != wanted {
            problems.push(format!("{what}: not {wanted} but {}: {}", concluded.result, concluded.state));
        }
        let body = proved.api.body(proved.as_user.then_some("alice"));
        if proved.reads && !concluded.answer.ends_with(&body) {
            problems.push(format!("{what}: `{body}` was to be read, and this was: {concluded:?}"));
        }
    }
    assert!(problems.is_empty(), "{} of {}:\n  {}", problems.len(), all.len(), problems.join("\n  "));
    say(&format!(
        "Chromium read {} answers and was refused {}, as the proofs say\n",
        reads.len(),
        refusals.len()
    ));
}
