//! A line of the evidence, and carets under the bytes that a diagnosis points to.

use std::fmt::{self, Write};
use std::ops::Range;

use corslet::words::{HeaderName, HeaderValue};
use corslet_inspect::diagnoses::case::{Came, Case, Seen};
use corslet_inspect::diagnoses::{Evidence, Of, Place};

use super::sheet::Sheet;
use super::style::{BAD, FAINT};
use super::text::shown;
use super::timeline::status;
use crate::check::report::Report;

/// How far the lines stand from the margin.
const INDENT: usize = 4;

/// Writes the line, and the carets with what they mean; which exchange it is of, unless that was said just before.
pub(super) fn write(
    out: &mut Sheet,
    report: &Report,
    case: &Case,
    evidence: &Evidence,
    is_named: bool,
) -> fmt::Result {
    let Some(seen) = seen(case, evidence.of) else { return Ok(()) };
    let Some(Line { text, at }) = line(report, seen, &evidence.place) else { return Ok(()) };
    if !is_named {
        let name = shown(&report.redactor.text(&name(case, evidence.of, seen)));
        writeln!(out, "{FAINT}{}{FAINT:#}", out.hanging(&name, INDENT, INDENT + 2))?;
    }
    let room = out.look.width.saturating_sub(INDENT);
    let Line { text, at } = window(Line { text, at }, room);
    writeln!(out, "{:INDENT$}{text}", "")?;
    let carets = "^".repeat(at.len().max(1));
    let label = shown(&report.redactor.text(&evidence.label));
    let is_beside = at.start + carets.len() + 1 + label.chars().count() <= room;
    if is_beside {
        let line = format!("{:1$}{carets} {label}", "", INDENT + at.start);
        return writeln!(out, "{BAD}{}{BAD:#}", line.trim_end());
    }
    writeln!(out, "{:1$}{BAD}{carets}{BAD:#}", "", INDENT + at.start)?;
    writeln!(out, "{BAD}{}{BAD:#}", out.hanging(&label, INDENT + 2, INDENT + 2))
}

/// The bytes alone, with the header's name: `server: nginx`.
pub(super) fn bare(report: &Report, case: &Case, evidence: &Evidence) -> Option<String> {
    let line = line(report, seen(case, evidence.of)?, &evidence.place)?;
    Some(match evidence.place {
        Place::Body(_) => "the error's text".to_owned(),
        _ => line.text.trim_start_matches("< ").to_owned(),
    })
}

fn seen(case: &Case, of: Of) -> Option<&Seen> {
    match of {
        Of::Exchange(index) => case.exchanges.get(index),
        Of::Probe(index) => case.probes.get(index).map(|probed| &probed.seen),
        Of::Compared(way, index) => case.compared.get(way)?.case.exchanges.get(index),
    }
}

fn name(case: &Case, of: Of, seen: &Seen) -> String {
    match of {
        Of::Exchange(index) => format!("request {} ({}):", index + 1, seen.kind.as_str()),
        Of::Probe(index) => {
            let says = case.probes.get(index).map_or("", |probed| probed.probe.says());
            format!("extra request, {says}:")
        }
        Of::Compared(way, index) => {
            let by = case.compared.get(way).map(|one| match &one.by {
                corslet_inspect::diagnoses::case::By::Address(address) => address.to_string(),
                corslet_inspect::diagnoses::case::By::Version(version) => version.clone(),
            });
            format!("{}, request {}:", by.unwrap_or_default(), index + 1)
        }
    }
}

/// A line as it is shown, and which of its characters are meant.
struct Line {
    text: String,
    at: Range<usize>,
}

impl Line {
    /// All of it but what stands before.
    fn whole(before: &str, text: &str) -> Line {
        let start = before.chars().count();
        Line { at: start..start + text.chars().count(), text: format!("{before}{text}") }
    }
}

fn line(report: &Report, seen: &Seen, place: &Place) -> Option<Line> {
    let redacted = |text: &str| shown(&report.redactor.text(text));
    Some(match place {
        Place::RequestLine => Line::whole("> ", &redacted(&seen.name())),
        Place::RequestHeader { line, bytes } => {
            let (name, value) = seen.request.get(*line)?;
            header(report, '>', name, value, bytes)?
        }
        Place::Status => Line::whole("< ", &status(seen.head()?)),
        Place::Header { line, bytes } => {
            let (name, value) = seen.head()?.headers.line(*line)?;
            header(report, '<', name.as_str(), value.as_bytes(), bytes)?
        }
        Place::NoHeader(_) => {
            let head = seen.head()?;
            let lines = head.headers.len();
            let plural = if lines == 1 { "line" } else { "lines" };
            Line::whole("< ", &format!("{}, and {lines} header {plural}", status(head)))
        }
        Place::Body(bytes) => body(report, seen, bytes)?,
        Place::NoResponse => match &seen.came {
            Came::Failed(no) => Line::whole("  ", &redacted(&no.what)),
            Came::NotSent(why) => Line::whole("  ", &redacted(why)),
            Came::Head(_) => return None,
        },
    })
}

fn header(report: &Report, side: char, name: &str, value: &[u8], bytes: &Range<usize>) -> Option<Line> {
    let parsed = HeaderName::parse(name).ok()?;
    let text = report.redactor.value(&parsed, &HeaderValue::received(value));
    let before = format!("{side} {name}: ");
    let start = before.chars().count();
    let drawn = |bytes: &[u8]| shown(&String::from_utf8_lossy(bytes)).chars().count();
    let is_whole = text == String::from_utf8_lossy(value);
    // Of a secret the whole is marked: where in it is as secret.
    let at = match (is_whole, value.get(..bytes.start), value.get(bytes.clone())) {
        (true, Some(before), Some(meant)) => start + drawn(before)..start + drawn(before) + drawn(meant),
        _ => start..start + shown(&text).chars().count(),
    };
    Some(Line { text: format!("{before}{}", shown(&text)), at })
}

/// The line of the body in which the bytes begin.
fn body(report: &Report, seen: &Seen, bytes: &Range<usize>) -> Option<Line> {
    let before = seen.body.get(..bytes.start)?;
    let from = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
    let rest = seen.body.get(from..)?;
    let to = from + rest.iter().position(|&byte| byte == b'\n').unwrap_or(rest.len());
    let text = |bytes: &[u8]| shown(&report.redactor.text(&String::from_utf8_lossy(bytes)));
    let indent = text(seen.body.get(from..bytes.start)?);
    let meant = text(seen.body.get(bytes.start..bytes.end.min(to))?);
    let behind = text(seen.body.get(bytes.end.min(to)..to)?);
    let start = 2 + indent.chars().count();
    Some(Line { at: start..start + meant.chars().count(), text: format!("  {indent}{meant}{behind}") })
}

/// The part of a line that has room, around what is meant.
fn window(line: Line, room: usize) -> Line {
    const GAP: &str = "...";
    let characters: Vec<char> = line.text.chars().collect();
    if characters.len() <= room || room < 20 {
        return line;
    }
    // What stands before it is kept as long as it fits with its beginning.
    let from = if line.at.end.min(line.at.start + 20) <= room - GAP.len() {
        0
    } else {
        line.at.start.saturating_sub(room / 3)
    };
    let lead = if from > 0 { GAP.len() } else { 0 };
    let to = (from + room - lead - GAP.len()).min(characters.len());
    let mut text: String = if from > 0 { GAP.to_owned() } else { String::new() };
    text.extend(&characters[from..to]);
    if to < characters.len() {
        text.push_str(GAP);
    }
    let shift = |at: usize| at.clamp(from, to) - from + lead;
    Line { text, at: shift(line.at.start)..shift(line.at.end) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_shown_around_what_is_meant() {
        let line = |start: usize| Line {
            text: format!("{}!{}", "x".repeat(start), "y".repeat(200)),
            at: start..start + 1,
        };
        for start in [0, 5, 50, 75, 150, 199] {
            let shown = window(line(start), 76);
            assert!(shown.text.chars().count() <= 76, "{}", shown.text);
            assert_eq!(shown.text.chars().nth(shown.at.start), Some('!'), "{}", shown.text);
            assert_eq!(shown.at.len(), 1);
        }
    }
}
