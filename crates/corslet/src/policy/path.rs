//! Paths: which are told apart safely, and what a route's path stands for.

use std::fmt;

/// What keeps a path from having one meaning that every server agrees upon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
pub enum Ambiguity {
    /// It does not begin with a slash.
    NoSlash,
    /// A segment `.` or `..`, which some resolve.
    DotSegment,
    /// `//`, which some merge.
    EmptySegment,
    /// `\`, which some take for a slash.
    Backslash,
    /// `%2e`, `%2f` or `%5c`, which some decode.
    EncodedDelimiter,
    /// An escaped letter, digit, `-`, `_` or `~`, which some decode.
    ///
    /// [RFC 3986](https://www.rfc-editor.org/rfc/rfc3986#section-2.3) calls it the same path as without the escape,
    /// but browsers send it as the page wrote it: `/%61dmin` is below `/*`, and the application may read `/admin`.
    EncodedUnreserved,
    /// A `%` without two hexadecimal digits.
    BrokenEscape,
}

impl Ambiguity {
    /// What is ambiguous, in a few words.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Ambiguity::NoSlash => "the path does not begin with `/`",
            Ambiguity::DotSegment => "the path has a dot segment, which some servers resolve",
            Ambiguity::EmptySegment => "the path has `//`, which some servers merge",
            Ambiguity::Backslash => "the path has `\\`, which some servers take for `/`",
            Ambiguity::EncodedDelimiter => "the path has `%2e`, `%2f` or `%5c`, which some servers decode",
            Ambiguity::EncodedUnreserved => {
                "the path has an escaped letter, digit, `-`, `_` or `~`, which some servers decode"
            }
            Ambiguity::BrokenEscape => "the path has a `%` without two hexadecimal digits",
        }
    }
}

/// What makes a path, as it was sent, ambiguous; such a path matches no route.
pub(super) fn ambiguity(path: &[u8]) -> Option<Ambiguity> {
    if path.first() != Some(&b'/') {
        return Some(Ambiguity::NoSlash);
    }
    // Most paths have nothing that could be ambiguous: a look at each byte and the one before it tells.
    let is_odd = |&[before, byte]: &[u8; 2]| match byte {
        b'%' | b'\\' => true,
        b'/' | b'.' => before == b'/',
        _ => false,
    };
    if path.array_windows().any(is_odd) { first_ambiguity(path) } else { None }
}

#[cold]
fn first_ambiguity(path: &[u8]) -> Option<Ambiguity> {
    let mut segment = 1;
    for (at, &byte) in path.iter().enumerate().skip(1) {
        match byte {
            b'/' => {
                if at == segment {
                    return Some(Ambiguity::EmptySegment);
                }
                if is_dots(&path[segment..at]) {
                    return Some(Ambiguity::DotSegment);
                }
                segment = at + 1;
            }
            b'\\' => return Some(Ambiguity::Backslash),
            b'%' => match escaped(&path[at + 1..]) {
                None => return Some(Ambiguity::BrokenEscape),
                Some(b'.' | b'/' | b'\\') => return Some(Ambiguity::EncodedDelimiter),
                Some(b'-' | b'_' | b'~') => return Some(Ambiguity::EncodedUnreserved),
                Some(byte) if byte.is_ascii_alphanumeric() => return Some(Ambiguity::EncodedUnreserved),
                Some(_) => {}
            },
            _ => {}
        }
    }
    is_dots(&path[segment..]).then_some(Ambiguity::DotSegment)
}

/// The byte that two hexadecimal digits stand for.
fn escaped(digits: &[u8]) -> Option<u8> {
    let digit = |at: usize| char::from(*digits.get(at)?).to_digit(16);
    u8::try_from(digit(0)? * 16 + digit(1)?).ok()
}

fn is_dots(segment: &[u8]) -> bool {
    matches!(segment, b"." | b"..")
}

/// What a route's path stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum PathPattern {
    /// This path.
    Exact(String),
    /// This path, which ends in no slash, and everything below it.
    Below(String),
}

/// Why some text is no path of a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PathError {
    /// Something that no path can contain as it is sent.
    Invalid(&'static str),
    /// A `*` that is not the last segment.
    Wildcard,
    /// No request's path can be this.
    Ambiguous(Ambiguity),
}

impl PathPattern {
    pub(super) fn parse(text: &str) -> Result<PathPattern, PathError> {
        let (path, is_below) = match text.strip_suffix("/*") {
            Some(path) => (path, true),
            None => (text, false),
        };
        if path.contains('*') {
            return Err(PathError::Wildcard);
        }
        if path.contains(['?', '#']) {
            return Err(PathError::Invalid("a path has no query and no fragment"));
        }
        if let Some(letter) = path.chars().find(|letter| !letter.is_ascii_graphic()) {
            let is_blank = letter.is_ascii();
            return Err(PathError::Invalid(if is_blank {
                "a path has no blanks: write `%20`"
            } else {
                "letters beyond ASCII are sent in their `%` form"
            }));
        }
        if is_below && path.is_empty() {
            return Ok(PathPattern::Below(String::new()));
        }
        if is_below && path.ends_with('/') {
            return Err(PathError::Ambiguous(Ambiguity::EmptySegment));
        }
        match ambiguity(path.as_bytes()) {
            Some(ambiguity) => Err(PathError::Ambiguous(ambiguity)),
            None if is_below => Ok(PathPattern::Below(path.to_owned())),
            None => Ok(PathPattern::Exact(path.to_owned())),
        }
    }

    /// Whether a path that is not ambiguous matches: the slow, obvious way.
    #[cfg(test)]
    pub(super) fn matches(&self, path: &[u8]) -> bool {
        match self {
            PathPattern::Exact(own) => path == own.as_bytes(),
            PathPattern::Below(own) => path
                .strip_prefix(own.as_bytes())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(b"/")),
        }
    }
}

impl fmt::Display for PathPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PathPattern::Exact(path) => f.write_str(path),
            PathPattern::Below(path) => write!(f, "{path}/*"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Ambiguity, PathPattern, ambiguity};

    #[test]
    fn ambiguous_paths() {
        use Ambiguity::*;
        for (path, expected) in [
            ("/", None),
            ("/a/b", None),
            ("/a/", None),
            ("/a/.b/..c/...", None),
            ("/a%20b/%C3%A9", None),
            ("", Some(NoSlash)),
            ("*", Some(NoSlash)),
            ("a/b", Some(NoSlash)),
            ("//", Some(EmptySegment)),
            ("/a//b", Some(EmptySegment)),
            ("/a//", Some(EmptySegment)),
            ("/.", Some(DotSegment)),
            ("/..", Some(DotSegment)),
            ("/a/../b", Some(DotSegment)),
            ("/a/./b", Some(DotSegment)),
            ("/a/..", Some(DotSegment)),
            ("/a\\b", Some(Backslash)),
            ("/a%2fb", Some(EncodedDelimiter)),
            ("/a%2Fb", Some(EncodedDelimiter)),
            ("/%2e%2E/b", Some(EncodedDelimiter)),
            ("/a%5cb", Some(EncodedDelimiter)),
            ("/a%5Cb", Some(EncodedDelimiter)),
            ("/%61dmin", Some(EncodedUnreserved)),
            ("/a%4Ab", Some(EncodedUnreserved)),
            ("/a%30", Some(EncodedUnreserved)),
            ("/a%2d", Some(EncodedUnreserved)),
            ("/a%5F", Some(EncodedUnreserved)),
            ("/a%7e", Some(EncodedUnreserved)),
            ("/a%40%60%5B%7B%2F", Some(EncodedDelimiter)),
            ("/a%40%5B%60%7B%3A%21%7F", None),
            ("/a%", Some(BrokenEscape)),
            ("/a%2", Some(BrokenEscape)),
            ("/a%zz", Some(BrokenEscape)),
            ("/a%2g", Some(BrokenEscape)),
        ] {
            assert_eq!(ambiguity(path.as_bytes()), expected, "{path}");
        }
    }

    #[test]
    fn what_a_routes_path_stands_for() {
        for (pattern, path, expected) in [
            ("/orders", "/orders", true),
            ("/orders", "/orders/", false),
            ("/orders", "/orders/1", false),
            ("/orders", "/Orders", false),
            ("/orders/*", "/orders", true),
            ("/orders/*", "/orders/", true),
            ("/orders/*", "/orders/1/2", true),
            ("/orders/*", "/ordersx", false),
            ("/orders/*", "/order", false),
            ("/*", "/", true),
            ("/*", "/x/y", true),
            ("/", "/", true),
            ("/", "/x", false),
        ] {
            let parsed = PathPattern::parse(pattern);
            assert_eq!(
                parsed.map(|parsed| parsed.matches(path.as_bytes())),
                Ok(expected),
                "{pattern} {path}"
            );
        }
    }
}
