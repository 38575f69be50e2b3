//! What the page reads of the answer, and what stays hidden from it, header by header.

use std::fmt::{self, Write};

use corslet::browser::{Engine, Readable};
use corslet::words::{HeaderName, HeaderValue, is_forbidden_response_header_name};

use super::sheet::Sheet;
use super::style::{HEADING, NAME};
use super::text::{cut, shown};
use crate::check::report::Report;

/// Writes what the page reads, once for all engines that show it alike.
pub(super) fn write(out: &mut Sheet, report: &Report) -> fmt::Result {
    let mut groups: Vec<(Readable, Vec<Engine>)> = Vec::new();
    for run in &report.runs {
        let Some(readable) = run.readable() else { continue };
        match groups.iter_mut().find(|(known, _)| is_alike(known, &readable)) {
            Some((_, engines)) => engines.push(run.engine),
            None => groups.push((readable, vec![run.engine])),
        }
    }
    for (readable, engines) in &groups {
        let is_all = engines.len() == report.runs.len();
        let names: Vec<&str> = engines.iter().map(|engine| engine.as_str()).collect();
        let by = if is_all { String::new() } else { format!(" in {}", names.join(", ")) };
        one(out, report, readable, &by)?;
    }
    Ok(())
}

fn is_alike(left: &Readable, right: &Readable) -> bool {
    left.status() == right.status() && left.headers() == right.headers()
}

fn one(out: &mut Sheet, report: &Report, readable: &Readable, by: &str) -> fmt::Result {
    writeln!(out, "\n{HEADING}what the page reads{by}{HEADING:#}")?;
    writeln!(out, "  status {}, the body, and", readable.status())?;
    for (name, value) in readable.lines() {
        header(out, report, name, value)?;
    }
    if readable.lines().next().is_none() {
        writeln!(out, "    no header")?;
    }
    let (never, unexposed): (Vec<_>, Vec<_>) =
        readable.hidden_lines().partition(|(name, _)| is_forbidden_response_header_name(name.as_str()));
    let groups = [
        (unexposed, "what stays hidden: Access-Control-Expose-Headers does not name it"),
        (never, "what no page ever sees"),
    ];
    for (lines, title) in groups.into_iter().filter(|(lines, _)| !lines.is_empty()) {
        writeln!(out, "{HEADING}{title}{HEADING:#}")?;
        for (name, value) in lines {
            header(out, report, name, value)?;
        }
    }
    Ok(())
}

fn header(out: &mut Sheet, report: &Report, name: &HeaderName, value: &HeaderValue) -> fmt::Result {
    let value = shown(&report.redactor.value(name, value));
    let name = name.as_str();
    let room = out.look.width.saturating_sub(4 + name.len() + 2).max(30);
    writeln!(out, "    {NAME}{name}:{NAME:#} {}", cut(&value, room))
}
