//! One thing that is wrong with a pasted text: where, what, and what to write instead.

use std::fmt;
use std::ops::Range;

use super::form::Form;
use super::veil::veiled;

/// One thing that is wrong with a pasted text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The bytes of the text that are at fault.
    pub at: Range<usize>,
    /// What is wrong, and what to write instead.
    pub what: String,
}

impl Problem {
    pub(super) fn new(at: Range<usize>, what: impl Into<String>) -> Self {
        Problem { at, what: what.into() }
    }
}

/// A text that could not be read: everything that is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// What it was taken for, when it looked like something.
    pub form: Option<Form>,
    /// The text; the problems' bytes are bytes of this.
    pub text: String,
    /// Every problem, in the order of the text.
    pub problems: Vec<Problem>,
}

/// Where in a text something stands, as people count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
}

/// The widest piece of a line that is shown, in characters.
const WIDEST: usize = 72;

/// How much of a line on either side of a problem is looked at for secrets, in bytes.
const NEIGHBOURHOOD: usize = 1024;

impl Unread {
    /// Where a problem begins.
    #[must_use]
    pub fn place(&self, problem: &Problem) -> Place {
        let before = &self.text[..floor(&self.text, problem.at.start)];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Place { line, column }
    }

    /// The line at fault and the carets under it, at most `WIDEST` characters of them; secrets are blanked out.
    fn excerpt(&self, problem: &Problem) -> (String, String) {
        let start = floor(&self.text, problem.at.start);
        let near = floor(&self.text, start.saturating_sub(NEIGHBOURHOOD));
        let far = floor(&self.text, start.saturating_add(NEIGHBOURHOOD));
        let line_start = self.text[near..start].rfind('\n').map_or(near, |at| near + at + 1);
        let line_end = self.text[start..far].find('\n').map_or(far, |at| start + at);
        let line: Vec<char> = veiled(&self.text[line_start..line_end]).chars().collect();
        let column = self.text[line_start..start].chars().count();
        let end = floor(&self.text, problem.at.end.clamp(start, line_end));
        let marked = self.text[start..end].chars().count().max(1);
        // A long line is shown around what is wrong with it.
        let from = if line.len() > WIDEST { column.saturating_sub(WIDEST / 3) } else { 0 };
        let to = (from + WIDEST).min(line.len());
        let (mut shown, mut carets) = (String::new(), String::new());
        if from > 0 {
            shown.push_str("...");
            carets.push_str("   ");
        }
        for (index, character) in line.iter().enumerate().take(to).skip(from) {
            let piece: String = match character {
                '\t' => " ".to_owned(),
                character if character.is_control() => character.escape_default().collect(),
                character => character.to_string(),
            };
            let is_marked = (column..column + marked).contains(&index);
            carets.push_str(&(if is_marked { "^" } else { " " }).repeat(piece.chars().count()));
            shown.push_str(&piece);
        }
        if to < line.len() {
            shown.push_str("...");
        }
        if column >= line.len() {
            carets.push('^');
        }
        carets.truncate(carets.trim_end().len());
        (shown, carets)
    }
}

/// The nearest place at or before this one that is no middle of a character.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.problems.iter().enumerate() {
            let Place { line, column } = self.place(problem);
            let (shown, carets) = self.excerpt(problem);
            let gap = if index > 0 { "\n" } else { "" };
            writeln!(f, "{gap}error: {line}:{column}: {}", problem.what)?;
            write!(f, "  | {}\n  | {carets}", shown.trim_end())?;
        }
        Ok(())
    }
}

impl std::error::Error for Unread {}

#[cfg(test)]
mod tests {
    use super::*;

    fn unread(text: &str, at: Range<usize>) -> Unread {
        Unread { form: None, text: text.to_owned(), problems: vec![Problem::new(at, "wrong")] }
    }

    #[test]
    fn carets_stand_under_the_bytes_at_fault() {
        assert_eq!(unread("a\nbc d", 5..6).to_string(), "error: 2:4: wrong\n  | bc d\n  |    ^");
        assert_eq!(unread("é x", 3..4).to_string(), "error: 1:3: wrong\n  | é x\n  |   ^");
        assert_eq!(unread("ab", 2..2).to_string(), "error: 1:3: wrong\n  | ab\n  |   ^");
    }

    #[test]
    fn a_long_line_is_cut_around_it() {
        let text = format!("{}!{}", "x".repeat(500), "y".repeat(500));
        let shown = unread(&text, 500..501).to_string();
        assert!(shown.lines().all(|line| line.len() <= 84), "{shown}");
        let mut lines = shown.lines().skip(1);
        let (text, carets) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
        assert_eq!(text.find('!'), carets.find('^'));
    }

    #[test]
    fn places_in_the_middle_of_a_character_are_no_panic() {
        for start in 0..8 {
            for end in 0..8 {
                let _ = unread("é漢\n", start..end).to_string();
            }
        }
    }
}
