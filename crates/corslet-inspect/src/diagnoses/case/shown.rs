//! A case made of a conversation as a rule's documentation shows it.

use std::collections::BTreeMap;
use std::sync::Arc;

use corslet::Url;
use corslet::browser::{Api, CrossOrigin, Element, PageBody, RequestInit};
use corslet::verdict::{Kind, NetworkFailure, ResponseHead};
use corslet::words::{HeaderList, Origin, Status};

use super::{By, Came, Case, Compared, NoAnswer, Phase, Probed, Seen};
use crate::diagnoses::Probe;
use crate::docs::{Conversation, DocsError, Note, Shown};

/// What a browser adds to a request; a page's own headers are the others.
const ADDED_BY_BROWSERS: &[&str] = &[
    "accept",
    "accept-encoding",
    "accept-language",
    "access-control-request-headers",
    "access-control-request-method",
    "connection",
    "content-length",
    "cookie",
    "dnt",
    "host",
    "origin",
    "priority",
    "referer",
    "te",
    "upgrade",
    "upgrade-insecure-requests",
    "user-agent",
];

impl Case {
    /// Reads the case that a block of a documentation shows.
    ///
    /// Before the first request may stand `* page:` (an origin; else the first `Origin`), `* url:` and `* method:` (else the
    /// first request's), `* scheme:` (else `https`), `* credentials:` (else `include` where a cookie goes along), `* mode:`,
    /// `* api:` (`fetch`, `xhr`, or an element's name), `* crossorigin:`, `* header: Name: value` (of the page, where no
    /// request shows it), `* said:` (a line of a console) and `* flag:`. Below a request: `* scheme:`, `* failed: PHASE: what`,
    /// `* not-sent: why`, `* peer: ADDRESS:PORT`, `* version:`, `* from-cache: yes`, `* probe: NAME` for an extra request,
    /// `* address: IP` or `* http: VERSION` for the same request asked otherwise.
    ///
    /// # Errors
    /// Every line that cannot be understood.
    pub fn of_conversation(shown: &Conversation) -> Result<Case, Vec<DocsError>> {
        let mut reading = Reading { notes: &shown.notes, errors: Vec::new() };
        let mut main = Vec::new();
        let mut probes = Vec::new();
        let mut others: BTreeMap<String, Vec<Seen>> = BTreeMap::new();
        for one in &shown.exchanges {
            let Some(seen) = reading.seen(one) else { continue };
            if let Some(name) = note(&one.notes, "probe") {
                match name.parse::<Probe>() {
                    Ok(probe) => probes.push(Probed { probe, seen }),
                    Err(what) => reading.say(one.line, what),
                }
            } else if let Some(address) = note(&one.notes, "address") {
                others.entry(format!("address {address}")).or_default().push(seen);
            } else if let Some(version) = note(&one.notes, "http") {
                others.entry(format!("http {version}")).or_default().push(seen);
            } else {
                main.push(seen);
            }
        }
        let Some((init, url)) = reading.page(&main) else { return Err(reading.errors) };
        let mut case = Case::replayed(init.clone(), url.clone(), main);
        case.probes = probes;
        for (way, exchanges) in others {
            let by = match way.split_once(' ') {
                Some(("address", address)) => {
                    address.parse().map(By::Address).map_err(|_| address.to_owned())
                }
                Some((_, version)) => Ok(By::Version(version.to_owned())),
                None => Err(way.clone()),
            };
            match by {
                Ok(by) => case
                    .compared
                    .push(Compared { by, case: Case::replayed(init.clone(), url.clone(), exchanges) }),
                Err(address) => reading.say(0, format!("`{address}` is no IP address")),
            }
        }
        if let Some(line) = note(&shown.notes, "said") {
            case.said.console = Some(line.to_owned());
            case.said.fails_in_browser = true;
        }
        case.said.flags = all(&shown.notes, "flag").map(str::to_owned).collect();
        if reading.errors.is_empty() { Ok(case) } else { Err(reading.errors) }
    }
}

fn note<'n>(notes: &'n [Note], name: &str) -> Option<&'n str> {
    notes.iter().find(|note| note.name == name).map(|note| note.value.as_str())
}

fn all<'n>(notes: &'n [Note], name: &'n str) -> impl Iterator<Item = &'n str> {
    notes.iter().filter(move |note| note.name == name).map(|note| note.value.as_str())
}

/// Reads one conversation, and collects what it cannot read.
struct Reading<'c> {
    notes: &'c [Note],
    errors: Vec<DocsError>,
}

impl Reading<'_> {
    fn say(&mut self, line: usize, what: impl Into<String>) {
        self.errors.push(DocsError { line, what: what.into() });
    }

    fn read<T, E: ToString>(&mut self, line: usize, read: Result<T, E>) -> Option<T> {
        read.map_err(|error| self.say(line, error.to_string())).ok()
    }

    fn seen(&mut self, shown: &Shown) -> Option<Seen> {
        let line = shown.line;
        let mut words = shown.request_line.split(' ');
        let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let header = |name: &str| {
            shown
                .request
                .iter()
                .find(|(own, _)| own.eq_ignore_ascii_case(name))
                .map(|(_, value)| value.as_str())
        };
        let scheme = note(&shown.notes, "scheme").or_else(|| note(self.notes, "scheme")).unwrap_or("https");
        let Some(host) = header("host") else {
            self.say(line, "the request has no Host, which says where it goes");
            return None;
        };
        let url = self.read(line, Url::parse(&format!("{scheme}://{host}{target}")))?;
        let is_preflight = method == "OPTIONS" && header("access-control-request-method").is_some();
        let came = self.came(shown)?;
        let peer = match note(&shown.notes, "peer") {
            Some(peer) => {
                Some(self.read(line, peer.parse().map_err(|_| format!("`{peer}` is no ADDRESS:PORT")))?)
            }
            None => None,
        };
        let answered_in = shown.status_line.split(' ').next().filter(|version| !version.is_empty());
        Some(Seen {
            hop: 0,
            kind: if is_preflight { Kind::Preflight } else { Kind::Actual },
            method: method.to_owned(),
            url: Arc::new(url),
            request: shown
                .request
                .iter()
                .map(|(name, value)| (name.clone(), value.clone().into_bytes()))
                .collect(),
            came,
            body: shown.body.clone().into_bytes(),
            peer,
            version: note(&shown.notes, "version").or(answered_in).map(str::to_owned),
            from_cache: note(&shown.notes, "from-cache") == Some("yes"),
        })
    }

    fn came(&mut self, shown: &Shown) -> Option<Came> {
        let line = shown.line;
        if let Some(failed) = note(&shown.notes, "failed") {
            let (phase, what) = failed.split_once(": ").unwrap_or((failed, failed));
            let phase = self.read(line, phase.parse::<Phase>())?;
            let failure = match phase {
                Phase::Dns => NetworkFailure::Dns,
                Phase::Connect | Phase::Proxy => NetworkFailure::Connect,
                Phase::Tls => NetworkFailure::Tls,
                Phase::Wait | Phase::Body => NetworkFailure::Closed,
            };
            let what = what.to_owned();
            return Some(Came::Failed(NoAnswer { phase: Some(phase), failure, what, advice: String::new() }));
        }
        if let Some(why) = note(&shown.notes, "not-sent") {
            return Some(Came::NotSent(why.to_owned()));
        }
        let code =
            shown.status_line.split(' ').nth(1).and_then(|code| code.parse().ok()).and_then(Status::new);
        let Some(status) = code else {
            self.say(
                line,
                "the request has no answer: write `< HTTP/1.1 200 OK`, or `* failed: dns: what happened`",
            );
            return None;
        };
        let headers = HeaderList::parse_pairs(shown.response.iter().map(|(name, value)| (name, value)));
        let headers = self.read(line, headers.map_err(|(_, error)| error))?;
        Some(Came::Head(Arc::new(ResponseHead { status, headers })))
    }

    /// What the page wrote, as far as its requests show it.
    fn page(&mut self, exchanges: &[Seen]) -> Option<(RequestInit, Url)> {
        let first = exchanges.first();
        let notes = self.notes;
        let page = note(notes, "page").map(str::to_owned).or_else(|| first?.request_header("origin"));
        let Some(page) = page else {
            self.say(1, "no request has an Origin: write `* page: https://app.example.com` above the first");
            return None;
        };
        let origin = self.read(1, Origin::parse(&page))?;
        let url = match (note(notes, "url"), first) {
            (Some(url), _) => self.read(1, Url::parse(url))?,
            (None, Some(seen)) => seen.url.as_ref().clone(),
            (None, None) => {
                self.say(1, "nothing is asked: write a request, or `* url: https://api.example.com/`");
                return None;
            }
        };
        let mut init = RequestInit::new(origin, url.as_str());
        let method = note(notes, "method").map(str::to_owned).or_else(|| Some(first_method(first?)));
        init.headers = self.page_headers(exchanges);
        for (name, keyword) in
            [("credentials", "credentials"), ("mode", "mode")].map(|(it, _)| (it, note(notes, it)))
        {
            let Some(keyword) = keyword else { continue };
            match name {
                "credentials" => init.credentials = self.read(1, keyword.parse()),
                _ => init.mode = self.read(1, keyword.parse()),
            }
        }
        if init.credentials.is_none() && exchanges.iter().any(|seen| seen.request_header("cookie").is_some())
        {
            init.credentials = "include".parse().ok();
        }
        init.api = self.api()?;
        if !matches!(init.api, Api::Element { .. }) {
            let has_body = matches!(method.as_deref(), Some("POST" | "PUT" | "PATCH" | "patch"));
            init.body = has_body.then_some(PageBody::Bytes);
            init.method = method.map(String::into_bytes);
        }
        Some((init, url))
    }

    fn api(&mut self) -> Option<Api> {
        let crossorigin = match note(self.notes, "crossorigin") {
            None => None,
            Some("anonymous" | "") => Some(CrossOrigin::Anonymous),
            Some("use-credentials") => Some(CrossOrigin::UseCredentials),
            Some(other) => {
                self.say(1, format!("`{other}` is not one of: anonymous, use-credentials"));
                None
            }
        };
        match note(self.notes, "api") {
            None | Some("fetch") => Some(Api::Fetch),
            Some("xhr") => Some(Api::Xhr { upload_listener: false }),
            Some("xhr-upload") => Some(Api::Xhr { upload_listener: true }),
            Some(name) => {
                let element = self.read(1, name.parse::<Element>())?;
                Some(Api::Element { element, crossorigin })
            }
        }
    }

    /// The first actual request shows the page's headers; where there is none, the preflight asks for their names.
    fn page_headers(&self, exchanges: &[Seen]) -> Vec<(Vec<u8>, Vec<u8>)> {
        let mut headers: Vec<(Vec<u8>, Vec<u8>)> = all(self.notes, "header")
            .filter_map(|line| line.split_once(':'))
            .map(|(name, value)| (name.into(), value.trim().into()))
            .collect();
        if !headers.is_empty() {
            return headers;
        }
        let actual = exchanges.iter().find(|seen| seen.kind == Kind::Actual);
        let asked = exchanges.first().and_then(|seen| seen.request_header("access-control-request-headers"));
        match (actual, asked) {
            (Some(actual), _) => {
                let own = actual.request.iter().filter(|(name, _)| {
                    let name = name.to_lowercase();
                    !ADDED_BY_BROWSERS.contains(&name.as_str()) && !name.starts_with("sec-")
                });
                headers.extend(own.map(|(name, value)| (name.clone().into_bytes(), value.clone())));
            }
            (None, Some(names)) => {
                headers
                    .extend(names.split(',').map(|name| (name.trim().into(), value_of(name.trim()).into())));
            }
            (None, None) => {}
        }
        headers
    }
}

fn first_method(seen: &Seen) -> String {
    seen.request_header("access-control-request-method").unwrap_or_else(|| seen.method.clone())
}

/// A value with which the header needs a preflight.
fn value_of(name: &str) -> &'static str {
    match name.to_ascii_lowercase().as_str() {
        "content-type" => "application/json",
        "authorization" => "Bearer token",
        "range" => "bytes=-10",
        _ => "1",
    }
}
