//! A HAR file's entry as a page's request.

use corslet::browser::{Api, PageBody};

use super::choose::choose;
use crate::har::{self, Entry, NotHar, Why};
use crate::input::draft::{At, Draft, shortened};
use crate::input::form::Form;
use crate::input::pasted::{Body, Pasted};
use crate::input::problem::Problem;
use crate::input::remark::RemarkKind;

/// Reads the entry of this number, or the one that is most likely meant.
pub(in crate::input) fn read(text: &str, number: Option<usize>) -> Result<Pasted, Vec<Problem>> {
    let entries = har::read_piece(text).map_err(|not| vec![not_read(&not)])?;
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

fn not_read(not: &NotHar) -> Problem {
    let NotHar { what, at, .. } = not;
    let what = match not.why {
        Why::Ended => "the file ends too early: export it again, and copy all of it".to_owned(),
        Why::NotHar => format!("this is no HAR file ({what}): export the network panel as HAR"),
        Why::NotJson => format!("this is no JSON ({what}): export it again"),
    };
    Problem::new(*at..*at, what)
}

fn take(entry: &Entry, draft: &mut Draft) {
    let request = &entry.request;
    let url = &request.url;
    draft.url = Some(At::new(url.clone(), 0..0));
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
        let bytes = data.bytes().unwrap_or_default();
        draft.body = Some(Body { bytes, kind: PageBody::Bytes });
    }
    // A page says neither for a WebSocket.
    let is_websocket = url.starts_with("ws://") || url.starts_with("wss://");
    if !is_websocket && request.header("cookie").is_none() && request.header("authorization").is_none() {
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
