//! The headers of `-H`: those that a page sets, and those that stand for something else.

use std::ffi::OsString;

use corslet::browser::{Api, Element};

use super::header_input::{self, Line};
use super::problem::Problem;

/// The headers, sorted.
#[derive(Debug, Default)]
pub(super) struct PageHeaders {
    /// Those that the page sets.
    pub(super) set: Vec<(Vec<u8>, Vec<u8>)>,
    /// Those that are written without a value, and so left out.
    pub(super) left_out: Vec<String>,
    /// The values of `Origin`.
    pub(super) origins: Vec<String>,
    /// The values of `Cookie`.
    pub(super) cookies: Vec<String>,
}

/// Reads every `-H`.
pub(super) fn read(
    written: &[OsString],
    api: Api,
    problems: &mut Vec<Problem>,
    remarks: &mut Vec<String>,
) -> PageHeaders {
    let mut headers = PageHeaders::default();
    for text in written {
        let (name, value) = match header_input::read("-H", text.as_encoded_bytes()) {
            Ok(Line::Set(name, value)) => (name, value),
            Ok(Line::LeftOut(name)) => {
                remarks.push(format!(
                    "-H '{name}:' has no value, and is left out as curl does; -H '{name};' sends it empty"
                ));
                headers.left_out.push(name);
                continue;
            }
            Err(problem) => {
                problems.push(problem);
                continue;
            }
        };
        let text = String::from_utf8_lossy(&value).into_owned();
        if name.eq_ignore_ascii_case(b"origin") {
            remarks
                .push("-H Origin is read as --origin: a page does not write it, the browser does".to_owned());
            headers.origins.push(text);
        } else if name.eq_ignore_ascii_case(b"cookie") {
            remarks.push(
                "-H Cookie is read as -b: a page does not write it, the browser sends it from its own store"
                    .to_owned(),
            );
            headers.cookies.push(text);
        } else if let Some(problem) = not_of_an_element(&name, api) {
            problems.push(problem);
        } else {
            headers.set.push((name, value));
        }
    }
    headers
}

/// An element sets no header; the body of a beacon brings its type.
fn not_of_an_element(name: &[u8], api: Api) -> Option<Problem> {
    let Api::Element { element, .. } = api else { return None };
    let is_beacon = element == Element::Beacon;
    if is_beacon && name.eq_ignore_ascii_case(b"content-type") {
        return None;
    }
    let what = if is_beacon {
        "navigator.sendBeacon() sets no header but the Content-Type of its data: leave it out".to_owned()
    } else if element == Element::WebSocket {
        "new WebSocket() sets no header: leave it out; pages give a token in the URL, as a protocol or in a cookie"
            .to_owned()
    } else {
        format!("{element} sets no header: leave it out, or let a script ask without --element")
    };
    Some(Problem::new("-H", String::from_utf8_lossy(name), what))
}
