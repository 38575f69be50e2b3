//! The constructor of a `WebSocket`.

use super::options;
use super::parser::Parser;
use super::read::first_call;
use crate::input::draft::Draft;

/// Reads the first `new WebSocket(url, protocols)`; the protocols are nothing that a browser judges.
pub(super) fn read(parser: &mut Parser<'_>, draft: &mut Draft) {
    let Some(bracket) = first_call(parser.tokens(), "WebSocket", draft) else {
        draft.problem(0..0, "no call is found: write new WebSocket(\"wss://api.example/live\")");
        return;
    };
    let mut problems = Vec::new();
    let arguments = parser.arguments_at(bracket, &mut problems);
    draft.problems.extend(problems);
    match arguments.first() {
        Some(first) => draft.url = options::url(parser, first, draft),
        None => {
            let at = parser.tokens()[bracket].at.clone();
            let what = "the URL is missing: write it as the first argument, new WebSocket(\"wss://api.example/live\")";
            draft.problem(at, what);
        }
    }
}
