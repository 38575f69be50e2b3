//! What an engine's fetch comes to, and the exit code of all of them.

use corslet::browser::Engine;
use corslet::verdict::{Failure, Outcome};

use super::engine_run::{Ended, EngineRun};

/// What an engine's fetch comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Conclusion {
    /// The page gets a response, if only an opaque one.
    Allowed,
    /// The browser says no.
    Blocked,
    /// The network gave no answer, so the browser was never asked.
    Unreachable,
    /// The browser has said nothing against it so far, and a request was not sent.
    Inconclusive,
}

impl EngineRun {
    /// What it comes to.
    pub(crate) fn conclusion(&self) -> Conclusion {
        let verdict = match &self.ended {
            Ended::Thrown(_) => return Conclusion::Blocked,
            Ended::NotSent(..) => return Conclusion::Inconclusive,
            Ended::Verdict(verdict) => verdict,
        };
        if verdict.outcome.is_allowed() {
            return Conclusion::Allowed;
        }
        let is_network = |failure: &Failure| matches!(failure, Failure::Network { .. });
        let is_unreachable =
            !verdict.blocked.is_empty() && verdict.blocked.iter().all(|blocked| is_network(&blocked.failure));
        if is_unreachable { Conclusion::Unreachable } else { Conclusion::Blocked }
    }

    /// The outcome's name in the report.
    pub(crate) fn outcome(&self) -> &'static str {
        match &self.ended {
            Ended::Thrown(_) => Outcome::NeverSent.as_str(),
            Ended::NotSent(..) => "inconclusive",
            Ended::Verdict(verdict) => verdict.outcome.as_str(),
        }
    }
}

/// How bad an exit code is: of several checks the worst is the program's.
pub(crate) fn severity(code: u8) -> u8 {
    match code {
        0 => 0,
        4 => 1,
        3 => 2,
        1 => 3,
        _ => 4,
    }
}

/// The exit code when it is expected to be blocked: 0 and 1 change places.
pub(super) fn expected(code: u8, expects_blocked: bool) -> u8 {
    match (expects_blocked, code) {
        (true, 0) => 1,
        (true, 1) => 0,
        _ => code,
    }
}

/// The exit code: 0 allowed, 1 blocked by a browser, 3 no answer, 4 inconclusive.
///
/// The standard's own refusal counts only when it was asked for by name: pages meet browsers.
pub(crate) fn exit_code(runs: &[EngineRun], standard_counts: bool) -> u8 {
    let is_alone = runs.iter().all(|run| run.engine == Engine::Standard);
    let counted: Vec<Conclusion> = runs
        .iter()
        .filter(|run| run.engine != Engine::Standard || standard_counts || is_alone)
        .map(EngineRun::conclusion)
        .collect();
    let some = |conclusion| counted.contains(&conclusion);
    if some(Conclusion::Blocked) {
        1
    } else if some(Conclusion::Unreachable) {
        3
    } else if some(Conclusion::Inconclusive) {
        4
    } else {
        0
    }
}
