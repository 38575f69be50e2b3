//! A call of axios, which asks with an `XMLHttpRequest`.

use corslet::browser::{Api, CredentialsMode, PageBody};

use super::lexer::Kind;
use super::parser::Parser;
use super::value::{Entry, Placed, Value};
use super::{body, json, options};
use crate::input::draft::{At, Draft, shortened};
use crate::input::pasted::Body;
use crate::input::remark::RemarkKind;

/// The methods that have a function, and whether it takes a body.
const METHODS: &[(&str, &str, bool)] = &[
    ("get", "GET", false),
    ("delete", "DELETE", false),
    ("head", "HEAD", false),
    ("options", "OPTIONS", false),
    ("post", "POST", true),
    ("put", "PUT", true),
    ("patch", "PATCH", true),
    ("postForm", "POST", true),
    ("putForm", "PUT", true),
    ("patchForm", "PATCH", true),
];

/// Reads the settings of `axios.create()` and the first call.
pub(super) fn read(parser: &mut Parser<'_>, draft: &mut Draft) {
    draft.api = Api::Xhr { upload_listener: false };
    let mut settings: Vec<Placed> = Vec::new();
    let mut query = None;
    let mut data: Option<Placed> = None;
    let mut is_found = false;
    for index in 0..parser.tokens().len() {
        let Some(call) = call_at(parser, index) else { continue };
        let mut problems = Vec::new();
        let arguments = parser.arguments_at(call.bracket, &mut problems);
        draft.problems.extend(problems);
        if parser.is_cut_off() {
            break;
        }
        match call.does {
            Does::Create => settings.extend(arguments.into_iter().next()),
            Does::Method(method, has_body) => {
                is_found = true;
                draft.method = Some(At::new(method.to_owned(), call.at));
                let mut arguments = arguments.into_iter();
                if let Some(first) = arguments.next() {
                    draft.url = options::url(parser, &first, draft);
                }
                if has_body {
                    data = arguments.next();
                }
                settings.extend(arguments.next());
                break;
            }
            Does::Request => {
                is_found = true;
                let mut arguments = arguments.into_iter();
                if let Some(first) = arguments.next() {
                    match &parser.resolved(&first).value {
                        Value::Object(_) => settings.push(first),
                        _ => draft.url = options::url(parser, &first, draft),
                    }
                }
                settings.extend(arguments.next());
                break;
            }
        }
    }
    if !is_found {
        if draft.problems.is_empty() {
            let what = "no call is found: write axios.get(\"https://api.example/orders\") or axios({url: ..., method: ...})";
            draft.problem(0..0, what);
        }
        return;
    }
    for placed in &settings {
        match &parser.resolved(placed).value {
            Value::Object(entries) => {
                for entry in entries {
                    setting(parser, entry, &mut data, &mut query, draft);
                }
            }
            _ => {
                let what =
                    "these settings are not known without running the script: write them as {headers: ...}";
                draft.problem(placed.at.clone(), what);
            }
        }
    }
    finish(parser, data.as_ref(), query, draft);
}

enum Does {
    Create,
    Request,
    Method(&'static str, bool),
}

struct Call {
    does: Does,
    bracket: usize,
    at: std::ops::Range<usize>,
}

/// `axios(`, `axios.get(`, or `.get(` of what `axios.create()` gave.
fn call_at(parser: &Parser<'_>, index: usize) -> Option<Call> {
    let tokens = parser.tokens();
    let token = tokens.get(index)?;
    let Kind::Name(name) = &token.kind else { return None };
    if !tokens.get(index + 1)?.is_sign('(') {
        return None;
    }
    let call = |does| Some(Call { does, bracket: index + 1, at: token.at.clone() });
    let is_method = index > 0 && tokens[index - 1].is_sign('.');
    if !is_method {
        return if name == "axios" { call(Does::Request) } else { None };
    }
    let of_axios = index > 1 && tokens[index - 2].is_name("axios");
    match name.as_str() {
        "create" if of_axios => call(Does::Create),
        "request" => call(Does::Request),
        _ => {
            let (_, method, has_body) = METHODS.iter().find(|(known, ..)| known == name)?;
            // `.delete(` of anything else is no request: the URL comes first.
            let has_url =
                matches!(tokens.get(index + 2).map(|next| &next.kind), Some(Kind::Text(_) | Kind::Name(_)));
            if of_axios || has_url { call(Does::Method(method, *has_body)) } else { None }
        }
    }
}

fn setting(
    parser: &Parser<'_>,
    entry: &Entry,
    data: &mut Option<Placed>,
    query: &mut Option<String>,
    draft: &mut Draft,
) {
    match entry.key.as_str() {
        "url" => draft.url = options::url(parser, &entry.value, draft),
        "baseURL" => draft.base = options::url(parser, &entry.value, draft),
        "method" => {
            let written = options::text(parser, &entry.value, "the method", draft);
            // axios writes it in capitals.
            draft.method = written.map(|method| At::new(method.to_ascii_uppercase(), entry.value.at.clone()));
        }
        "headers" => options::headers(parser, &entry.value, draft),
        "data" => *data = Some(entry.value.clone()),
        "params" => match body::query(parser, &entry.value) {
            Some(text) => *query = Some(text),
            None => draft.remark(
                RemarkKind::NotFollowed,
                entry.at.clone(),
                "the parameters are not known without running the script: the URL goes without them",
            ),
        },
        "withCredentials" if options::is_true(parser, &entry.value) => {
            draft.credentials = Some(CredentialsMode::Include);
        }
        "onUploadProgress" => draft.api = Api::Xhr { upload_listener: true },
        "auth" => {
            if let Value::Object(entries) = &parser.resolved(&entry.value).value {
                let part = |name: &str, draft: &mut Draft| {
                    let entry = entries.iter().find(|entry| entry.key == name)?;
                    options::text(parser, &entry.value, name, draft)
                };
                let user = part("username", draft).unwrap_or_default();
                let password = part("password", draft).unwrap_or_default();
                let value = crate::base64::encoded(format!("{user}:{password}").as_bytes());
                draft.header("Authorization", format!("Basic {value}"), entry.at.clone());
            }
        }
        "credentials" => draft.remark(
            RemarkKind::LeftOut,
            entry.at.clone(),
            "axios ignores credentials: write withCredentials: true",
        ),
        _ => {}
    }
}

/// What axios adds by itself.
fn finish(parser: &Parser<'_>, data: Option<&Placed>, query: Option<String>, draft: &mut Draft) {
    if let Some(query) = query.filter(|query| !query.is_empty())
        && let Some(url) = &mut draft.url
    {
        let sign = if url.value.contains('?') { '&' } else { '?' };
        url.value = format!("{}{sign}{query}", url.value);
    }
    // baseURL is put before a relative URL, not resolved against.
    if let (Some(base), Some(url)) = (draft.base.take(), &mut draft.url) {
        let is_whole = url.value.contains("://") || url.value.starts_with("//");
        if !is_whole {
            url.value = match url.value.trim_start_matches('/') {
                "" => base.value,
                path => format!("{}/{path}", base.value.trim_end_matches('/')),
            };
        }
    } else if draft.url.is_none() && draft.problems.is_empty() {
        draft.problem(0..0, "the URL is missing: write axios.get(\"https://api.example/orders\")");
    }
    if let Some(data) = data {
        send(parser, data, draft);
    }
    if !draft.has_header("accept") {
        draft.header("Accept", "application/json, text/plain, */*", 0..0);
    }
    if let Some(method) = &draft.method
        && draft.body.is_some()
        && matches!(method.value.as_str(), "GET" | "HEAD")
    {
        let what = format!("a browser sends no body with {}: it is left out", shortened(&method.value));
        draft.body = None;
        draft.remark(RemarkKind::LeftOut, method.at.clone(), what);
    }
}

/// An object is sent as JSON.
fn send(parser: &Parser<'_>, data: &Placed, draft: &mut Draft) {
    let resolved = parser.resolved(data);
    if !matches!(
        resolved.value,
        Value::Object(_) | Value::List(_) | Value::Name(_) | Value::Unknown | Value::Call(..)
    ) {
        draft.body = body::read(parser, data, draft);
        if draft.body.as_ref().is_some_and(|body| body.kind == PageBody::Text)
            && !draft.has_header("content-type")
        {
            draft.header("Content-Type", "application/x-www-form-urlencoded", 0..0);
        }
        return;
    }
    let json = json::stringify(parser, data);
    if json.is_none() {
        let what = "what the body contains is not known without running the script: it is taken for an empty object, \
                    which axios sends as JSON";
        draft.remark(RemarkKind::NotFollowed, data.at.clone(), what);
    }
    draft.body =
        Some(Body { bytes: json.unwrap_or_else(|| "{}".to_owned()).into_bytes(), kind: PageBody::Text });
    if !draft.has_header("content-type") {
        draft.header("Content-Type", "application/json", 0..0);
    }
}
