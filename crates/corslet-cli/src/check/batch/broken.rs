//! The document that stands in the place of a line that cannot be read: `corslet/problems/1`.

use serde::Serialize;
use serde_json::Value;

use super::line::LineProblem;

#[derive(Serialize)]
struct Problems<'p> {
    schema: &'static str,
    /// The line, counted from 1.
    line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'p Value>,
    problems: Vec<Problem<'p>>,
    exit: u8,
}

#[derive(Serialize)]
struct Problem<'p> {
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    /// The bytes of the field's value that are at fault: from, to.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    at: &'p [(usize, usize)],
    text: &'p str,
}

/// The document, on one line.
pub(super) fn write(line: usize, id: Option<&Value>, problems: &[LineProblem]) -> serde_json::Result<String> {
    serde_json::to_string(&Problems {
        schema: "corslet/problems/1",
        line,
        id,
        problems: problems
            .iter()
            .map(|problem| Problem {
                field: problem.field.as_deref(),
                column: problem.column,
                at: &problem.at,
                text: &problem.text,
            })
            .collect(),
        exit: 2,
    })
}
