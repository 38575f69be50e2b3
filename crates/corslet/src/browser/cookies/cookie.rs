//! A cookie as it is kept.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// A cookie as the [storage model](https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis-22#section-5.7)
/// keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cookie {
    /// The name; empty when the line had no `=`.
    pub name: Box<[u8]>,
    /// The value.
    pub value: Box<[u8]>,
    /// The host or domain, without a dot before it.
    pub domain: Box<str>,
    /// Whether only this very host gets it: there was no `Domain`.
    pub host_only: bool,
    /// The path.
    pub path: Box<[u8]>,
    /// Whether it goes over secure connections only.
    pub secure: bool,
    /// Whether scripts cannot see it.
    pub http_only: bool,
    /// What `SameSite` said.
    pub same_site: SameSite,
    /// What `Priority` said: which cookies a full jar drops first.
    pub priority: Priority,
    /// Whether the line said `Partitioned`, in a browser that knows it.
    pub partitioned: bool,
    /// The partition it lives in: by `Partitioned`, or because the browser partitions third parties.
    pub partition: Option<Partition>,
    /// When it expires, since the Unix epoch; none for a session cookie.
    pub expires: Option<Duration>,
    /// When it was first stored. One that replaces another keeps the older time.
    pub created: Duration,
    /// Breaks ties between cookies created at the same time.
    pub(super) serial: u64,
}

impl Cookie {
    /// Whether its time is over.
    #[must_use]
    pub fn is_expired(&self, now: Duration) -> bool {
        self.expires.is_some_and(|expires| expires <= now)
    }

    /// Name and value as a `Cookie` header has them: no `=` when there is no name.
    #[must_use]
    pub fn pair(&self) -> Vec<u8> {
        let mut pair = Vec::with_capacity(self.name.len() + self.value.len() + 1);
        self.write_pair(&mut pair);
        pair
    }

    pub(super) fn write_pair(&self, to: &mut Vec<u8>) {
        if !self.name.is_empty() {
            to.extend_from_slice(&self.name);
            to.push(b'=');
        }
        to.extend_from_slice(&self.value);
    }

    /// The name for a person to read.
    pub(super) fn shown(&self) -> impl fmt::Display {
        String::from_utf8_lossy(&self.name)
    }
}

/// What `SameSite` said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "lowercase"))]
pub enum SameSite {
    /// Nothing, or nothing that is known: each browser has its default.
    #[default]
    Default,
    /// `None`: it goes with requests from everywhere.
    None,
    /// `Lax`: also with a navigation of the top-level page from another site.
    Lax,
    /// `Strict`: only with requests of its own site.
    Strict,
}

impl SameSite {
    /// The attribute's value as it is written; nothing for the default.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            SameSite::Default => "",
            SameSite::None => "None",
            SameSite::Lax => "Lax",
            SameSite::Strict => "Strict",
        }
    }
}

/// What `Priority` said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "lowercase"))]
pub enum Priority {
    /// `Low`
    Low,
    /// `Medium`, the default.
    #[default]
    Medium,
    /// `High`
    High,
}

impl Priority {
    /// The attribute's value as it is written.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Priority::Low => "Low",
            Priority::Medium => "Medium",
            Priority::High => "High",
        }
    }
}

/// A part of the jar: what pages below one top-level site share.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Partition {
    /// The top-level site: scheme and registrable domain.
    pub site: Arc<str>,
    /// Whether a document of another site is among the request's document and its ancestors, or the request itself
    /// leaves the site.
    pub has_cross_site_ancestor: bool,
}

impl fmt::Display for Partition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ancestor = if self.has_cross_site_ancestor { ", cross-site" } else { "" };
        write!(f, "{}{ancestor}", self.site)
    }
}
