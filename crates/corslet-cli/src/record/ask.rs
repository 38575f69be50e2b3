//! What a recorded page asks, as the engine's own words for it.

use std::str::FromStr;

use corslet::browser::{Api, CrossOrigin, Element, PageBody, RequestInit};

use super::case::PageRequest;
use super::latin1;
use super::page::Page;

/// What the page writes.
///
/// # Errors
/// When a field has a word that is not known.
pub(crate) fn request_init(request: &PageRequest, page: Page) -> Result<RequestInit, String> {
    let is_element;
    let api = match (element(request)?, request.api.as_deref()) {
        (Some(element), _) => {
            is_element = true;
            Api::Element { element, crossorigin: crossorigin(element, request) }
        }
        (None, Some("xhr" | "xhr-sync")) => {
            is_element = false;
            Api::Xhr { upload_listener: request.upload_listener }
        }
        (None, _) => {
            is_element = false;
            Api::Fetch
        }
    };
    let body =
        if is_element { element_body(request)? } else { request.body.as_ref().map(|_| PageBody::Text) };
    Ok(RequestInit {
        top_level_origin: page.top_level_origin,
        policies: page.policies,
        method: request.method.as_deref().map(latin1),
        headers: request.headers.iter().map(|(name, value)| (latin1(name), latin1(value))).collect(),
        body,
        mode: keyword("mode", request.mode.as_deref())?,
        credentials: keyword("credentials", request.credentials.as_deref())?,
        cache: keyword("cache", request.cache.as_deref())?,
        redirect: keyword("redirect", request.redirect.as_deref())?,
        referrer_policy: keyword("referrerPolicy", given(&request.referrer_policy))?,
        noreferrer: request.rel.as_deref() == Some("noreferrer"),
        api,
        ..RequestInit::new(page.origin, request.url.clone())
    })
}

const APIS: &str = "fetch, xhr, xhr-sync, img, script, module, import, stylesheet, preload, modulepreload, font, fontface, \
                    video, audio, track, eventsource, beacon, form, iframe, object, mask, bgimage, worker, websocket";

fn element(request: &PageRequest) -> Result<Option<Element>, String> {
    let word = match (request.api.as_deref(), request.preload_as.as_deref()) {
        (None | Some("fetch" | "xhr" | "xhr-sync"), _) => return Ok(None),
        (Some("preload"), what) => &format!("preload-{}", what.unwrap_or_default()),
        (Some("import"), _) => "module",
        (Some("stylesheet"), _) => "style",
        (Some("fontface"), _) => "font",
        (Some("mask"), _) => "mask-image",
        (Some("bgimage"), _) => "background-image",
        (Some(word), _) => word,
    };
    match word.parse() {
        Ok(element) => Ok(Some(element)),
        Err(error) if word.starts_with("preload-") => Err(format!("as: {error}")),
        Err(_) => Err(format!("api: `{word}` is not one of: {APIS}")),
    }
}

fn crossorigin(element: Element, request: &PageRequest) -> Option<CrossOrigin> {
    if element == Element::EventSource && request.credentials.as_deref() == Some("include") {
        return Some(CrossOrigin::UseCredentials);
    }
    request.crossorigin.as_deref().map(CrossOrigin::of_attribute)
}

fn element_body(request: &PageRequest) -> Result<Option<PageBody>, String> {
    Ok(match request.beacon.as_deref() {
        None => request.body.as_ref().map(|_| PageBody::UrlSearchParams),
        Some("none") => None,
        Some("text") => Some(PageBody::Text),
        Some("params") => Some(PageBody::UrlSearchParams),
        Some("form") => Some(PageBody::FormData),
        Some("json") => Some(PageBody::Blob("application/json".to_owned())),
        Some("blob-text") => Some(PageBody::Blob("text/plain".to_owned())),
        Some(other) => {
            return Err(format!(
                "beacon: `{other}` is not one of: none, text, params, form, json, blob-text"
            ));
        }
    })
}

/// An empty referrer policy is none of its own.
fn given(text: &Option<String>) -> Option<&str> {
    text.as_deref().filter(|text| !text.is_empty())
}

fn keyword<T: FromStr<Err = String>>(field: &str, text: Option<&str>) -> Result<Option<T>, String> {
    text.map(str::parse).transpose().map_err(|error| format!("{field}: {error}"))
}
