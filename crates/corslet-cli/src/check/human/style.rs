//! The colours of reports, and the colour of a conclusion.

use anstyle::Style;
pub(crate) use corslet_inspect::sheet::style::{BAD, FAINT, GOOD, HEADING, NAME, UNSURE};

use crate::check::conclusion::Conclusion;

/// The colour of a conclusion.
pub(crate) fn of(conclusion: Conclusion) -> Style {
    match conclusion {
        Conclusion::Allowed => GOOD,
        Conclusion::Blocked => BAD,
        Conclusion::Unreachable | Conclusion::Inconclusive => UNSURE,
    }
}
