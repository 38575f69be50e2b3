//! The colours and marks of what a report says.

use anstyle::{AnsiColor, Style};

use crate::audit::Severity;
use crate::report::TickedAs;
use crate::sheet::Mark;
use crate::sheet::style::UNSURE;
pub(super) use crate::sheet::style::{BAD, FAINT, GOOD, HEADING, NAME};

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

/// The mark of an answer.
pub(super) fn mark_of(answer: TickedAs) -> Mark {
    match answer {
        TickedAs::Yes => Mark::Yes,
        TickedAs::No => Mark::No,
        TickedAs::NotKnown => Mark::Neither,
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
