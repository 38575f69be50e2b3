//! From what was written to what is meant, with every problem at once.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use corslet::Url;
use corslet::browser::cookies::ThirdPartyCookies;
use corslet::browser::{
    CredentialsMode, Engine, Mode, PageBody, PolicyContainer, RedirectMode, ReferrerPolicy, RequestInit,
    handshake_url,
};
use corslet::words::{Method, MethodError, Origin};
use corslet_inspect::diagnoses::case::Said;

use super::arguments::Arguments;
use super::body_input::Written;
use super::output_input::{self, Output};
use super::page_headers::{self, PageHeaders};
use super::plan::{Engines, Plan};
use super::problem::Problem;
use super::work::{Work, work};
use super::{
    body_input, fix_input, network_input, network_words, page_input, page_policy, reach_input, repeat_input,
    stored_input, url_input,
};

/// How long each request may take unless it is said otherwise.
const LIMIT: Duration = Duration::from_secs(30);

/// Everything that is wanted.
pub(crate) struct Order {
    pub(crate) work: Work,
    pub(crate) output: Output,
}

/// What is meant, and how the report is to be written.
///
/// # Errors
/// Everything that is wrong.
pub(crate) fn read(arguments: &Arguments) -> Result<Order, Vec<Problem>> {
    let mut problems = Vec::new();
    let output = output_input::read(&arguments.output, arguments.batch.is_some(), &mut problems);
    let work = match &arguments.batch {
        Some(file) => {
            // The flags are what a line does not say; what is wrong with them is wrong with every line.
            let line = Arguments {
                url: Some("https://api.example/".into()),
                origins: match arguments.origins.as_slice() {
                    [] => vec!["https://app.example".into()],
                    own => own.to_vec(),
                },
                ..arguments.clone()
            };
            problems.extend(plans(&line).err().into_iter().flatten());
            if let [_, second, ..] = arguments.origins.as_slice() {
                let what = "with --batch write it once at most: it is for lines that name none";
                problems.push(Problem::new("--origin", second.to_string_lossy(), what));
            }
            Work::Batch(PathBuf::from(file))
        }
        None => match work(arguments) {
            Ok(work) => work,
            Err(more) => {
                problems.extend(more);
                Work::Checks(Vec::new())
            }
        },
    };
    if problems.is_empty() { Ok(Order { work, output }) } else { Err(problems) }
}

/// One plan for each origin.
///
/// # Errors
/// Everything that is wrong.
pub(crate) fn plans(arguments: &Arguments) -> Result<Vec<Plan>, Vec<Problem>> {
    let mut reader = Reader::default();
    let url = match &arguments.url {
        Some(text) => reader.keep(url_input::read(&text.to_string_lossy())),
        None => {
            let what = "write what the page asks for: corslet check https://api.example/orders --origin https://app.example";
            reader.problems.push(Problem::missing("URL", what));
            None
        }
    };
    let api = page_input::read(arguments, url.as_ref(), &mut reader.problems);
    let headers =
        page_headers::read(&arguments.request.headers, api, &mut reader.problems, &mut reader.remarks);
    let origins = reader.origins(&arguments.origins, &headers);
    let written = body_input::read(&arguments.request.data, &mut reader.problems);
    let page = &arguments.page;
    let method = reader.method(arguments, written.bytes.is_some());
    let credentials = reader.keyword("--credentials", page.credentials.as_deref(), CredentialsMode::KEYWORDS);
    let mode = reader.keyword("--mode", page.mode.as_deref(), &["cors", "no-cors", "same-origin"]);
    let redirect = reader.keyword("--redirect", page.redirect.as_deref(), RedirectMode::KEYWORDS);
    let policy =
        reader.keyword("--referrer-policy", page.referrer_policy.as_deref(), ReferrerPolicy::KEYWORDS);
    let top_level_origin = page
        .top_site
        .as_deref()
        .and_then(|text| reader.origin("--top-site", text.to_string_lossy().as_ref()));
    let third_party = page.third_party_cookies.as_deref();
    let third_party = reader.keyword("--third-party-cookies", third_party, ThirdPartyCookies::KEYWORDS);
    let page_headers = page_policy::read(&page.page_headers, &mut reader.problems);
    reader.remarks.extend(page_policy::remarks(&page_headers, &origins));
    let expect = reader.keyword("--expect", arguments.output.expect.as_deref(), &["allowed", "blocked"]);
    let engines = reader.engines(&arguments.engines);
    let repeat =
        repeat_input::read(arguments.repeat.as_deref(), arguments.clock.as_deref(), &mut reader.problems);
    let fixes = fix_input::read(&arguments.fix, &mut reader.problems);
    let limit = reach_input::limit(arguments.max_time.as_deref(), LIMIT, &mut reader.problems);
    let trust = reach_input::trust(&arguments.trust, &mut reader.problems);
    let network = network_input::read(&arguments.network, |name| std::env::var(name).ok());
    let network = network.map_err(|problems| reader.problems.extend(problems)).unwrap_or_default();

    let Some(mut url) = url else { return Err(reader.problems) };
    let request = &arguments.request;
    let stored = stored_input::read(
        &request.cookies,
        &request.cookie_jars,
        &headers.cookies,
        request.user.as_ref(),
        &handshake_url(url.clone()),
        &mut reader.problems,
    );
    if !reader.problems.is_empty() {
        return Err(reader.problems);
    }
    let is_in_query = request.get;
    let body = written.bytes.clone().filter(|_| !is_in_query);
    if let Some(data) = written.bytes.as_deref().filter(|_| is_in_query) {
        append_to_query(&mut url, data);
    }
    let mut init = RequestInit::new(Origin::opaque(), url.as_str());
    init.method = method;
    init.headers = with_types(headers, &written, body.is_some());
    init.body = body.is_some().then_some(PageBody::Bytes);
    // The keywords were looked up above, so reading them cannot fail.
    init.credentials = credentials.and_then(|word| word.parse::<CredentialsMode>().ok());
    init.mode = mode.and_then(|word| word.parse::<Mode>().ok());
    init.redirect = redirect.and_then(|word| word.parse::<RedirectMode>().ok());
    init.referrer_policy = policy.and_then(|word| word.parse::<ReferrerPolicy>().ok());
    init.top_level_origin = top_level_origin;
    init.api = api;
    let plan = Plan {
        init,
        url,
        body: body.map(Into::into),
        stored,
        third_party_cookies: third_party.and_then(|word| word.parse::<ThirdPartyCookies>().ok()),
        page_headers,
        engines,
        send: arguments.send,
        repeat,
        expects_blocked: expect.as_deref() == Some("blocked"),
        trust,
        limit,
        network,
        network_words: network_words::words(arguments),
        probe: arguments.probe,
        fixes,
        said: Said::default(),
        tape: None,
        way: None,
        performed: None,
        remarks: reader.remarks,
    };
    let of = |origin: Origin| {
        let policies = PolicyContainer::of_page(&origin, &plan.page_headers);
        Plan { init: RequestInit { origin, policies, ..plan.init.clone() }, ..plan.clone() }
    };
    Ok(origins.into_iter().map(of).collect())
}

/// curl's data flags name the types unless they are given.
fn with_types(headers: PageHeaders, written: &Written, has_body: bool) -> Vec<(Vec<u8>, Vec<u8>)> {
    let types: &[(&str, &str)] = match (has_body, written.is_json) {
        (false, _) => &[],
        (true, true) => &[("Content-Type", "application/json"), ("Accept", "application/json")],
        (true, false) => &[("Content-Type", "application/x-www-form-urlencoded")],
    };
    let mut set = headers.set;
    for (name, value) in types {
        let is_given = set.iter().any(|(given, _)| given.eq_ignore_ascii_case(name.as_bytes()))
            || headers.left_out.iter().any(|given| given.eq_ignore_ascii_case(name));
        if !is_given {
            set.push((name.as_bytes().to_vec(), value.as_bytes().to_vec()));
        }
    }
    set
}

/// As curl's `-G`: behind what is there already.
fn append_to_query(url: &mut Url, data: &[u8]) {
    let data = String::from_utf8_lossy(data);
    let query = match url.query().filter(|query| !query.is_empty()) {
        Some(query) => format!("{query}&{data}"),
        None => data.into_owned(),
    };
    url.set_query(Some(&query));
}

/// Collects what is wrong, and goes on.
#[derive(Default)]
struct Reader {
    problems: Vec<Problem>,
    remarks: Vec<String>,
}

impl Reader {
    fn keep<T>(&mut self, read: Result<T, Problem>) -> Option<T> {
        read.map_err(|problem| self.problems.push(problem)).ok()
    }

    fn origins(&mut self, written: &[OsString], headers: &PageHeaders) -> Vec<Origin> {
        let in_header = headers.origins.iter().map(|text| ("-H Origin:", text.clone()));
        let written = written.iter().map(|text| ("--origin", text.to_string_lossy().into_owned()));
        let all: Vec<(&'static str, String)> = written.chain(in_header).collect();
        if all.is_empty() {
            let what = "write where the page is from, for example --origin https://app.example \
                        (`null` for a sandboxed frame or a local file)";
            self.problems.push(Problem::missing("--origin", what));
        }
        let mut origins: Vec<Origin> = Vec::new();
        for (argument, text) in &all {
            let Some(origin) = self.origin(argument, text) else { continue };
            // An opaque origin is the same as no other, and yet needs no second check.
            if origins.iter().any(|known| known.serialize() == origin.serialize()) {
                continue;
            }
            if *argument != "--origin" && !origins.is_empty() {
                let what = format!("--origin says {} already: write the origin once", origins[0]);
                self.problems.push(Problem::new(argument, text.as_str(), what));
            }
            origins.push(origin);
        }
        origins
    }

    fn origin(&mut self, argument: &'static str, text: &str) -> Option<Origin> {
        self.keep(Origin::parse(text.as_bytes()).map_err(|error| {
            let problem = Problem::new(argument, text, error.to_string());
            error.problems.iter().fold(problem, |problem, one| problem.at(one.at.clone()))
        }))
    }

    /// The method that is written, or the one that curl takes then.
    fn method(&mut self, arguments: &Arguments, has_data: bool) -> Option<Vec<u8>> {
        let request = &arguments.request;
        if request.head {
            for (is_said, flag) in [
                (request.method.is_some(), "-X"),
                (request.get, "-G"),
                (has_data, request.data.0.first().map_or("-d", |(kind, _)| kind.flag())),
            ] {
                if is_said && arguments.page.element.is_none() {
                    let what =
                        format!("it asks with HEAD, which does not go with {flag}: leave out one of them");
                    self.problems.push(Problem::conflict("-I", what));
                }
            }
            return Some(b"HEAD".to_vec());
        }
        let Some(text) = request.method.as_deref() else {
            return (has_data && !request.get).then(|| b"POST".to_vec());
        };
        let bytes = text.as_encoded_bytes();
        let parsed = Method::parse(bytes).map_err(|error| {
            let problem = Problem::new("-X", text.to_string_lossy(), error.to_string());
            match error {
                MethodError::NotTokenByte { index, .. } => problem.at(index..index + 1),
                MethodError::Empty => problem,
            }
        });
        self.keep(parsed).map(|_| bytes.to_vec())
    }

    fn keyword(&mut self, argument: &'static str, text: Option<&str>, allowed: &[&str]) -> Option<String> {
        let text = text?;
        if allowed.contains(&text) {
            return Some(text.to_owned());
        }
        self.problems.push(Problem::new(argument, text, format!("write one of: {}", allowed.join(", "))));
        None
    }

    fn engines(&mut self, words: &[String]) -> Engines {
        let browsers = [Engine::Chromium, Engine::Firefox, Engine::WebKit];
        let mut named = Vec::new();
        let mut all = words.is_empty();
        for word in words {
            match word.parse::<Engine>() {
                Ok(engine) => named.push(engine),
                Err(_) if word == "all" => all = true,
                Err(_) => {
                    let what = "write one of: standard, chromium, firefox, webkit, all";
                    self.problems.push(Problem::new("--engine", word.as_str(), what));
                }
            }
        }
        let engines = browsers.into_iter().chain([Engine::Standard]);
        Engines {
            engines: engines.filter(|engine| all || named.contains(engine)).collect(),
            standard_counts: named.contains(&Engine::Standard),
        }
    }
}
