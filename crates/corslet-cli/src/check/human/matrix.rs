//! Several origins in one table: who may, and who may not, by each engine.

use std::fmt::{self, Write};

use super::sheet::{Look, Mark, Sheet};
use super::style::{self, FAINT, HEADING, NAME};
use super::text::{cut, shown};
use crate::check::conclusion::Conclusion;
use crate::check::report::Report;

/// How wide the column of an engine is.
const COLUMN: usize = 13;

/// The narrowest column of origins.
const NARROWEST: usize = 16;

/// What the rows are.
pub(super) struct Rows<'r> {
    pub(super) heading: &'static str,
    pub(super) label: &'r dyn Fn(&Report) -> String,
}

/// The table, and below it why each one is refused.
pub(crate) fn write(reports: &[Report], look: Look) -> String {
    let mut out = Sheet::new(look);
    // Writing to a string cannot fail.
    let _ = matrix(&mut out, reports);
    out.into_text()
}

fn matrix(out: &mut Sheet, reports: &[Report]) -> fmt::Result {
    table(out, reports, &Rows { heading: "origin", label: &origin })?;
    whys(out, reports, &origin)?;
    notes(out, reports)?;
    writeln!(out, "\n{FAINT}one --origin alone tells the whole story{FAINT:#}")
}

/// The verdict of each report by each engine.
pub(super) fn table(out: &mut Sheet, reports: &[Report], rows: &Rows<'_>) -> fmt::Result {
    let Some(first) = reports.first() else { return Ok(()) };
    let url = shown(&first.redactor.text(first.plan.url.as_str()));
    writeln!(out, "{NAME}{}{NAME:#} {url}\n", shown(&first.plan.method()))?;
    let engines: Vec<&str> = first.runs.iter().map(|run| run.engine.as_str()).collect();
    let room = out.look.width.saturating_sub(COLUMN * engines.len()).max(NARROWEST);
    let longest = reports.iter().map(|report| (rows.label)(report).chars().count()).max().unwrap_or(0);
    let wide = room.min(longest.max(rows.heading.len()) + 2);
    write!(out, "{HEADING}{:<wide$}", rows.heading)?;
    for (index, engine) in engines.iter().enumerate() {
        let column = if index + 1 == engines.len() { 0 } else { COLUMN };
        write!(out, "{engine:<column$}")?;
    }
    writeln!(out, "{HEADING:#}")?;
    for report in reports {
        write!(out, "{:<wide$}", cut(&(rows.label)(report), wide.saturating_sub(1)))?;
        for (index, run) in report.runs.iter().enumerate() {
            let conclusion = run.conclusion();
            let style = style::of(conclusion);
            let (mark, word) = match conclusion {
                Conclusion::Allowed => (Mark::Yes, "allowed"),
                Conclusion::Blocked => (Mark::No, "BLOCKED"),
                Conclusion::Unreachable => (Mark::No, "no answer"),
                Conclusion::Inconclusive => (Mark::Neither, "not sent"),
            };
            let text = format!("{} {word}", out.mark(mark));
            let column = if index + 1 == report.runs.len() { 0 } else { COLUMN };
            write!(out, "{style}{text:<column$}{style:#}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn origin(report: &Report) -> String {
    shown(report.plan.init.origin.serialize())
}

/// Why each row is refused: every failure by its code, and its sentence once.
pub(super) fn whys(out: &mut Sheet, reports: &[Report], label: &dyn Fn(&Report) -> String) -> fmt::Result {
    let mut whys: Vec<(String, Vec<String>)> = Vec::new();
    for report in reports {
        let mut seen: Vec<String> = Vec::new();
        for run in &report.runs {
            let blocked = run.verdict().into_iter().flat_map(|verdict| &verdict.blocked);
            for one in blocked {
                let text = format!("{}: {}", one.code(), one.failure);
                if !seen.contains(&text) {
                    seen.push(text);
                }
            }
        }
        for text in seen {
            match whys.iter_mut().find(|(known, _)| *known == text) {
                Some((_, rows)) => rows.push(label(report)),
                None => whys.push((text, vec![label(report)])),
            }
        }
    }
    if whys.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{HEADING}why{HEADING:#}")?;
    for (text, rows) in whys {
        let text = reports.first().map_or_else(|| text.clone(), |report| report.redactor.text(&text));
        writeln!(out, "  {NAME}{}{NAME:#}", rows.join(", "))?;
        writeln!(out, "{}", out.wrapped(&cut(&shown(&text), 400), 4))?;
    }
    Ok(())
}

/// Every note of every report, each once.
pub(super) fn notes(out: &mut Sheet, reports: &[Report]) -> fmt::Result {
    let mut notes: Vec<&String> = Vec::new();
    for note in reports.iter().flat_map(|report| &report.notes) {
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    writeln!(out, "\n{HEADING}notes{HEADING:#}")?;
    for note in notes {
        let redacted = reports.first().map_or_else(|| note.clone(), |report| report.redactor.text(note));
        let text = out.wrapped(&shown(&redacted), 4);
        writeln!(out, "  {FAINT}-{FAINT:#} {}", text.trim_start())?;
    }
    Ok(())
}
