//! A script as a page's request: which call it makes.

use std::ops::Range;

use super::lexer::{Token, tokens};
use super::parser::Parser;
use super::{axios, fetch, websocket, xhr};
use crate::input::draft::Draft;
use crate::input::form::Form;
use crate::input::pasted::Pasted;
use crate::input::problem::Problem;
use crate::input::remark::RemarkKind;

/// Reads a script of this form.
pub(in crate::input) fn read(text: &str, form: Form) -> Result<Pasted, Vec<Problem>> {
    let mut draft = Draft::new(form);
    if let Some(at) = jquery(text) {
        let what = "jQuery's calls are not read: paste what the network panel copies (\u{201c}Copy as fetch\u{201d}), or write \
                    it as fetch()";
        draft.problem(at, what);
        return Err(draft.problems);
    }
    let tokens = tokens(text, &mut draft.problems);
    // A string that is never closed takes in the rest, and everything behind it would look wrong.
    if !draft.problems.is_empty() {
        return Err(draft.problems);
    }
    let mut parser = Parser::new(text, tokens);
    match form {
        Form::Xhr => xhr::read(&mut parser, &mut draft),
        Form::Axios => axios::read(&mut parser, &mut draft),
        Form::WebSocket => websocket::read(&mut parser, &mut draft),
        _ => fetch::read(&mut parser, &mut draft),
    }
    draft.finish()
}

/// Where jQuery is called.
pub(in crate::input) fn jquery(text: &str) -> Option<Range<usize>> {
    const CALLS: &[&str] =
        &["$.ajax(", "$.get(", "$.getJSON(", "$.post(", "jQuery.ajax(", "jQuery.get(", "jQuery.post("];
    CALLS.iter().find_map(|call| text.find(call).map(|at| at..at + call.len() - 1))
}

/// The brackets of the calls of a function: the first is read, and of others it is said that they are not.
pub(super) fn first_call(tokens: &[Token], name: &str, draft: &mut Draft) -> Option<usize> {
    let mut calls = (0..tokens.len()).filter(|&index| {
        let is_method = index > 0
            && tokens[index - 1].is_sign('.')
            && !(index > 1
                && ["window", "self", "globalThis"].iter().any(|it| tokens[index - 2].is_name(it)));
        let is_declared = index > 0 && tokens[index - 1].is_name("function");
        tokens[index].is_name(name)
            && !is_method
            && !is_declared
            && tokens.get(index + 1).is_some_and(|next| next.is_sign('('))
    });
    let first = calls.next()?;
    if let Some(second) = calls.next() {
        let what = format!("only the first call of {name}() is read: this one is left out");
        draft.remark(RemarkKind::LeftOut, tokens[second].at.clone(), what);
    }
    Some(first + 1)
}
