//! The calls of an `XMLHttpRequest`.

use corslet::browser::{Api, CredentialsMode};

use super::lexer::{Kind, Token};
use super::parser::Parser;
use super::{body, options};
use crate::input::draft::{At, Draft};
use crate::input::remark::RemarkKind;

/// Reads `open`, `setRequestHeader`, `withCredentials`, `upload` and `send` in whatever order they stand.
pub(super) fn read(parser: &mut Parser<'_>, draft: &mut Draft) {
    let mut upload_listener = false;
    let mut is_opened = false;
    for index in 1..parser.tokens().len() {
        if !parser.tokens()[index - 1].is_sign('.') {
            continue;
        }
        let Kind::Name(name) = parser.tokens()[index].kind.clone() else { continue };
        let at = parser.tokens()[index].at.clone();
        let is_call = parser.tokens().get(index + 1).is_some_and(|next| next.is_sign('('));
        let mut problems = Vec::new();
        match name.as_str() {
            "open" if is_call => {
                let arguments = parser.arguments_at(index + 1, &mut problems);
                if is_opened {
                    let what = "only the first request is read: this one is left out";
                    draft.remark(RemarkKind::LeftOut, at, what);
                    break;
                }
                is_opened = true;
                let [method, url, ..] = arguments.as_slice() else {
                    let what = "open() takes a method and a URL: write open(\"GET\", \"https://api.example/orders\")";
                    draft.problem(at, what);
                    continue;
                };
                let written = options::text(parser, method, "the method", draft);
                draft.method = written.map(|written| At::new(written, method.at.clone()));
                draft.url = options::url(parser, url, draft);
            }
            "setRequestHeader" if is_call => {
                let arguments = parser.arguments_at(index + 1, &mut problems);
                let [name, value] = arguments.as_slice() else {
                    draft.problem(
                        at,
                        "setRequestHeader() takes a name and a value: write setRequestHeader(\"X-A\", \"1\")",
                    );
                    continue;
                };
                if let Some(text) = options::text(parser, name, "a header's name", draft)
                    && let Some(value) =
                        options::text(parser, value, &format!("the value of the header {text}"), draft)
                {
                    draft.header(&text, value, name.at.clone());
                }
            }
            "send" if is_call => {
                let arguments = parser.arguments_at(index + 1, &mut problems);
                if let Some(value) = arguments.first() {
                    draft.body = body::read(parser, value, draft);
                }
            }
            "withCredentials" if is_assigned(parser.tokens(), index) => {
                let value = parser.expression_at(index + 2, &mut problems);
                if options::is_true(parser, &value) {
                    draft.credentials = Some(CredentialsMode::Include);
                }
            }
            "upload" => upload_listener |= has_listener(parser.tokens(), index),
            _ => {}
        }
        draft.problems.extend(problems);
        if parser.is_cut_off() {
            break;
        }
    }
    draft.api = Api::Xhr { upload_listener };
    if !is_opened {
        let what = "open() is missing: write xhr.open(\"GET\", \"https://api.example/orders\")";
        draft.problem(0..0, what);
    }
}

fn is_assigned(tokens: &[Token], index: usize) -> bool {
    let is = |offset: usize, sign: char| tokens.get(index + offset).is_some_and(|token| token.is_sign(sign));
    is(1, '=') && !is(2, '=')
}

/// `upload.addEventListener(` or `upload.onprogress =`.
fn has_listener(tokens: &[Token], index: usize) -> bool {
    let Some(Token { kind: Kind::Name(name), .. }) = tokens.get(index + 2) else { return false };
    tokens[index + 1].is_sign('.') && (name == "addEventListener" || name.starts_with("on"))
}
