//! From a recording to the URLs that it has, and to what was said of each.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use corslet::Url;
use corslet::verdict::{NetworkFailure, ResponseHead};
use corslet::words::{HeaderList, HeaderName, HeaderValue, Status};
use corslet_inspect::exchange::{Answer, Exchange, Request, Response, Seen};

use super::document::{Document, Entry, Header};
use crate::audit::target::{Answerer, Found};
use crate::check::Problem;

/// The URLs that the recording asked, each as a target of its own.
///
/// # Errors
/// When it cannot be read.
pub(in crate::audit) fn targets(argument: &'static str, path: &Path) -> Result<Vec<Found>, Problem> {
    let mut found: Vec<Found> = Vec::new();
    for exchange in exchanges(argument, path)? {
        let request = exchange.request;
        if matches!(request.method.as_str(), "OPTIONS" | "CONNECT" | "TRACE") {
            continue;
        }
        let method = (request.method != "GET").then_some(request.method);
        let one = Found { method, ..Found::learned(request.url) };
        if !found.iter().any(|known| known.key() == one.key()) {
            found.push(one);
        }
    }
    Ok(found)
}

/// The URLs that the recording asked, each with all that was said of it.
///
/// # Errors
/// When it cannot be read.
pub(in crate::audit) fn recorded(argument: &'static str, path: &Path) -> Result<Vec<Found>, Problem> {
    let mut order: Vec<Url> = Vec::new();
    let mut by_url: BTreeMap<String, Vec<Exchange>> = BTreeMap::new();
    for exchange in exchanges(argument, path)? {
        let url = &exchange.request.url;
        if !by_url.contains_key(url.as_str()) {
            order.push(url.clone());
        }
        by_url.entry(url.as_str().to_owned()).or_default().push(exchange);
    }
    let found = order.into_iter().filter_map(|url| {
        let exchanges = by_url.remove(url.as_str())?;
        Some(Found { answerer: Answerer::Recording(Arc::new(exchanges)), ..Found::learned(url) })
    });
    Ok(found.collect())
}

fn exchanges(argument: &'static str, path: &Path) -> Result<Vec<Exchange>, Problem> {
    let wrong = |what: String| Problem::new(argument, path.display().to_string(), what);
    let bytes = std::fs::read(path)
        .map_err(|error| wrong(format!("the file cannot be read ({error}): check its path")))?;
    // Exported by programs for Windows, JSON often begins with a byte order mark.
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    let document: Document = serde_json::from_slice(bytes).map_err(|error| {
        wrong(format!("this is no HAR ({error}): export it again from the browser's network panel"))
    })?;
    Ok(document.log.entries.into_iter().filter_map(exchange).collect())
}

/// An entry's exchange; none for what is not asked by HTTP.
fn exchange(entry: Entry) -> Option<Exchange> {
    let mut url = Url::parse(&entry.request.url).ok()?;
    url.set_fragment(None);
    if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
        return None;
    }
    let method = match entry.request.method.as_str() {
        "" => "GET".to_owned(),
        method => method.to_owned(),
    };
    let request = Request { method, headers: lines(entry.request.headers), ..Request::get(url) };
    let response = entry.response;
    let answer = match Status::new(response.status) {
        Some(status) if response.status != 0 => {
            let head = ResponseHead { status, headers: lines(response.headers) };
            let text = response.content.text;
            let is_body_whole = text.is_some();
            let body = match (text, response.content.encoding.as_deref()) {
                (Some(text), Some("base64")) => decoded(&text),
                (text, _) => text.unwrap_or_default().into_bytes(),
            };
            Answer::Response(Response { head: Arc::new(head), body, is_body_whole })
        }
        _ => {
            let what = "the recording has no response".to_owned();
            Answer::Failed { failure: NetworkFailure::Other(what.clone()), phase: "wait", what }
        }
    };
    let version = match response.http_version.to_ascii_lowercase().as_str() {
        "" => None,
        "h2" | "http/2.0" => Some("HTTP/2".to_owned()),
        "h3" | "http/3.0" => Some("HTTP/3".to_owned()),
        other => Some(other.to_ascii_uppercase()),
    };
    let seen = Seen { version, peer: entry.address.filter(|address| !address.is_empty()), ..Seen::default() };
    Some(Exchange { request, answer, seen })
}

/// Header lines; HTTP/2's own fields, which begin with a colon, are none.
fn lines(headers: Vec<Header>) -> HeaderList {
    headers
        .into_iter()
        .filter_map(|header| {
            let value = HeaderValue::from_latin1(&header.value)
                .unwrap_or_else(|| HeaderValue::received(header.value.as_bytes()));
            Some((HeaderName::parse(header.name).ok()?, value))
        })
        .collect()
}

/// [Base64](https://www.rfc-editor.org/rfc/rfc4648#section-4), up to the first character that is none of it.
fn decoded(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for byte in text.bytes().filter(|byte| !byte.is_ascii_whitespace()) {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => break,
        };
        (bits, count) = (bits << 6 | u32::from(six), count + 6);
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_decoded() {
        for (text, bytes) in
            [("", ""), ("Zg==", "f"), ("Zm9v\nYmE=", "fooba"), ("Zm9vYmFy", "foobar"), ("Zm9v!", "foo")]
        {
            assert_eq!(decoded(text), bytes.as_bytes());
        }
    }
}
