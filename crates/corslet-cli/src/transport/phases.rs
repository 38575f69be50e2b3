//! How long each phase of an exchange took.

use std::time::Duration;

/// A phase of an exchange, in the order they happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    /// The host name is looked up.
    Dns,
    /// The TCP connection is made.
    Connect,
    /// A proxy makes the way to the server.
    Proxy,
    /// The TLS handshake.
    Tls,
    /// The request is sent, and the response's head awaited.
    Wait,
    /// The beginning of the body is read.
    Body,
}

impl Phase {
    /// Every phase, in order.
    pub(crate) const ALL: [Phase; 6] =
        [Phase::Dns, Phase::Connect, Phase::Proxy, Phase::Tls, Phase::Wait, Phase::Body];

    /// The phase's name in lower case.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Phase::Dns => "dns",
            Phase::Connect => "connect",
            Phase::Proxy => "proxy",
            Phase::Tls => "tls",
            Phase::Wait => "wait",
            Phase::Body => "body",
        }
    }
}

/// How long each phase took; `None` for a phase that did not happen.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Phases {
    pub(crate) dns: Option<Duration>,
    pub(crate) connect: Option<Duration>,
    pub(crate) proxy: Option<Duration>,
    pub(crate) tls: Option<Duration>,
    pub(crate) wait: Option<Duration>,
    pub(crate) body: Option<Duration>,
}

impl Phases {
    /// The phases that happened, in order.
    pub(crate) fn each(&self) -> impl Iterator<Item = (Phase, Duration)> {
        [
            (Phase::Dns, self.dns),
            (Phase::Connect, self.connect),
            (Phase::Proxy, self.proxy),
            (Phase::Tls, self.tls),
            (Phase::Wait, self.wait),
            (Phase::Body, self.body),
        ]
        .into_iter()
        .filter_map(|(phase, took)| took.map(|took| (phase, took)))
    }
}
