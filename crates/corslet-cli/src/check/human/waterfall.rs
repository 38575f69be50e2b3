//! The exchanges on one scale of time: when each began, and how long each phase of it took.

use std::fmt::{self, Write};
use std::time::Duration;

use corslet::verdict::Kind;

use super::sheet::Sheet;
use super::style::{FAINT, HEADING, NAME};
use crate::check::recording::{Came, Recorded};
use crate::check::report::Report;

/// What stands for dns, connect (with the way through a proxy), tls, wait and body.
const UNICODE: [char; 5] = ['░', '▒', '▓', '█', '▄'];
const ASCII: [char; 5] = ['.', '-', '=', '#', '~'];

/// The columns beside the bars.
const BESIDE: usize = 36;

/// Writes the chart, where there is more than one thing to compare.
pub(super) fn write(out: &mut Sheet, report: &Report) -> fmt::Result {
    let sent: Vec<(usize, &Recorded)> = report
        .exchanges
        .iter()
        .enumerate()
        .filter(|(_, recorded)| !matches!(recorded.came, Came::NotSent(_)))
        .collect();
    let (Some(first), true) = (sent.first(), sent.len() > 1) else { return Ok(()) };
    let begun = first.1.began;
    let row = |recorded: &Recorded| {
        let from = recorded.began.duration_since(begun).unwrap_or_default();
        (from, recorded.phases.each().map(|(_, took)| took).sum::<Duration>())
    };
    let whole = sent.iter().map(|(_, recorded)| row(recorded)).map(|(from, took)| from + took).max();
    let whole = whole.unwrap_or_default().max(Duration::from_micros(1));
    let signs = if out.look.is_unicode { UNICODE } else { ASCII };
    let names: Vec<String> = ["dns", "connect", "tls", "wait", "body"]
        .iter()
        .zip(signs)
        .map(|(name, sign)| format!("{sign} {name}"))
        .collect();
    writeln!(out, "{HEADING}timeline{HEADING:#}  {FAINT}{}{FAINT:#}", names.join("  "))?;
    let columns = out.look.width.saturating_sub(BESIDE).max(10);
    for (index, recorded) in sent {
        let (from, took) = row(recorded);
        let bar = bar(recorded, from, whole, columns, signs);
        let exchange = &recorded.exchange;
        let what = if exchange.kind == Kind::Preflight { "preflight" } else { "request" };
        let came = match &recorded.came {
            Came::Head(head) => head.status.code().to_string(),
            _ => "---".to_owned(),
        };
        let method: String = exchange.method.as_str().chars().take(7).collect();
        writeln!(
            out,
            "{:>3}  {NAME}{what:<9} {method:<7} {came}{NAME:#} {bar:<columns$} {FAINT}{}{FAINT:#}",
            index + 1,
            milliseconds(took)
        )?;
    }
    writeln!(out)
}

fn bar(recorded: &Recorded, from: Duration, whole: Duration, columns: usize, signs: [char; 5]) -> String {
    let column = |at: Duration| {
        let share = at.as_secs_f64() / whole.as_secs_f64();
        ((share * columns as f64).round() as usize).min(columns)
    };
    let phases = &recorded.phases;
    let start = column(from).min(columns - 1);
    let mut bar: Vec<char> = vec![' '; start];
    let mut at = from;
    let connect = phases.connect.map(|took| took + phases.proxy.unwrap_or_default());
    for (took, sign) in [phases.dns, connect, phases.tls, phases.wait, phases.body].into_iter().zip(signs) {
        at += took.unwrap_or_default();
        while bar.len() < column(at) {
            bar.push(sign);
        }
    }
    // However short it was, it happened.
    if bar.len() == start {
        bar.push(signs[3]);
    }
    bar.into_iter().collect()
}

fn milliseconds(took: Duration) -> String {
    let took = took.as_secs_f64() * 1e3;
    if took < 100.0 { format!("{took:>5.1} ms") } else { format!("{took:>5.0} ms") }
}
