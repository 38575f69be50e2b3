//! The sheet that a report is written on: how wide it is, and which characters it may have.

use std::fmt::{self, Write};
use std::io::IsTerminal;

use super::text;

/// How wide a report is where nobody says it.
const WIDTH: usize = 80;

/// Narrower than this, lines run over; wider, they are hard to read.
const BOUNDS: (usize, usize) = (40, 100);

/// How a report looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Look {
    /// The columns.
    pub(crate) width: usize,
    /// Whether more than ASCII can be shown.
    pub(crate) is_unicode: bool,
}

impl Look {
    /// As the environment and the terminal are; a file has 80 columns.
    pub(crate) fn of_environment(is_ascii: bool, is_file: bool) -> Self {
        let said = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse::<usize>().ok());
        let found = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        let width = match is_file {
            true => None,
            false => said.or_else(|| found().filter(|_| std::io::stdout().is_terminal())),
        };
        Look {
            width: width.map_or(WIDTH, |width| width.clamp(BOUNDS.0, BOUNDS.1)),
            is_unicode: !is_ascii && (cfg!(windows) || is_utf8()),
        }
    }
}

/// The first of these that is set says it: <https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html>.
fn is_utf8() -> bool {
    let set = |name: &&str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(set).unwrap_or_default().to_ascii_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}

/// What became of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    Yes,
    No,
    Neither,
}

/// A sheet, and what is written on it.
pub(crate) struct Sheet {
    text: String,
    pub(crate) look: Look,
}

impl Sheet {
    pub(crate) fn new(look: Look) -> Self {
        Sheet { text: String::new(), look }
    }

    /// What was written, in characters that can be shown.
    pub(crate) fn into_text(self) -> String {
        if self.look.is_unicode || self.text.is_ascii() { self.text } else { in_ascii(&self.text) }
    }

    /// The text broken at blanks, each line behind `indent` blanks. A word that is too long stays whole.
    pub(crate) fn wrapped(&self, text: &str, indent: usize) -> String {
        self.hanging(text, indent, indent)
    }

    /// The same, with another indent from the second line on.
    pub(super) fn hanging(&self, text: &str, first: usize, others: usize) -> String {
        // Some characters are several in ASCII, which must be known before lines are broken.
        if self.look.is_unicode || text.is_ascii() {
            return text::hanging(text, first, others, self.look.width);
        }
        text::hanging(&in_ascii(text), first, others, self.look.width)
    }

    /// A mark of one column, which is never the only thing that says it.
    pub(crate) fn mark(&self, mark: Mark) -> &'static str {
        match (mark, self.look.is_unicode) {
            (Mark::Yes, true) => "✓",
            (Mark::No, true) => "✗",
            (Mark::Neither, true) => "·",
            (Mark::Yes, false) => "+",
            (Mark::No, false) => "x",
            (Mark::Neither, false) => "-",
        }
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
