//! From a file's text to its log, or where it is none.

use std::fmt;

use serde::Deserialize;
use serde_json::Value;
use serde_json::error::Category;

use super::{Entry, Har, Log};

/// Why a text is no recording, and where that shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotHar {
    /// Of which kind it is.
    pub why: Why,
    /// What is wrong there, as a clause.
    pub what: String,
    /// The line, from 1.
    pub line: usize,
    /// The byte in the line, from 1.
    pub column: usize,
    /// The byte in the text.
    pub at: usize,
}

/// Why a text is no recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It ends too early.
    Ended,
    /// It is no JSON.
    NotJson,
    /// It is JSON of something else.
    NotHar,
}

impl fmt::Display for NotHar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at line {} column {}", self.what, self.line, self.column)
    }
}

/// Reads a recording whose entries are all whole.
///
/// # Errors
/// The first thing in it that is wrong.
pub fn read(text: &str) -> Result<Log<Entry>, NotHar> {
    parsed(text)
}

/// Reads a recording, each entry by itself, so that one that is broken does not hide the others.
///
/// # Errors
/// The first thing that is wrong around the entries; what is wrong with an entry stands in its place.
pub fn read_each(text: &str) -> Result<Log<Result<Entry, String>>, NotHar> {
    let Log { creator, pages, entries, checks } = parsed::<Value>(text)?;
    let entry = |value| serde_json::from_value(value).map_err(|error: serde_json::Error| error.to_string());
    Ok(Log { creator, pages, entries: entries.into_iter().map(entry).collect(), checks })
}

/// Exported by programs for Windows, JSON often begins with a byte order mark.
fn parsed<'t, E: Deserialize<'t>>(text: &'t str) -> Result<Log<E>, NotHar> {
    let json = text.strip_prefix('\u{feff}').unwrap_or(text);
    let har: Har<E> = serde_json::from_str(json)
        .map_err(|error| not_har(json, &error))
        .map_err(|not| NotHar { at: not.at + text.len() - json.len(), ..not })?;
    Ok(har.log)
}

pub(super) fn not_har(json: &str, error: &serde_json::Error) -> NotHar {
    let (line, column) = (error.line(), error.column());
    let before: usize = json.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let what = error.to_string();
    NotHar {
        why: match error.classify() {
            Category::Eof => Why::Ended,
            Category::Data => Why::NotHar,
            Category::Syntax | Category::Io => Why::NotJson,
        },
        // The place is said by itself.
        what: what.split(" at line ").next().unwrap_or_default().to_owned(),
        line,
        column,
        at: (before + column.saturating_sub(1)).min(json.len()),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_located() {
        for (text, why, line, column, at) in [
            ("", Why::Ended, 1, 0, 0),
            ("{\n  \"log\": {,\n", Why::NotJson, 2, 11, 12),
            ("\u{feff}{\"log\": 1}", Why::NotHar, 1, 9, 11),
            ("{\"log\": {}}", Why::NotHar, 1, 10, 9),
        ] {
            let not = read(text).unwrap_err();
            assert_eq!((not.why, not.line, not.column, not.at), (why, line, column, at), "{text}: {not}");
        }
    }

    #[test]
    fn a_broken_entry_hides_the_others_only_where_all_are_wanted() {
        let text =
            r#"{"log": {"entries": [1, {"request": {"method": "GET", "url": "https://a.example/"}}]}}"#;
        let log = read_each(text).unwrap();
        assert_eq!(log.entries.iter().map(Result::is_ok).collect::<Vec<_>>(), [false, true]);
        assert!(read(text).is_err());
    }
}
