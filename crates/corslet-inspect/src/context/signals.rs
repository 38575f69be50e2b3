//! The table of signals, in the order in which it is shown.

use super::{connection, cookies, headers, preflight_cost};
use crate::audit::{Probe, Report};
use crate::exchange::{Exchange, Response};
use crate::report::Signal;

/// Every signal; `shown` takes the secrets out of what a server sent.
pub(crate) fn signals(report: &Report, shown: impl Fn(&str) -> String) -> Vec<Signal> {
    let Some((exchange, response)) = answer(report) else { return Vec::new() };
    let mut signals = headers::signals(report.evidence.target.is_https(), response, &shown);
    signals.extend(cookies::signals(&report.evidence.settings.session.set_cookies, response));
    signals.extend(connection::signals(exchange));
    signals.extend(preflight_cost::signal(&report.evidence));
    signals
}

/// The answer that is looked at: the plainest that there is.
fn answer(report: &Report) -> Option<(&Exchange, &Response)> {
    let evidence = &report.evidence;
    if let Some((_, exchange)) = evidence.find(&Probe::plain())
        && let Some(response) = exchange.response()
    {
        return Some((exchange, response));
    }
    evidence.actual().next().map(|(_, exchange, response)| (exchange, response))
}
