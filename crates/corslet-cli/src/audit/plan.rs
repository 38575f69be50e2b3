//! What is to be audited and how, once everything that was written has been understood.

use corslet_inspect::audit::{Confidence, Settings, Severity};

use super::credentials::Credentials;
use super::target::Job;
use crate::transport;

/// What is to be audited, and how.
pub(crate) struct Plan {
    pub(super) jobs: Vec<Job>,
    pub(super) credentials: Credentials,
    /// What holds for every target.
    pub(super) settings: Settings,
    pub(super) network: transport::Settings,
    pub(super) manners: Manners,
    pub(super) verdict: Verdict,
}

/// How much servers are asked to bear.
#[derive(Clone, Copy, Debug)]
pub(super) struct Manners {
    /// Requests a second and host; nothing for what is usual.
    pub(super) rate: Option<f64>,
    /// How many targets are under way at most.
    pub(super) concurrency: usize,
}

/// What counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Verdict {
    /// The least that makes the program's exit code 1.
    pub(super) fail_on: Severity,
    /// The least that is reported.
    pub(super) min_confidence: Confidence,
}
