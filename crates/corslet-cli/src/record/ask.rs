//! What a recorded page asks, as the engine's own words for it.

use std::str::FromStr;

use corslet::browser::{
    Api, Constructed, CrossOrigin, Element, ElementInit, NotConstructible, PageBody, PreloadAs, Profile,
    RequestInit,
};

use super::case::PageRequest;
use super::latin1;
use super::page::Page;

/// What the page writes: a `fetch()` or `XMLHttpRequest`, or an element.
pub(crate) enum Asked {
    Script(RequestInit),
    Element(ElementInit),
}

impl Asked {
    /// Reads a recorded request.
    ///
    /// # Errors
    /// When one of its fields has a word that is not known.
    pub(crate) fn read(request: &PageRequest, page: Page) -> Result<Asked, String> {
        match element(request)? {
            Some(element) => Ok(Asked::Element(element_init(element, request, page)?)),
            None => Ok(Asked::Script(request_init(request, page)?)),
        }
    }

    pub(crate) fn construct(&self, profile: &Profile) -> Result<Constructed, Box<NotConstructible>> {
        match self {
            Asked::Script(init) => init.construct(profile),
            Asked::Element(init) => init.construct(profile),
        }
    }
}

const APIS: &str = "fetch, xhr, xhr-sync, img, script, module, import, stylesheet, preload, modulepreload, font, fontface, \
                    video, audio, track, eventsource, beacon, form, iframe, object, mask, bgimage, worker, websocket";

fn element(request: &PageRequest) -> Result<Option<Element>, String> {
    Ok(Some(match request.api.as_deref() {
        None | Some("fetch" | "xhr" | "xhr-sync") => return Ok(None),
        Some("img") => Element::Img,
        Some("script") => Element::Script,
        Some("module" | "import") => Element::ModuleScript,
        Some("stylesheet") => Element::Stylesheet,
        Some("preload") => Element::Preload(match request.preload_as.as_deref() {
            Some("fetch") => PreloadAs::Fetch,
            Some("font") => PreloadAs::Font,
            Some("image") => PreloadAs::Image,
            Some("script") => PreloadAs::Script,
            Some("style") => PreloadAs::Style,
            other => {
                let other = other.unwrap_or_default();
                return Err(format!("as: `{other}` is not one of: fetch, font, image, script, style"));
            }
        }),
        Some("modulepreload") => Element::ModulePreload,
        Some("font" | "fontface") => Element::Font,
        Some("video") => Element::Video,
        Some("audio") => Element::Audio,
        Some("track") => Element::Track,
        Some("eventsource") => Element::EventSource,
        Some("beacon") => Element::Beacon,
        Some("form") => Element::Form,
        Some("iframe") => Element::Iframe,
        Some("object") => Element::Object,
        Some("mask") => Element::MaskImage,
        Some("bgimage") => Element::BackgroundImage,
        Some("worker") => Element::Worker,
        Some("websocket") => Element::WebSocket,
        Some(other) => return Err(format!("api: `{other}` is not one of: {APIS}")),
    }))
}

fn element_init(element: Element, request: &PageRequest, page: Page) -> Result<ElementInit, String> {
    let mut crossorigin = CrossOrigin::of_attribute(request.crossorigin.as_deref());
    if element == Element::EventSource && request.credentials.as_deref() == Some("include") {
        crossorigin = CrossOrigin::UseCredentials;
    }
    let body = match request.beacon.as_deref() {
        None | Some("none") => None,
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
    };
    Ok(ElementInit {
        top_level_origin: page.top_level_origin,
        policies: page.policies,
        crossorigin,
        referrer_policy: keyword("referrerPolicy", given(&request.referrer_policy))?,
        is_post: request.method.as_deref().is_some_and(|method| method.eq_ignore_ascii_case("post")),
        is_noreferrer: request.rel.as_deref() == Some("noreferrer"),
        body,
        ..ElementInit::new(element, page.origin, request.url.clone())
    })
}

fn request_init(request: &PageRequest, page: Page) -> Result<RequestInit, String> {
    Ok(RequestInit {
        top_level_origin: page.top_level_origin,
        policies: page.policies,
        method: request.method.as_deref().map(latin1),
        headers: request.headers.iter().map(|(name, value)| (latin1(name), latin1(value))).collect(),
        body: request.body.as_ref().map(|_| PageBody::Text),
        mode: keyword("mode", request.mode.as_deref())?,
        credentials: keyword("credentials", request.credentials.as_deref())?,
        redirect: keyword("redirect", request.redirect.as_deref())?,
        referrer_policy: keyword("referrerPolicy", given(&request.referrer_policy))?,
        api: match request.api.as_deref() {
            Some("xhr" | "xhr-sync") => Api::Xhr { upload_listener: request.upload_listener },
            _ => Api::Fetch,
        },
        ..RequestInit::new(page.origin, request.url.clone())
    })
}

/// An empty referrer policy is none of its own.
fn given(text: &Option<String>) -> Option<&str> {
    text.as_deref().filter(|text| !text.is_empty())
}

fn keyword<T: FromStr<Err = String>>(field: &str, text: Option<&str>) -> Result<Option<T>, String> {
    text.map(str::parse).transpose().map_err(|error| format!("{field}: {error}"))
}
