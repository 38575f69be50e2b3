//! One thing to audit, and who answers for it.

use std::sync::Arc;

use corslet::Url;
use corslet::policy::Policy;
use corslet_inspect::audit::Target;
use corslet_inspect::exchange::Exchange;

use super::credentials::Credentials;

/// A URL to audit, as it was found.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) url: Url,
    /// The method, where it says one.
    pub(super) method: Option<String>,
    /// The session that stands beside it.
    pub(super) credentials: Option<Arc<Credentials>>,
    /// Whether the user wrote the host, and no document of somebody else's.
    pub(super) is_written: bool,
    pub(super) answerer: Answerer,
}

/// Who answers.
#[derive(Clone, Debug)]
pub(super) enum Answerer {
    Server,
    /// What was recorded of the URL.
    Recording(Arc<Vec<Exchange>>),
    /// A policy, and the origins that it lists one by one.
    Policy(Arc<Policy>, Arc<Vec<String>>),
}

/// One thing to audit.
#[derive(Clone, Debug)]
pub(super) struct Job {
    pub(super) target: Target,
    /// The method, where its source says one.
    pub(super) method: Option<String>,
    /// What goes along, if anything does.
    pub(super) credentials: Option<Arc<Credentials>>,
    /// Whether somebody else named the host.
    pub(super) is_learned: bool,
    pub(super) answerer: Answerer,
}

impl Found {
    /// A URL that the user wrote.
    pub(super) fn written(url: Url) -> Found {
        Found { is_written: true, ..Found::learned(url) }
    }

    /// A URL in a document.
    pub(super) fn learned(url: Url) -> Found {
        Found { url, method: None, credentials: None, is_written: false, answerer: Answerer::Server }
    }

    /// What makes it the same as another: it is asked once.
    pub(super) fn key(&self) -> String {
        let mut url = self.url.clone();
        url.set_fragment(None);
        format!("{} {url}", self.method.as_deref().unwrap_or("GET"))
    }
}

impl Job {
    /// What makes it the same as another.
    pub(super) fn key(&self) -> String {
        format!("{} {}", self.method.as_deref().unwrap_or("GET"), self.target.url)
    }
}
