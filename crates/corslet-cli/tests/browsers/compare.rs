//! What counts as agreement between a recorded verdict and the engine's.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde_json::Value;

/// What of a verdict differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Outcome,
    Requests,
    Origin,
    RequestMethod,
    RequestHeaders,
    Cookie,
    SentHeader,
    Response,
    Code,
    Sentence,
}

impl Part {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Part::Outcome => "outcome",
            Part::Requests => "requests",
            Part::Origin => "origin",
            Part::RequestMethod => "request-method",
            Part::RequestHeaders => "request-headers",
            Part::Cookie => "cookie",
            Part::SentHeader => "sent-header",
            Part::Response => "response",
            Part::Code => "code",
            Part::Sentence => "sentence",
        }
    }
}

/// One difference.
pub(crate) struct Difference {
    pub(crate) part: Part,
    step: usize,
    recorded: String,
    got: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} (request {}): recorded {}, got {}",
            self.part.as_str(),
            self.step + 1,
            self.recorded,
            self.got
        )
    }
}

/// Headers that the browser sets itself or that the record leaves to it.
const OF_THE_BROWSER: [&str; 16] = [
    "accept-encoding",
    "access-control-request-headers",
    "access-control-request-method",
    "cache-control",
    "connection",
    "content-length",
    "cookie",
    "dnt",
    "host",
    "keep-alive",
    "origin",
    "pragma",
    "priority",
    "referer",
    "te",
    "user-agent",
];

fn steps(value: &Value) -> Vec<&Value> {
    match value["steps"].as_array() {
        Some(steps) if !steps.is_empty() => steps.iter().collect(),
        _ => vec![value],
    }
}

/// Every difference between a recorded verdict and the engine's.
pub(crate) fn differences(case: &Value, recorded: &Value, got: &Value, engine: &str) -> Vec<Difference> {
    let mut all = Vec::new();
    let is_sequence = case["steps"].is_array();
    for (step, ((asked, recorded), got)) in
        steps(case).into_iter().zip(steps(recorded)).zip(steps(got)).enumerate()
    {
        let mut found = Step { step, differences: &mut all };
        found.compare(case, asked, recorded, got);
        // A console tells nothing about the order of a sequence, so it was not recorded for those.
        if !is_sequence {
            found.compare_headline(recorded, got, engine);
        }
    }
    all
}

struct Step<'a> {
    step: usize,
    differences: &'a mut Vec<Difference>,
}

impl Step<'_> {
    fn expect<T: PartialEq + fmt::Debug>(&mut self, part: Part, recorded: T, got: T) {
        if recorded != got {
            let (recorded, got) = (format!("{recorded:?}"), format!("{got:?}"));
            self.differences.push(Difference { part, step: self.step, recorded, got });
        }
    }

    fn compare(&mut self, case: &Value, asked: &Value, recorded: &Value, got: &Value) {
        self.expect(Part::Outcome, &recorded["outcome"], &got["outcome"]);
        let (recorded_trace, got_trace) = (trace(recorded), trace(got));
        let request = |sent: &&Value| {
            (
                sent["hop"].as_u64(),
                sent["kind"].as_str().map(str::to_owned),
                sent["method"].as_str().map(str::to_owned),
            )
        };
        let sequence = |trace: &[&Value]| trace.iter().map(request).collect::<Vec<_>>();
        self.expect(Part::Requests, sequence(&recorded_trace), sequence(&got_trace));
        for (recorded, got) in recorded_trace.into_iter().zip(got_trace) {
            self.compare_request(case, asked, recorded, got);
        }
        if recorded.get("response_type").is_some() {
            self.compare_response(recorded, got);
        }
    }

    fn compare_request(&mut self, case: &Value, asked: &Value, recorded: &Value, got: &Value) {
        self.expect(Part::Origin, &recorded["origin"], &got["origin"]);
        let cookie = |sent: &Value| sent["cookie"].as_str().is_some() || sent["cookie"] == true;
        if recorded["kind"] == "preflight" {
            self.expect(Part::RequestMethod, &recorded["acrm"], &got["acrm"]);
            self.expect(Part::RequestHeaders, &recorded["acrh"], &got["acrh"]);
            self.expect(Part::Cookie, cookie(recorded), cookie(got));
            return;
        }
        if is_on_site_of_page(case, asked, recorded) {
            self.expect(Part::Cookie, cookie(recorded), cookie(got));
        }
        let set = names(&asked["request"]["headers"]);
        let (recorded_headers, got_headers) = (headers(recorded), headers(got));
        for name in set.iter().map(String::as_str).chain(["content-type", "authorization"]) {
            let is_of_browser =
                OF_THE_BROWSER.contains(&name) || name.starts_with("sec-") || name.starts_with("proxy-");
            // The browser fills these in when the page's own did not get past the guard.
            let is_filled_in = matches!(name, "accept" | "accept-language")
                && !got_headers.contains_key(name)
                || name == "accept" && got_headers.get(name).is_some_and(|value| value == "*/*");
            if !is_of_browser && !is_filled_in {
                let shown = |headers: &BTreeMap<String, String>| {
                    headers.get(name).map(|value| format!("{name}: {value}"))
                };
                self.expect(Part::SentHeader, shown(&recorded_headers), shown(&got_headers));
            }
        }
    }

    fn compare_response(&mut self, recorded: &Value, got: &Value) {
        for field in ["response_type", "status_visible", "response_url"] {
            self.expect(Part::Response, &recorded[field], &got[field]);
        }
        if recorded.get("redirected").is_some() {
            self.expect(Part::Response, &recorded["redirected"], &got["redirected"]);
        }
        let visible = |verdict: &Value| {
            let headers = verdict["visible_headers"].as_array().cloned().unwrap_or_default();
            headers.iter().map(|header| header.to_string()).collect::<BTreeSet<_>>()
        };
        self.expect(Part::Response, visible(recorded), visible(got));
    }

    fn compare_headline(&mut self, recorded: &Value, got: &Value, engine: &str) {
        let text = |value: &Value| value.as_str().filter(|text| !text.is_empty()).map(str::to_owned);
        if engine != "webkit" {
            self.expect(Part::Code, text(&recorded["cors_error"]), text(&got["headline"]["code"]));
        }
        let printed = text(&recorded["console_message"]).and_then(|text| sentence(&text, engine));
        self.expect(Part::Sentence, printed, text(&got["headline"]["text"]));
    }
}

/// The recorded console line without what belongs to the recording: the page's path, a principal's UUID, the prefix of the
/// program's standard output, and what has nothing to do with the fetch.
fn sentence(text: &str, engine: &str) -> Option<String> {
    if text.starts_with("XML Parsing Error") {
        return None;
    }
    let mut text = text.trim().to_owned();
    if engine == "webkit" {
        text = text
            .replace("SECURITY ERROR ", "")
            .replace("JS ERROR ", "")
            .replace("\u{ef}\u{bf}\u{bd}", "\u{fffd}");
    }
    if let Some(start) = text.find("/runner?page=") {
        let end = text[start..].find([' ', '.']).map_or(text.len(), |length| start + length);
        text.replace_range(start..end, "/");
    }
    if let Some(start) = text.find("moz-nullprincipal:") {
        let end = text[start..].find(" may").map_or(text.len(), |length| start + length);
        text.replace_range(start..end, "null/");
    }
    Some(text)
}

fn trace(verdict: &Value) -> Vec<&Value> {
    verdict["trace"].as_array().map(|trace| trace.iter().collect()).unwrap_or_default()
}

fn pairs(headers: &Value) -> Vec<(String, String)> {
    let blank = ['\t', '\n', '\u{b}', '\u{c}', '\r', ' '];
    headers
        .as_array()
        .into_iter()
        .flatten()
        .map(|header| {
            let text = |index: usize| header[index].as_str().unwrap_or_default();
            (text(0).to_ascii_lowercase(), text(1).trim_matches(blank).to_owned())
        })
        .collect()
}

fn names(headers: &Value) -> BTreeSet<String> {
    pairs(headers).into_iter().map(|(name, _)| name).collect()
}

fn headers(sent: &Value) -> BTreeMap<String, String> {
    let mut joined: BTreeMap<String, String> = BTreeMap::new();
    for (name, value) in pairs(&sent["headers"]) {
        joined.entry(name).and_modify(|all| *all = format!("{all}, {value}")).or_insert(value);
    }
    joined
}

/// Cookies of other sites depend on the browser's cookie rules, which are not CORS.
fn is_on_site_of_page(case: &Value, asked: &Value, sent: &Value) -> bool {
    let host = match case["page"].as_str() {
        // A sandboxed page's own site is opaque, but the cookies are those of the host it came from.
        Some("ip" | "null-sandbox" | "null-iframe" | "null-data") => "127.0.0.1",
        Some("name" | "defport" | "null-name") => "localhost",
        Some("v6") => "[::1]",
        _ => return false,
    };
    let url = match sent["hop"].as_u64() {
        Some(0) | None => asked["request"]["url"].as_str(),
        Some(hop) => {
            let index = usize::try_from(hop - 1).unwrap_or(usize::MAX);
            asked["server"]["redirects"].get(index).and_then(|redirect| redirect["url"].as_str())
        }
    };
    url.is_none_or(|url| url::Url::parse(url).is_ok_and(|url| url.host_str() == Some(host)))
}
