//! From a recorded conversation to what its page wrote, with everything that had to be inferred said.

use std::ffi::OsString;

use corslet::Url;
use corslet::browser::{Element, is_websocket_url};
use corslet::words::{HeaderName, Origin};

use super::conversation::Conversation;
use super::entry::Entry;
use super::log::Log;
use crate::check::arguments::{Arguments, PageArguments, RequestArguments};
use crate::check::data_arguments::{Data, DataKind};

/// Request headers that browsers write themselves: a page that sets one of these is rare, and its preflight tells.
const BROWSERS_OWN: &[&str] = &[
    "host",
    "connection",
    "content-length",
    "user-agent",
    "accept-encoding",
    "accept-language",
    "referer",
    "origin",
    "cookie",
    "dnt",
    "priority",
    "te",
    "upgrade-insecure-requests",
    "save-data",
    "cache-control",
    "pragma",
    "if-none-match",
    "if-modified-since",
    "x-client-data",
    "access-control-request-method",
    "access-control-request-headers",
    "device-memory",
    "downlink",
    "dpr",
    "ect",
    "rtt",
    "viewport-width",
    "width",
    "keep-alive",
    "transfer-encoding",
    "expect",
    "alt-used",
];

/// What stands where a header's value was not recorded.
const UNKNOWN: &str = "not-recorded";

/// What was read, and what is said about it.
pub(super) struct Read {
    pub(super) arguments: Arguments,
    pub(super) remarks: Vec<String>,
}

/// Reads the page's part of a conversation.
///
/// # Errors
/// Why it is no request that CORS looks at.
pub(super) fn read(log: &Log, conversation: &Conversation) -> Result<Read, String> {
    let first = conversation.first(log).ok_or_else(|| "it has no entry".to_owned())?;
    let preflight = conversation.preflight(log);
    let mut remarks = Vec::new();
    let method = match preflight.and_then(|entry| entry.header("access-control-request-method")) {
        Some(method) if first.is_preflight => method,
        _ => first.method.clone(),
    };
    let origin = origin(log, first, &mut remarks);
    let mut page = page(first)?;
    let is_element = page.element.is_some();
    if first.has_cookies && !is_element && page.credentials.is_none() {
        let is_cross = origin.as_deref().and_then(|text| Origin::parse(text.as_bytes()).ok());
        if is_cross.is_some_and(|origin| !origin.same_origin_as_url(&first.url)) {
            remarks.push("credentials include, because a cookie went along".to_owned());
            page.credentials = Some("include".to_owned());
        }
    }
    let headers = if is_element { Vec::new() } else { headers(first, preflight, &mut remarks) };
    let is_forced = preflight.is_some_and(|entry| entry.header("access-control-request-headers").is_none())
        && matches!(method.as_str(), "GET" | "HEAD" | "POST")
        && conversation.hops.len() == 1;
    if is_forced && !is_element && preflight.is_some_and(|entry| entry.header("origin").is_some()) {
        remarks.push(
            "XMLHttpRequest with a listener on its upload, because a preflight went out that nothing else asks for"
                .to_owned(),
        );
        (page.xhr, page.upload_listener) = (true, true);
    }
    let body = first.body.as_deref().filter(|_| !first.is_preflight);
    let data = body.map_or_else(Data::default, |body| Data(vec![(DataKind::Raw, body.into())]));
    let arguments = Arguments {
        url: Some(first.url.as_str().into()),
        origins: origin.into_iter().map(OsString::from).collect(),
        request: RequestArguments {
            method: (!is_element).then(|| method.into()),
            headers,
            data,
            ..RequestArguments::default()
        },
        page,
        ..Arguments::default()
    };
    Ok(Read { arguments, remarks })
}

/// The page's origin, by what tells it best.
fn origin(log: &Log, first: &Entry, remarks: &mut Vec<String>) -> Option<String> {
    if let Some(origin) = first.header("origin") {
        return Some(origin);
    }
    let of = |url: Url| Some(Origin::of(&url)).filter(|origin| !origin.is_opaque());
    let referer = || first.header("referer").and_then(|text| Url::parse(&text).ok()).and_then(of);
    let page = || log.page_of(first).and_then(of);
    let script = || first.initiator.as_deref().and_then(|text| Url::parse(text).ok()).and_then(of);
    let (origin, from) = referer()
        .map(|origin| (origin, "Referer"))
        .or_else(|| page().map(|origin| (origin, "the recording's page")))
        .or_else(|| script().map(|origin| (origin, "the script that asked")))?;
    remarks.push(format!(
        "the page's origin is read from {from}, because the request shows no Origin: {origin}"
    ));
    Some(origin.serialize().to_owned())
}

/// What of the page asked.
fn page(first: &Entry) -> Result<PageArguments, String> {
    let mode = first.header("sec-fetch-mode").unwrap_or_default();
    let destination = first.header("sec-fetch-dest").unwrap_or_default();
    let kind = if destination.is_empty() || destination == "empty" {
        first.resource_type.as_str()
    } else {
        destination.as_str()
    };
    let navigation =
        || "it is a navigation: CORS looks at what a page asks for, and never at the page itself";
    if mode == "navigate" || matches!(kind, "document" | "iframe" | "frame") {
        return Err(navigation().to_owned());
    }
    if mode == "websocket" || kind == "websocket" || is_websocket_url(&first.url) {
        let element = Some(Element::WebSocket.row().keyword.to_owned());
        return Ok(PageArguments { element, ..PageArguments::default() });
    }
    let element = match kind {
        "image" => "img",
        "script" => "script",
        "style" | "stylesheet" => "style",
        "font" => "font",
        "audio" => "audio",
        "video" | "media" => "video",
        "track" | "texttrack" => "track",
        "eventsource" => "eventsource",
        "ping" => "beacon",
        _ => {
            let has_mode = matches!(mode.as_str(), "no-cors" | "same-origin");
            return Ok(PageArguments {
                xhr: kind == "xhr",
                mode: (has_mode && kind != "xhr").then_some(mode),
                ..PageArguments::default()
            });
        }
    };
    let has_attribute = !matches!(element, "font" | "beacon");
    let by_cors = mode == "cors" || mode.is_empty() && first.header("origin").is_some();
    let attribute = if first.has_cookies { "use-credentials" } else { "anonymous" };
    Ok(PageArguments {
        element: Some(element.to_owned()),
        crossorigin: (by_cors && has_attribute).then(|| attribute.to_owned()),
        ..PageArguments::default()
    })
}

/// The headers that the page set.
fn headers(first: &Entry, preflight: Option<&Entry>, remarks: &mut Vec<String>) -> Vec<OsString> {
    let asked: Option<Vec<String>> = preflight.map(|entry| {
        let list = entry.header("access-control-request-headers").unwrap_or_default();
        list.split(',').map(|name| name.trim().to_ascii_lowercase()).filter(|name| !name.is_empty()).collect()
    });
    let is_asked = |name: &str| asked.as_ref().map(|names| names.iter().any(|known| known == name));
    let (mut written, mut left_out, mut seen) = (Vec::new(), Vec::new(), Vec::new());
    let lines: &[(String, Vec<u8>)] = if first.is_preflight { &[] } else { &first.headers };
    for (name, value) in lines {
        let lower = name.to_ascii_lowercase();
        let is_safe =
            matches!(lower.as_str(), "accept" | "accept-language" | "content-language" | "content-type");
        let is_browsers = match is_asked(&lower) {
            Some(true) => false,
            // The preflight names everything unsafe that the page set.
            Some(false) if !is_safe => true,
            _ => BROWSERS_OWN.contains(&lower.as_str()),
        };
        let is_default = lower == "accept" && value == b"*/*";
        if is_browsers || is_default || lower.starts_with("sec-") || lower.starts_with("proxy-") {
            if !is_default && !matches!(lower.as_str(), "origin" | "cookie") {
                left_out.push(lower);
            }
            continue;
        }
        if HeaderName::parse(name).is_err() {
            continue;
        }
        let value = String::from_utf8_lossy(value).replace(['\r', '\n'], " ");
        written.push(if value.is_empty() { format!("{name};") } else { format!("{name}: {value}") }.into());
        seen.push(lower);
    }
    if !left_out.is_empty() {
        left_out.dedup();
        remarks.push(format!("headers that the browser writes itself are left out: {}", left_out.join(", ")));
    }
    let missing: Vec<String> = asked
        .into_iter()
        .flatten()
        .filter(|name| !seen.contains(name) && HeaderName::parse(name).is_ok())
        .collect();
    for name in &missing {
        let value = if name == "content-type" { "application/json" } else { UNKNOWN };
        written.push(format!("{name}: {value}").into());
    }
    if !missing.is_empty() {
        remarks.push(format!(
            "the preflight asks for headers whose values the recording does not have: {}",
            missing.join(", ")
        ));
    }
    written
}
