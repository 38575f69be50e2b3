//! Why there is no response: the phase, what happened in it, and what to do.

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
    /// Whether the request may have reached a server.
    pub(crate) fn went_out(&self) -> bool {
        self.phase == Phase::Wait
    }
}
