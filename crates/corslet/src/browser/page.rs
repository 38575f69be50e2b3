//! What a page writes, and what becomes of it: a request, or an exception.

use std::fmt;

use super::{
    CacheMode, CredentialsMode, CrossOrigin, Element, Mode, PolicyContainer, Profile, RedirectMode,
    ReferrerPolicy, Request, constructor, potential_cors_request,
};
use crate::verdict::Trace;
use crate::words::{ForbiddenRequestHeader, HeaderName, HeaderValue, Origin};

/// Which API of the page asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Api {
    /// `fetch()`.
    #[default]
    Fetch,
    /// `XMLHttpRequest`.
    Xhr {
        /// Whether a listener is registered on `upload`: then the request is always preflighted.
        upload_listener: bool,
    },
    /// An element, something of a style sheet, or an API of its own: it writes no header and no mode.
    Element {
        /// Which.
        element: Element,
        /// Its `crossorigin` attribute.
        crossorigin: Option<CrossOrigin>,
    },
}

/// A body as a page gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageBody {
    /// A string.
    Text,
    /// A `URLSearchParams`.
    UrlSearchParams,
    /// A `FormData`.
    FormData,
    /// A `Blob` of this type; empty for none.
    Blob(String),
    /// An `ArrayBuffer` or a view on one.
    Bytes,
    /// A `ReadableStream`.
    Stream,
}

impl PageBody {
    /// The `Content-Type` that [extracting the body](https://fetch.spec.whatwg.org/#concept-bodyinit-extract) gives.
    pub(super) fn content_type(&self) -> Option<String> {
        match self {
            PageBody::Text => Some("text/plain;charset=UTF-8".into()),
            PageBody::UrlSearchParams => Some("application/x-www-form-urlencoded;charset=UTF-8".into()),
            PageBody::FormData => Some("multipart/form-data; boundary=----corslet".into()),
            PageBody::Blob(kind) if !kind.is_empty() => Some(kind.clone()),
            PageBody::Blob(_) | PageBody::Bytes | PageBody::Stream => None,
        }
    }
}

/// What a page passes to `fetch()` or to an `XMLHttpRequest`, or writes for an element, not yet looked at.
#[derive(Clone, Debug)]
pub struct RequestInit {
    /// The page's origin.
    pub origin: Origin,
    /// The origin of the top-level document, when the page is a frame in one of another site.
    pub top_level_origin: Option<Origin>,
    /// What the page's own response headers decide.
    pub policies: PolicyContainer,
    /// The URL, absolute.
    pub url: String,
    /// The method; `GET` when not given.
    pub method: Option<Vec<u8>>,
    /// The headers: names and values as bytes.
    pub headers: Vec<(Vec<u8>, Vec<u8>)>,
    /// The body.
    pub body: Option<PageBody>,
    /// The mode; `cors` when not given.
    pub mode: Option<Mode>,
    /// The credentials mode; `same-origin` when not given. `withCredentials` is `include`.
    pub credentials: Option<CredentialsMode>,
    /// The cache mode; `default` when not given.
    pub cache: Option<CacheMode>,
    /// The redirect mode; `follow` when not given.
    pub redirect: Option<RedirectMode>,
    /// The referrer policy; the page's when not given.
    pub referrer_policy: Option<ReferrerPolicy>,
    /// Whether a form has `rel=noreferrer`.
    pub noreferrer: bool,
    /// Which API asks.
    pub api: Api,
}

/// A request, what the guard dropped on the way, and every step looked at.
#[derive(Clone, Debug)]
pub struct Constructed {
    /// The request.
    pub request: Request,
    /// The headers that never leave the page.
    pub dropped: Vec<Dropped>,
    /// The steps taken.
    pub trace: Trace,
}

/// Why a page cannot construct a request: every reason, and the steps that led there.
#[derive(Clone, Debug)]
pub struct NotConstructible {
    /// Each reason as a sentence, with the step that throws.
    pub reasons: Vec<(String, &'static crate::verdict::Step)>,
    /// The steps taken.
    pub trace: Trace,
}

impl fmt::Display for NotConstructible {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (reason, _)) in self.reasons.iter().enumerate() {
            write!(f, "{}{reason}", if index == 0 { "" } else { "; " })?;
        }
        Ok(())
    }
}

impl std::error::Error for NotConstructible {}

/// A header that the page set and that never leaves it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// The header's name.
    pub name: HeaderName,
    /// Its value.
    pub value: HeaderValue,
    /// Why it is dropped.
    pub why: DroppedWhy,
}

/// Why a header never leaves the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DroppedWhy {
    /// A [forbidden request-header](https://fetch.spec.whatwg.org/#forbidden-request-header): only the browser sets it.
    Forbidden(ForbiddenRequestHeader),
    /// Mode `no-cors` allows [a few headers](https://fetch.spec.whatwg.org/#no-cors-safelisted-request-header) only.
    NotNoCorsSafelisted,
    /// Mode `no-cors` removes [privileged headers](https://fetch.spec.whatwg.org/#privileged-no-cors-request-header-name).
    PrivilegedNoCors,
}

impl RequestInit {
    /// A `fetch(url)` on a page of `origin`.
    #[must_use]
    pub fn new(origin: Origin, url: impl Into<String>) -> Self {
        RequestInit {
            origin,
            top_level_origin: None,
            policies: PolicyContainer::default(),
            url: url.into(),
            method: None,
            headers: Vec::new(),
            body: None,
            mode: None,
            credentials: None,
            cache: None,
            redirect: None,
            referrer_policy: None,
            noreferrer: false,
            api: Api::Fetch,
        }
    }

    /// Constructs the request as `fetch()`, `XMLHttpRequest` or the element does in `profile`'s browser.
    ///
    /// # Errors
    /// Every reason for which the page gets an exception instead.
    pub fn construct(&self, profile: &Profile) -> Result<Constructed, Box<NotConstructible>> {
        match self.api {
            Api::Fetch | Api::Xhr { .. } => constructor::construct(self, profile),
            Api::Element { element, crossorigin } => {
                potential_cors_request::construct(self, element, crossorigin, profile)
            }
        }
    }
}
