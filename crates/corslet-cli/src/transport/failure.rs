//! Why there is no response: the phase, what happened in it, and what to do.

use std::time::Duration;

use corslet::verdict::NetworkFailure;

use super::phases::Phase;

/// Why there is no response.
#[derive(Clone, Debug)]
pub(crate) struct TransportFailure {
    /// Where it stopped.
    pub(crate) phase: Phase,
    /// The same in the engine's words.
    pub(crate) failure: NetworkFailure,
    /// What happened, as a sentence without a full stop.
    pub(crate) what: String,
    /// What to do about it.
    pub(crate) advice: String,
}

impl TransportFailure {
    pub(crate) fn new(
        phase: Phase,
        failure: NetworkFailure,
        what: impl Into<String>,
        advice: impl Into<String>,
    ) -> Self {
        TransportFailure { phase, failure, what: what.into(), advice: advice.into() }
    }
}

impl TransportFailure {
    /// The time was over in this phase; `more` is said behind.
    pub(super) fn timed_out(phase: Phase, limit: Duration, more: &str) -> Self {
        let what = match phase {
            Phase::Dns => "the host name was not looked up",
            Phase::Connect => "no connection was made",
            Phase::Proxy => "the proxy made no way to the server",
            Phase::Tls => "the TLS handshake was not finished",
            Phase::Wait | Phase::Body => "the connection stands, but no answer came",
        };
        let advice = match phase {
            Phase::Tls => "if the port speaks plain HTTP, write http://; `-m SECONDS` waits longer",
            _ => "see what keeps the server; `-m SECONDS` waits longer",
        };
        let what = format!("{what} within {} s{more}", limit.as_secs_f32());
        TransportFailure::new(phase, NetworkFailure::TimedOut, what, advice)
    }

    /// Whether the request may have reached a server.
    pub(crate) fn went_out(&self) -> bool {
        self.phase == Phase::Wait
    }
}
