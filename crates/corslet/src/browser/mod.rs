//! The browser's half of CORS: what is sent, what is checked, and what a page may read.
//!
//! One file an algorithm of the [Fetch Standard](https://fetch.spec.whatwg.org/), under the standard's name. Where a
//! browser deviates, the deviation is data in its [`Profile`], never a branch on the browser.

mod authentication;
mod cache;
mod check;
mod constructor;
pub mod cookies;
mod credentials;
mod destination;
mod element;
mod element_row;
mod embedder_policy;
mod event;
mod fetch;
mod fetch_cookies;
mod filter;
pub mod head;
mod http_cache;
mod http_fetch;
mod main_fetch;
mod mismatch;
mod mixed_content;
mod origin_header;
mod page;
mod policy_container;
mod potential_cors_request;
mod preflight;
pub mod profile;
mod redirect;
mod referrer;
mod request;
mod resource_policy;
mod resource_timing;
mod sent;
mod timing;
mod verdict;
mod websocket_url;

pub use cache::PreflightCache;
pub use destination::Destination;
pub use element::{CrossOrigin, Element};
pub use element_row::{ELEMENTS, ElementRow};
pub use embedder_policy::EmbedderPolicy;
pub use event::Event;
pub use fetch::{Ask, Fetch, Next};
pub use fetch_cookies::{Cookies, ExchangeCookies};
pub use filter::Readable;
pub use http_cache::{Cached, HttpCache};
pub use page::{Api, Constructed, Dropped, DroppedWhy, NotConstructible, PageBody, RequestInit};
pub use policy_container::PolicyContainer;
pub use profile::{Engine, Headline, Profile, Rules};
pub use request::{Body, CacheMode, CredentialsMode, Mode, RedirectMode, ReferrerPolicy, Request};
pub use resource_timing::ResourceTiming;
pub use verdict::{CacheHit, NOT_MODELLED, Verdict, Warning};
pub use websocket_url::{handshake_url, is_websocket_url};

use crate::verdict::Algorithm;

/// Every algorithm that the browser's half runs, with its steps.
pub static ALGORITHMS: &[&Algorithm] = &[
    &constructor::REQUEST_CONSTRUCTOR,
    &potential_cors_request::POTENTIAL_CORS_REQUEST,
    &main_fetch::MAIN_FETCH,
    &http_fetch::HTTP_FETCH,
    &redirect::HTTP_REDIRECT_FETCH,
    &preflight::CORS_PREFLIGHT_FETCH,
    &cache::CORS_PREFLIGHT_CACHE,
    &check::CORS_CHECK,
    &timing::TAO_CHECK,
    &resource_policy::RESOURCE_POLICY,
    &embedder_policy::EMBEDDER_POLICY,
    &referrer::REFERRER,
    &origin_header::ORIGIN_HEADER,
    &credentials::CREDENTIALS,
    &filter::FILTERED_RESPONSE,
];
