//! A sentence of a console as data.

use corslet::browser::Engine;

use super::Topic;

/// A sentence of a browser's console, or a name that its issues have.
#[derive(Debug)]
pub struct Sentence {
    /// The browser that says it; `None` where all of them may.
    pub engine: Option<Engine>,
    /// The sentence, with `{name}` for what differs. It is found anywhere in a line.
    pub template: &'static str,
    /// The browser's own names for it: of the request itself, then of its preflight.
    pub names: &'static [&'static str],
    /// What kind of sentence it is.
    pub tells: Told,
    /// The codes of the failures that it may be about.
    pub checks: &'static [&'static str],
    /// Whether the browser looks at a preflight's status before it would say this: with any other status than 200 to 299 it
    /// is not about a preflight.
    pub after_status: bool,
    /// What it means.
    pub topic: &'static Topic,
    /// Where it was seen.
    pub source: Source,
}

/// What kind of sentence it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// It says which check failed, as far as the browser tells.
    Check,
    /// It says that something failed, and not what.
    Envelope,
    /// It warns of a request that passed.
    Warning,
    /// It is about something beside the checks.
    Beside,
}

/// Where a sentence was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// In the recorded corpus, as of the version of the engine's profile.
    Recorded,
    /// In the browser's source or documents.
    Written,
}
