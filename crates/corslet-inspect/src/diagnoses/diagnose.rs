//! Every diagnosis asked about a case: one root cause, what else is true, and who answers.

use super::RULES;
use super::case::Case;
use super::diagnosis::Diagnosis;
use super::judgement::Judgement;
use super::rank::{Certainty, Effect};
use crate::layers::{self, Guess};

/// What is to be said of a case.
#[derive(Debug)]
pub struct Diagnosed {
    /// The root cause; none when a page is blocked and no diagnosis says why.
    pub root: Option<Judged>,
    /// What else is true, in the order of the conversation.
    pub also_true: Vec<Judged>,
    /// Who seems to answer, from the outside to the inside.
    pub layers: Vec<Guess>,
}

/// A diagnosis that holds, and what it says.
#[derive(Debug)]
pub struct Judged {
    /// The diagnosis.
    pub rule: &'static Diagnosis,
    /// What it says of this case.
    pub judgement: Judgement,
}

/// Diagnoses a case.
#[must_use]
pub fn diagnose(case: &Case) -> Diagnosed {
    let mut judged: Vec<Judged> = RULES
        .iter()
        .filter_map(|rule| rule.judge(case).map(|judgement| Judged { rule, judgement }))
        .collect();
    let said_better: Vec<&str> = judged
        .iter()
        .flat_map(|one| one.rule.specialises.iter().chain(one.judgement.instead_of))
        .copied()
        .collect();
    judged.retain(|one| !said_better.contains(&one.rule.number().as_str()));
    // Stable: what ranks alike stays in the order of the table.
    judged.sort_by_key(|one| {
        let is_advice = one.judgement.certainty == Certainty::Advice;
        (is_advice, one.judgement.effect, one.judgement.is_partial, one.rule.rank)
    });
    // What works as it should is not why a page is blocked.
    let is_explained =
        judged.first().is_some_and(|first| !case.is_blocked() || first.judgement.effect == Effect::Blocks);
    let also_true = judged.split_off(usize::from(is_explained));
    Diagnosed { root: judged.pop(), also_true, layers: layers::guess(case) }
}
