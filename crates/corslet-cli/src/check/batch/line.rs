//! A line of a batch: the command line of one check, in JSON.

use std::ffi::OsString;

use serde_json::{Map, Value};

use super::fields::{FIELDS, field_of, nearest};
use crate::check::arguments::Arguments;
use crate::check::data_arguments::{Data, DataKind};
use crate::check::input::plans;
use crate::check::plan::Plan;

/// What is wrong with a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct LineProblem {
    /// The field; none when the line is no JSON object.
    pub(super) field: Option<String>,
    /// The column, from 1, where a line is no JSON.
    pub(super) column: Option<usize>,
    /// The bytes of the field's value that are at fault.
    pub(super) at: Vec<(usize, usize)>,
    /// What is wrong, and what to write.
    pub(super) text: String,
}

impl LineProblem {
    fn of(field: &str, text: impl Into<String>) -> Self {
        LineProblem { field: Some(field.to_owned()), column: None, at: Vec::new(), text: text.into() }
    }
}

/// A line as far as it can be read.
pub(super) struct Line {
    /// What the line calls itself.
    pub(super) id: Option<Value>,
    pub(super) plan: Result<Plan, Vec<LineProblem>>,
}

/// Reads a line; `defaults` is what it does not say.
pub(super) fn read(text: &str, defaults: &Arguments) -> Line {
    let object = match serde_json::from_str::<Value>(text) {
        Ok(Value::Object(object)) => object,
        Ok(other) => {
            let text = format!("this is {}: write an object, {EXAMPLE}", kind(&other));
            let problem = LineProblem { field: None, column: Some(1), at: Vec::new(), text };
            return Line { id: None, plan: Err(vec![problem]) };
        }
        Err(error) => {
            let why = error.to_string();
            let why = why.split(" at line ").next().unwrap_or_default();
            let text = format!("this is no JSON ({why}): write an object on one line, {EXAMPLE}");
            let problem =
                LineProblem { field: None, column: Some(error.column().max(1)), at: Vec::new(), text };
            return Line { id: None, plan: Err(vec![problem]) };
        }
    };
    let id = object.get("id").filter(|id| id.is_string() || id.is_number()).cloned();
    let mut problems = Vec::new();
    let arguments = arguments(&object, defaults, &mut problems);
    let plan = match plans(&arguments) {
        Ok(mut plans) if problems.is_empty() => plans.pop().ok_or_else(Vec::new),
        Ok(_) => Err(problems),
        Err(more) => {
            problems.extend(more.into_iter().map(|problem| LineProblem {
                field: Some(field_of(problem.argument).to_owned()),
                column: None,
                at: problem.at.iter().map(|range| (range.start, range.end)).collect(),
                text: match problem.given {
                    None => format!("it is missing: {}", in_json(&problem.what)),
                    Some(_) => in_json(&problem.what),
                },
            }));
            Err(problems)
        }
    };
    Line { id, plan }
}

const EXAMPLE: &str = r#"such as {"url": "https://api.example/orders", "origin": "https://app.example"}"#;

/// What is said to somebody at a command line, for somebody who writes JSON.
fn in_json(what: &str) -> String {
    match what {
        _ if what.starts_with("write what the page asks for") => {
            r#"write what the page asks for, "url": "https://api.example/orders""#.to_owned()
        }
        _ if what.starts_with("write where the page is from") => {
            r#"write where the page is from, "origin": "https://app.example" (or "null")"#.to_owned()
        }
        _ => what.to_owned(),
    }
}

fn arguments(
    object: &Map<String, Value>,
    defaults: &Arguments,
    problems: &mut Vec<LineProblem>,
) -> Arguments {
    let mut arguments = Arguments { batch: None, ..defaults.clone() };
    for (name, value) in object {
        if !FIELDS.iter().any(|(field, _)| field == name) {
            let meant = match nearest(name) {
                Some(field) => format!("write `{field}`"),
                None => {
                    let all: Vec<&str> = FIELDS.iter().map(|(field, _)| *field).collect();
                    format!("the fields are {}", all.join(", "))
                }
            };
            problems.push(LineProblem::of(name, format!("there is no such field: {meant}")));
            continue;
        }
        if let Err(text) = set(&mut arguments, name, value) {
            problems.push(LineProblem::of(name, text));
        }
    }
    arguments
}

/// Sets what a field says.
fn set(arguments: &mut Arguments, name: &str, value: &Value) -> Result<(), String> {
    let (request, page) = (&mut arguments.request, &mut arguments.page);
    match name {
        "id" if value.is_string() || value.is_number() => {}
        "id" => return Err(format!("this is {}: write a text or a number", kind(value))),
        "url" => arguments.url = Some(text(value)?.into()),
        "origin" => arguments.origins = vec![text(value)?.into()],
        "method" => request.method = Some(text(value)?.into()),
        "headers" => request.headers = headers(value)?,
        "body" => request.data = Data(vec![(DataKind::Raw, text(value)?.into())]),
        "json" => request.data = Data(vec![(DataKind::Json, json(value).into())]),
        "cookie" => {
            let all = texts(value)?;
            // A line names no file: it may come from somebody else.
            if all.iter().any(|text| !text.contains('=') || text.starts_with('@')) {
                return Err(
                    "write cookies as `name=value; ...`, or as `Set-Cookie: name=value; ...`".to_owned()
                );
            }
            request.cookies = all.into_iter().map(Into::into).collect();
        }
        "user" => request.user = Some(text(value)?.into()),
        "credentials" => page.credentials = Some(text(value)?),
        "mode" => page.mode = Some(text(value)?),
        "redirect" => page.redirect = Some(text(value)?),
        "referrer_policy" => page.referrer_policy = Some(text(value)?),
        "top_site" => page.top_site = Some(text(value)?.into()),
        "third_party_cookies" => page.third_party_cookies = Some(text(value)?),
        "page_headers" => page.page_headers = headers(value)?,
        "xhr" => page.xhr = flag(value)?,
        "upload_listener" => page.upload_listener = flag(value)?,
        "element" => page.element = Some(text(value)?),
        "crossorigin" => page.crossorigin = Some(text(value)?),
        "engine" => arguments.engines = texts(value)?,
        "send" => arguments.send = flag(value)?,
        "expect" => arguments.output.expect = Some(text(value)?),
        _ => return Err("there is no such field".to_owned()),
    }
    Ok(())
}

fn text(value: &Value) -> Result<String, String> {
    value
        .as_str()
        .map(str::to_owned)
        .ok_or_else(|| format!("this is {}: write a text in quotes", kind(value)))
}

fn flag(value: &Value) -> Result<bool, String> {
    value.as_bool().ok_or_else(|| format!("this is {}: write true or false", kind(value)))
}

fn texts(value: &Value) -> Result<Vec<String>, String> {
    match value {
        Value::Array(all) => all.iter().map(text).collect(),
        one => text(one).map(|one| vec![one]),
    }
}

/// A body of `--json`: a leading `@` cannot be JSON, so no file is ever meant.
fn json(value: &Value) -> String {
    value.to_string()
}

/// `{"Name": "value"}`, or lines as `-H` takes them.
fn headers(value: &Value) -> Result<Vec<OsString>, String> {
    match value {
        Value::Object(all) => all
            .iter()
            .map(|(name, value)| {
                let value = text(value).map_err(|why| format!("`{name}`: {why}"))?;
                Ok(if value.is_empty() { format!("{name};") } else { format!("{name}: {value}") }.into())
            })
            .collect(),
        Value::Array(_) => Ok(texts(value)?.into_iter().map(Into::into).collect()),
        other => Err(format!("this is {}: write {{\"Name\": \"value\"}}, or [\"Name: value\"]", kind(other))),
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
