//! Tells a verdict in one line, so that a table can say what it expects of it.

use std::fmt::Write as _;

use corslet::browser::{Profile, Verdict};

/// The codes of everything that failed, in order, separated by blanks.
pub fn codes(verdict: &Verdict) -> String {
    verdict.blocked.iter().map(|blocked| blocked.code()).collect::<Vec<_>>().join(" ")
}

/// The outcome, and the codes of what failed.
pub fn told(verdict: &Verdict) -> String {
    let separator = if verdict.blocked.is_empty() { "" } else { " " };
    format!("{}{separator}{}", verdict.outcome, codes(verdict))
}

/// Everything that a page or a server could tell apart: each request as it went out, and what the page gets.
pub fn tell(verdict: &Verdict, profile: &Profile) -> String {
    let mut text = String::new();
    for exchange in &verdict.exchanges {
        let _ = write!(text, "{} {} {}", exchange.kind.as_str(), exchange.method, exchange.url);
        for (name, value) in exchange.header_lines() {
            let _ = write!(text, "; {}: {}", name.to_ascii_lowercase(), value.escape_ascii());
        }
        if exchange.credentials {
            text.push_str("; with credentials");
        }
        if profile.sends_unmarked_cookie(&verdict.request, exchange) {
            text.push_str("; with cookie");
        }
        text.push_str(" | ");
    }
    for hit in &verdict.cache_hits {
        let _ = write!(text, "hit for {} s | ", hit.seconds_left);
    }
    let _ = write!(text, "{} {}", told(verdict), verdict.response_type.as_str());
    for (name, value) in verdict.readable().iter().flat_map(|readable| readable.headers()) {
        let _ = write!(text, "; {name}: {}", value.escape_ascii());
    }
    let request = &verdict.request;
    let _ =
        write!(text, " | {} {} | url {}", request.mode.as_str(), request.destination.as_str(), verdict.url());
    for exchange in &verdict.exchanges {
        let _ = write!(text, " | referrer {}", exchange.referrer.as_str());
    }
    if let Some(event) = verdict.event() {
        let _ = write!(text, " | event {}", event.as_str());
    }
    text.push_str(if verdict.mutes_script_errors() { " | errors muted" } else { " | errors shown" });
    let _ = write!(text, " | timing {}", timing(verdict));
    text.push_str(if verdict.is_prompted { " | asks the user" } else { " | asks nobody" });
    text
}

/// What the timing entry tells; `none` when there is none.
fn timing(verdict: &Verdict) -> String {
    let Some(timing) = verdict.resource_timing() else { return "none".into() };
    let parts = [
        (timing.times, "times"),
        (timing.redirects, "redirects"),
        (timing.protocol, "protocol"),
        (timing.transfer_size, "transfer-size"),
        (timing.body_size, "body-size"),
        (timing.status, "status"),
        (timing.server_timing, "server-timing"),
    ];
    let told: Vec<&str> = parts.into_iter().filter(|(is_told, _)| *is_told).map(|(_, name)| name).collect();
    if told.is_empty() { "nothing".into() } else { told.join(" ") }
}
