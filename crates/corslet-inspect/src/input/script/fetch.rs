//! A call of `fetch()`, typed or copied out of a network panel.

use corslet::browser::{CredentialsMode, Mode, RedirectMode, ReferrerPolicy};

use super::parser::Parser;
use super::read::first_call;
use super::value::{Entry, Placed, Value};
use super::{body, options};
use crate::input::browser_headers;
use crate::input::draft::{At, Draft, shortened};
use crate::input::nearest::nearest;
use crate::input::remark::RemarkKind;

/// The options of `fetch()`; those that CORS does not see are only known.
const OPTIONS: &[&str] = &[
    "method",
    "headers",
    "body",
    "mode",
    "credentials",
    "redirect",
    "referrer",
    "referrerPolicy",
    "cache",
    "integrity",
    "keepalive",
    "signal",
    "priority",
    "duplex",
    "window",
    "browsingTopics",
    "adAuctionHeaders",
    "attributionReporting",
    "targetAddressSpace",
    "next",
    "agent",
    "dispatcher",
];

const POLICIES: &[&str] = &[
    "",
    "no-referrer",
    "no-referrer-when-downgrade",
    "same-origin",
    "origin",
    "strict-origin",
    "origin-when-cross-origin",
    "strict-origin-when-cross-origin",
    "unsafe-url",
];

/// Reads the first call.
pub(super) fn read(parser: &mut Parser<'_>, draft: &mut Draft) {
    let Some(bracket) = first_call(parser.tokens(), "fetch", draft) else {
        draft.problem(0..0, "no call is found: write fetch(\"https://api.example/orders\", {...})");
        return;
    };
    let mut problems = Vec::new();
    let arguments = parser.arguments_at(bracket, &mut problems);
    draft.problems.extend(problems);
    let Some(first) = arguments.first() else {
        let at = parser.tokens()[bracket].at.clone();
        draft.problem(
            at,
            "the URL is missing: write it as the first argument, fetch(\"https://api.example/orders\")",
        );
        return;
    };
    draft.url = options::url(parser, first, draft);
    // A Request has options of its own; those of the call win.
    if let Value::New(_, of_request) = &parser.resolved(first).value
        && let Some(init) = of_request.get(1)
    {
        take(parser, init, draft);
    }
    if let Some(init) = arguments.get(1) {
        take(parser, init, draft);
    }
}

fn take(parser: &Parser<'_>, init: &Placed, draft: &mut Draft) {
    let entries = match &parser.resolved(init).value {
        Value::Object(entries) => entries.clone(),
        Value::Null | Value::Undefined => return,
        // `new URL(path, base)` has a base there, which is read with the URL.
        Value::Text(_) => return,
        _ => {
            let what = "these options are not known without running the script: write them as {method: ..., headers: ...}";
            draft.problem(init.at.clone(), what);
            return;
        }
    };
    for entry in &entries {
        option(parser, entry, draft);
    }
}

fn option(parser: &Parser<'_>, entry: &Entry, draft: &mut Draft) {
    match entry.key.as_str() {
        "method" => {
            let written = options::text(parser, &entry.value, "the method", draft);
            draft.method = written.map(|method| At::new(method, entry.value.at.clone()));
        }
        "headers" => options::headers(parser, &entry.value, draft),
        "body" => draft.body = body::read(parser, &entry.value, draft),
        "mode" => mode(parser, entry, draft),
        "credentials" => {
            let allowed = ["omit", "same-origin", "include"];
            draft.credentials = options::keyword::<CredentialsMode>(parser, entry, &allowed, draft);
        }
        "redirect" => {
            let allowed = ["follow", "error", "manual"];
            draft.redirect = options::keyword::<RedirectMode>(parser, entry, &allowed, draft);
        }
        "referrerPolicy" => {
            draft.referrer_policy = options::keyword::<ReferrerPolicy>(parser, entry, POLICIES, draft);
        }
        "referrer" => {
            if let Value::Text(text) = &parser.resolved(&entry.value).value {
                browser_headers::referrer(draft, &text.text, "the referrer");
            }
        }
        "..." => draft.remark(
            RemarkKind::NotFollowed,
            entry.at.clone(),
            "what these options add is not known without running the script",
        ),
        "withCredentials" => draft.remark(
            RemarkKind::LeftOut,
            entry.at.clone(),
            "fetch() ignores withCredentials: write credentials: \"include\"",
        ),
        known if OPTIONS.contains(&known) => {}
        other => {
            let meant = match nearest(other, OPTIONS.iter().copied()) {
                Some(near) => format!(": did you mean {near}?"),
                None => String::new(),
            };
            let what = format!("fetch() ignores `{}`{meant}", shortened(other));
            draft.remark(RemarkKind::LeftOut, entry.at.clone(), what);
        }
    }
}

fn mode(parser: &Parser<'_>, entry: &Entry, draft: &mut Draft) {
    // Copied from a navigation; a script cannot write it.
    if let Value::Text(text) = &parser.resolved(&entry.value).value
        && text.text == "navigate"
    {
        let what = "this was a navigation, to which CORS does not apply; it is read as if a script of the page asked";
        draft.remark(RemarkKind::Inferred, entry.at.clone(), what);
        return;
    }
    draft.mode = options::keyword::<Mode>(parser, entry, &["cors", "no-cors", "same-origin"], draft);
}
