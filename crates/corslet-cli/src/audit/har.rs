//! A recording of the network, as browsers and proxies export it: targets, or evidence.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use corslet::Url;
use corslet::verdict::{NetworkFailure, ResponseHead};
use corslet_inspect::exchange::{Answer, Exchange, Request, Response, Seen};
use corslet_inspect::har::{self, Entry, head_lines};

use super::target::{Answerer, Found};
use crate::check::Problem;

/// The URLs that the recording asked, each as a target of its own.
///
/// # Errors
/// When it cannot be read.
pub(super) fn targets(argument: &'static str, path: &Path) -> Result<Vec<Found>, Problem> {
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
pub(super) fn recorded(argument: &'static str, path: &Path) -> Result<Vec<Found>, Problem> {
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
    let log = har::read(&String::from_utf8_lossy(&bytes)).map_err(|not| {
        wrong(format!("this is no HAR ({not}): export it again from the browser's network panel"))
    })?;
    Ok(log.entries.into_iter().filter_map(exchange).collect())
}

/// An entry's exchange; none for what is not asked by HTTP.
fn exchange(entry: Entry) -> Option<Exchange> {
    let mut url = Url::parse(&entry.request.url).ok()?;
    url.set_fragment(None);
    if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
        return None;
    }
    let headers = head_lines(&entry.request.headers);
    let request = Request { method: entry.request.method, headers, ..Request::get(url) };
    let response = entry.response;
    let answer = match response.status() {
        Some(status) => {
            let head = ResponseHead { status, headers: head_lines(&response.headers) };
            let body = response.content.bytes();
            let is_body_whole = body.is_some();
            Answer::Response(Response { head: Arc::new(head), body: body.unwrap_or_default(), is_body_whole })
        }
        None => {
            let what = "the recording has no response".to_owned();
            Answer::Failed { failure: NetworkFailure::Other(what.clone()), phase: "wait", what }
        }
    };
    let peer = entry.server_ip_address.filter(|address| !address.is_empty());
    let seen = Seen { version: response.version(), peer, ..Seen::default() };
    Some(Exchange { request, answer, seen })
}
