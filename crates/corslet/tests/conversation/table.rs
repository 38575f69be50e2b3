//! Tables of conversations, one a row: every row that does not hold is told at once.

use super::{judge, told};

/// Judges each conversation by the standard's letter; the row says its outcome and the codes of what failed.
#[track_caller]
pub fn verdicts(rows: &[(&str, &str)]) {
    let problems: Vec<String> = rows
        .iter()
        .map(|(text, expected)| (text, expected, told(&judge(text))))
        .filter(|(_, expected, told)| told != *expected)
        .map(|(text, expected, told)| format!("{text}\n    is {told}\n    not {expected}"))
        .collect();
    assert!(
        problems.is_empty(),
        "{} of {} rows do not hold:\n  {}",
        problems.len(),
        rows.len(),
        problems.join("\n  ")
    );
}
