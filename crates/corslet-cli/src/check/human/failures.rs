//! Every failed condition: by which step of the standard, proved by which bytes, and whose fault.

use std::fmt::{self, Write};

use corslet::browser::Engine;
use corslet::verdict::{Blocked, Failure, Fault, Step};

use super::evidence;
use super::sheet::Sheet;
use super::style::{BAD, FAINT, HEADING};
use super::text::{LONGEST, cut, shown};
use crate::check::engine_run::{Ended, EngineRun};
use crate::check::recording::{Came, Recorded};
use crate::check::report::Report;

/// A failure, and who met it.
struct Met<'r> {
    code: String,
    text: String,
    fault: Fault,
    step: &'static Step,
    /// What proves it.
    proof: Option<(&'r Blocked, usize, &'r Recorded)>,
    engines: Vec<Engine>,
}

/// Writes every failure, each once.
pub(super) fn write(out: &mut Sheet, report: &Report) -> fmt::Result {
    let mut all: Vec<Met<'_>> = Vec::new();
    for run in &report.runs {
        for met in of(run, report) {
            match all.iter_mut().find(|known| known.code == met.code && known.text == met.text) {
                Some(known) if known.engines.contains(&run.engine) => {}
                Some(known) => known.engines.push(run.engine),
                None => all.push(met),
            }
        }
    }
    if all.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{HEADING}why{HEADING:#}")?;
    for met in &all {
        failure(out, report, met)?;
    }
    Ok(())
}

fn of<'r>(run: &'r EngineRun, report: &'r Report) -> Vec<Met<'r>> {
    let engines = vec![run.engine];
    if let Ended::Thrown(thrown) = &run.ended {
        return thrown
            .reasons
            .iter()
            .map(|(why, step)| Met {
                code: "type-error".to_owned(),
                text: why.clone(),
                fault: Fault::Page,
                step,
                proof: None,
                engines: engines.clone(),
            })
            .collect();
    }
    let Some(verdict) = run.verdict() else { return Vec::new() };
    verdict
        .blocked
        .iter()
        .map(|blocked| {
            let seen = run.exchanges.iter().filter_map(|&index| Some((index, report.exchanges.get(index)?)));
            let found = seen.into_iter().find(|(_, recorded)| {
                recorded.exchange.hop == blocked.hop && recorded.exchange.kind == blocked.on
            });
            Met {
                code: blocked.code(),
                text: sentence(blocked, found.map(|(_, recorded)| recorded)),
                fault: blocked.failure.fault(),
                step: blocked.step,
                proof: found.map(|(index, recorded)| (blocked, index, recorded)),
                engines: engines.clone(),
            }
        })
        .collect()
}

/// The failure as a sentence; of a failed network the transport knows more than the engine.
fn sentence(blocked: &Blocked, recorded: Option<&Recorded>) -> String {
    match (&blocked.failure, recorded.map(|recorded| &recorded.came)) {
        (Failure::Network { .. }, Some(Came::Failed(failure))) => {
            format!("{}: {}: {}", failure.phase.as_str(), failure.what, failure.advice)
        }
        (failure, _) => failure.to_string(),
    }
}

fn failure(out: &mut Sheet, report: &Report, met: &Met<'_>) -> fmt::Result {
    let whose = match met.fault {
        Fault::Page => "the page has to change this",
        Fault::Server => "the server has to change this",
        Fault::Network => "the network, before any browser rule",
    };
    let is_all = met.engines.len() == report.runs.len();
    let names: Vec<&str> = met.engines.iter().map(|engine| engine.as_str()).collect();
    let by = if is_all { String::new() } else { format!(", {} only", names.join(", ")) };
    writeln!(out, "  {BAD}{}{BAD:#} {FAINT}({whose}{by}){FAINT:#}", met.code)?;
    let text = cut(&shown(&report.redactor.text(&met.text)), LONGEST);
    writeln!(out, "{}", out.wrapped(&text, 4))?;
    if let Some((blocked, index, Recorded { came: Came::Head(head), exchange, .. })) = met.proof {
        let answer = format!("answer {} ({})", index + 1, exchange.kind.as_str());
        evidence::write(out, &report.redactor, blocked, head, &answer)?;
    }
    let step = format!("{}, step {}: \"{}\": no", met.step.algorithm, met.step.number, met.step.sentence);
    writeln!(out, "{}", out.wrapped(&step, 4))?;
    writeln!(out, "    {FAINT}{}{FAINT:#}", met.step.link)
}
