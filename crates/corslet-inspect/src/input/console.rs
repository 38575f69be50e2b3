//! A line of a browser's console: the request that it is about, as far as it tells.

use corslet::Url;
use corslet::browser::{Api, CredentialsMode};
use corslet::words::{HeaderName, Method, Origin};

use super::draft::{At, Draft};
use super::form::Form;
use super::pasted::Pasted;
use super::problem::Problem;
use super::remark::RemarkKind;
use crate::explain::console;

/// Reads the lines, and keeps them for whoever explains them.
pub(super) fn read(text: &str) -> Result<Pasted, Vec<Problem>> {
    let mut draft = Draft::new(Form::Console);
    draft.console = Some(text.trim().to_owned());
    let printed = console::as_printed(text);
    let text = printed.as_ref();
    let told = console::told(text);
    let is_asked = |url: &String| {
        Url::parse(url).is_ok_and(|url| matches!(url.scheme(), "http" | "https" | "ws" | "wss"))
    };
    if let Some(url) = told.url.filter(is_asked) {
        draft.url = Some(At::new(url, 0..0));
    }
    if let Some(first) = told.redirected_from {
        let what = format!("a redirect led away from {first}: that is the URL that the page asked for");
        draft.remark(RemarkKind::Inferred, None, what);
        draft.url = Some(At::new(first, 0..0));
    }
    if let Some(origin) = told.origin.and_then(|origin| Origin::parse(origin.as_bytes()).ok()) {
        draft.remark(
            RemarkKind::Inferred,
            None,
            format!("the page's origin is {origin}, from the console's sentence"),
        );
        draft.origin = Some(origin);
    }
    match told.kind.as_deref() {
        Some("XMLHttpRequest") => draft.api = Api::Xhr { upload_listener: false },
        None | Some("fetch" | "resource") => {}
        Some(kind) => {
            let what = format!("not a script but `{kind}` asked");
            draft.remark(RemarkKind::Inferred, None, what);
        }
    }
    if let Some(one) = console::recognise(text).first() {
        ask_alike(&mut draft, one);
    }
    if draft.url.is_none() {
        draft.remark(RemarkKind::Inferred, None, "the sentence does not tell the URL");
    }
    draft.finish()
}

/// What the sentence tells of the request itself: the request that is asked must be able to fail in the same way.
fn ask_alike(draft: &mut Draft, one: &console::Recognised<'_>) {
    let infer = |draft: &mut Draft, what: String| draft.remark(RemarkKind::Inferred, None, what);
    let method = one.gap("method").filter(|method| Method::parse(method).is_ok());
    let header = one.gap("name").filter(|name| HeaderName::parse(name).is_ok());
    let checks = one.checks();
    let is_preflight = !checks.is_empty() && checks.iter().all(|check| check.starts_with("preflight:"));
    if let Some(method) = method {
        infer(draft, format!("the method is {method}, which the console's sentence names"));
    }
    if let Some(name) = header {
        infer(draft, format!("the page sends the header {name}, which the console's sentence names"));
    }
    if is_preflight && method.is_none() && header.is_none() {
        draft.remark(
            RemarkKind::NotTold,
            None,
            "a preflight was blocked, and the sentence does not tell why the browser asked first: give the method (-X) and \
             the headers (-H) of the page's code",
        );
    }
    if one.sentence.topic.flags == "--credentials include" {
        infer(draft, "the request includes credentials, as the console's sentence says".to_owned());
        draft.credentials = Some(CredentialsMode::Include);
    }
    if let Some(method) = method {
        draft.method = Some(At::new(method.to_owned(), 0..0));
    }
    if let Some(name) = header {
        draft.header(name, "x", 0..0);
    }
}
