//! The verdict of each engine, in one line when they agree, with what each console says.

use std::fmt::{self, Write};

use corslet::browser::{Api, Engine};
use corslet::verdict::{Kind, Outcome};

use super::page_gets::page_gets;
use super::sheet::{Mark, Sheet};
use super::style::{self, FAINT, HEADING, NAME};
use super::text::{LONGEST, cut, shown};
use super::timeline::not_sent;
use crate::check::conclusion::Conclusion;
use crate::check::engine_run::{Ended, EngineRun};
use crate::check::recording::NotSent;
use crate::check::report::Report;

/// Writes the verdicts.
pub(crate) fn write(out: &mut Sheet, report: &Report) -> fmt::Result {
    writeln!(out, "{HEADING}verdict{HEADING:#}")?;
    of(out, report, &report.runs)
}

/// Writes the verdicts of these runs.
pub(super) fn of(out: &mut Sheet, report: &Report, runs: &[EngineRun]) -> fmt::Result {
    let mut groups: Vec<(String, Conclusion, Vec<Engine>)> = Vec::new();
    for run in runs {
        let words = words(run, report);
        match groups.iter_mut().find(|(known, ..)| *known == words) {
            Some((.., engines)) => engines.push(run.engine),
            None => groups.push((words, run.conclusion(), vec![run.engine])),
        }
    }
    if let [(words, conclusion, engines)] = groups.as_slice() {
        let style = style::of(*conclusion);
        let (first, rest) = words.split_once(':').unwrap_or((words, ""));
        let colon = if rest.is_empty() { "" } else { ":" };
        let mark = out.mark(mark_of(*conclusion));
        let line = out.hanging(&format!("{mark} {first} {}{colon}{rest}", places(engines)), 2, 4);
        return writeln!(out, "{style}{line}{style:#}");
    }
    for run in runs {
        let style = style::of(run.conclusion());
        let mark = out.mark(mark_of(run.conclusion()));
        let text = out.hanging(&format!("{mark} {}", words(run, report)), 12, 14);
        writeln!(out, "  {:<10}{style}{}{style:#}", run.engine.as_str(), text.trim_start())?;
    }
    Ok(())
}

fn mark_of(conclusion: Conclusion) -> Mark {
    match conclusion {
        Conclusion::Allowed => Mark::Yes,
        Conclusion::Blocked => Mark::No,
        Conclusion::Unreachable | Conclusion::Inconclusive => Mark::Neither,
    }
}

/// `in chromium and firefox, and by the standard`.
fn places(engines: &[Engine]) -> String {
    let browsers: Vec<&str> =
        engines.iter().filter(|engine| **engine != Engine::Standard).map(|engine| engine.as_str()).collect();
    let has_standard = engines.contains(&Engine::Standard);
    let listed = match browsers.as_slice() {
        [] => return "by the standard".to_owned(),
        [one] => format!("in {one}"),
        [most @ .., last] => format!("in {} and {last}", most.join(", ")),
    };
    if has_standard { format!("{listed}, and by the standard") } else { listed }
}

/// What became of it, in a few words; what follows a colon says more.
fn words(run: &EngineRun, report: &Report) -> String {
    match &run.ended {
        Ended::Thrown(_) => "BLOCKED: the page gets an exception, and nothing is sent".to_owned(),
        Ended::NotSent(NotSent::NeedsSend, verdict) => {
            let method = verdict.exchanges.last().map_or("request", |exchange| exchange.method.as_str());
            let was_preflighted = verdict.exchanges.iter().any(|exchange| exchange.kind == Kind::Preflight);
            let so_far = if was_preflighted { "granted" } else { "no preflight needed" };
            format!("INCONCLUSIVE: {so_far}, but the actual request ({method}) was not sent: add `--send`")
        }
        Ended::NotSent(NotSent::NotRecorded(why), _) => {
            format!("INCONCLUSIVE: not recorded: {}", report.redactor.text(why))
        }
        Ended::NotSent(NotSent::Handshake, _) => {
            "INCONCLUSIVE: CORS has no say in a WebSocket, and the server was not asked".to_owned()
        }
        Ended::NotSent(why, _) => format!("INCONCLUSIVE: not sent: {}", not_sent(why, report)),
        Ended::Verdict(verdict) => match verdict.outcome {
            _ if run.conclusion() == Conclusion::Unreachable => {
                "NO ANSWER: the network failed, not CORS".to_owned()
            }
            outcome if matches!(verdict.request.api, Api::Element { .. }) => {
                let gets = page_gets(run).unwrap_or_default();
                let sent = if outcome == Outcome::NeverSent { "nothing is sent, and " } else { "" };
                let word = if outcome.is_allowed() { "ALLOWED" } else { "BLOCKED" };
                format!("{word}: {sent}the page gets {gets}")
            }
            Outcome::Readable => "ALLOWED: the page reads the response".to_owned(),
            Outcome::Opaque => {
                "ALLOWED: the request is sent, and the page reads nothing of the answer".to_owned()
            }
            Outcome::OpaqueRedirect => {
                "ALLOWED: the page learns that there is a redirect, and nothing more".to_owned()
            }
            Outcome::Undecided => "INCONCLUSIVE".to_owned(),
            Outcome::Blocked => "BLOCKED".to_owned(),
            Outcome::NeverSent => "BLOCKED: nothing is sent".to_owned(),
        },
    }
}

/// Writes what each browser's console says.
pub(crate) fn consoles(out: &mut Sheet, report: &Report) -> fmt::Result {
    let mut lines = Vec::new();
    for run in report.runs.iter().filter(|run| run.engine != Engine::Standard) {
        let Ended::Verdict(verdict) = &run.ended else { continue };
        if let Some(headline) = run.profile.headline(verdict) {
            lines.push((run, cut(&shown(&report.redactor.text(&headline.text)), LONGEST)));
        }
    }
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{HEADING}what the console says{HEADING:#}")?;
    for (run, text) in lines {
        writeln!(out, "  {NAME}{}{NAME:#} {FAINT}{}{FAINT:#}", run.engine.as_str(), run.profile.version)?;
        for line in text.lines() {
            writeln!(out, "{}", out.wrapped(line, 4))?;
        }
    }
    Ok(())
}
