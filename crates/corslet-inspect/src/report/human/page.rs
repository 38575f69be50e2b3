//! The page that a report is written on: how wide it is, and which characters it may have.

use std::fmt::{self, Write};

use crate::report::TickedAs;
use crate::text;

/// How a report looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// The columns.
    pub width: usize,
    /// Whether more than ASCII can be shown.
    pub is_unicode: bool,
}

impl Default for Look {
    fn default() -> Self {
        Look { width: 80, is_unicode: true }
    }
}

/// A page, and what is written on it.
pub(super) struct Page {
    text: String,
    pub(super) look: Look,
}

impl Page {
    pub(super) fn new(look: Look) -> Page {
        Page { text: String::new(), look }
    }

    /// Text broken at blanks behind so many blanks; what comes from outside is made harmless.
    pub(super) fn wrapped(&mut self, indent: usize, said: &str) {
        self.hanging(indent, indent, said);
    }

    /// The same, with another indent from the second line on.
    pub(super) fn hanging(&mut self, first: usize, others: usize, said: &str) {
        let said = text::cut(&text::shown(said), text::LONGEST);
        self.text.push_str(&text::hanging(&said, first, others, self.look.width));
        self.text.push('\n');
    }

    /// An answer and what it is about: never a mark alone.
    pub(super) fn mark(&self, answer: TickedAs) -> &'static str {
        match (answer, self.look.is_unicode) {
            (TickedAs::Yes, true) => "✓",
            (TickedAs::No, true) => "✗",
            (TickedAs::NotKnown, true) => "·",
            (TickedAs::Yes, false) => "+",
            (TickedAs::No, false) => "x",
            (TickedAs::NotKnown, false) => "-",
        }
    }

    /// What was written, in characters that can be shown.
    pub(super) fn into_text(self) -> String {
        if self.look.is_unicode || self.text.is_ascii() {
            return self.text;
        }
        let mut ascii = String::with_capacity(self.text.len());
        for character in self.text.chars() {
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
}

impl Write for Page {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.text.push_str(text);
        Ok(())
    }
}
