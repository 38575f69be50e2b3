//! What a family of sentences means.

/// What a family of sentences means.
#[derive(Debug)]
pub struct Topic {
    /// What the browser found.
    pub meaning: &'static str,
    /// What the sentence leaves open.
    pub not_said: &'static str,
    /// The likely causes when it is about the request itself, the likeliest first: ids of diagnoses.
    pub causes: &'static [&'static str],
    /// The likely causes when it is about the preflight.
    pub preflight_causes: &'static [&'static str],
    /// What to add to the command that checks it.
    pub flags: &'static str,
}
