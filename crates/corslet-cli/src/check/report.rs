//! All that came of a check.

use std::time::Duration;

use corslet::browser::cookies::Jar;
use corslet_inspect::redact::Redactor;

use super::conclusion::{exit_code, expected, severity};
use super::cookie_account::{Account, accounts};
use super::diagnosis::{self, Found};
use super::engine_run::{self, EngineRun};
use super::notes;
use super::plan::Plan;
use super::recording::{Recorded, Recording};
use super::redact;
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
    /// What became of the cookies, of all times.
    pub(crate) cookies: Vec<Account>,
    /// Why, and what to change.
    pub(crate) diagnosis: Option<Found>,
    pub(crate) notes: Vec<String>,
    pub(crate) exit: u8,
    /// Knows the secrets that no output may show.
    pub(crate) redactor: Redactor,
}

impl Report {
    /// Whether a browser that counts has said no, whatever was expected.
    pub(crate) fn is_blocked(&self) -> bool {
        exit_code(&self.runs, self.plan.engines.standard_counts) == 1
    }
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
    // One for each browser, from the first time to the last.
    let fill = |engine| {
        let profile = plan.set_up(session.profile(engine));
        plan.stored.cookies.fill(&profile, Session::calendar(Duration::ZERO)).jar
    };
    let mut jars: Vec<Jar> = plan.engines.engines.iter().copied().map(fill).collect();
    for time in 0..plan.repeat.times {
        let later = plan.repeat.step * time;
        recording.begin_time();
        let real = session.now(Duration::ZERO).saturating_sub(begun);
        let mut runs = Vec::new();
        for (&engine, jar) in plan.engines.engines.iter().zip(&mut jars) {
            runs.push(engine_run::run(engine, &plan, &mut recording, session, jar, later).await);
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
    let redactor = if show_secrets { Redactor::open() } else { redact::learned(&plan, &exchanges) };
    let (cookies, notes, diagnosis) = (Vec::new(), Vec::new(), None);
    let mut report = Report { plan, exchanges, runs, repeats, cookies, diagnosis, notes, exit, redactor };
    report.cookies = accounts(&report);
    report.notes = notes::notes(&report);
    report.diagnosis = Some(diagnosis::find(&report, &[], session).await);
    report
}
