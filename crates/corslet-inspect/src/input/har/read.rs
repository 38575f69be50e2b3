//! A HAR file's entry as a page's request.

use corslet::browser::{Api, PageBody};

use super::choose::choose;
use super::document::{Entry, entries};
use crate::input::draft::{At, Draft, shortened};
use crate::input::form::Form;
use crate::input::pasted::{Body, Pasted};
use crate::input::problem::Problem;
use crate::input::remark::RemarkKind;

/// Reads the entry of this number, or the one that is most likely meant.
pub(in crate::input) fn read(text: &str, number: Option<usize>) -> Result<Pasted, Vec<Problem>> {
    let entries = entries(text).map_err(|error| vec![not_read(text, &error)])?;
    let (index, why) = match number {
        Some(number) => (number, "as it was asked for"),
        None => choose(&entries),
    };
    let Some(entry) = entries.get(index) else {
        let what = match entries.len() {
            0 => "the file has no entries: record the failing request, and export it again".to_owned(),
            len => format!("there is no entry {index}: write a number from 0 to {}", len - 1),
        };
        return Err(vec![Problem::new(0..0, what)]);
    };
    let mut draft = Draft::new(Form::Har);
    let (method, url) = (&entry.request.method, &entry.request.url);
    let what = format!(
        "entry {index} of {} is read ({why}): {} {}",
        entries.len(),
        shortened(method),
        shortened(url)
    );
    draft.remark(RemarkKind::Inferred, None, what);
    take(entry, &mut draft);
    draft.finish()
}

fn not_read(text: &str, error: &serde_json::Error) -> Problem {
    let before: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let at = (before + error.column().saturating_sub(1)).min(text.len());
    let what = match error.classify() {
        serde_json::error::Category::Eof => {
            "the file ends too early: export it again, and copy all of it".to_owned()
        }
        serde_json::error::Category::Data => {
            format!("this is no HAR file ({}): export the network panel as HAR", without_place(error))
        }
        _ => format!("this is no JSON ({}): export it again", without_place(error)),
    };
    Problem::new(at..at, what)
}

/// The place is said by the problem itself.
fn without_place(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or_default().to_owned()
}

fn take(entry: &Entry, draft: &mut Draft) {
    let request = &entry.request;
    draft.url = Some(At::new(request.url.clone(), 0..0));
    if request.is_preflight() {
        return of_preflight(entry, draft);
    }
    draft.method = Some(At::new(request.method.clone(), 0..0));
    for header in &request.headers {
        draft.header(&header.name, header.value.as_bytes(), 0..0);
    }
    if entry.resource_type.as_deref() == Some("xhr") {
        draft.api = Api::Xhr { upload_listener: false };
    }
    if let Some(data) = &request.post_data {
        let text = data.text.as_deref().unwrap_or_default();
        let decoded =
            (data.encoding.as_deref() == Some("base64")).then(|| crate::base64::decoded(text)).flatten();
        let bytes = decoded.unwrap_or_else(|| text.as_bytes().to_vec());
        draft.body = Some(Body { bytes, kind: PageBody::Bytes });
    }
    if request.header("cookie").is_none() && request.header("authorization").is_none() {
        draft.remark(
            RemarkKind::Inferred,
            None,
            "the file has neither Cookie nor Authorization: a network panel leaves them out unless it is told to export \
             sensitive data, so say --credentials and -H Authorization if the page uses them",
        );
    }
}

/// The request that a preflight was for, as far as the preflight tells it.
fn of_preflight(entry: &Entry, draft: &mut Draft) {
    let request = &entry.request;
    let method = request.header("access-control-request-method").unwrap_or_default().to_owned();
    draft.method = Some(At::new(method, 0..0));
    let names = request.header("access-control-request-headers").unwrap_or_default();
    for name in names.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        // A value that no safelist takes, or the name would not have been asked for.
        let value = if name.eq_ignore_ascii_case("content-type") { "application/json" } else { "x" };
        draft.header(name, value, 0..0);
    }
    for name in ["origin", "referer", "sec-fetch-mode"] {
        if let Some(value) = request.header(name) {
            draft.header(name, value.as_bytes(), 0..0);
        }
    }
    let what = "this entry is a preflight: the request that it was for is put together from its \
                Access-Control-Request-Method and -Headers, and the headers' values are made up";
    draft.remark(RemarkKind::Inferred, None, what);
}
