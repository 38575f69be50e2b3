//! A word at the margin, and a text beside it.

use std::fmt::{self, Write};

use corslet_inspect::text::shown;

use crate::check::human::{Sheet, style};

/// How wide the margin is.
pub(super) const MARGIN: usize = 10;

/// Writes a text beside its label. Without a label it stands below the one before.
pub(super) fn beside(out: &mut Sheet, label: &str, text: &str) -> fmt::Result {
    let text = out.wrapped(&shown(text), MARGIN);
    let heading = style::HEADING;
    // A long label has a line of its own.
    match label.chars().count() < MARGIN {
        true => writeln!(out, "{heading}{label:<MARGIN$}{heading:#}{}", text.trim_start()),
        false => writeln!(out, "{heading}{label}{heading:#}\n{:MARGIN$}{}", "", text.trim_start()),
    }
}

/// Writes a command that a shell takes as it stands: a long one goes on behind a backslash, before one of its flags.
pub(super) fn command(out: &mut Sheet, label: &str, command: &str) -> fmt::Result {
    let width = out.look.width;
    let heading = style::HEADING;
    write!(out, "{heading}{label:<MARGIN$}{heading:#}")?;
    let mut column = MARGIN;
    for (index, piece) in pieces(&shown(command)).into_iter().enumerate() {
        let len = piece.chars().count();
        if index > 0 && column + 1 + len + 2 > width {
            write!(out, " \\\n{:1$}", "", MARGIN + 4)?;
            column = MARGIN + 4;
        } else if index > 0 {
            out.write_str(" ")?;
            column += 1;
        }
        out.write_str(&piece)?;
        column += len;
    }
    out.write_str("\n")
}

/// A command in pieces that stay together: a flag with its value.
fn pieces(command: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut is_quoted = false;
    let mut characters = command.chars().peekable();
    while let Some(character) = characters.next() {
        is_quoted ^= character == '\'';
        if character == ' ' && !is_quoted && matches!(characters.peek(), Some('-' | '|')) {
            pieces.push(String::new());
        } else if let Some(last) = pieces.last_mut() {
            last.push(character);
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_keep_their_values() {
        assert_eq!(pieces("a b -H 'x -y' --z 1"), ["a b", "-H 'x -y'", "--z 1"]);
    }
}
