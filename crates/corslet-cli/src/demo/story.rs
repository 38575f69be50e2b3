//! The tour as it is told: every request, every step of the standard that said yes or no, and the consoles.

use std::fmt::{self, Write};

use corslet::verdict::{Kind, Taken};

use super::site::Site;
use super::welcome;
use crate::check::human::style::{BAD, FAINT, GOOD, HEADING, NAME};
use crate::check::human::{Sheet, look_of_environment, write_consoles, write_exchange, write_verdicts};
use crate::check::{EngineRun, Report};

/// The algorithms whose steps are told; the others only lead up to them.
const TOLD: &[&str] = &["CORS-preflight fetch", "CORS check", "main fetch, filtered response"];

/// The whole story, coloured.
pub(super) fn story(site: &Site, right: &Report, broken: &Report, is_as_expected: bool) -> String {
    let mut out = Sheet::new(look_of_environment(false, false));
    // Writing to a string cannot fail.
    let _ = chapters(&mut out, site, right, broken, is_as_expected);
    out.into_text()
}

fn chapters(
    out: &mut Sheet,
    site: &Site,
    right: &Report,
    broken: &Report,
    is_as_expected: bool,
) -> fmt::Result {
    beginning(out, site)?;
    let why = "Neither DELETE nor Authorization is what a plain form could send. So the browser asks first:";
    chapter(out, "1. The API as it should be", why, right)?;
    let moral = "A page on this origin, and on no other, may delete the order and read the answer.";
    writeln!(out, "\n{}\n", out.wrapped(moral, 0))?;
    chapter(out, "2. The broken twin", "The same request, and the browser asks again:", broken)?;
    let moral = "The twin says `*`: everybody. With credentials that would let any site act as the user who is logged \
                 in, so every browser refuses, and the DELETE itself never leaves. The mend: answer with the origin \
                 itself, from a list, and with Vary: Origin.";
    writeln!(out, "\n{}\n", out.wrapped(moral, 0))?;
    if !is_as_expected {
        writeln!(out, "{BAD}This is not what must happen: please report it, with the lines above.{BAD:#}\n")?;
    }
    welcome::what_to_try(out, None)
}

fn beginning(out: &mut Sheet, site: &Site) -> fmt::Result {
    writeln!(out, "{HEADING}A page, an API and its broken twin, all on this machine{HEADING:#}\n")?;
    writeln!(out, "  the page  {NAME}{}{NAME:#}", site.app)?;
    writeln!(
        out,
        "  the API   {NAME}{}{NAME:#}  {FAINT}another host and port: cross-origin{FAINT:#}\n",
        site.api
    )?;
    writeln!(out, "The page runs")?;
    writeln!(out, "  {FAINT}fetch('{}', {{{FAINT:#}", site.orders())?;
    writeln!(out, "  {FAINT}  method: 'DELETE', credentials: 'include',{FAINT:#}")?;
    writeln!(out, "  {FAINT}  headers: {{ Authorization: 'Bearer demo' }} }}){FAINT:#}\n")
}

fn chapter(out: &mut Sheet, title: &str, first: &str, report: &Report) -> fmt::Result {
    writeln!(out, "{HEADING}{title}{HEADING:#}\n")?;
    let Some(run) = report.runs.first() else { return Ok(()) };
    writeln!(out, "{}", out.wrapped(first, 0))?;
    for (&index, kind) in run.exchanges.iter().zip([Kind::Preflight, Kind::Actual]) {
        if kind == Kind::Actual {
            writeln!(out, "\nIt may, and so the request itself goes out:")?;
        }
        write_exchange(out, report, index)?;
        steps(out, run, kind)?;
    }
    writeln!(out)?;
    write_verdicts(out, report)?;
    write_consoles(out, report)
}

/// The steps that looked at this answer, each with what it found.
fn steps(out: &mut Sheet, run: &EngineRun, on: Kind) -> fmt::Result {
    let mut algorithm = "";
    for taken in run.steps.iter().filter(|taken| taken.on == on && TOLD.contains(&taken.step.algorithm)) {
        if taken.step.algorithm != algorithm {
            algorithm = taken.step.algorithm;
            let text = out.wrapped(&format!("{algorithm}, {}", taken.step.link), 4);
            writeln!(out, "{FAINT}{text}{FAINT:#}")?;
        }
        step(out, run, taken)?;
    }
    Ok(())
}

fn step(out: &mut Sheet, run: &EngineRun, taken: &Taken) -> fmt::Result {
    let is_refusal = !taken.held
        && run.verdict().is_some_and(|verdict| {
            verdict.blocked.iter().any(|blocked| blocked.step == taken.step && blocked.on == taken.on)
        });
    let (style, word) = match (taken.held, is_refusal) {
        (true, _) => (GOOD, "yes"),
        (false, true) => (BAD, "NO "),
        (false, false) => (FAINT, "no "),
    };
    let text = out.wrapped(&format!("{} {}", taken.step.number, taken.step.sentence), 10);
    writeln!(out, "      {style}{word}{style:#} {}", text.trim_start())
}
