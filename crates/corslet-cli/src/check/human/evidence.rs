//! The bytes that a failure is about: the header line as it came, and a caret under what is wrong with it.

use std::fmt::{self, Write};
use std::ops::Range;

use corslet::verdict::{Blocked, Failure, ResponseHead};

use super::style::{MARK, NAME};
use super::text::{WIDTH, shown};
use super::timeline::status;
use crate::check::redact::Redactor;

/// How far evidence stands from the margin.
const INDENT: usize = 6;

/// Writes the lines that prove a failure.
pub(super) fn write(
    out: &mut String,
    redactor: &Redactor,
    blocked: &Blocked,
    head: &ResponseHead,
) -> fmt::Result {
    let mut header =
        |name: &str, find: &dyn Fn(&[u8]) -> Range<usize>| lines(out, redactor, head, name, find);
    let whole = |value: &[u8]| 0..value.len();
    match &blocked.failure {
        Failure::AllowOriginIsMissing { .. } => {
            let count = head.headers.len();
            let plural = if count == 1 { "line" } else { "lines" };
            writeln!(
                out,
                "{:INDENT$}< {}: {count} header {plural}, none is Access-Control-Allow-Origin",
                "",
                status(head)
            )
        }
        Failure::AllowOriginDiffers { expected, .. } => {
            header("Access-Control-Allow-Origin", &|value| first_difference(value, expected.as_bytes()))?;
            writeln!(out, "{:INDENT$}  what it must be:             {expected}", "")
        }
        Failure::AllowOriginIsWildcardWithCredentials | Failure::RedirectIsCheckedWithCredentials { .. } => {
            header("Access-Control-Allow-Origin", &whole)
        }
        Failure::AllowCredentialsIsNotTrue { .. } => header("Access-Control-Allow-Credentials", &whole),
        Failure::PreflightIsRedirected { .. } => {
            writeln!(out, "{:INDENT$}< {}", "", status(head))?;
            lines(out, redactor, head, "Location", &whole)
        }
        Failure::PreflightStatusIsNotOk { .. } => writeln!(out, "{:INDENT$}< {}", "", status(head)),
        Failure::AllowMethodsIsInvalid { element, .. } => {
            header("Access-Control-Allow-Methods", &|value| position(value, element))
        }
        Failure::AllowHeadersIsInvalid { element, .. } => {
            header("Access-Control-Allow-Headers", &|value| position(value, element))
        }
        Failure::MethodIsNotAllowed { .. } => header("Access-Control-Allow-Methods", &whole),
        Failure::HeaderIsNotAllowed { .. } | Failure::AuthorizationIsNotListed { .. } => {
            header("Access-Control-Allow-Headers", &whole)
        }
        Failure::LocationIsInvalid { .. }
        | Failure::SeveralLocations { .. }
        | Failure::LocationIsEmpty
        | Failure::RedirectSchemeIsNotHttp { .. }
        | Failure::RedirectUrlHasCredentials { .. }
        | Failure::RedirectUrlHasCredentialsAnyMode { .. } => header("Location", &whole),
        _ => Ok(()),
    }
}

/// The lines of one name, each with a caret under the bytes that `find` gives.
fn lines(
    out: &mut String,
    redactor: &Redactor,
    head: &ResponseHead,
    name: &str,
    find: &dyn Fn(&[u8]) -> Range<usize>,
) -> fmt::Result {
    for (known, value) in head.headers.iter().filter(|(known, _)| known.eq_ignore_case(name)) {
        let at = find(value.as_bytes());
        let before = shown(&String::from_utf8_lossy(value.as_bytes().get(..at.start).unwrap_or_default()));
        let marked = shown(&String::from_utf8_lossy(value.as_bytes().get(at).unwrap_or_default()));
        let text = shown(&redactor.value(known, value));
        let offset = INDENT + 2 + known.as_str().len() + 2;
        writeln!(out, "{:INDENT$}< {NAME}{}:{NAME:#} {}", "", known.as_str(), window(&text))?;
        let column = offset + before.chars().count();
        // A caret beyond the margin would point at another line.
        if column < WIDTH {
            let width = marked.chars().count().clamp(1, WIDTH - column);
            writeln!(out, "{:column$}{MARK}{}{MARK:#}", "", "^".repeat(width))?;
        }
    }
    Ok(())
}

/// At most a few lines of a very long value.
fn window(text: &str) -> String {
    super::text::cut(text, WIDTH * 3)
}

/// From the first byte that differs to the end; just behind a value that is too short.
fn first_difference(value: &[u8], expected: &[u8]) -> Range<usize> {
    let alike = value.iter().zip(expected).take_while(|(a, b)| a == b).count();
    alike..value.len().max(alike)
}

/// Where an element stands in a list.
fn position(value: &[u8], element: &[u8]) -> Range<usize> {
    if element.is_empty() {
        return 0..value.len();
    }
    match value.windows(element.len()).position(|window| window == element) {
        Some(start) => start..start + element.len(),
        None => 0..value.len(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_first_difference_is_found() {
        assert_eq!(first_difference(b"https://a/", b"https://a"), 9..10);
        assert_eq!(first_difference(b"https://a", b"https://a:1"), 9..9);
        assert_eq!(first_difference(b"http://a", b"https://a"), 4..8);
    }

    #[test]
    fn an_element_is_found() {
        assert_eq!(position(b"PUT POST, GET", b"PUT POST"), 0..8);
        assert_eq!(position(b"a, b;", b"b;"), 3..5);
    }
}
