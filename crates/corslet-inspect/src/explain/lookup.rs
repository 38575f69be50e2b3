//! What a word, a sentence or a pasted text asks to be explained.

use std::borrow::Cow;

use super::page::Page;
use super::pages::{HEADERS, TOPICS};
use super::steps::{self, Steps};
use super::{console, value};
use crate::docs::Docs;
use crate::input::{Form, Pasted, Unread, nearest, read};
use crate::{audits, diagnoses};

/// The answer to a question.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Answer {
    /// A line of a console.
    Console(Box<console::Explained>),
    /// A page of documentation.
    Page(Page),
    /// Steps of a standard.
    Steps(Steps),
    /// A header with its value.
    Value(value::Explained),
    /// A request that was pasted.
    Request(Box<Pasted>),
    /// A text that cannot be read.
    Unread(Unread),
    /// Nothing is known by this name; some names that may have been meant.
    Unknown(Vec<String>),
}

/// The names of every page, and the page of one.
fn names() -> impl Iterator<Item = Cow<'static, str>> {
    let pages = HEADERS.iter().chain(TOPICS).map(|page| page.id.clone());
    pages.chain(audits::ALL.iter().map(|rule| Cow::Borrowed(rule.id)))
}

/// Other words for what has a page.
const ALIASES: &[(&str, &str)] = &[
    ("cors", "same-origin-policy"),
    ("same-origin", "same-origin-policy"),
    ("sop", "same-origin-policy"),
    ("options", "preflight"),
    ("preflight-cache", "preflight"),
    ("preflight-request", "preflight"),
    ("simple-request", "preflight"),
    ("corp", "cross-origin-resource-policy"),
    ("*", "wildcard"),
];

/// The page of a name, or of a diagnosis's number. A registry is one statement.
fn page(id: &str) -> Option<Page> {
    let id = ALIASES.iter().find(|(alias, _)| *alias == id).map_or(id, |(_, page)| *page);
    if let Some(page) = HEADERS.iter().chain(TOPICS).find(|page| page.id == id) {
        return Some(page.clone());
    }
    if let Some(rule) =
        diagnoses::RULES.iter().find(|rule| rule.id() == id || rule.number().eq_ignore_ascii_case(id))
    {
        return Some(Page::of_docs(rule.id(), &rule.docs()));
    }
    let rule = audits::ALL.iter().find(|rule| rule.id == id)?;
    Some(Page::of_docs(rule.id.to_owned(), &Docs::parse(rule.docs)))
}

/// Explains a word or a sentence that was written on the command line.
#[must_use]
pub fn explain(text: &str) -> Answer {
    let text = text.trim();
    let id = text.to_ascii_lowercase().replace([' ', '_'], "-");
    if let Some(page) = page(&id) {
        return Answer::Page(page);
    }
    if let Some(steps) = steps::find(text) {
        return Answer::Steps(steps);
    }
    if let Some(explained) = console::explain_check(text) {
        return Answer::Console(Box::new(explained));
    }
    let explained = console::explain(text);
    if explained.is_known {
        return Answer::Console(Box::new(explained));
    }
    if let Some(explained) = value::explain(text) {
        return Answer::Value(explained);
    }
    match read(text.as_bytes(), None) {
        Ok(pasted) if pasted.form != Form::Console => Answer::Request(Box::new(pasted)),
        // Few words that are no sentence are a name that is not known.
        Ok(_) if text.split_whitespace().count() < 4 => Answer::Unknown(meant(&id)),
        Ok(_) => Answer::Console(Box::new(explained)),
        Err(unread) if unread.form.is_some() => Answer::Unread(unread),
        // Several words are a sentence; one is a name.
        Err(_) if text.split_whitespace().count() > 4 => Answer::Console(Box::new(explained)),
        Err(_) => Answer::Unknown(meant(&id)),
    }
}

/// Explains a text that was pasted on standard input.
#[must_use]
pub fn explain_pasted(bytes: &[u8]) -> Answer {
    match read(bytes, None) {
        Ok(pasted) => match &pasted.console {
            Some(lines) => Answer::Console(Box::new(console::explain(lines))),
            None => Answer::Request(Box::new(pasted)),
        },
        // What is no form may be a name or a header.
        Err(unread) if unread.form.is_none() => match std::str::from_utf8(bytes).map(explain) {
            Ok(Answer::Unknown(_)) | Err(_) => Answer::Unread(unread),
            Ok(answer) => answer,
        },
        Err(unread) => Answer::Unread(unread),
    }
}

/// The names that are nearest to what was written.
fn meant(id: &str) -> Vec<String> {
    let pages: Vec<Cow<'static, str>> = names().collect();
    let mut meant: Vec<String> =
        nearest(id, pages.iter().map(AsRef::as_ref)).map(str::to_owned).into_iter().collect();
    // A part of a name will do: `max-age`, `allow-origin`.
    let is_part = |name: &&Cow<'static, str>| id.len() > 3 && name.contains(id);
    meant.extend(pages.iter().filter(is_part).map(|name| name.clone().into_owned()));
    let algorithms: Vec<String> =
        steps::algorithms().map(|it| it.name.to_lowercase().replace(' ', "-")).collect();
    meant.extend(nearest(id, algorithms.iter().map(String::as_str)).map(str::to_owned));
    let is_id = id.starts_with('d') && id.len() <= 4 && id[1..].bytes().all(|byte| byte.is_ascii_digit());
    if is_id && let (Some(first), Some(last)) = (diagnoses::RULES.first(), diagnoses::RULES.last()) {
        meant.push(format!("{} to {}", first.number(), last.number()));
    }
    meant.dedup();
    meant
}
