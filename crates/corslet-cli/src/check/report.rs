//! All that came of a check.

use std::time::Instant;

use super::conclusion::exit_code;
use super::engine_run::{self, EngineRun};
use super::notes;
use super::plan::Plan;
use super::recording::{Recorded, Recording};
use super::redact::Redactor;
use crate::transport::Client;

/// All that came of a check.
#[derive(Debug)]
pub(crate) struct Report {
    pub(crate) plan: Plan,
    pub(crate) exchanges: Vec<Recorded>,
    /// In the plan's order.
    pub(crate) runs: Vec<EngineRun>,
    pub(crate) notes: Vec<String>,
    pub(crate) exit: u8,
    /// Knows the secrets that no output may show.
    pub(crate) redactor: Redactor,
}

/// Runs the plan.
pub(crate) async fn run(plan: Plan) -> Report {
    let client = Client::new(plan.settings());
    let mut recording = Recording::new(&client, &plan.url, plan.send, plan.body.clone());
    let begun = Instant::now();
    let mut runs = Vec::new();
    for &engine in &plan.engines.engines {
        runs.push(engine_run::run(engine, &plan, &mut recording, begun).await);
    }
    let exchanges = recording.into_recorded();
    let exit = exit_code(&runs, plan.engines.standard_counts);
    let notes = notes::notes(&plan, &runs, &exchanges);
    let redactor = Redactor::of(&plan, &exchanges);
    Report { plan, exchanges, runs, notes, exit, redactor }
}
