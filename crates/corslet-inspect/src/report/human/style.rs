//! The colours, each with one meaning; nothing is said by colour alone.

use anstyle::{AnsiColor, Style};

use crate::audit::Severity;
use crate::report::TickedAs;

pub(super) const HEADING: Style = Style::new().bold();
pub(super) const NAME: Style = AnsiColor::Cyan.on_default();
pub(super) const FAINT: Style = Style::new().dimmed();
pub(super) const GOOD: Style = AnsiColor::Green.on_default().bold();
pub(super) const BAD: Style = AnsiColor::Red.on_default().bold();
const UNSURE: Style = AnsiColor::Yellow.on_default().bold();

/// The colour of a severity.
pub(super) fn of(severity: Severity) -> Style {
    match severity {
        Severity::High => BAD,
        Severity::Medium => UNSURE,
        Severity::Low => AnsiColor::Blue.on_default().bold(),
        Severity::Info => HEADING,
    }
}

/// The colour of an answer.
pub(super) fn of_answer(answer: TickedAs) -> Style {
    match answer {
        TickedAs::Yes => GOOD,
        TickedAs::No => BAD,
        TickedAs::NotKnown => UNSURE,
    }
}

/// The colour of a grade.
pub(super) fn of_grade(letter: Option<char>) -> Style {
    match letter {
        Some('A' | 'B') => GOOD,
        Some('C') | None => UNSURE,
        Some(_) => BAD,
    }
}
