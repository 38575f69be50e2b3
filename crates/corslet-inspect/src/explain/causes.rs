//! The likely causes that explanations name: diagnoses, each told by its title.

use crate::diagnoses::RULES;

/// A likely cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// The number of its diagnosis.
    pub id: String,
    /// Its title.
    pub line: String,
}

/// The cause of a diagnosis's number.
#[must_use]
pub fn of_id(id: &str) -> Option<Cause> {
    let rule = RULES.iter().find(|rule| rule.number().eq_ignore_ascii_case(id))?;
    Some(Cause { id: rule.number(), line: rule.docs().title })
}
