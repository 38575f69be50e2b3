//! One thing to audit, and where it was named.

use corslet_inspect::audit::Target;

/// One thing to audit.
#[derive(Clone, Debug)]
pub(crate) struct Job {
    pub(crate) target: Target,
    /// Whether the session goes there.
    pub(crate) has_session: bool,
    /// Whether somebody else named the host: a document, a recording.
    pub(crate) is_learned: bool,
    /// The method, where its source says one.
    pub(crate) method: Option<String>,
}
