//! The root cause with what proves it and what to change, and below it what else is true.

use std::fmt::{self, Write};

use corslet_inspect::diagnoses::{Certainty, Effect, Judged};
use corslet_inspect::fixes::{Fix, Layer};

use super::pointed;
use super::sheet::Sheet;
use super::style::{BAD, FAINT, GOOD, HEADING, NAME, UNSURE};
use super::text::{LONGEST, cut, shown};
use crate::check::diagnosis::Found;
use crate::check::report::Report;

/// Writes what the diagnoses found.
pub(super) fn write(out: &mut Sheet, report: &Report) -> fmt::Result {
    let Some(found) = &report.diagnosis else { return Ok(()) };
    if let Some(root) = &found.root {
        self::root(out, report, found, root)?;
    }
    if !found.also_true.is_empty() {
        let title = if found.root.is_some() { "also true" } else { "worth knowing" };
        writeln!(out, "\n{HEADING}{title}{HEADING:#}")?;
        for judged in &found.also_true {
            also(out, report, judged)?;
        }
    }
    probes(out, report, found)
}

/// The extra requests, each with what came of it.
fn probes(out: &mut Sheet, report: &Report, found: &Found) -> fmt::Result {
    if found.sent.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{HEADING}extra requests{HEADING:#} {FAINT}(--probe){FAINT:#}")?;
    for (sent, probed) in found.sent.iter().zip(&found.case.probes) {
        let came = match probed.seen.head() {
            Some(head) => super::timeline::status(head),
            None => "no answer".to_owned(),
        };
        let says = sent.probe.says();
        let text = format!(
            "{says} ({} {}), for {}: {came}",
            probed.seen.method,
            probed.seen.url,
            sent.by.join(", ")
        );
        writeln!(out, "{}", out.hanging(&cut(&shown(&report.redactor.text(&text)), LONGEST), 2, 4))?;
    }
    Ok(())
}

fn root(out: &mut Sheet, report: &Report, found: &Found, root: &Judged) -> fmt::Result {
    let title = match root.judgement.effect {
        Effect::Blocks => "root cause",
        Effect::Withholds => "what the page misses",
        Effect::Works => "who decides",
    };
    let sure = certainty(out, root.judgement.certainty);
    writeln!(out, "\n{HEADING}{title}{HEADING:#} {FAINT}({sure}){FAINT:#}")?;
    let text = format!("{}: {}", root.rule.number(), sentence(report, &root.judgement.cause));
    let style = if root.judgement.effect == Effect::Blocks { BAD } else { UNSURE };
    writeln!(out, "{style}{}{style:#}", out.hanging(&text, 2, 7))?;
    let mut last = None;
    for evidence in &root.judgement.evidence {
        pointed::write(out, report, &found.case, evidence, last.replace(evidence.of) == Some(evidence.of))?;
    }
    if !root.judgement.fix.is_empty() {
        let fix = format!("fix: {}", sentence(report, &root.judgement.fix));
        writeln!(out, "{GOOD}{}{GOOD:#}", out.hanging(&fix, 2, 7))?;
    }
    layers(out, report, found)?;
    for (layer, fix) in &found.fixes {
        written(out, layer, fix)?;
    }
    if found.fixes.is_empty() && root.judgement.need.is_some() {
        writeln!(out, "  {FAINT}--fix nginx (or another layer, or all) writes it down{FAINT:#}")?;
    }
    let more = format!("more: corslet explain {}", root.rule.number());
    writeln!(out, "  {FAINT}{more}{FAINT:#}")
}

/// The fix as a layer takes it: as it is to be copied, however wide.
fn written(out: &mut Sheet, layer: &Layer, fix: &Fix) -> fmt::Result {
    for piece in &fix.pieces {
        let place = out.hanging(&format!("{}, {}:", layer.name, piece.place), 2, 4);
        writeln!(out, "\n{NAME}{place}{NAME:#}")?;
        for line in piece.text.lines() {
            writeln!(out, "{}", format!("    {line}").trim_end())?;
        }
    }
    for note in &fix.notes {
        writeln!(out, "{}", out.hanging(&format!("- {note}"), 2, 4))?;
    }
    writeln!(out)
}

/// Who seems to answer, with what speaks for it.
fn layers(out: &mut Sheet, report: &Report, found: &Found) -> fmt::Result {
    if found.layers.is_empty() {
        return Ok(());
    }
    let one = |guess: &corslet_inspect::layers::Guess| {
        let signs: Vec<String> = guess
            .evidence
            .iter()
            .filter_map(|evidence| pointed::bare(report, &found.case, evidence))
            .collect();
        format!("{} ({})", guess.name, signs.join("; "))
    };
    // From the outside to the inside: each stands in front of the next.
    let all: Vec<String> = found.layers.iter().map(one).collect();
    let text = format!("a guess: it looks like {}", all.join(" in front of "));
    writeln!(out, "{FAINT}{}{FAINT:#}", out.hanging(&cut(&text, LONGEST), 2, 4))
}

fn also(out: &mut Sheet, report: &Report, judged: &Judged) -> fmt::Result {
    let number = judged.rule.number();
    let sure = certainty(out, judged.judgement.certainty);
    let text = format!("{number}: {} ({sure})", sentence(report, &judged.judgement.cause));
    let text = out.hanging(&text, 2, 7);
    writeln!(out, "{}", text.replacen(&number, &format!("{NAME}{number}{NAME:#}"), 1))?;
    if !judged.judgement.fix.is_empty() {
        writeln!(out, "{FAINT}{}{FAINT:#}", out.wrapped(&sentence(report, &judged.judgement.fix), 7))?;
    }
    Ok(())
}

fn certainty(out: &Sheet, certainty: Certainty) -> String {
    let words = match certainty {
        Certainty::Proved => "proved on the wire",
        Certainty::Inferred => "strongly inferred",
        Certainty::Advice => "advice",
    };
    if out.look.is_unicode { format!("{} {words}", certainty.mark()) } else { words.to_owned() }
}

fn sentence(report: &Report, text: &str) -> String {
    cut(&shown(&report.redactor.text(text)), LONGEST)
}
