//! The jar: cookies ordered by registrable domain, and by partition within it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use super::cookie::{Cookie, Partition};
use super::domain;

/// A browser's cookies.
///
/// Each browser has its own: what is stored depends on its rules.
#[derive(Clone, Debug, Default)]
pub struct Jar {
    pub(super) domains: BTreeMap<Box<str>, Domain>,
    pub(super) serial: u64,
}

/// The cookies of a registrable domain.
#[derive(Clone, Debug, Default)]
pub(super) struct Domain {
    pub(super) unpartitioned: Vec<Kept>,
    pub(super) partitions: BTreeMap<Partition, Vec<Kept>>,
}

/// A cookie, and when it last went along.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    pub(super) cookie: Arc<Cookie>,
    pub(super) used: Duration,
}

impl Jar {
    /// An empty jar.
    #[must_use]
    pub const fn new() -> Jar {
        Jar { domains: BTreeMap::new(), serial: 0 }
    }

    /// How many cookies there are, expired ones among them until something is stored for their domain.
    #[must_use]
    pub fn len(&self) -> usize {
        self.count(true)
    }

    /// Whether there is no cookie.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.domains.is_empty()
    }

    /// All cookies, domain by domain.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Cookie>> {
        self.domains.values().flat_map(Domain::iter).map(|kept| &kept.cookie)
    }

    /// Ends the session: cookies without `Max-Age` and `Expires` go, and those whose time is over.
    pub fn end_session(&mut self, now: Duration) {
        self.retain(|cookie| cookie.expires.is_some() && !cookie.is_expired(now));
    }

    /// Keeps the cookies for which `keep` says so.
    pub fn retain(&mut self, keep: impl Fn(&Cookie) -> bool) {
        self.domains.retain(|_, domain| {
            domain.retain(&keep);
            !domain.is_empty()
        });
    }

    pub(super) fn count(&self, with_partitioned: bool) -> usize {
        self.domains.values().map(|domain| domain.count(with_partitioned)).sum()
    }

    pub(super) fn domain_of(&mut self, host: &str) -> Option<&mut Domain> {
        self.domains.get_mut(domain::key(host))
    }
}

impl Domain {
    pub(super) fn iter(&self) -> impl Iterator<Item = &Kept> {
        self.unpartitioned.iter().chain(self.partitions.values().flatten())
    }

    pub(super) fn count(&self, with_partitioned: bool) -> usize {
        let partitioned = || self.partitions.values().map(Vec::len).sum();
        self.unpartitioned.len() + if with_partitioned { partitioned() } else { 0 }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.unpartitioned.is_empty() && self.partitions.is_empty()
    }

    pub(super) fn retain(&mut self, keep: &impl Fn(&Cookie) -> bool) {
        self.unpartitioned.retain(|kept| keep(&kept.cookie));
        self.partitions.retain(|_, cookies| {
            cookies.retain(|kept| keep(&kept.cookie));
            !cookies.is_empty()
        });
    }

    /// The cookies that are in this partition, or in none.
    pub(super) fn part(&self, partition: Option<&Partition>) -> &[Kept] {
        match partition {
            None => &self.unpartitioned,
            Some(partition) => self.partitions.get(partition).map_or(&[], Vec::as_slice),
        }
    }

    pub(super) fn part_mut(&mut self, partition: Option<&Partition>) -> &mut Vec<Kept> {
        match partition {
            None => &mut self.unpartitioned,
            Some(partition) => self.partitions.entry(partition.clone()).or_default(),
        }
    }
}
