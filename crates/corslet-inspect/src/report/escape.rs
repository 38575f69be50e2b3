//! Text from outside as markup: nothing in it is a tag, an attribute or a reference, and nothing is invisible.

use crate::text::shown;

/// The text with what HTML and XML read alike escaped, and in a language's own way what `own` says.
pub(super) fn escaped(said: &str, own: fn(char) -> Option<String>) -> String {
    let mut escaped = String::with_capacity(said.len());
    for character in shown(said).chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => match own(character) {
                Some(text) => escaped.push_str(&text),
                None => escaped.push(character),
            },
        }
    }
    escaped
}
