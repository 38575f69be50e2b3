//! What failed in a case, over all engines: each condition once, with the exchange that failed it.

use corslet::browser::Engine;
use corslet::verdict::{Blocked, Failure, Kind};

use super::{Case, Run, Seen};

/// A condition that failed.
#[derive(Clone, Debug)]
pub struct Failing<'c> {
    /// What failed.
    pub failure: &'c Failure,
    /// The exchange whose answer failed, or which was never sent.
    pub on: Kind,
    /// 0 for the request's URL, n after the nth redirect.
    pub hop: usize,
    /// The exchange of the case; none when nothing was sent.
    pub exchange: Option<usize>,
    /// For which engines it failed.
    pub engines: Vec<Engine>,
}

impl Failing<'_> {
    /// Whether it failed for a browser, and not only by the standard's letter.
    #[must_use]
    pub fn is_in_a_browser(&self) -> bool {
        self.engines.iter().any(|engine| *engine != Engine::Standard)
    }
}

impl Case {
    /// Every condition that failed, in the order in which the engines met them.
    #[must_use]
    pub fn failing(&self) -> Vec<Failing<'_>> {
        let mut all: Vec<Failing<'_>> = Vec::new();
        for run in &self.runs {
            for blocked in run.verdict().into_iter().flat_map(|verdict| &verdict.blocked) {
                let exchange = run.exchange_of(blocked);
                let known = all.iter_mut().find(|known| {
                    known.exchange == exchange && known.on == blocked.on && *known.failure == blocked.failure
                });
                match known {
                    Some(known) => known.engines.push(run.engine),
                    None => all.push(Failing {
                        failure: &blocked.failure,
                        on: blocked.on,
                        hop: blocked.hop,
                        exchange,
                        engines: vec![run.engine],
                    }),
                }
            }
        }
        all
    }

    /// Every condition that failed for a browser; for the standard, when nothing else was asked.
    #[must_use]
    pub fn failing_in_browsers(&self) -> Vec<Failing<'_>> {
        let only_standard = self.runs.iter().all(|run| run.engine == Engine::Standard);
        let mut failing = self.failing();
        failing.retain(|one| only_standard || one.is_in_a_browser());
        failing
    }

    /// The browsers to which the request, or what a redirect makes of it, is mixed content.
    #[must_use]
    pub fn mixed_content_for(&self) -> Vec<Engine> {
        let failing = self.failing_in_browsers();
        let mixed = failing.iter().filter(|one| matches!(one.failure, Failure::MixedContent));
        mixed.flat_map(|one| one.engines.iter().copied()).collect()
    }

    /// The first condition that failed in this way for a browser, with the exchange that failed it.
    #[must_use]
    pub fn fails(&self, is_it: impl Fn(&Failing<'_>) -> bool) -> Option<(Failing<'_>, usize, &Seen)> {
        self.failing_in_browsers().into_iter().find_map(|one| {
            let index = one.exchange?;
            let seen = self.exchanges.get(index)?;
            is_it(&one).then_some((one, index, seen))
        })
    }
}

impl Run {
    /// The exchange of the case that a failure is about.
    fn exchange_of(&self, blocked: &Blocked) -> Option<usize> {
        let verdict = self.verdict()?;
        let place = verdict
            .exchanges
            .iter()
            .rposition(|exchange| exchange.hop == blocked.hop && exchange.kind == blocked.on)?;
        self.exchanges.get(place).copied()
    }
}
