//! The colours, each with one meaning; nothing is said by colour alone.

use anstyle::{AnsiColor, Style};

use crate::check::conclusion::Conclusion;

pub(crate) const HEADING: Style = Style::new().bold();
pub(crate) const GOOD: Style = AnsiColor::Green.on_default().bold();
pub(crate) const BAD: Style = AnsiColor::Red.on_default().bold();
pub(crate) const UNSURE: Style = AnsiColor::Yellow.on_default().bold();
pub(crate) const NAME: Style = AnsiColor::Cyan.on_default();
pub(crate) const FAINT: Style = Style::new().dimmed();

/// The colour of a conclusion.
pub(crate) fn of(conclusion: Conclusion) -> Style {
    match conclusion {
        Conclusion::Allowed => GOOD,
        Conclusion::Blocked => BAD,
        Conclusion::Unreachable | Conclusion::Inconclusive => UNSURE,
    }
}
