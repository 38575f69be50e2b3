//! The options that scripts give: texts, headers and the words that must be one of a few.

use std::ops::Range;
use std::str::FromStr;

use super::parser::Parser;
use super::value::{Entry, Placed, Value};
use crate::input::draft::{At, Draft, shortened};
use crate::input::nearest::nearest;
use crate::input::remark::RemarkKind;

/// The text of a value, for which what is computed would be needed.
pub(super) fn url(parser: &Parser<'_>, value: &Placed, draft: &mut Draft) -> Option<At<String>> {
    let resolved = parser.resolved(value);
    match &resolved.value {
        Value::Text(text) => {
            let text = with_known(parser, text, draft)?;
            return Some(At::new(text, value.at.clone()));
        }
        Value::New(name, arguments) if name == "URL" || name == "Request" => {
            if let Some(base) = arguments.get(1).filter(|_| name == "URL") {
                draft.base = url(parser, base, draft);
            }
            let first = arguments.first()?;
            // One of these in another is read no deeper than once.
            return match &parser.resolved(first).value {
                Value::Text(text) => Some(At::new(with_known(parser, text, draft)?, first.at.clone())),
                _ => not_known(first.at.clone(), draft),
            };
        }
        _ => {}
    }
    not_known(value.at.clone(), draft)
}

fn not_known(at: Range<usize>, draft: &mut Draft) -> Option<At<String>> {
    draft.problem(
        at,
        "the URL is not known without running the script: write it as a string, such as \
                       \"https://api.example/orders\"",
    );
    None
}

/// A template's text with the variables that are declared as texts.
fn with_known(parser: &Parser<'_>, text: &super::text::Text, draft: &mut Draft) -> Option<String> {
    let mut whole = String::new();
    let mut from = 0;
    for (own, source) in &text.computed {
        whole.push_str(text.text.get(from..own.start)?);
        from = own.end;
        let name = parser.written(source).trim_start_matches("${").trim_end_matches('}').trim();
        let variable = Placed { value: Value::Name(name.to_owned()), at: source.clone() };
        match &parser.resolved(&variable).value {
            Value::Text(known) if known.computed.is_empty() => whole.push_str(&known.text),
            Value::Number(number) => whole.push_str(number),
            _ => {
                let what =
                    "the URL contains a part that is not known without running the script: write its value";
                draft.problem(source.clone(), what);
                return None;
            }
        }
    }
    whole.push_str(text.text.get(from..)?);
    Some(whole)
}

/// A text, or what is written where only running the script would tell it.
pub(super) fn text(parser: &Parser<'_>, value: &Placed, what: &str, draft: &mut Draft) -> Option<String> {
    match &parser.resolved(value).value {
        Value::Text(text) if text.computed.is_empty() => Some(text.text.clone()),
        Value::Number(number) => Some(number.clone()),
        Value::Boolean(yes) => Some(yes.to_string()),
        Value::Null | Value::Undefined => None,
        _ => {
            let remark = format!(
                "{what} is not known without running the script: what is written stands in its place"
            );
            draft.remark(RemarkKind::NotFollowed, value.at.clone(), remark);
            Some(shortened(parser.written(&value.at)).replace(['\r', '\n'], " "))
        }
    }
}

/// Takes headers: an object, a list of pairs, or `new Headers(…)` of them.
pub(super) fn headers(parser: &Parser<'_>, value: &Placed, draft: &mut Draft) {
    let resolved = parser.resolved(value);
    match &resolved.value {
        Value::New(name, arguments) if name == "Headers" => {
            if let Some(first) = arguments.first() {
                // A second `new Headers` inside is no more than the first.
                match &parser.resolved(first).value {
                    Value::New(..) => unknown_headers(first.at.clone(), draft),
                    _ => headers(parser, first, draft),
                }
            }
        }
        Value::Object(entries) => {
            for entry in entries {
                header(parser, &entry.key, &entry.value, entry.at.clone(), draft);
            }
        }
        Value::List(pairs) => {
            for pair in pairs {
                let Value::List(pair) = &parser.resolved(pair).value else { continue };
                let [name, value] = pair.as_slice() else { continue };
                let at = name.at.clone();
                if let Some(name) = text(parser, name, "a header's name", draft) {
                    header(parser, &name, value, at, draft);
                }
            }
        }
        Value::Null | Value::Undefined => {}
        _ => unknown_headers(value.at.clone(), draft),
    }
}

fn unknown_headers(at: Range<usize>, draft: &mut Draft) {
    draft.remark(
        RemarkKind::NotFollowed,
        at,
        "these headers are not known without running the script: add each as -H 'Name: value'",
    );
}

fn header(parser: &Parser<'_>, name: &str, value: &Placed, at: Range<usize>, draft: &mut Draft) {
    if name == "..." {
        return unknown_headers(at, draft);
    }
    let what = format!("the value of the header {}", shortened(name));
    if let Some(value) = text(parser, value, &what, draft) {
        draft.header(name, value, at);
    }
}

/// A word that must be one of a few, which the script's own API would refuse otherwise.
pub(super) fn keyword<T: FromStr>(
    parser: &Parser<'_>,
    entry: &Entry,
    allowed: &[&str],
    draft: &mut Draft,
) -> Option<T> {
    let value = parser.resolved(&entry.value);
    let Value::Text(text) = &value.value else {
        let what = format!("{} is not known without running the script: its default is taken", entry.key);
        draft.remark(RemarkKind::NotFollowed, entry.value.at.clone(), what);
        return None;
    };
    if allowed.contains(&text.text.as_str()) {
        return text.text.parse().ok();
    }
    let meant = nearest(&text.text, allowed.iter().copied());
    let instead = match meant {
        Some(meant) => format!("did you mean \"{meant}\"?"),
        None => format!("write one of: {}", allowed.join(", ")),
    };
    let what = format!("{} cannot be \"{}\": {instead}", entry.key, shortened(&text.text));
    draft.problem(entry.value.at.clone(), what);
    None
}

/// Whether a value is written as `true`.
pub(super) fn is_true(parser: &Parser<'_>, value: &Placed) -> bool {
    matches!(&parser.resolved(value).value, Value::Boolean(true))
        || matches!(&parser.resolved(value).value, Value::Number(n) if n != "0")
}
