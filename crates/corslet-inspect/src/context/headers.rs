//! The header lines that decide about other origins beside CORS.

use crate::exchange::Response;
use crate::report::Signal;

/// The longest value that is shown in full.
const LONGEST: usize = 200;

/// A header, and what its value changes for pages of other origins.
struct Row {
    name: &'static str,
    /// What a value means; nothing when it changes nothing for CORS.
    means: fn(&str) -> Option<&'static str>,
    /// What it means that there is none.
    absent: Option<&'static str>,
}

/// The headers, in the order in which they are shown.
const ROWS: &[Row] = &[
    Row {
        name: "Cross-Origin-Resource-Policy",
        means: |value| match value {
            "same-origin" => {
                Some("no-cors requests of other origins get nothing; CORS requests are not touched")
            }
            "same-site" => Some("no-cors requests of other sites get nothing; CORS requests are not touched"),
            "cross-origin" => Some("every page may embed it"),
            _ => Some("no value that a browser knows: as if it were absent"),
        },
        absent: Some("any page may embed it, without reading it; a page with COEP may not"),
    },
    Row { name: "Cross-Origin-Embedder-Policy", means: |_| None, absent: None },
    Row { name: "Cross-Origin-Opener-Policy", means: |_| None, absent: None },
    Row {
        name: "Timing-Allow-Origin",
        means: |value| match value {
            "*" => Some("every page sees how long each phase took, and the size"),
            _ => Some("the pages named see how long each phase took, and the size"),
        },
        absent: Some("a page sees the duration only, not the phases"),
    },
    Row {
        name: "Strict-Transport-Security",
        means: |value| match value.to_ascii_lowercase() {
            lower if lower.contains("max-age=0") => {
                Some("switched off: an http origin can be anybody on the way")
            }
            lower if lower.contains("includesubdomains") => {
                Some("no page of this host or below it is loaded over http by a browser that has been here")
            }
            _ => Some("this host only: a subdomain can still be loaded over http by somebody on the way"),
        },
        absent: Some("a page over http, which anybody on the way can write, stays possible"),
    },
    Row { name: "Content-Security-Policy", means: |_| None, absent: None },
    Row {
        name: "X-Content-Type-Options",
        means: |value| match value.eq_ignore_ascii_case("nosniff") {
            true => Some("an answer that says it is JSON does not run as a script"),
            false => Some("no value that a browser knows: as if it were absent"),
        },
        absent: Some("a <script> of another origin may run what says it is JSON"),
    },
    Row {
        name: "Referrer-Policy",
        means: |value| match value.contains("no-referrer") && !value.contains("downgrade") {
            true => Some("for pages served here: their POST requests say Origin: null in mode no-cors"),
            false => None,
        },
        absent: None,
    },
    Row { name: "Permissions-Policy", means: |_| None, absent: None },
    Row {
        name: "Cache-Control",
        means: |value| match value.to_ascii_lowercase() {
            lower if lower.contains("no-store") => Some("no cache keeps it, so none can mix up origins"),
            lower if lower.contains("private") => Some("only the browser's own cache keeps it"),
            lower if lower.contains("public") || lower.contains("s-maxage") => {
                Some("shared caches keep it: without Vary: Origin they mix up origins")
            }
            _ => None,
        },
        absent: Some("a cache may keep it as it thinks fit"),
    },
    Row {
        name: "Vary",
        means: |value| {
            let names_origin = value
                .split(',')
                .any(|one| matches!(one.trim().to_ascii_lowercase().as_str(), "origin" | "*"));
            names_origin.then_some("caches keep the answers to each origin apart")
        },
        absent: None,
    },
    Row { name: "Age", means: |_| Some("it came from a cache"), absent: None },
];

/// A signal each; HSTS only where a browser listens to it.
pub(super) fn signals(is_https: bool, response: &Response, shown: &impl Fn(&str) -> String) -> Vec<Signal> {
    let rows = ROWS.iter().filter(|row| is_https || row.name != "Strict-Transport-Security");
    let mut signals = Vec::new();
    for row in rows {
        let value = response.header(row.name);
        let means = match &value {
            Some(value) => (row.means)(value.trim()),
            None => row.absent,
        };
        // What is neither there nor missed is not worth a line.
        if value.is_some() || means.is_some() {
            signals.push(Signal {
                signal: row.name.to_ascii_lowercase(),
                value: value.map(|value| cut(&shown(&value))),
                means: means.map(str::to_owned),
            });
        }
    }
    signals
}

fn cut(value: &str) -> String {
    crate::text::cut(value, LONGEST)
}
