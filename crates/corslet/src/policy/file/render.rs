//! Drawing problems as rustc does.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::super::problem::Problem;
use super::super::severity::Severity;
use super::reading::Reading;

/// How many problems are drawn; a file with more is better read from the top again.
const MOST: usize = 100;

/// The longest line that is drawn whole.
const LONGEST_LINE: usize = 400;

impl Reading<'_> {
    /// The problems, drawn as rustc draws its own; `file` is what the file is called.
    #[must_use]
    pub fn render(&self, file: &str, colour: bool) -> String {
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        let mut drawn = String::new();
        for problem in self.problems().iter().take(MOST) {
            if !drawn.is_empty() {
                drawn.push('\n');
            }
            drawn.push_str(&renderer.render(&[self.group(problem, file)]));
            drawn.push('\n');
        }
        let more = self.problems().len().saturating_sub(MOST);
        if more > 0 {
            drawn.push_str(&format!("\n… and {more} more\n"));
        }
        drawn
    }

    fn group<'a>(&'a self, problem: &'a Problem, file: &'a str) -> Group<'a> {
        let level = match problem.severity() {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let (window, first_line, span) = self.window(problem.span.clone().unwrap_or(0..0));
        level
            .primary_title(problem.kind.message())
            .id(problem.code())
            .element(
                Snippet::source(window)
                    .path(file)
                    .line_start(first_line)
                    .annotation(AnnotationKind::Primary.span(span)),
            )
            .element(Level::HELP.message(problem.kind.advice()))
    }

    /// The lines around the bytes, the number of the first, and where the bytes are in them; of a very long line, a
    /// piece.
    fn window(&self, span: Range<usize>) -> (&str, usize, Range<usize>) {
        let text = self.text;
        let start = floor(text, span.start.min(text.len()));
        let first_line_end = text[start..].find('\n').map_or(text.len(), |end| start + end);
        // A table's span goes over all its lines; the first says which it is.
        let end = floor(text, span.end.clamp(start, first_line_end));
        let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let from = floor(text, line_start.max(start.saturating_sub(LONGEST_LINE)));
        let to = floor(text, first_line_end.min(end + LONGEST_LINE)).max(end);
        let line = 1 + text[..start].bytes().filter(|&byte| byte == b'\n').count();
        let end = floor(text, end.min(start + LONGEST_LINE)).max(start);
        let to = floor(text, to.min(end + LONGEST_LINE)).max(end);
        (&text[from..to], line, start - from..end - from)
    }
}

/// The boundary of a character at or before `at`.
pub(super) fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
}
