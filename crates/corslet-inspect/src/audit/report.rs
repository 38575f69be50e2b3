//! What came of an audit.

use super::{Evidence, Finding};

/// What came of an audit of one target.
#[derive(Clone, Debug)]
pub struct Report {
    /// What was asked and heard.
    pub evidence: Evidence,
    /// What was found: root causes only, the worst first.
    pub findings: Vec<Finding>,
    /// The ids whose questions were not all asked.
    pub not_asked: Vec<&'static str>,
    /// How many requests were sent.
    pub requests: usize,
    /// Why it was given up before its end, as a sentence without a full stop; nothing when it was not.
    pub stopped: Option<String>,
}

impl Report {
    /// Whether the target answered anything at all.
    #[must_use]
    pub fn is_reached(&self) -> bool {
        self.evidence.responses().next().is_some()
    }
}
