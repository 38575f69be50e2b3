//! A verdict in the record's own format, so that both can be laid side by side.

use std::borrow::Cow;

use corslet::browser::{Api, Element, Event, Mode, NotConstructible, Profile, Verdict};
use corslet::verdict::{Exchange, Kind, Outcome};
use corslet::words::HeaderList;
use serde::Serialize;

use super::jar::{Checked, CookieScene};
use super::play::recorded_hop;
use super::timing::Timing;

/// What the engine says of a case.
#[derive(Debug, Serialize)]
pub(crate) struct Played {
    id: String,
    browser: &'static str,
    version: String,
    #[serde(flatten)]
    single: Option<StepVerdict>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    steps: Vec<StepVerdict>,
    /// Whether a later request of the page takes the case's cookie along.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) probe_cookie: Option<bool>,
    /// Whether the case's cookie is there on later visits.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) check: Vec<Checked>,
}

impl Played {
    pub(crate) fn single(id: String, profile: &Profile, step: StepVerdict) -> Self {
        Played { single: Some(step), ..Self::sequence(id, profile, Vec::new()) }
    }

    pub(crate) fn sequence(id: String, profile: &Profile, steps: Vec<StepVerdict>) -> Self {
        let version = format!("corslet {}", env!("CARGO_PKG_VERSION"));
        Played {
            id,
            browser: profile.engine.as_str(),
            version,
            single: None,
            steps,
            probe_cookie: None,
            check: Vec::new(),
        }
    }
}

/// What the engine says of one request.
#[derive(Debug, Default, Serialize)]
pub(crate) struct StepVerdict {
    preflight_sent: bool,
    preflight_request: Option<PreflightRequest>,
    actual_sent: bool,
    actual_origin_header: Option<String>,
    /// Whether the first request took a cookie along, the case's own where there is one.
    cookie_sent: Option<bool>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cookie_sent_per_hop: Vec<bool>,
    outcome: &'static str,
    /// What `sendBeacon()` returned.
    #[serde(skip_serializing_if = "Option::is_none")]
    returned: Option<bool>,
    /// Whether the browser asks for a name and a password before the page gets anything.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    prompted: bool,
    /// Whether the errors of the script that was loaded show their text.
    #[serde(skip_serializing_if = "Option::is_none")]
    errors_muted: Option<bool>,
    timing: Timing,
    #[serde(skip_serializing_if = "Option::is_none")]
    response_type: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status_visible: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    response_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    redirected: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    visible_headers: Option<Vec<(String, String)>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page_error: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    request_headers_after_guard: Option<Vec<(String, String)>>,
    trace: Vec<TraceEntry>,
    /// Every failure, as codes.
    failed: Vec<String>,
    /// What the browser prints.
    headline: Option<Headline>,
}

#[derive(Debug, Serialize)]
struct Headline {
    code: Option<&'static str>,
    text: String,
    check: Option<String>,
}

#[derive(Debug, Serialize)]
struct PreflightRequest {
    hop: usize,
    acrm: Option<String>,
    acrh: Option<String>,
    origin: Option<String>,
    cookie: bool,
}

#[derive(Debug, Serialize)]
struct TraceEntry {
    hop: usize,
    kind: &'static str,
    method: String,
    url: String,
    port: Option<u16>,
    target: String,
    origin: Option<String>,
    acrm: Option<String>,
    acrh: Option<String>,
    cookie: bool,
    /// The cookies that went along, by name.
    #[serde(skip_serializing_if = "Option::is_none")]
    cookies: Option<Vec<String>>,
    mode: &'static str,
    destination: &'static str,
    credentials: bool,
    referrer: &'static str,
    headers: Vec<(String, String)>,
}

impl TraceEntry {
    fn of(exchange: &Exchange, verdict: &Verdict, profile: &Profile) -> Self {
        let target = match exchange.url.query() {
            Some(query) => format!("{}?{query}", exchange.url.path()),
            None => exchange.url.path().to_owned(),
        };
        TraceEntry {
            hop: recorded_hop(exchange),
            kind: exchange.kind.as_str(),
            method: exchange.method.as_str().to_owned(),
            url: exchange.url.to_string(),
            port: exchange.url.port_or_known_default(),
            target,
            origin: exchange.origin.as_ref().map(|origin| origin.serialize().to_owned()),
            acrm: exchange.request_method.as_ref().map(|method| method.as_str().to_owned()),
            acrh: exchange.request_headers.clone(),
            cookie: profile.sends_unmarked_cookie(&verdict.request, exchange),
            cookies: None,
            // A preflight's mode is cors, whatever it is for.
            mode: match exchange.kind {
                Kind::Preflight => Mode::Cors.as_str(),
                Kind::Actual => verdict.request.mode.as_str(),
            },
            destination: verdict.request.destination.as_str(),
            credentials: exchange.credentials,
            referrer: exchange.referrer.as_str(),
            headers: exchange
                .header_lines()
                .into_iter()
                .map(|(name, value)| (name, as_read(&value)))
                .collect(),
        }
    }
}

/// The exchanges that the server saw.
fn sent(verdict: &Verdict) -> impl Iterator<Item = &Exchange> {
    verdict.exchanges.iter().filter(|exchange| !exchange.from_cache)
}

/// A header value as the recorder reads it from the wire: without blanks at its ends, form feeds and the like included.
fn as_read(value: &[u8]) -> String {
    latin1(value).trim_matches(['\t', '\n', '\x0b', '\x0c', '\r', ' ']).to_owned()
}

fn latin1(bytes: &[u8]) -> String {
    bytes.iter().map(|&byte| char::from(byte)).collect()
}

impl StepVerdict {
    /// The page got an exception instead of a request.
    pub(crate) fn thrown(error: &NotConstructible) -> Self {
        StepVerdict {
            outcome: "type-error-before-send",
            page_error: Some(error.to_string()),
            failed: vec!["type-error".to_owned()],
            ..StepVerdict::default()
        }
    }

    /// Adds what the jar gave to the requests.
    pub(crate) fn tell_cookies(&mut self, verdict: &Verdict, scene: &CookieScene<'_>) {
        let taken = |index: usize| {
            let of_exchange = verdict.cookies.iter().find(|cookies| cookies.exchange == index);
            of_exchange.map(|cookies| cookies.retrieval.sent.as_slice()).unwrap_or_default()
        };
        let indices = verdict.exchanges.iter().enumerate().filter(|(_, it)| !it.from_cache);
        for (entry, (index, _)) in self.trace.iter_mut().zip(indices) {
            let cookies = taken(index);
            entry.cookie = !cookies.is_empty();
            entry.cookies = Some(
                cookies.iter().map(|cookie| String::from_utf8_lossy(&cookie.name).into_owned()).collect(),
            );
        }
        let actual = verdict.exchanges.iter().enumerate().filter(|(_, it)| it.kind == Kind::Actual);
        if scene.has_own() {
            self.cookie_sent_per_hop =
                actual.map(|(index, _)| taken(index).iter().any(|cookie| scene.is_own(cookie))).collect();
            self.cookie_sent = self.cookie_sent_per_hop.first().copied();
        }
    }

    pub(crate) fn of(
        verdict: &Verdict,
        profile: &Profile,
        after_guard: &HeaderList,
        body: Option<String>,
    ) -> Self {
        let preflight = verdict.exchanges.iter().find(|exchange| exchange.kind == Kind::Preflight);
        let actual = sent(verdict).find(|exchange| exchange.kind == Kind::Actual);
        let origin =
            |exchange: &Exchange| exchange.origin.as_ref().map(|origin| origin.serialize().to_owned());
        let mut step = StepVerdict {
            preflight_sent: preflight.is_some(),
            preflight_request: preflight.map(|exchange| PreflightRequest {
                hop: exchange.hop,
                acrm: exchange.request_method.as_ref().map(|method| method.as_str().to_owned()),
                acrh: exchange.request_headers.clone(),
                origin: origin(exchange),
                cookie: exchange.credentials,
            }),
            actual_sent: actual.is_some(),
            actual_origin_header: actual.and_then(origin),
            cookie_sent: Some(
                actual.is_some_and(|exchange| profile.sends_unmarked_cookie(&verdict.request, exchange)),
            ),
            outcome: outcome(verdict),
            returned: match verdict.event() {
                Some(Event::Queued) => Some(true),
                Some(Event::NotQueued) => Some(false),
                _ => None,
            },
            prompted: verdict.is_prompted,
            errors_muted: match verdict.request.api {
                Api::Element { element: Element::Script, .. } => Some(verdict.mutes_script_errors()),
                _ => None,
            },
            timing: Timing::of(verdict, body.as_ref().is_some_and(|body| !body.is_empty())),
            request_headers_after_guard: Some(combined(after_guard)),
            trace: sent(verdict).map(|exchange| TraceEntry::of(exchange, verdict, profile)).collect(),
            failed: failed(verdict),
            headline: profile.headline(verdict).map(|headline| Headline {
                code: headline.code,
                text: headline.text,
                check: headline.check,
            }),
            ..StepVerdict::default()
        };
        if verdict.outcome.is_allowed() {
            step.response_type = Some(match verdict.request.api {
                // XMLHttpRequest shows no response type.
                Api::Xhr { .. } => "xhr",
                Api::Element { .. } => "element",
                Api::Fetch => verdict.response_type.as_str(),
            });
        }
        if verdict.outcome.is_allowed() && verdict.event().is_none() {
            let readable = verdict.readable();
            step.status_visible = Some(readable.as_ref().map_or(0, |readable| readable.status()));
            step.visible_headers = Some(readable.as_ref().map_or_else(Vec::new, |readable| {
                readable.headers().into_iter().map(|(name, value)| (name, latin1(&value))).collect()
            }));
            let is_opaque = verdict.outcome == Outcome::Opaque;
            step.response_url = Some(if is_opaque { String::new() } else { url(verdict) });
            step.redirected = Some(!is_opaque && verdict.redirects() > 0);
            step.body = Some(body.filter(|_| readable.is_some()).unwrap_or_default());
        }
        step
    }
}

fn url(verdict: &Verdict) -> String {
    let mut url = verdict.url().clone();
    url.set_fragment(None);
    url.into()
}

fn outcome(verdict: &Verdict) -> &'static str {
    let is_frame =
        matches!(verdict.request.api, Api::Element { element: Element::Iframe | Element::Form, .. });
    match verdict.event() {
        None => {}
        Some(Event::Load) => return "load",
        Some(Event::Error) => return "error",
        Some(Event::Throws) => return "threw",
        Some(Event::Queued | Event::NotQueued) => return "sent",
        // The recorder waits for the events of frames; of images of style sheets it knows that there are none.
        Some(Event::Nothing) if is_frame => return "timeout",
        Some(Event::Nothing) => return "unknown",
    }
    match verdict.outcome {
        Outcome::Readable => "readable",
        Outcome::Opaque => "opaque",
        Outcome::OpaqueRedirect => "opaqueredirect",
        Outcome::Blocked | Outcome::NeverSent | Outcome::Undecided => "network-error",
    }
}

fn failed(verdict: &Verdict) -> Vec<String> {
    let mut codes: Vec<String> = Vec::new();
    for blocked in &verdict.blocked {
        let code = blocked.code();
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes
}

/// The headers as `new Request(…).headers` iterates them.
fn combined(headers: &HeaderList) -> Vec<(String, String)> {
    let mut names: Vec<String> = headers.iter().map(|(name, _)| name.to_lowercase()).collect();
    names.sort();
    names.dedup();
    names
        .into_iter()
        .map(|name| {
            let value = headers.get(&name).unwrap_or(Cow::Borrowed(b""));
            (name, latin1(&value))
        })
        .collect()
}
