//! How long each phase of an exchange took.

use std::time::Duration;

/// A phase of an exchange, in the order they happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    /// The host name is looked up.
    Dns,
    /// The TCP connection is made.
    Connect,
    /// The TLS handshake.
    Tls,
    /// The request is sent, and the response's head awaited.
    Wait,
}

impl Phase {
    /// The phase's name in lower case.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Phase::Dns => "dns",
            Phase::Connect => "connect",
            Phase::Tls => "tls",
            Phase::Wait => "wait",
        }
    }
}

/// How long each phase took; `None` for a phase that did not happen.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Phases {
    pub(crate) dns: Option<Duration>,
    pub(crate) connect: Option<Duration>,
    pub(crate) tls: Option<Duration>,
    pub(crate) wait: Option<Duration>,
}

impl Phases {
    /// The phases that happened, in order.
    pub(crate) fn each(&self) -> impl Iterator<Item = (Phase, Duration)> {
        [
            (Phase::Dns, self.dns),
            (Phase::Connect, self.connect),
            (Phase::Tls, self.tls),
            (Phase::Wait, self.wait),
        ]
        .into_iter()
        .filter_map(|(phase, took)| took.map(|took| (phase, took)))
    }
}
