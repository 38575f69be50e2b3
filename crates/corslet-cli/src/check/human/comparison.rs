//! The same check in several ways, in one table, and below it the one that differs.

use std::fmt::{self, Write};

use super::diagnosis;
use super::matrix::{self, Rows};
use super::sheet::{Look, Sheet};
use super::style::{BAD, FAINT, HEADING, NAME};
use super::text::{cut, shown};
use crate::check::compare::{Difference, Way, differences};
use crate::check::report::Report;

/// The longest value told of a difference.
const LONGEST: usize = 200;

/// The table, and what differs.
pub(crate) fn write(reports: &[Report], look: Look) -> String {
    let mut out = Sheet::new(look);
    // Writing to a string cannot fail.
    let _ = comparison(&mut out, reports);
    out.into_text()
}

fn comparison(out: &mut Sheet, reports: &[Report]) -> fmt::Result {
    let ways: Vec<Way> = reports.iter().filter_map(|report| report.plan.way).collect();
    let heading = match ways.first() {
        Some(Way { address: Some(_), version: None }) => "address",
        Some(Way { address: None, .. }) => "protocol",
        _ => "asked",
    };
    let label = |report: &Report| report.plan.way.map_or_else(String::new, |way| way.to_string());
    matrix::table(out, reports, &Rows { heading, label: &label })?;
    writeln!(out)?;
    let differences = differences(reports);
    if differences.is_empty() {
        let all = match reports.len() {
            2 => "both answer alike".to_owned(),
            number => format!("all {number} answer alike"),
        };
        writeln!(out, "{HEADING}{all}{HEADING:#}")?;
    }
    for difference in &differences {
        told(out, reports, difference, &label)?;
    }
    // Of those that are refused the one that differs is told, else the first.
    let odd = |index: &usize| differences.iter().any(|difference| difference.odd.contains(index));
    let refused: Vec<usize> = (0..reports.len()).filter(|&index| reports[index].is_blocked()).collect();
    if let Some(report) =
        refused.iter().find(|index| odd(index)).or(refused.first()).and_then(|&at| reports.get(at))
    {
        diagnosis::write(out, report)?;
    }
    matrix::whys(out, reports, &label)?;
    matrix::notes(out, reports)?;
    let alone = match reports.first().and_then(|report| report.plan.network_words.last()) {
        Some(words) if heading != "asked" => format!("one alone tells the whole story: {words}"),
        _ => "one alone tells the whole story".to_owned(),
    };
    writeln!(out, "\n{FAINT}{}{FAINT:#}", out.wrapped(&alone, 0))
}

fn told(
    out: &mut Sheet,
    reports: &[Report],
    difference: &Difference,
    label: &dyn Fn(&Report) -> String,
) -> fmt::Result {
    let names: Vec<String> =
        difference.odd.iter().filter_map(|&index| reports.get(index)).map(label).collect();
    let usual = reports.get(difference.usual).map(label).unwrap_or_default();
    let others = match difference.agree {
        1 => usual.clone(),
        number => format!("the other {number}"),
    };
    let verb = if names.len() == 1 { "differs" } else { "differ" };
    writeln!(out, "{BAD}{}{BAD:#}", out.wrapped(&format!("{} {verb} from {others}", names.join(", ")), 0))?;
    let redacted = |text: &str| {
        let text = reports.first().map_or_else(|| text.to_owned(), |report| report.redactor.text(text));
        cut(&shown(&text), LONGEST)
    };
    let there = if difference.agree == 1 { usual } else { "the others".to_owned() };
    let here = names.first().filter(|_| names.len() == 1).map_or("here", String::as_str);
    let wide = here.chars().count().max(there.chars().count()) + 1;
    for fact in &difference.facts {
        writeln!(out, "  {NAME}{}{NAME:#}", shown(&fact.what))?;
        for (who, text) in [(here, &fact.here), (there.as_str(), &fact.there)] {
            let line = format!("{:<wide$} {}", format!("{who}:"), redacted(text));
            writeln!(out, "{}", out.hanging(&line, 4, 4 + wide + 1))?;
        }
    }
    Ok(())
}
