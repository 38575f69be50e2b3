//! One diagnosis: a reason for which browsers block, its documentation, and the judgement whether it is this case's.

use super::case::Case;
use super::judgement::Judgement;
use super::probe::Probe;
use super::rank::{Certainty, Rank};
use crate::docs::Docs;

/// One diagnosis: a reason for which browsers block, or for which a page misses something.
#[derive(Debug)]
pub struct Diagnosis {
    pub(super) module: &'static str,
    pub(super) text: &'static str,
    /// Where in the conversation it stands.
    pub rank: Rank,
    /// How sure it can be.
    pub certainty: Certainty,
    /// The numbers of the diagnoses that say the same less exactly: they are not told beside this one.
    pub specialises: &'static [&'static str],
    /// The extra requests that would make it surer.
    pub probes: &'static [Probe],
    pub(super) suspects: Option<fn(&Case) -> bool>,
    pub(super) judge: fn(&Case) -> Option<Judgement>,
}

impl Diagnosis {
    /// The headings of its documentation, in order.
    pub const HEADINGS: &'static [&'static str] =
        &["What you see", "What is really wrong", "How to fix", "Found", "Clean"];

    /// The file's stem in kebab case: `d12-credentials-with-wildcard`.
    #[must_use]
    pub fn id(&self) -> String {
        self.stem().replace('_', "-")
    }

    /// The number: `D12`.
    #[must_use]
    pub fn number(&self) -> String {
        self.stem().get(..3).unwrap_or_default().to_uppercase()
    }

    fn stem(&self) -> &'static str {
        self.module.rsplit("::").next().unwrap_or(self.module)
    }

    /// The documentation.
    #[must_use]
    pub fn docs(&self) -> Docs {
        Docs::parse(self.text)
    }

    /// Judges a case.
    #[must_use]
    pub fn judge(&self, case: &Case) -> Option<Judgement> {
        (self.judge)(case)
    }

    /// Whether its extra requests are worth sending: it holds already, or might with them.
    #[must_use]
    pub fn suspects(&self, case: &Case) -> bool {
        self.suspects.is_some_and(|suspects| suspects(case)) || self.judge(case).is_some()
    }
}

/// Declares the diagnosis of a file, and captures its doc comment.
macro_rules! diagnosis {
    (
        $(#[doc = $doc:expr])+
        rank: $rank:ident,
        certainty: $certainty:ident,
        specialises: [$($special:literal),* $(,)?],
        probes: [$($probe:ident),* $(,)?],
        $(suspects: $suspects:ident,)?
        judge: $judge:ident $(,)?
    ) => {
        $(#[doc = $doc])+
        pub(super) static RULE: $crate::diagnoses::Diagnosis = $crate::diagnoses::Diagnosis {
            module: module_path!(),
            text: concat!($($doc, "\n"),+),
            rank: $crate::diagnoses::Rank::$rank,
            certainty: $crate::diagnoses::Certainty::$certainty,
            specialises: &[$($special),*],
            probes: &[$($crate::diagnoses::Probe::$probe),*],
            suspects: [$(Some($suspects as fn(&$crate::diagnoses::Case) -> bool),)? None][0],
            judge: $judge,
        };
    };
}

pub(super) use diagnosis;
