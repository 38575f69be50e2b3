//! Guesses who answers, each with the line that speaks for it.

use crate::diagnoses::{Case, Evidence};

/// A guess: somebody who seems to stand between the page and the resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// Who, as people call it: `nginx`.
    pub name: &'static str,
    /// The id of the layer in [`fixes`](crate::fixes) that is configured alike; none where nothing of CORS is configured.
    pub fix: Option<&'static str>,
    /// What speaks for it.
    pub evidence: Vec<Evidence>,
}

/// Guesses who answers, from the outside to the inside.
#[must_use]
pub fn guess(case: &Case) -> Vec<Guess> {
    let _ = case;
    Vec::new()
}
