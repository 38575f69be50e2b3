//! The one failure that a browser prints, out of all that happened.

use super::Profile;
use crate::browser::Verdict;

/// What a browser prints of a failed fetch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headline {
    /// The browser's own name for it: Chromium's `CorsError`, Firefox's property name, WebKit's kind of sentence.
    pub code: Option<&'static str>,
    /// The sentence, as the browser's console shows it.
    pub text: String,
}

impl Profile {
    /// What this browser's console says of a verdict; `None` where it says nothing.
    #[must_use]
    pub fn headline(&self, _verdict: &Verdict) -> Option<Headline> {
        None
    }
}
