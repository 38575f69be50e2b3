//! One engine's fetch: what it dropped, which exchanges it saw, how it ended.

use corslet::browser::{Dropped, Engine, NotConstructible, Verdict};
use corslet::verdict::Outcome;

/// One engine's fetch.
#[derive(Clone, Debug)]
pub struct Run {
    /// The engine.
    pub engine: Engine,
    /// The headers that never left the page.
    pub dropped: Vec<Dropped>,
    /// The exchanges of the case that this engine saw: the nth is the nth of its verdict.
    pub exchanges: Vec<usize>,
    /// How it ended.
    pub ended: Ended,
}

/// How an engine's fetch ended.
#[derive(Clone, Debug)]
pub enum Ended {
    /// With a verdict.
    Verdict(Box<Verdict>),
    /// Before the end: a request was not sent, for this reason. The verdict is of what happened until then.
    NotSent(String, Box<Verdict>),
    /// With an exception in the page: there never was a request.
    Thrown(Box<NotConstructible>),
}

impl Run {
    /// The verdict, or what there is of one.
    #[must_use]
    pub fn verdict(&self) -> Option<&Verdict> {
        match &self.ended {
            Ended::Verdict(verdict) | Ended::NotSent(_, verdict) => Some(verdict),
            Ended::Thrown(_) => None,
        }
    }

    /// What the page gets.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        self.verdict().map_or(Outcome::NeverSent, |verdict| verdict.outcome)
    }
}
