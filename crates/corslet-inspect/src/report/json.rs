//! The document itself, as JSON.
//!
//! Only ASCII is written: what a server sends may hold characters that a terminal obeys, or that turn around what follows.

use std::fmt::Write;

use serde::Serialize;

use super::Document;

/// One document, to be read by people too.
#[must_use]
pub fn document(document: &Document) -> String {
    ascii(&serde_json::to_string_pretty(document).unwrap_or_default())
}

/// Several, as an array.
#[must_use]
pub fn array(documents: &[Document]) -> String {
    ascii(&serde_json::to_string_pretty(documents).unwrap_or_default())
}

/// One document on one line, without the line's end.
#[must_use]
pub fn line(document: &Document) -> String {
    ascii(&one_line(document))
}

/// Text and numbers: writing them as JSON cannot fail.
pub(super) fn one_line<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// Reads a document that was written before.
///
/// # Errors
/// What is wrong with it, and where.
pub fn read(text: &str) -> Result<Document, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}

/// JSON without any character beyond ASCII: they only ever stand in strings, where an escape says the same.
pub(super) fn ascii(json: &str) -> String {
    if json.is_ascii() && !json.contains('\u{7f}') {
        return json.to_owned();
    }
    let mut ascii = String::with_capacity(json.len() + 64);
    let mut units = [0; 2];
    for character in json.chars() {
        if character.is_ascii() && character != '\u{7f}' {
            ascii.push(character);
            continue;
        }
        for unit in character.encode_utf16(&mut units) {
            // Writing to a string cannot fail.
            let _ = write!(ascii, "\\u{unit:04x}");
        }
    }
    ascii
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn escapes_say_the_same() {
        let text = "a\u{7f}\u{9b}\u{202e}漢😀\u{1b}\"";
        let json = ascii(&one_line(&text));
        assert!(json.bytes().all(|byte| (0x20..0x7f).contains(&byte)), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }
}
