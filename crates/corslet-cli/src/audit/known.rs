//! The baseline: what is known already, read before a run and written after it.

use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use corslet_inspect::report::{Day, Document, Known};

use super::output::not_written;
use crate::check::Problem;

/// Reads the file of `--baseline`.
///
/// # Errors
/// Everything that is wrong with it.
pub(super) fn read(path: &Path) -> Result<Known, Vec<Problem>> {
    let wrong = |what: String| Problem::new("--baseline", path.display().to_string(), what);
    let text = std::fs::read_to_string(path).map_err(|error| {
        vec![wrong(format!(
            "the file cannot be read ({error}): check its path, or write one with --write-baseline"
        ))]
    })?;
    Known::parse(&text).map_err(|problems| problems.into_iter().map(wrong).collect())
}

/// Collects what is found, for `--write-baseline`.
#[derive(Default)]
pub(super) struct Collected(Known);

impl Collected {
    pub(super) fn add(&mut self, document: &Document) {
        self.0.findings.extend(Known::of(std::slice::from_ref(document)).findings);
    }

    /// Writes it, with what an earlier baseline has that is still true.
    pub(super) fn write(mut self, path: &Path, earlier: &Known) -> Result<(), String> {
        self.0.ignored = earlier.ignored.clone();
        self.0.findings.extend(earlier.findings.iter().cloned());
        std::fs::write(path, self.0.to_json()).map_err(|error| not_written(path, &error))
    }
}

/// Today, by the calendar of Greenwich.
pub(super) fn today() -> Option<Day> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO);
    let mut days = since.as_secs() / 86_400;
    for year in 1970..=u16::MAX {
        for month in 1..=12 {
            for day in 1..=31 {
                match Day::new(year, month, day) {
                    Some(found) if days == 0 => return Some(found),
                    Some(_) => days -= 1,
                    None => break,
                }
            }
        }
    }
    None
}
