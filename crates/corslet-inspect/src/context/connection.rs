//! How the answer came: versions, and how long each phase took.

use crate::exchange::Exchange;
use crate::report::Signal;

/// HTTP version, TLS version and the phases' times, as far as they were seen.
pub(super) fn signals(exchange: &Exchange) -> Vec<Signal> {
    let seen = &exchange.seen;
    let signal =
        |signal: &str, value: String| Signal { signal: signal.to_owned(), value: Some(value), means: None };
    let mut signals = Vec::new();
    signals.extend(seen.version.clone().map(|version| signal("http-version", version)));
    signals.extend(seen.tls.clone().map(|version| signal("tls", version)));
    if !seen.phases.is_empty() {
        let phases = seen.phases.iter();
        let phases: Vec<String> =
            phases.map(|(phase, took)| format!("{phase} {:.1} ms", took.as_secs_f64() * 1e3)).collect();
        signals.push(signal("timing", phases.join(", ")));
    }
    signals
}
