//! The sheet itself: what is written on it, and how lines are broken.

use std::fmt::{self, Write};

use super::{Look, Mark};
use crate::text;

/// A sheet, and what is written on it.
#[derive(Debug)]
pub struct Sheet {
    text: String,
    /// How it looks.
    pub look: Look,
}

impl Sheet {
    /// An empty one.
    #[must_use]
    pub fn new(look: Look) -> Self {
        Sheet { text: String::new(), look }
    }

    /// What was written, in characters that can be shown.
    #[must_use]
    pub fn into_text(self) -> String {
        if self.look.is_unicode || self.text.is_ascii() { self.text } else { in_ascii(&self.text) }
    }

    /// The text broken at blanks, each line behind `indent` blanks. A word that is too long stays whole.
    #[must_use]
    pub fn wrapped(&self, text: &str, indent: usize) -> String {
        self.hanging(text, indent, indent)
    }

    /// The same, with another indent from the second line on.
    #[must_use]
    pub fn hanging(&self, text: &str, first: usize, others: usize) -> String {
        // Some characters are several in ASCII, which must be known before lines are broken.
        if self.look.is_unicode || text.is_ascii() {
            return text::hanging(text, first, others, self.look.width);
        }
        text::hanging(&in_ascii(text), first, others, self.look.width)
    }

    /// Writes a paragraph of what comes from outside: harmless, of a bounded length, and broken as [`Sheet::hanging`] does.
    pub fn paragraph(&mut self, said: &str, first: usize, others: usize) {
        let said = text::cut(&text::shown(said), text::LONGEST);
        let lines = self.hanging(&said, first, others);
        self.text.push_str(&lines);
        self.text.push('\n');
    }

    /// A mark of one column, which is never the only thing that says it.
    #[must_use]
    pub fn mark(&self, mark: Mark) -> &'static str {
        mark.drawn(self.look)
    }
}

/// The text in ASCII.
fn in_ascii(text: &str) -> String {
    let mut ascii = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\u{2018}' | '\u{2019}' => ascii.push('\''),
            '\u{201c}' | '\u{201d}' => ascii.push('"'),
            '\u{2026}' => ascii.push_str("..."),
            ascii_already if ascii_already.is_ascii() => ascii.push(ascii_already),
            other => ascii.extend(other.escape_default()),
        }
    }
    ascii
}

impl Write for Sheet {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.text.push_str(text);
        Ok(())
    }
}
