//! The bytes that a failure is about: the answer's lines as they came, and carets under what is wrong.

use std::fmt::{self, Write};
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};
use corslet::verdict::{Blocked, Failure, ResponseHead};
use corslet_inspect::redact::Redactor;

use super::sheet::Sheet;
use super::text::{cut, shown};
use super::timeline::status;

/// The longest line that is drawn.
const LONGEST_LINE: usize = 400;

/// What stands beside a line and its label: the indent, the rule, the blanks. The line's number comes to it.
const MARGIN: usize = 4 + 3 + 1;

/// Finds the bytes of a value that are at fault.
type Find<'f> = Box<dyn Fn(&[u8]) -> Range<usize> + 'f>;

/// Which lines a failure is about.
struct About<'f> {
    /// The header's name; none for the status line.
    header: Option<&'static str>,
    /// Which bytes of its value.
    find: Find<'f>,
    /// What stands beside the carets.
    label: String,
}

/// Draws the lines that prove a failure; `answer` is what the answer is called.
pub(super) fn write(
    out: &mut Sheet,
    redactor: &Redactor,
    blocked: &Blocked,
    head: &ResponseHead,
    answer: &str,
) -> fmt::Result {
    let Some(about) = about(&blocked.failure, head) else { return Ok(()) };
    let drawn = Drawn::of(redactor, head);
    let spans = match about.header {
        None => vec![drawn.status.clone()],
        Some(name) => drawn.spans(redactor, head, name, &about.find),
    };
    let Some(last) = spans.last() else { return Ok(()) };
    // Beside the carets where there is room, else on a line of its own.
    let line_start = drawn.text[..last.start].rfind('\n').map_or(0, |newline| newline + 1);
    let column = drawn.text[line_start..last.end].chars().count();
    let number = drawn.values.len().to_string().len();
    let is_beside = MARGIN + number + column + about.label.chars().count() <= out.look.width;
    let beside = |index: usize| (is_beside && index + 1 == spans.len()).then(|| about.label.clone());
    let annotations: Vec<Annotation<'_>> = spans
        .iter()
        .enumerate()
        .map(|(index, span)| AnnotationKind::Primary.span(span.clone()).label(beside(index)))
        .collect();
    let snippet = Snippet::source(drawn.text.as_str()).path(answer).annotations(annotations);
    let decor = if out.look.is_unicode { DecorStyle::Unicode } else { DecorStyle::Ascii };
    let renderer = Renderer::styled().decor_style(decor).term_width(out.look.width.saturating_sub(4));
    let picture = renderer.render(&[Group::with_level(Level::ERROR).element(snippet)]);
    for line in picture.lines() {
        writeln!(out, "    {line}")?;
    }
    if !is_beside {
        writeln!(out, "{}", out.hanging(&format!("= {}", about.label), 6, 8))?;
    }
    Ok(())
}

fn about<'f>(failure: &'f Failure, head: &ResponseHead) -> Option<About<'f>> {
    let on = |header: &'static str, label: &str| About {
        header: Some(header),
        find: Box::new(|value| 0..value.len()),
        label: label.to_owned(),
    };
    let status_says = |label: String| About { header: None, find: Box::new(|_| 0..0), label };
    let or_status = |header: &'static str, label: &str| {
        if head.headers.contains(header) {
            on(header, label)
        } else {
            status_says(format!("no {header} among these {}", lines(head.headers.len())))
        }
    };
    Some(match failure {
        Failure::AllowOriginIsMissing { .. } => {
            status_says(format!("no Access-Control-Allow-Origin among these {}", lines(head.headers.len())))
        }
        Failure::AllowOriginDiffers { expected, .. } => About {
            find: Box::new(move |value| first_difference(value, expected.as_bytes())),
            ..on("Access-Control-Allow-Origin", &format!("it must be {expected}"))
        },
        Failure::AllowOriginIsWildcardWithCredentials | Failure::RedirectIsCheckedWithCredentials { .. } => {
            on("Access-Control-Allow-Origin", "with credentials, only the origin itself")
        }
        Failure::AllowCredentialsIsNotTrue { .. } => {
            or_status("Access-Control-Allow-Credentials", "it must be true, in lower case")
        }
        Failure::PreflightIsRedirected { .. } => or_status("Location", "a preflight may not be redirected"),
        Failure::PreflightStatusIsNotOk { .. } => status_says("a preflight needs 200 to 299".to_owned()),
        Failure::AllowMethodsIsInvalid { element, .. } => About {
            find: Box::new(move |value| position(value, element)),
            ..on("Access-Control-Allow-Methods", "this is no method: separate them with commas")
        },
        Failure::AllowHeadersIsInvalid { element, .. } => About {
            find: Box::new(move |value| position(value, element)),
            ..on("Access-Control-Allow-Headers", "this is no header name: separate them with commas")
        },
        Failure::MethodIsNotAllowed { method, .. } => {
            or_status("Access-Control-Allow-Methods", &format!("{} is not among them", shown(method)))
        }
        Failure::HeaderIsNotAllowed { name, .. } => {
            or_status("Access-Control-Allow-Headers", &format!("{} is not among them", shown(name)))
        }
        Failure::AuthorizationIsNotListed { .. } => {
            or_status("Access-Control-Allow-Headers", "authorization is not among them by its name")
        }
        Failure::LocationIsInvalid { .. } => on("Location", "this is no URL"),
        Failure::SeveralLocations { .. } => on("Location", "there must be one"),
        Failure::LocationIsEmpty => on("Location", "it is empty"),
        Failure::RedirectSchemeIsNotHttp { .. } => on("Location", "only http and https are followed"),
        Failure::RedirectUrlHasCredentials { .. } | Failure::RedirectUrlHasCredentialsAnyMode { .. } => {
            on("Location", "no user name and no password here")
        }
        Failure::RedirectModeIsError { .. } => status_says("the page asked for redirect: 'error'".to_owned()),
        _ => return None,
    })
}

fn lines(count: usize) -> String {
    format!("{count} header line{}", if count == 1 { "" } else { "s" })
}

/// The answer as it is drawn: the status, then a header a line.
struct Drawn {
    text: String,
    status: Range<usize>,
    /// Where each header's value begins.
    values: Vec<usize>,
}

impl Drawn {
    fn of(redactor: &Redactor, head: &ResponseHead) -> Self {
        let mut text = status(head);
        let status = 0..text.len();
        let mut values = Vec::new();
        for (name, value) in head.headers.iter() {
            text.push('\n');
            text.push_str(name.as_str());
            text.push_str(": ");
            values.push(text.len());
            text.push_str(&cut(&shown(&redactor.value(name, value)), LONGEST_LINE));
        }
        Drawn { text, status, values }
    }

    /// Where in the drawing the bytes are that `find` gives.
    fn spans(
        &self,
        redactor: &Redactor,
        head: &ResponseHead,
        header: &str,
        find: &dyn Fn(&[u8]) -> Range<usize>,
    ) -> Vec<Range<usize>> {
        let drawn = |bytes: &[u8]| shown(&String::from_utf8_lossy(bytes)).len();
        let mut spans = Vec::new();
        for ((name, value), start) in head.headers.iter().zip(&self.values) {
            if !name.eq_ignore_case(header) {
                continue;
            }
            let line_end = self.text[*start..].find('\n').map_or(self.text.len(), |end| start + end);
            let bytes = value.as_bytes();
            let is_whole = redactor.value(name, value) == String::from_utf8_lossy(bytes);
            let at = if is_whole { find(bytes) } else { 0..bytes.len() };
            let from = start + bytes.get(..at.start).map_or(0, drawn);
            let to = from + bytes.get(at).map_or(0, drawn);
            let from = floor(&self.text, from.min(line_end));
            spans.push(from..floor(&self.text, to.min(line_end)).max(from));
        }
        spans
    }
}

fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
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
