//! How long each phase of an exchange took.

use std::time::Duration;

pub(crate) use corslet_inspect::diagnoses::case::Phase;

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
