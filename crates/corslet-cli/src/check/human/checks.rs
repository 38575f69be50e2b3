//! Every check that was made, passed or failed, in the standard's order and words.

use std::fmt::{self, Write};

use corslet::verdict::{Kind, Taken};

use super::sheet::{Mark, Sheet};
use super::style::{BAD, FAINT, GOOD, HEADING};
use super::text::{LONGEST, cut, shown};
use crate::check::engine_run::EngineRun;
use crate::check::report::Report;

/// Writes the checks, once for all engines that made the same.
pub(super) fn write(out: &mut Sheet, report: &Report) -> fmt::Result {
    let mut groups: Vec<(&EngineRun, Vec<&'static str>)> = Vec::new();
    for run in &report.runs {
        match groups.iter_mut().find(|(known, _)| is_alike(known, run)) {
            Some((_, engines)) => engines.push(run.engine.as_str()),
            None => groups.push((run, vec![run.engine.as_str()])),
        }
    }
    let Some((first, engines)) = groups.first() else { return Ok(()) };
    let by = if groups.len() == 1 { String::new() } else { format!(" in {}", engines.join(", ")) };
    writeln!(out, "\n{HEADING}every check{by}{HEADING:#}")?;
    all(out, report, first, &first.steps.iter().collect::<Vec<_>>())?;
    for (run, engines) in &groups[1..] {
        let differing: Vec<&Taken> = run.steps.iter().filter(|taken| !has(first, taken)).collect();
        let title = format!("and where {} differs", engines.join(", "));
        writeln!(out, "{HEADING}{}{HEADING:#}", out.wrapped(&title, 0))?;
        if differing.is_empty() {
            writeln!(out, "  {FAINT}it makes fewer of these checks{FAINT:#}")?;
        }
        all(out, report, run, &differing)?;
    }
    Ok(())
}

fn is_same(left: &Taken, right: &Taken) -> bool {
    left.step == right.step && left.held == right.held && left.hop == right.hop && left.on == right.on
}

fn is_alike(left: &EngineRun, right: &EngineRun) -> bool {
    left.steps.len() == right.steps.len() && left.steps.iter().zip(&right.steps).all(|(a, b)| is_same(a, b))
}

fn has(run: &EngineRun, taken: &Taken) -> bool {
    run.steps.iter().any(|known| is_same(known, taken))
}

fn all(out: &mut Sheet, report: &Report, run: &EngineRun, steps: &[&Taken]) -> fmt::Result {
    let mut place = ("", 0, Kind::Actual);
    for taken in steps {
        let here = (taken.step.algorithm, taken.hop, taken.on);
        if here != place {
            place = here;
            let hop = if taken.hop > 0 { format!(", redirect {}", taken.hop) } else { String::new() };
            let on = if taken.on == Kind::Preflight { " of the preflight" } else { "" };
            let text = out.wrapped(&format!("{}{on}{hop}", taken.step.algorithm), 2);
            writeln!(out, "{FAINT}{text}{FAINT:#}")?;
        }
        step(out, report, run, taken)?;
    }
    Ok(())
}

fn step(out: &mut Sheet, report: &Report, run: &EngineRun, taken: &Taken) -> fmt::Result {
    let is_refusal = !taken.held
        && run.verdict().is_none_or(|verdict| {
            let is_this = |on, hop, step| on == taken.on && hop == taken.hop && step == taken.step;
            verdict.blocked.iter().any(|blocked| is_this(blocked.on, blocked.hop, blocked.step))
        });
    let (mark, style, word) = match (taken.held, is_refusal) {
        (true, _) => (Mark::Yes, GOOD, "yes"),
        (false, true) => (Mark::No, BAD, "NO "),
        (false, false) => (Mark::Neither, FAINT, "no "),
    };
    let saw = match taken.saw.as_str() {
        "" => String::new(),
        saw => format!(" ({})", cut(&shown(&report.redactor.text(saw)), LONGEST / 4)),
    };
    let text = out.wrapped(&format!("{}{saw}", taken.step.sentence), 12);
    writeln!(out, "    {style}{} {word}{style:#}   {}", out.mark(mark), text.trim_start())
}
