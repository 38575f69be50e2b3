//! The request of an element: [create a potential-CORS request](https://html.spec.whatwg.org/multipage/urls-and-fetching.html#create-a-potential-cors-request).

use std::sync::Arc;

use url::Url;

use super::constructor::URL_PARSES;
use super::page::{Api, Constructed, NotConstructible, RequestInit};
use super::{Body, CredentialsMode, CrossOrigin, Element, Mode, Profile, Request};
use crate::verdict::{Observe, Trace, steps};
use crate::words::{
    HeaderList, HeaderName, HeaderValue, Method, cors_safelisted_request_header, is_potentially_trustworthy,
};

steps! {
    /// The steps that decide in which mode an element or an API of its own asks.
    POTENTIAL_CORS_REQUEST, "create a potential-CORS request", "https://html.spec.whatwg.org/multipage/urls-and-fetching.html#create-a-potential-cors-request";
    "1" ASKS_WITH_CORS "the crossorigin attribute, or what asks, makes it a CORS request"
    "4" ASKS_ANONYMOUSLY "the CORS settings attribute is anonymous, so the credentials mode is same-origin"
}

/// The request, or the reason why there is none.
///
/// A page sets no header and no method of it; what it gives `sendBeacon()` brings a `Content-Type` at most.
pub(super) fn construct(
    init: &RequestInit,
    element: Element,
    crossorigin: Option<CrossOrigin>,
    profile: &Profile,
) -> Result<Constructed, Box<NotConstructible>> {
    let row = element.row();
    let mut trace = Trace::default();
    let parsed = Url::parse(&init.url);
    trace.step(&URL_PARSES, parsed.is_ok(), || init.url.clone());
    let Ok(mut url) = parsed else {
        let why = format!("`{}` is not a URL: write it with its scheme", init.url);
        return Err(Box::new(NotConstructible { reasons: vec![(why, &URL_PARSES)], trace }));
    };
    if is_upgraded(init, element, &url) {
        // http to https is never refused.
        let _ = url.set_scheme("https");
    }

    let is_beacon = element == Element::Beacon;
    let mut headers = HeaderList::new();
    let (mut mode, credentials) = row.sent(crossorigin, profile.engine);
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

    let request = Request {
        method: if is_beacon { Method::POST } else { Method::GET },
        headers: Arc::new(headers),
        top_level_origin: init.top_level_origin.clone(),
        mode,
        credentials,
        referrer_policy: init.referrer_policy.unwrap_or_default(),
        body: if is_beacon && init.body.is_some() { Body::Source } else { Body::None },
        // The text of sendBeacon() sets no flag; all three browsers preflight its unusual types all the same.
        unsafe_request: is_beacon,
        api: Api::Element { element, crossorigin },
        ..Request::new(init.origin.clone(), url)
    };
    Ok(Constructed { request, dropped: Vec::new(), trace })
}

fn content_type(init: &RequestInit) -> Option<HeaderValue> {
    let (_, value) = init.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case(b"content-type"))?;
    HeaderValue::new(value).ok()
}

/// Images are [upgradeable content](https://w3c.github.io/webappsec-mixed-content/#upgrade-algorithm): below an https page
/// they are asked for by https.
fn is_upgraded(init: &RequestInit, element: Element, url: &Url) -> bool {
    element == Element::Img
        && init.origin.scheme() == Some("https")
        && url.scheme() == "http"
        && !is_potentially_trustworthy(url)
}
