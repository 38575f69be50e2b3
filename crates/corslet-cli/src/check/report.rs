//! All that came of a check.

use std::time::Duration;

use super::conclusion::{exit_code, expected, severity};
use super::engine_run::{self, EngineRun};
use super::notes;
use super::plan::Plan;
use super::recording::{Recorded, Recording};
use super::redact::Redactor;
use super::session::Session;

/// All that came of a check.
#[derive(Debug)]
pub(crate) struct Report {
    pub(crate) plan: Plan,
    pub(crate) exchanges: Vec<Recorded>,
    /// The first time, in the plan's order.
    pub(crate) runs: Vec<EngineRun>,
    /// The later times.
    pub(crate) repeats: Vec<Repetition>,
    pub(crate) notes: Vec<String>,
    pub(crate) exit: u8,
    /// Knows the secrets that no output may show.
    pub(crate) redactor: Redactor,
}

/// The same once more.
#[derive(Debug)]
pub(crate) struct Repetition {
    /// How much later than the first time, by the browser's clock.
    pub(crate) later: Duration,
    pub(crate) runs: Vec<EngineRun>,
}

/// Runs the plan.
pub(crate) async fn run(plan: Plan, session: &Session, show_secrets: bool) -> Report {
    let client = session.client(&plan);
    let mut recording = Recording::new(client, session, &plan);
    let mut times = Vec::new();
    let begun = session.now(Duration::ZERO);
    for time in 0..plan.repeat.times {
        let later = plan.repeat.step * time;
        recording.begin_time();
        let real = session.now(Duration::ZERO).saturating_sub(begun);
        let mut runs = Vec::new();
        for &engine in &plan.engines.engines {
            runs.push(engine_run::run(engine, &plan, &mut recording, session, later).await);
        }
        times.push(Repetition { later: later + real, runs });
    }
    let exchanges = recording.into_recorded();
    let worst = times
        .iter()
        .map(|time| exit_code(&time.runs, plan.engines.standard_counts))
        .max_by_key(|code| severity(*code));
    let exit = expected(worst.unwrap_or(0), plan.expects_blocked);
    let mut times = times.into_iter();
    let runs = times.next().map_or_else(Vec::new, |first| first.runs);
    let repeats: Vec<Repetition> = times.collect();
    let redactor = if show_secrets { Redactor::open() } else { Redactor::of(&plan, &exchanges) };
    let mut report = Report { plan, exchanges, runs, repeats, notes: Vec::new(), exit, redactor };
    report.notes = notes::notes(&report);
    report
}
