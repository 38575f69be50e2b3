//! What a diagnosis says of one case.

use super::evidence::Evidence;
use super::rank::{Certainty, Effect};
use crate::fixes::Need;

/// What a diagnosis says of one case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// How sure it is: at most as sure as the diagnosis can be.
    pub certainty: Certainty,
    /// What the page suffers from it.
    pub effect: Effect,
    /// Whether it is so in some of the browsers only, while others go on to what else is wrong.
    pub is_partial: bool,
    /// The cause, as one sentence without a full stop, in the words of this case.
    pub cause: String,
    /// The numbers of the diagnoses that say the same of this case less exactly, beside those that always do.
    pub instead_of: &'static [&'static str],
    /// What proves it, most telling first.
    pub evidence: Vec<Evidence>,
    /// What to change, in the words of this case: sentences.
    pub fix: String,
    /// What a server's configuration has to grant, where that is the fix.
    pub need: Option<Need>,
}

impl Judgement {
    fn new(certainty: Certainty, cause: String) -> Judgement {
        let (evidence, fix) = (Vec::new(), String::new());
        Judgement {
            certainty,
            effect: Effect::Blocks,
            is_partial: false,
            cause,
            instead_of: &[],
            evidence,
            fix,
            need: None,
        }
    }

    /// The wire proves it, and a browser withholds the response for it.
    #[must_use]
    pub fn proved(cause: impl Into<String>) -> Judgement {
        Judgement::new(Certainty::Proved, cause.into())
    }

    /// The wire speaks for it.
    #[must_use]
    pub fn inferred(cause: impl Into<String>) -> Judgement {
        Judgement::new(Certainty::Inferred, cause.into())
    }

    /// It shows on no wire.
    #[must_use]
    pub fn advice(cause: impl Into<String>) -> Judgement {
        Judgement::new(Certainty::Advice, cause.into())
    }

    /// The page gets the response, and misses a part of it.
    #[must_use]
    pub fn withholds(mut self) -> Judgement {
        self.effect = Effect::Withholds;
        self
    }

    /// It works all the same.
    #[must_use]
    pub fn works(mut self) -> Judgement {
        self.effect = Effect::Works;
        self
    }

    /// It is so in some of the browsers only: what is so in all of them comes first.
    #[must_use]
    pub fn partial(mut self) -> Judgement {
        self.is_partial = true;
        self
    }

    /// Says it in place of these, which say the same of this case less exactly.
    #[must_use]
    pub fn instead_of(mut self, numbers: &'static [&'static str]) -> Judgement {
        self.instead_of = numbers;
        self
    }

    /// Points to the evidence.
    #[must_use]
    pub fn at(mut self, evidence: impl IntoIterator<Item = Evidence>) -> Judgement {
        self.evidence.extend(evidence);
        self
    }

    /// Says what to change.
    #[must_use]
    pub fn fix(mut self, fix: impl Into<String>) -> Judgement {
        self.fix = fix.into();
        self
    }

    /// Says what a server's configuration has to grant.
    #[must_use]
    pub fn need(mut self, need: Option<Need>) -> Judgement {
        self.need = need;
        self
    }
}
