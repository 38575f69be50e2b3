//! Problems as JSON, for programs and editors.

use serde::Serialize;

use super::super::problem::Problem;
use super::reading::Reading;
use super::render::floor;

/// The name of the form that [`Reading::to_json`] gives.
pub const PROBLEMS_SCHEMA: &str = "corslet/policy-problems/1";

#[derive(Serialize)]
struct Report<'a> {
    schema: &'static str,
    file: &'a str,
    compiles: bool,
    problems: Vec<Located<'a>>,
}

#[derive(Serialize)]
struct Located<'a> {
    #[serde(flatten)]
    problem: &'a Problem,
    /// From 1.
    line: usize,
    /// From 1, in characters.
    column: usize,
}

impl Reading<'_> {
    /// The problems as JSON: `{schema, file, compiles, problems: [{code, severity, message, advice, place, span,
    /// data, line, column}]}`.
    ///
    /// # Errors
    /// Never for what reading gives.
    pub fn to_json(&self, file: &str) -> Result<String, serde_json::Error> {
        let mut lines = Lines { text: self.text, at: 0, line: 1, line_start: 0 };
        let problems = self
            .problems()
            .iter()
            .map(|problem| {
                let start = problem.span.as_ref().map_or(0, |span| span.start);
                let (line, column) = lines.position(start);
                Located { problem, line, column }
            })
            .collect();
        let report = Report { schema: PROBLEMS_SCHEMA, file, compiles: self.policy().is_some(), problems };
        serde_json::to_string_pretty(&report)
    }
}

/// Counts lines once, for positions that only go on.
struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: usize,
    line_start: usize,
}

impl Lines<'_> {
    fn position(&mut self, at: usize) -> (usize, usize) {
        let at = floor(self.text, at.min(self.text.len()));
        if at > self.at {
            for (offset, _) in self.text[self.at..at].match_indices('\n') {
                self.line += 1;
                self.line_start = self.at + offset + 1;
            }
            self.at = at;
        }
        let column = self.text.get(self.line_start..at).map_or(1, |before| before.chars().count() + 1);
        (self.line, column)
    }
}
