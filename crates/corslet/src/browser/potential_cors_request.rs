//! The request of an element: [create a potential-CORS request](https://html.spec.whatwg.org/multipage/urls-and-fetching.html#create-a-potential-cors-request).

use std::sync::Arc;

use url::Url;

use super::constructor::URL_PARSES;
use super::page::{Api, Constructed, NotConstructible, PageBody, RequestInit};
use super::profile::{ElementRules, NoreferrerForm};
use super::websocket_url::handshake_url;
use super::{
    Body, CacheMode, CredentialsMode, CrossOrigin, Element, Mode, Profile, RedirectMode, ReferrerPolicy,
    Request,
};
use crate::verdict::{Observe, Referrer, Trace, steps};
use crate::words::{HeaderList, HeaderName, HeaderValue, Method, cors_safelisted_request_header};

steps! {
    /// The steps that decide in which mode an element or an API of its own asks.
    POTENTIAL_CORS_REQUEST, "create a potential-CORS request", "https://html.spec.whatwg.org/multipage/urls-and-fetching.html#create-a-potential-cors-request";
    "1" ASKS_WITH_CORS "the crossorigin attribute, or what asks, makes it a CORS request"
    "4" ASKS_ANONYMOUSLY "the CORS settings attribute is anonymous, so the credentials mode is same-origin"
}

/// The request, or the reason why there is none.
///
/// A page sets no header and no mode of it; what it gives `sendBeacon()` brings a `Content-Type` at most, and a form has a
/// method.
pub(super) fn construct(
    init: &RequestInit,
    element: Element,
    crossorigin: Option<CrossOrigin>,
    profile: &Profile,
) -> Result<Constructed, Box<NotConstructible>> {
    let row = element.row();
    let rules = &profile.rules.elements;
    let mut trace = Trace::default();
    let url = request_url(&init.url, element);
    trace.step(&URL_PARSES, url.is_some(), || init.url.clone());
    let Some(url) = url else {
        let why = format!("`{}` is not a URL: write it with its scheme", init.url);
        return Err(Box::new(NotConstructible { reasons: vec![(why, &URL_PARSES)], trace }));
    };

    let is_beacon = element == Element::Beacon;
    let mut headers = HeaderList::new();
    let (destination, (mut mode, credentials)) = element.asks(crossorigin, rules);
    if let Some(content_type) = content_type(init).filter(|_| is_beacon) {
        let safelist = &profile.rules.safelist;
        if cors_safelisted_request_header("content-type", content_type.as_bytes(), safelist).is_err() {
            mode = Mode::Cors;
        }
        headers.append(HeaderName::from_static("Content-Type"), content_type);
    }
    if let Some(accept) = row.accept {
        headers.append(HeaderName::from_static("Accept"), HeaderValue::received(accept));
    }
    trace.step(&ASKS_WITH_CORS, mode == Mode::Cors, || {
        format!("{}, crossorigin {}", row.written, crossorigin.map_or("absent", CrossOrigin::as_str))
    });
    trace.step(&ASKS_ANONYMOUSLY, credentials == CredentialsMode::SameOrigin, || {
        format!("credentials mode {}", credentials.as_str())
    });

    let is_post = is_beacon || element == Element::Form && has_post(init);
    let (referrer, referrer_policy) = referrer(init, element, rules);
    let request = Request {
        method: if is_post { Method::POST } else { Method::GET },
        headers: Arc::new(headers),
        top_level_origin: init.top_level_origin.clone(),
        policies: init.policies,
        destination,
        mode,
        credentials,
        redirect: if mode == Mode::WebSocket { RedirectMode::Error } else { RedirectMode::Follow },
        referrer,
        referrer_policy,
        body: if is_post && init.body.is_some() { Body::Source } else { Body::None },
        // The text of sendBeacon() sets no flag; all three browsers preflight its unusual types all the same.
        unsafe_request: is_beacon,
        api: init.api,
        // An event stream and a handshake are never kept; a page says nothing of it.
        cache: match element {
            Element::EventSource | Element::WebSocket => CacheMode::NoStore,
            _ => CacheMode::Default,
        },
        ..Request::new(init.origin.clone(), url)
    };
    debug_assert!(matches!(request.api, Api::Element { .. }));
    Ok(Constructed { request, dropped: Vec::new(), trace })
}

/// The URL that is fetched. Nothing but a WebSocket asks for a URL of its kind.
fn request_url(text: &str, element: Element) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    Some(if element == Element::WebSocket { handshake_url(url) } else { url })
}

/// The type that a beacon's data bring, or that is written for them.
fn content_type(init: &RequestInit) -> Option<HeaderValue> {
    let written = init.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case(b"content-type"));
    match written {
        Some((_, value)) => HeaderValue::new(value).ok(),
        None => init.body.as_ref().and_then(PageBody::content_type).map(HeaderValue::received),
    }
}

fn has_post(init: &RequestInit) -> bool {
    init.method.as_deref().is_some_and(|method| method.eq_ignore_ascii_case(b"post"))
}

fn referrer(init: &RequestInit, element: Element, rules: &ElementRules) -> (Referrer, ReferrerPolicy) {
    let policy = init.referrer_policy.unwrap_or(init.policies.referrer_policy);
    if element == Element::Track && rules.tracks_have_no_referrer {
        return (Referrer::None, policy);
    }
    match rules.noreferrer_form {
        NoreferrerForm::HasPolicy if init.noreferrer => (Referrer::Url, ReferrerPolicy::NoReferrer),
        NoreferrerForm::HasNoReferer if init.noreferrer => (Referrer::None, policy),
        _ => (Referrer::Url, policy),
    }
}
