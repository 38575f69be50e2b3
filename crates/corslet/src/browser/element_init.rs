//! What a page writes for an element, and the request that becomes of it.

use std::sync::Arc;

use url::Url;

use super::constructor::URL_PARSES;
use super::element::{CrossOrigin, Element};
use super::page::{Api, Constructed, NotConstructible, PageBody};
use super::profile::{ElementRules, NoreferrerForm};
use super::{Body, Mode, PolicyContainer, Profile, RedirectMode, ReferrerPolicy, Request};
use crate::verdict::{Observe, Referrer, Trace};
use crate::words::{HeaderList, HeaderName, HeaderValue, Method, Origin, cors_unsafe_request_header_names};

/// An element, with what its request depends on.
#[derive(Clone, Debug)]
pub struct ElementInit {
    /// Which element.
    pub element: Element,
    /// The page's origin.
    pub origin: Origin,
    /// The origin of the top-level document, when the page is a frame in one of another site.
    pub top_level_origin: Option<Origin>,
    /// What the page's own response headers decide.
    pub policies: PolicyContainer,
    /// The URL, absolute.
    pub url: String,
    /// The attribute `crossorigin`.
    pub crossorigin: CrossOrigin,
    /// The attribute `referrerpolicy`; the page's policy when not given.
    pub referrer_policy: Option<ReferrerPolicy>,
    /// Whether a form has `method=post`.
    pub is_post: bool,
    /// Whether a form has `rel=noreferrer`.
    pub is_noreferrer: bool,
    /// What a beacon or a form sends.
    pub body: Option<PageBody>,
}

impl ElementInit {
    /// An element without attributes on a page of `origin`.
    #[must_use]
    pub fn new(element: Element, origin: Origin, url: impl Into<String>) -> Self {
        ElementInit {
            element,
            origin,
            top_level_origin: None,
            policies: PolicyContainer::default(),
            url: url.into(),
            crossorigin: CrossOrigin::NoCors,
            referrer_policy: None,
            is_post: false,
            is_noreferrer: false,
            body: None,
        }
    }

    /// The request that the element makes in `profile`'s browser.
    ///
    /// ```
    /// use corslet::browser::{CredentialsMode, Element, ElementInit, Mode, Profile};
    /// use corslet::words::Origin;
    ///
    /// let page = Origin::parse("https://app.example")?;
    /// let init = ElementInit::new(Element::Font, page, "https://cdn.example/a.woff2");
    /// let request = init.construct(Profile::chromium())?.request;
    /// assert_eq!((request.mode, request.credentials), (Mode::Cors, CredentialsMode::SameOrigin));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// When the URL is none.
    pub fn construct(&self, profile: &Profile) -> Result<Constructed, Box<NotConstructible>> {
        let mut trace = Trace::default();
        let url = self.request_url();
        trace.step(&URL_PARSES, url.is_some(), || format!("URL {}", self.url));
        let Some(url) = url else {
            let reason = format!(
                "`{}` is not a URL: write it with its scheme, as in `https://api.example/`",
                self.url
            );
            return Err(Box::new(NotConstructible { reasons: vec![(reason, &URL_PARSES)], trace }));
        };

        let headers = self.headers();
        let is_simple = cors_unsafe_request_header_names(&headers, &profile.rules.safelist).is_empty();
        let asking = self.element.asks(self.crossorigin, is_simple, &profile.rules.elements);
        let is_post = match self.element {
            Element::Beacon => true,
            Element::Form => self.is_post,
            _ => false,
        };
        let (referrer, referrer_policy) = self.referrer(&profile.rules.elements);
        let request = Request {
            method: if is_post { Method::POST } else { Method::GET },
            headers: Arc::new(headers),
            network_partition_key: None,
            top_level_origin: self.top_level_origin.clone(),
            policies: self.policies,
            destination: asking.destination,
            mode: asking.mode,
            credentials: asking.credentials,
            redirect: if asking.mode == Mode::WebSocket { RedirectMode::Error } else { RedirectMode::Follow },
            referrer,
            referrer_policy,
            body: if is_post { Body::Source } else { Body::None },
            // What an element asks for needs no preflight; a beacon's body can.
            unsafe_request: self.element == Element::Beacon,
            api: Api::Element(self.element),
            ..Request::new(self.origin.clone(), url)
        };
        Ok(Constructed { request, dropped: Vec::new(), trace })
    }

    /// The URL that is fetched: a WebSocket's
    /// [handshake](https://websockets.spec.whatwg.org/#concept-websocket-establish) is http.
    fn request_url(&self) -> Option<Url> {
        let url = Url::parse(&self.url).ok()?;
        let scheme = match url.scheme() {
            "ws" => "http",
            "wss" => "https",
            _ => return Some(url),
        };
        // `Url::set_scheme` takes these, all of them being special.
        let mut url = url;
        url.set_scheme(scheme).ok()?;
        Some(url)
    }

    fn headers(&self) -> HeaderList {
        let mut headers = HeaderList::new();
        match self.element {
            Element::EventSource => {
                headers.append(HeaderName::from_static("Accept"), HeaderValue::received("text/event-stream"));
            }
            Element::Beacon => {
                if let Some(content_type) = self.body.as_ref().and_then(PageBody::content_type) {
                    headers
                        .append(HeaderName::from_static("Content-Type"), HeaderValue::received(content_type));
                }
            }
            _ => {}
        }
        headers
    }

    fn referrer(&self, rules: &ElementRules) -> (Referrer, ReferrerPolicy) {
        let policy = self.referrer_policy.unwrap_or(self.policies.referrer_policy);
        match rules.noreferrer_form {
            _ if self.element == Element::Track && rules.tracks_have_no_referrer => (Referrer::None, policy),
            NoreferrerForm::HasPolicy if self.is_noreferrer => (Referrer::Url, ReferrerPolicy::NoReferrer),
            NoreferrerForm::HasNoReferer if self.is_noreferrer => (Referrer::None, policy),
            _ => (Referrer::Url, policy),
        }
    }
}
