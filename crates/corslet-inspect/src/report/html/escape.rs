//! Text from outside as HTML: nothing in it is a tag, an attribute or a reference, and nothing is invisible.

use crate::text::shown;

/// Text between tags.
pub(in crate::report) fn text(said: &str) -> String {
    attribute(said)
}

/// Text in an attribute's quotes.
pub(in crate::report) fn attribute(said: &str) -> String {
    let mut escaped = String::with_capacity(said.len());
    for character in shown(said).chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '`' => escaped.push_str("&#96;"),
            _ => escaped.push(character),
        }
    }
    escaped
}
