//! The later times of the same request: what the preflight cache answered, and what was asked again.

use std::fmt::{self, Write};
use std::time::Duration;

use super::sheet::Sheet;
use super::style::HEADING;
use super::{timeline, verdicts};
use crate::check::report::Report;

/// Writes each later time.
pub(super) fn write(out: &mut Sheet, report: &Report) -> fmt::Result {
    for (index, repetition) in report.repeats.iter().enumerate() {
        let number = index + 2;
        let title = format!("time {number}, {} later", shown(repetition.later));
        writeln!(out, "\n{HEADING}{title}{HEADING:#}")?;
        timeline::time(out, report, index + 1, &repetition.runs)?;
        verdicts::of(out, report, &repetition.runs)?;
    }
    Ok(())
}

/// `2 h`, `1 h 30 min`, `5.0 s`
fn shown(later: Duration) -> String {
    let seconds = later.as_secs();
    if seconds < 60 {
        return format!("{:.1} s", later.as_secs_f64());
    }
    let parts = [
        (seconds / 86_400, "d"),
        (seconds / 3600 % 24, "h"),
        (seconds / 60 % 60, "min"),
        (seconds % 60, "s"),
    ];
    let parts: Vec<String> = parts
        .iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, unit)| format!("{number} {unit}"))
        .collect();
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_of_time_are_written_in_words() {
        for (seconds, text) in [(5, "5.0 s"), (60, "1 min"), (7200, "2 h"), (90_061, "1 d 1 h 1 min 1 s")] {
            assert_eq!(shown(Duration::from_secs(seconds)), text);
        }
    }
}
