//! Lines of a given width, from text that may come from a hostile server.

/// The longest sentence shown in full: what a server puts into one has no end.
pub const LONGEST: usize = 800;

/// Text from outside as it is shown: nothing in it can move the cursor, hide or turn around what follows.
#[must_use]
pub fn shown(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_control() || is_invisible(character) {
            shown.extend(character.escape_default());
        } else {
            shown.push(character);
        }
    }
    shown
}

/// Characters that change how their neighbours are shown, or are not seen themselves.
#[must_use]
pub fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// The text broken at blanks, the first line behind `first` blanks, every other behind `others`. A word that is too long
/// stays whole.
#[must_use]
pub fn hanging(text: &str, first: usize, others: usize, width: usize) -> String {
    let mut out = " ".repeat(first);
    let mut column = first;
    let mut is_line_empty = true;
    for word in text.split(' ') {
        let len = word.chars().count();
        if !is_line_empty && column + 1 + len > width {
            out.push('\n');
            out.push_str(&" ".repeat(others));
            column = others;
        } else if !is_line_empty {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += len;
        is_line_empty = false;
    }
    out
}

/// The text cut to `most` characters, with how long it was.
#[must_use]
pub fn cut(text: &str, most: usize) -> String {
    let len = text.chars().count();
    if len <= most {
        return text.to_owned();
    }
    let note = format!("... ({len} characters)");
    let kept = most.saturating_sub(note.len());
    text.chars().take(kept).chain(note.chars()).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn nothing_from_outside_reaches_the_terminal_raw() {
        assert_eq!(shown("a\u{1b}[31m\u{202e}b\u{9b}"), "a\\u{1b}[31m\\u{202e}b\\u{9b}");
        assert_eq!(shown("é ü 漢"), "é ü 漢");
    }

    #[test]
    fn lines_break_at_blanks() {
        let text = "word ".repeat(40);
        let lines = hanging(text.trim_end(), 4, 4, 60);
        assert!(lines.lines().all(|line| line.len() <= 60 && line.starts_with("    word")));
        assert_eq!(hanging("one two", 2, 2, 80), "  one two");
    }

    #[test]
    fn long_text_is_cut() {
        assert_eq!(cut("short", 10), "short");
        assert_eq!(cut(&"x".repeat(100), 30).chars().count(), 30);
    }
}
