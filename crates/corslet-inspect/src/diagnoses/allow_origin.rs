//! What an `Access-Control-Allow-Origin` that misses the page's origin was meant to be.

use corslet::verdict::{AllowOriginMismatch, Failure};

use super::case::{Case, Failing, Seen};

/// An `Access-Control-Allow-Origin` that is not the page's origin.
pub(super) struct Missed<'c> {
    /// The exchange.
    pub(super) exchange: usize,
    /// What was seen of it.
    pub(super) seen: &'c Seen,
    /// The value, lines joined as browsers join them.
    pub(super) received: String,
    /// What it would have to be.
    pub(super) expected: String,
    /// In how many lines it came.
    pub(super) lines: usize,
    /// In which way it misses.
    pub(super) mismatch: AllowOriginMismatch,
    /// What it was meant to be.
    pub(super) meant: Meant,
}

/// What a value was meant to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meant {
    /// One origin.
    Origin,
    /// Several origins in one line.
    List,
    /// One grant, given twice.
    Twice,
    /// A pattern.
    Pattern,
    /// What a configuration left behind: an empty value, a variable that nothing filled in.
    Leftover,
    /// `null`.
    Null,
}

impl Case {
    /// The first `Access-Control-Allow-Origin` that misses the page's origin in a browser.
    pub(super) fn missed_origin(&self) -> Option<Missed<'_>> {
        let is_it = |one: &Failing<'_>| matches!(one.failure, Failure::AllowOriginDiffers { .. });
        let (failing, exchange, seen) = self.fails(is_it)?;
        let Failure::AllowOriginDiffers { received, lines, expected, mismatch, .. } = failing.failure else {
            return None;
        };
        let received = String::from_utf8_lossy(received).into_owned();
        let meant = meant(&received, *mismatch);
        Some(Missed {
            exchange,
            seen,
            meant,
            received,
            expected: expected.clone(),
            lines: *lines,
            mismatch: *mismatch,
        })
    }
}

fn meant(received: &str, mismatch: AllowOriginMismatch) -> Meant {
    match mismatch {
        AllowOriginMismatch::SeveralLines => Meant::Twice,
        AllowOriginMismatch::Empty => Meant::Leftover,
        AllowOriginMismatch::Null => Meant::Null,
        _ if is_leftover(received) => Meant::Leftover,
        AllowOriginMismatch::SeveralValues => {
            let values: Vec<&str> = values(received).collect();
            let is_repeated = values.iter().enumerate().any(|(at, value)| values[..at].contains(value));
            if is_repeated || values.contains(&"*") { Meant::Twice } else { Meant::List }
        }
        AllowOriginMismatch::Pattern => Meant::Pattern,
        _ if is_pattern(received) => Meant::Pattern,
        _ => Meant::Origin,
    }
}

/// The values of a list, by commas and by blanks.
pub(super) fn values(received: &str) -> impl Iterator<Item = &str> {
    received.split([',', ' ', '\t']).filter(|value| !value.is_empty())
}

/// Whether it looks like a regular expression.
fn is_pattern(received: &str) -> bool {
    received.contains(['^', '\\', '|']) || received.contains(".+") || received.contains("(?")
}

/// Whether it is what remains of a template, or of a variable that has no value.
fn is_leftover(received: &str) -> bool {
    const WORDS: &[&str] = &[
        "undefined",
        "none",
        "nil",
        "(null)",
        "true",
        "false",
        "nan",
        "[object object]",
        "origin",
        "*origin*",
    ];
    let lower = received.trim_matches(['"', '\'']).to_lowercase();
    let is_opened = |opening: &str| lower.contains(opening);
    WORDS.contains(&lower.as_str())
        || ["${", "{{", "{%", "%{", "<%", "$http_", "$origin", "#{", "process.env", "{env"]
            .into_iter()
            .any(is_opened)
        || (lower.starts_with(['$', '{', '%', '<', '@']) && !lower.contains(' '))
}

#[cfg(test)]
mod tests {
    use corslet::verdict::AllowOriginMismatch as Mismatch;

    use super::{Meant, meant};

    #[test]
    fn a_value_tells_what_it_was_meant_to_be() {
        for (received, mismatch, wanted) in [
            ("https://a.example", Mismatch::Other, Meant::Origin),
            ("https://a.example/", Mismatch::TrailingSlash, Meant::Origin),
            ("a.example", Mismatch::NotAnOrigin, Meant::Origin),
            ("https://a.example, https://b.example", Mismatch::SeveralValues, Meant::List),
            ("https://a.example https://b.example", Mismatch::SeveralValues, Meant::List),
            ("*, *", Mismatch::SeveralValues, Meant::Twice),
            ("https://a.example, *", Mismatch::SeveralValues, Meant::Twice),
            ("https://a.example, https://a.example", Mismatch::SeveralValues, Meant::Twice),
            ("https://*.a.example", Mismatch::Pattern, Meant::Pattern),
            ("^https://.+\\.a\\.example$", Mismatch::NotAnOrigin, Meant::Pattern),
            ("", Mismatch::Empty, Meant::Leftover),
            ("${ALLOWED_ORIGIN}", Mismatch::NotAnOrigin, Meant::Leftover),
            ("$http_origin", Mismatch::NotAnOrigin, Meant::Leftover),
            ("undefined", Mismatch::NotAnOrigin, Meant::Leftover),
            ("(null)", Mismatch::NotAnOrigin, Meant::Leftover),
            ("null", Mismatch::Null, Meant::Null),
        ] {
            assert_eq!(meant(received, mismatch), wanted, "{received}");
        }
    }
}
