//! The grade: A, unless something caps it.

use super::document::{Cap, Grade};
use crate::audit::{Confidence, Finding, Report, Severity};

/// The best grade that a finding leaves possible.
fn best_with(finding: &Finding) -> char {
    match (finding.severity, finding.confidence) {
        (Severity::Info, _) => 'A',
        (Severity::Low, _) => 'B',
        (Severity::Medium, _) => 'C',
        // Something that decides could not be looked at.
        (Severity::High, Confidence::Low | Confidence::Medium) => 'D',
        (Severity::High, Confidence::High) => 'F',
    }
}

/// Grades what was found; `counted` are the findings that nobody has decided to live with.
pub(super) fn grade(report: &Report, counted: &[&Finding]) -> Grade {
    if !report.is_reached() {
        return Grade { letter: None, caps: Vec::new() };
    }
    let mut caps: Vec<Cap> = ['F', 'D', 'C', 'B']
        .into_iter()
        .filter_map(|letter| {
            let ids: Vec<&str> =
                counted.iter().filter(|finding| best_with(finding) == letter).map(|one| one.id).collect();
            let (severity, unsure) = match letter {
                'F' => ("high", ""),
                'D' => ("high", ", though not everything that decides was seen"),
                'C' => ("medium", ""),
                _ => ("low", ""),
            };
            let verb = if ids.len() == 1 { "is" } else { "are" };
            let because = format!("{} {verb} {severity}{unsure}", listed(&ids));
            (!ids.is_empty()).then_some(Cap { letter, because })
        })
        .collect();
    if !report.not_asked.is_empty() {
        // What was not looked at is not praised.
        let because = match report.not_asked.as_slice() {
            [one] => format!("the questions of {one} were not all asked"),
            several => format!("the questions of {} rules were not all asked", several.len()),
        };
        caps.push(Cap { letter: 'B', because });
    }
    Grade { letter: Some(caps.first().map_or('A', |cap| cap.letter)), caps }
}

/// `a`, `a and b`, `a, b and c`.
pub(super) fn listed<T: AsRef<str>>(all: &[T]) -> String {
    match all {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [most @ .., last] => {
            let most: Vec<&str> = most.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", most.join(", "), last.as_ref())
        }
    }
}
