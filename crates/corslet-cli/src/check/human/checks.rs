//! Every check that was made, passed or failed, in the standard's order and words.

use std::fmt::{self, Write};

use corslet::browser::cookies;
use corslet::verdict::{Kind, Taken};

use super::sheet::{Mark, Sheet};
use super::style::{BAD, FAINT, GOOD, HEADING};
use super::text::{LONGEST, cut, shown};
use crate::check::engine_run::EngineRun;
use crate::check::report::Report;

/// Writes the checks, once for all engines that made the same.
pub(super) fn write(out: &mut Sheet, report: &Report) -> fmt::Result {
    let mut groups: Vec<(&EngineRun, Vec<&Taken>, Vec<&'static str>)> = Vec::new();
    for run in &report.runs {
        let told = told(run);
        match groups.iter_mut().find(|(_, known, _)| is_alike(known, &told)) {
            Some((.., engines)) => engines.push(run.engine.as_str()),
            None => groups.push((run, told, vec![run.engine.as_str()])),
        }
    }
    let Some(((first, steps, engines), others)) = groups.split_first() else { return Ok(()) };
    let by = if others.is_empty() { String::new() } else { format!(" in {}", engines.join(", ")) };
    writeln!(out, "\n{HEADING}every check{by}{HEADING:#}")?;
    all(out, report, first, steps)?;
    for (run, others, engines) in others {
        let differing: Vec<&Taken> =
            others.iter().copied().filter(|taken| !steps.iter().any(|known| is_same(known, taken))).collect();
        let title = out.wrapped(&format!("and where {} differs", engines.join(", ")), 0);
        writeln!(out, "{HEADING}{title}{HEADING:#}")?;
        if differing.is_empty() {
            writeln!(out, "  {FAINT}it makes fewer of these checks{FAINT:#}")?;
        }
        all(out, report, run, &differing)?;
    }
    Ok(())
}

/// The steps that tell something: a row of a table that is not this request's does not.
fn told(run: &EngineRun) -> Vec<&Taken> {
    let tells = |taken: &&Taken| TOLD.contains(&taken.step.algorithm) || taken.held || is_refusal(run, taken);
    run.steps.iter().filter(|taken| !is_of_cookies(taken)).filter(tells).collect()
}

/// Each cookie takes a dozen steps; what they come to stands with the cookies.
fn is_of_cookies(taken: &Taken) -> bool {
    cookies::ALGORITHMS.iter().any(|algorithm| algorithm.name == taken.step.algorithm)
}

fn is_same(left: &Taken, right: &Taken) -> bool {
    left.step == right.step && left.held == right.held && left.hop == right.hop && left.on == right.on
}

fn is_alike(left: &[&Taken], right: &[&Taken]) -> bool {
    left.len() == right.len() && left.iter().zip(right).all(|(a, b)| is_same(a, b))
}

/// The algorithms that judge an answer: of these every step is told, of the others what held and what refused.
const TOLD: &[&str] = &["CORS-preflight fetch", "CORS check", "main fetch, filtered response"];

fn all(out: &mut Sheet, report: &Report, run: &EngineRun, steps: &[&Taken]) -> fmt::Result {
    let place = |taken: &Taken| (taken.step.algorithm, taken.hop, taken.on);
    for group in steps.chunk_by(|left, right| place(left) == place(right)) {
        let Some(first) = group.first() else { continue };
        let hop = if first.hop > 0 { format!(", redirect {}", first.hop) } else { String::new() };
        let on = if first.on == Kind::Preflight { " of the preflight" } else { "" };
        let title = format!("{}{on}{hop}", first.step.algorithm);
        let is_told = TOLD.contains(&first.step.algorithm);
        if !is_told && group.len() > 1 && group.iter().all(|taken| taken.held) {
            let text = out.hanging(&format!("{title}: all {} hold", group.len()), 10, 10);
            writeln!(out, "  {GOOD}{} yes{GOOD:#}   {}", out.mark(Mark::Yes), text.trim_start())?;
            continue;
        }
        writeln!(out, "{FAINT}{}{FAINT:#}", out.wrapped(&title, 2))?;
        for taken in group {
            step(out, report, run, taken)?;
        }
    }
    Ok(())
}

fn is_refusal(run: &EngineRun, taken: &Taken) -> bool {
    !taken.held
        && match run.verdict() {
            Some(verdict) => verdict.blocked.iter().any(|blocked| {
                blocked.on == taken.on && blocked.hop == taken.hop && blocked.step == taken.step
            }),
            None => true,
        }
}

fn step(out: &mut Sheet, report: &Report, run: &EngineRun, taken: &Taken) -> fmt::Result {
    let is_refusal = is_refusal(run, taken);
    let (mark, style, word) = match (taken.held, is_refusal) {
        (true, _) => (Mark::Yes, GOOD, "yes"),
        (false, true) => (Mark::No, BAD, "NO "),
        (false, false) => (Mark::Neither, FAINT, "no "),
    };
    let saw = match taken.saw.as_str() {
        saw if is_refusal && !saw.is_empty() => {
            format!(" ({})", cut(&shown(&report.redactor.text(saw)), LONGEST / 4))
        }
        _ => String::new(),
    };
    let text = out.wrapped(&format!("{}{saw}", taken.step.sentence), 12);
    writeln!(out, "    {style}{} {word}{style:#}   {}", out.mark(mark), text.trim_start())
}
