//! One thing that is wrong with the command line: where, what, and what to write instead.

use std::fmt;
use std::ops::Range;

/// One thing that is wrong with the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    /// Which argument: `--origin`.
    pub(crate) argument: &'static str,
    /// What was written there.
    pub(crate) given: Option<String>,
    /// The bytes of it that are at fault.
    pub(crate) at: Vec<Range<usize>>,
    /// What is wrong, and what to write.
    pub(crate) what: String,
}

impl Problem {
    /// Something that is missing altogether.
    pub(crate) fn missing(argument: &'static str, what: impl Into<String>) -> Self {
        Problem { argument, given: None, at: Vec::new(), what: what.into() }
    }

    /// Something wrong with what was written.
    pub(crate) fn new(argument: &'static str, given: impl Into<String>, what: impl Into<String>) -> Self {
        Problem { argument, given: Some(given.into()), at: Vec::new(), what: what.into() }
    }

    /// A flag that does not go with another.
    pub(crate) fn conflict(argument: &'static str, what: impl Into<String>) -> Self {
        Problem { argument, given: Some(String::new()), at: Vec::new(), what: what.into() }
    }

    /// Problems that another reader has written down already, with their places.
    pub(crate) fn written(text: impl Into<String>) -> Self {
        Problem { argument: "", given: None, at: Vec::new(), what: text.into() }
    }

    /// The same, with the bytes at fault.
    pub(crate) fn at(mut self, at: Range<usize>) -> Self {
        self.at.push(at);
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.given {
            None if self.argument.is_empty() => return f.write_str(&self.what),
            None => writeln!(f, "error: {} is missing", self.argument)?,
            Some(given) => {
                let shown = shown_with_marks(given, &self.at);
                writeln!(f, "{}", format!("error: {} {}", self.argument, shown.text).trim_end())?;
                if !shown.marks.is_empty() {
                    let indent = "error: ".len() + self.argument.len() + 1;
                    writeln!(f, "{:indent$}{}", "", shown.marks)?;
                }
            }
        }
        write!(f, "  {}", self.what)
    }
}

/// Text as it is shown, and the line of carets below it.
struct Shown {
    text: String,
    marks: String,
}

/// The longest argument shown in full.
const LONGEST: usize = 120;

fn shown_with_marks(given: &str, at: &[Range<usize>]) -> Shown {
    let mut shown = Shown { text: String::new(), marks: String::new() };
    for (index, character) in given.char_indices().take(LONGEST) {
        let is_marked =
            at.iter().any(|range| range.contains(&index) || (range.is_empty() && range.start == index));
        let piece: String =
            if character.is_control() { character.escape_default().collect() } else { character.to_string() };
        let mark = if is_marked { "^" } else { " " };
        shown.marks.push_str(&mark.repeat(piece.chars().count()));
        shown.text.push_str(&piece);
    }
    if given.chars().count() > LONGEST {
        shown.text.push_str("...");
    } else if at.iter().any(|range| range.start >= given.len()) {
        shown.marks.push('^');
    }
    shown.marks.truncate(shown.marks.trim_end().len());
    shown
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn carets_stand_under_the_bytes_at_fault() {
        let problem = Problem::new("--origin", "https://A.b/", "no").at(8..9).at(11..12);
        assert_eq!(problem.to_string(), "error: --origin https://A.b/\n                        ^  ^\n  no");
    }

    #[test]
    fn control_characters_are_escaped_and_the_carets_follow() {
        let problem = Problem::new("-X", "G\u{1b}T", "no").at(1..2);
        assert_eq!(problem.to_string(), "error: -X G\\u{1b}T\n           ^^^^^^\n  no");
    }
}
