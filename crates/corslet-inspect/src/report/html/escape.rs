//! Text from outside as HTML.

use crate::report::escape::escaped;

/// Text between tags.
pub(in crate::report) fn text(said: &str) -> String {
    attribute(said)
}

/// Text in an attribute's quotes. Old browsers took the backtick for a quote, too.
pub(in crate::report) fn attribute(said: &str) -> String {
    escaped(said, |character| (character == '`').then(|| "&#96;".to_owned()))
}
