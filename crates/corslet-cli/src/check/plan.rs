//! What is to be checked, once everything that was written has been understood.

use std::time::Duration;

use corslet::Url;
use corslet::browser::{Engine, RequestInit};
use hyper::body::Bytes;

use crate::transport::{Network, Settings, Trust};

/// How the report is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Format {
    /// For people.
    #[default]
    Human,
    /// As `corslet/check/1`.
    Json,
}

/// Which engines judge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Engines {
    /// The engines, browsers first: what goes out only once, goes out as a browser would send it.
    pub(crate) engines: Vec<Engine>,
    /// The standard was named, so its refusal counts as a browser's does.
    pub(crate) standard_counts: bool,
}

/// What is to be checked.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    /// What the page writes.
    pub(crate) init: RequestInit,
    /// The URL, parsed.
    pub(crate) url: Url,
    /// The body's bytes.
    pub(crate) body: Option<Bytes>,
    /// Who judges.
    pub(crate) engines: Engines,
    /// Whether a request that may change something is really sent.
    pub(crate) send: bool,
    /// Which certificates are trusted.
    pub(crate) trust: Trust,
    /// How long each request may take.
    pub(crate) limit: Duration,
    /// How the servers are reached.
    pub(crate) network: Network,
    /// What was left out of the command line, as sentences.
    pub(crate) remarks: Vec<String>,
}

impl Plan {
    /// How the client reaches servers. Heads are read by the rules of every engine that judges.
    pub(crate) fn settings(&self) -> Settings {
        let engines = &self.engines.engines;
        Settings {
            trust: self.trust.clone(),
            limit: self.limit,
            readers: engines.iter().map(|engine| engine.profile().without_port().rules.head).collect(),
            network: self.network.clone(),
        }
    }
}
