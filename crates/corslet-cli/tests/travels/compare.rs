//! A recorded verdict on what travels, beside the engine's.

use std::fmt;

use serde_json::Value;

/// One difference, and of which part of the verdict.
pub(crate) struct Difference {
    pub(crate) part: &'static str,
    recorded: String,
    got: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: recorded {}, got {}", self.part, self.recorded, self.got)
    }
}

/// Every difference between a recorded verdict and the engine's.
pub(crate) fn differences(case: &Value, recorded: &Value, got: &Value) -> Vec<Difference> {
    let mut found = Found(Vec::new());
    for ((asked, recorded), got) in steps(case).into_iter().zip(steps(recorded)).zip(steps(got)) {
        found.step(asked, recorded, got);
    }
    let stored = |verdict: &Value| -> Vec<bool> {
        array(&verdict["check"]).iter().map(|check| check["stored"] == true).collect()
    };
    found.expect("stored", stored(recorded), stored(got));
    found.expect("probe", recorded["probe_cookie"].as_bool(), got["probe_cookie"].as_bool());
    found.0
}

fn steps(value: &Value) -> Vec<&Value> {
    match value["steps"].as_array() {
        Some(steps) if !steps.is_empty() => steps.iter().collect(),
        _ => vec![value],
    }
}

fn array(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

struct Found(Vec<Difference>);

impl Found {
    fn expect<T: PartialEq + fmt::Debug>(&mut self, part: &'static str, recorded: T, got: T) {
        if recorded != got {
            self.0.push(Difference { part, recorded: format!("{recorded:?}"), got: format!("{got:?}") });
        }
    }

    fn step(&mut self, asked: &Value, recorded: &Value, got: &Value) {
        // The recorder answers no question for a password: it waits, and gives up. Firefox's it declines at once.
        let is_prompted = got["prompted"] == true && recorded["browser"] != "firefox";
        if is_prompted {
            self.expect("outcome", recorded["outcome"].as_str(), Some("timeout"));
        } else {
            self.expect("outcome", recorded["outcome"].as_str(), got["outcome"].as_str());
        }
        self.expect("returned", recorded["returned"].as_bool(), got["returned"].as_bool());
        self.requests(recorded, got);
        // What `window.onerror` heard of a script that throws.
        if let Some(message) = recorded["error_message"].as_str().filter(|_| recorded["executed"] == true) {
            self.expect("error", Some(message == "Script error."), got["errors_muted"].as_bool());
        }
        if asked["cookie"].is_object() {
            self.expect("cookie", recorded["cookie_sent"].as_bool(), got["cookie_sent"].as_bool());
            if recorded.get("cookie_sent_per_hop").is_some() {
                self.expect("cookie", &recorded["cookie_sent_per_hop"], &got["cookie_sent_per_hop"]);
            }
        }
        let is_readable = recorded.get("status_visible").is_some() && recorded["response_type"] != "element";
        if is_readable {
            self.response(recorded, got);
        }
        if recorded["timing"].is_object() {
            self.expect("timing", told(&recorded["timing"]), told(&got["timing"]));
        }
    }

    fn requests(&mut self, recorded: &Value, got: &Value) {
        // What the document of a frame asks itself has hop 9.
        let recorded: Vec<Request<'_>> =
            array(&recorded["trace"]).iter().map(Request).filter(|request| request.hop() < 9).collect();
        let got: Vec<Request<'_>> = array(&got["trace"]).iter().map(Request).collect();
        let recorded_lines: Vec<_> = recorded.iter().map(Request::line).collect();
        self.expect("requests", recorded_lines, got.iter().map(Request::line).collect());
        for (recorded, got) in recorded.iter().zip(&got) {
            self.expect("origin", recorded.0["origin"].as_str(), got.0["origin"].as_str());
            self.expect("referrer", recorded.referrer(), got.0["referrer"].as_str().unwrap_or_default());
            self.expect("credentials", recorded.has_session(), got.has_session());
            for header in ["acrm", "acrh"] {
                self.expect("preflight", recorded.0[header].as_str(), got.0[header].as_str());
            }
            // No browser tells an insecure server, and WebKit leaves it out after some redirects.
            if let Some((mode, destination)) = recorded.fetch_metadata() {
                self.expect("mode", mode, got.0["mode"].as_str().unwrap_or_default());
                // The standard gives a WebSocket's handshake no destination, and WebKit `websocket`.
                if mode != "websocket" {
                    self.expect("destination", destination, got.destination());
                }
            }
        }
    }

    fn response(&mut self, recorded: &Value, got: &Value) {
        for field in ["response_type", "response_url"] {
            self.expect("response", recorded[field].as_str(), got[field].as_str());
        }
        self.expect("response", recorded["status_visible"].as_u64(), got["status_visible"].as_u64());
        let visible = |verdict: &Value| {
            let mut headers: Vec<String> =
                array(&verdict["visible_headers"]).iter().map(Value::to_string).collect();
            headers.sort();
            headers
        };
        self.expect("response", visible(recorded), visible(got));
    }
}

/// Which fields of a resource timing entry tell something; none when there is no entry.
fn told(timing: &Value) -> Option<Vec<&'static str>> {
    const FIELDS: [&str; 9] = [
        "redirectStart",
        "requestStart",
        "responseStart",
        "nextHopProtocol",
        "transferSize",
        "encodedBodySize",
        "responseStatus",
        "contentType",
        "serverTiming",
    ];
    let tells = |field: &&&str| match &timing[**field] {
        Value::Bool(tells) => *tells,
        Value::String(text) => !text.is_empty(),
        Value::Number(number) => number.as_u64() != Some(0),
        _ => false,
    };
    (timing["entries"] != 0).then(|| FIELDS.iter().filter(tells).copied().collect())
}

/// One request of a trace.
struct Request<'v>(&'v Value);

impl<'v> Request<'v> {
    /// The record writes it as text, the engine as a number.
    fn hop(&self) -> u64 {
        match &self.0["hop"] {
            Value::String(text) => text.parse().unwrap_or(u64::MAX),
            number => number.as_u64().unwrap_or(u64::MAX),
        }
    }

    fn line(&self) -> (u64, &'v str, &'v str, &'v str) {
        let text = |field: &str| self.0[field].as_str().unwrap_or_default();
        let scheme = text("url").split(':').next().unwrap_or_default();
        (self.hop(), text("kind"), text("method"), scheme)
    }

    fn referrer(&self) -> &'static str {
        match self.0["referer"].as_str() {
            None => "none",
            // `https://app.one.test/`
            Some(text) if text.matches('/').count() == 3 && text.ends_with('/') => "origin",
            Some(_) => "url",
        }
    }

    /// Whether one of the recorder's own cookies went along.
    fn has_session(&self) -> bool {
        array(&self.0["cookies"]).iter().filter_map(Value::as_str).any(|name| name.ends_with("sess"))
    }

    /// `Sec-Fetch-Mode` and `Sec-Fetch-Dest`, where they were sent.
    fn fetch_metadata(&self) -> Option<(&'v str, &'v str)> {
        let mut parts = self.0["sec_fetch"].as_str()?.split('/');
        let (mode, destination) = (parts.next()?, parts.next()?);
        (!mode.is_empty()).then_some((mode, destination))
    }

    fn destination(&self) -> &'v str {
        // A preflight is for nothing yet; `Sec-Fetch-Dest` says `empty`.
        match self.0["destination"].as_str() {
            _ if self.0["kind"] == "preflight" => "empty",
            None | Some("") => "empty",
            Some(destination) => destination,
        }
    }
}
