//! A request as the Fetch Standard's algorithms see it.

use std::sync::Arc;

use url::Url;

use super::page::Api;
use super::{Destination, PolicyContainer};
use crate::verdict::Referrer;
use crate::words::{HeaderList, Method, Origin};

/// A request's [mode](https://fetch.spec.whatwg.org/#concept-request-mode).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// Only same-origin URLs.
    SameOrigin,
    /// The CORS protocol for cross-origin URLs: what `fetch()` and `XMLHttpRequest` use.
    #[default]
    Cors,
    /// Cross-origin URLs without CORS: the response is opaque.
    NoCors,
    /// A navigation: the same-origin policy does not apply to asking.
    Navigate,
    /// A WebSocket handshake.
    WebSocket,
}

/// A request's [credentials mode](https://fetch.spec.whatwg.org/#concept-request-credentials-mode).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CredentialsMode {
    /// Never send credentials, never store them.
    Omit,
    /// Credentials for same-origin URLs.
    #[default]
    SameOrigin,
    /// Credentials always.
    Include,
}

/// A request's [cache mode](https://fetch.spec.whatwg.org/#concept-request-cache-mode).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CacheMode {
    /// What is fresh is used.
    #[default]
    Default,
    /// Nothing is used or kept.
    NoStore,
    /// Nothing is used.
    Reload,
    /// What is kept is asked for again with a conditional request.
    NoCache,
    /// What is kept is used, however old.
    ForceCache,
    /// What is kept is used, and nothing else; for mode `same-origin` only.
    OnlyIfCached,
}

/// A request's [redirect mode](https://fetch.spec.whatwg.org/#concept-request-redirect-mode).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum RedirectMode {
    /// Follow redirects.
    #[default]
    Follow,
    /// A redirect is a network error.
    Error,
    /// A redirect is handed to the page, unreadable.
    Manual,
}

/// A [referrer policy](https://w3c.github.io/webappsec-referrer-policy/#referrer-policies); it decides about `Referer`, and
/// about the `Origin` of requests that are neither CORS nor `GET` nor `HEAD`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ReferrerPolicy {
    /// `no-referrer`
    NoReferrer,
    /// `no-referrer-when-downgrade`
    NoReferrerWhenDowngrade,
    /// `same-origin`
    SameOrigin,
    /// `origin`
    Origin,
    /// `strict-origin`
    StrictOrigin,
    /// `origin-when-cross-origin`
    OriginWhenCrossOrigin,
    /// `strict-origin-when-cross-origin`, the default.
    #[default]
    StrictOriginWhenCrossOrigin,
    /// `unsafe-url`
    UnsafeUrl,
}

/// A request's [body](https://fetch.spec.whatwg.org/#concept-request-body), as far as the protocol looks at it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Body {
    /// No body.
    #[default]
    None,
    /// A body with a source: it can be sent again after a redirect.
    Source,
    /// A stream: its source is null, so it cannot.
    Stream,
}

macro_rules! keywords {
    ($($type:ident { $($variant:ident => $text:literal),+ $(,)? })+) => {
        $(
            impl $type {
                /// The standard's keyword.
                #[must_use]
                pub fn as_str(self) -> &'static str {
                    match self { $($type::$variant => $text),+ }
                }

                /// All keywords, in the standard's order.
                pub const KEYWORDS: &'static [&'static str] = &[$($text),+];
            }

            impl std::str::FromStr for $type {
                type Err = String;

                /// Reads the standard's keyword; the error lists what may be written.
                fn from_str(text: &str) -> Result<Self, String> {
                    match text {
                        $($text => Ok($type::$variant),)+
                        _ => Err(format!("`{text}` is not one of: {}", Self::KEYWORDS.join(", "))),
                    }
                }
            }
        )+
    };
}

keywords! {
    Mode {
        SameOrigin => "same-origin", Cors => "cors", NoCors => "no-cors", Navigate => "navigate",
        WebSocket => "websocket",
    }
    CredentialsMode { Omit => "omit", SameOrigin => "same-origin", Include => "include" }
    CacheMode {
        Default => "default", NoStore => "no-store", Reload => "reload", NoCache => "no-cache",
        ForceCache => "force-cache", OnlyIfCached => "only-if-cached",
    }
    RedirectMode { Follow => "follow", Error => "error", Manual => "manual" }
    ReferrerPolicy {
        NoReferrer => "no-referrer", NoReferrerWhenDowngrade => "no-referrer-when-downgrade",
        SameOrigin => "same-origin", Origin => "origin", StrictOrigin => "strict-origin",
        OriginWhenCrossOrigin => "origin-when-cross-origin",
        StrictOriginWhenCrossOrigin => "strict-origin-when-cross-origin", UnsafeUrl => "unsafe-url",
    }
}

/// A [request](https://fetch.spec.whatwg.org/#concept-request), ready to be fetched.
///
/// What a page writes becomes a request through [`RequestInit`](super::RequestInit), whose guards drop what never
/// leaves a page; a `Request` made by hand bypasses them.
#[derive(Clone, Debug)]
pub struct Request {
    /// The [URL](https://fetch.spec.whatwg.org/#concept-request-url).
    pub url: Arc<Url>,
    /// The method, already normalised.
    pub method: Method,
    /// The header list: what the page set and the guard let through, and the body's `Content-Type`.
    pub headers: Arc<HeaderList>,
    /// The origin of the page that asks.
    pub origin: Origin,
    /// The [network partition key](https://fetch.spec.whatwg.org/#network-partition-keys): the site of the top-level
    /// document. Fetches with different keys share no preflight cache entries.
    pub network_partition_key: Option<Arc<str>>,
    /// The origin of the top-level document, when the page is a frame in one of another site.
    pub top_level_origin: Option<Origin>,
    /// What the page's own response headers decide about its requests.
    pub policies: PolicyContainer,
    /// What the response is for.
    pub destination: Destination,
    /// The mode.
    pub mode: Mode,
    /// The credentials mode.
    pub credentials: CredentialsMode,
    /// The cache mode.
    pub cache: CacheMode,
    /// The redirect mode.
    pub redirect: RedirectMode,
    /// How much of its URL the page would tell before any policy: all of it, unless it says otherwise.
    pub referrer: Referrer,
    /// The referrer policy.
    pub referrer_policy: ReferrerPolicy,
    /// The body.
    pub body: Body,
    /// The [unsafe-request flag](https://fetch.spec.whatwg.org/#unsafe-request-flag): method and headers decide about
    /// a preflight. `fetch()` and `XMLHttpRequest` set it.
    pub unsafe_request: bool,
    /// The [use-CORS-preflight flag](https://fetch.spec.whatwg.org/#use-cors-preflight-flag): always preflight.
    pub use_cors_preflight: bool,
    /// Which API asks: browsers name it in their console.
    pub api: Api,
}

impl Request {
    /// A `GET` request of `fetch(url)` on a page of `origin`.
    #[must_use]
    pub fn new(origin: Origin, url: Url) -> Self {
        Request {
            url: Arc::new(url),
            method: Method::GET,
            headers: Arc::new(HeaderList::new()),
            origin,
            network_partition_key: None,
            top_level_origin: None,
            policies: PolicyContainer::default(),
            destination: Destination::Empty,
            mode: Mode::Cors,
            credentials: CredentialsMode::SameOrigin,
            cache: CacheMode::Default,
            redirect: RedirectMode::Follow,
            referrer: Referrer::Url,
            referrer_policy: ReferrerPolicy::default(),
            body: Body::None,
            unsafe_request: true,
            use_cors_preflight: false,
            api: Api::Fetch,
        }
    }

    /// Whether the credentials mode is `include`, which is what the CORS check asks; a navigation is assumed to.
    #[must_use]
    pub fn includes_credentials(&self) -> bool {
        self.credentials == CredentialsMode::Include || self.mode == Mode::Navigate
    }
}
