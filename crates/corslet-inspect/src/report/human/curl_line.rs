//! A curl command on as many lines as it takes, each but the last with a backslash at its end.

use std::fmt::{self, Write};

use crate::sheet::Sheet;
use crate::text::shown;

pub(super) fn write(page: &mut Sheet, command: &str, indent: usize) -> fmt::Result {
    let width = page.look.width;
    let mut line = " ".repeat(indent);
    let mut is_line_empty = true;
    for word in words(command) {
        // An escape here would make another command of it: such a command has none of these characters.
        let word = shown(&word);
        if !is_line_empty && line.chars().count() + 1 + word.chars().count() + 2 > width {
            writeln!(page, "{line} \\")?;
            line = " ".repeat(indent + 4);
            is_line_empty = true;
        }
        if !is_line_empty {
            line.push(' ');
        }
        line.push_str(&word);
        is_line_empty = false;
    }
    writeln!(page, "{line}")
}

/// The words of a command, an option together with its value.
fn words(command: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let (mut is_quoted, mut is_escaped) = (false, false);
    let mut characters = command.chars();
    while let Some(character) = characters.next() {
        match character {
            ' ' if !is_quoted => {
                words.push(std::mem::take(&mut word));
                continue;
            }
            '\'' if !is_quoted => (is_quoted, is_escaped) = (true, word.ends_with('$')),
            '\'' => is_quoted = false,
            '\\' if !is_quoted || is_escaped => {
                word.push('\\');
                word.extend(characters.next());
                continue;
            }
            _ => {}
        }
        word.push(character);
    }
    words.push(word);
    let mut joined: Vec<String> = Vec::new();
    for word in words {
        match joined.last_mut() {
            Some(option) if matches!(option.as_str(), "-H" | "-X" | "--data-raw" | "curl") => {
                option.push(' ');
                option.push_str(&word);
            }
            _ => joined.push(word),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_broken_between_its_words() {
        let command = r"curl -si -X PUT https://a.example/ -H 'A: b c' -H 'it'\''s: x y' --data-raw $'a\' b'";
        let wanted = [
            "curl -si",
            "-X PUT",
            "https://a.example/",
            "-H 'A: b c'",
            r"-H 'it'\''s: x y'",
            r"--data-raw $'a\' b'",
        ];
        assert_eq!(words(command), wanted);
    }
}
