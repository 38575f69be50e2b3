//! The order of the report.

use std::fmt::{self, Write};

use corslet::words::Origin;

use super::curl_line::curl_line;
use super::style::{FAINT, HEADING, NAME};
use super::text::{shown, wrapped};
use super::{failures, readable, timeline, verdicts};
use crate::check::report::Report;

/// The whole report, coloured.
pub(crate) fn write(report: &Report) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = sections(&mut out, report);
    out
}

fn sections(out: &mut String, report: &Report) -> fmt::Result {
    head(out, report)?;
    timeline::write(out, report)?;
    writeln!(out)?;
    verdicts::write(out, report)?;
    verdicts::consoles(out, report)?;
    failures::write(out, report)?;
    readable::write(out, report)?;
    writeln!(out)?;
    writeln!(out, "{}", wrapped(&shown(&report.redactor.text(&curl_line(report))), 0))?;
    writeln!(out, "\n{HEADING}notes{HEADING:#}")?;
    for note in &report.notes {
        let text = wrapped(&shown(&report.redactor.text(note)), 4);
        writeln!(out, "  {FAINT}-{FAINT:#} {}", text.trim_start())?;
    }
    Ok(())
}

fn head(out: &mut String, report: &Report) -> fmt::Result {
    let init = &report.plan.init;
    let target = Origin::of(&report.plan.url);
    let difference = init.origin.difference(&target);
    let first =
        if difference.is_none() { difference.to_string() } else { format!("cross-origin: {difference}") };
    writeln!(out, "{HEADING}{}{HEADING:#}", wrapped(&first, 0))?;
    let method = init.method.as_deref().map_or("GET".into(), String::from_utf8_lossy);
    let url = shown(&report.redactor.text(report.plan.url.as_str()));
    writeln!(out, "{NAME}{}{NAME:#} {url}", shown(&method))?;
    writeln!(
        out,
        "{FAINT}mode {}, credentials {}, redirect {}{FAINT:#}\n",
        init.mode.unwrap_or_default().as_str(),
        init.credentials.unwrap_or_default().as_str(),
        init.redirect.unwrap_or_default().as_str()
    )
}
