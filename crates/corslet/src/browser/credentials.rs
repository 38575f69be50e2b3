//! Whether [credentials](https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch) go along with a request.

use super::{CredentialsMode, Profile, Request};
use super::fetch::{Fetch, Tainting};
use crate::verdict::{Exchange, Observe, steps};
use crate::words::same_site_as_url;

steps! {
    /// The step of HTTP-network-or-cache fetch that decides about credentials.
    CREDENTIALS, "HTTP-network-or-cache fetch", "https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch";
    "8.3" INCLUDES_CREDENTIALS "the credentials mode is include, or is same-origin with response tainting basic"
}

/// Whether this hop's request carries cookies, stored HTTP authentication and client certificates.
pub(super) fn are_included<O: Observe>(fetch: &mut Fetch<'_, O>) -> bool {
    let request = &fetch.request;
    let keeps_first = fetch.rules().no_cors_keeps_first_credentials
        && fetch.hop.tainting == Tainting::Opaque
        && request.origin.same_origin_as_url(&request.url);
    let included = request.includes_credentials()
        || request.credentials == CredentialsMode::SameOrigin
            && (fetch.hop.tainting == Tainting::Basic || keeps_first);
    fetch.observer.step(&INCLUDES_CREDENTIALS, included, || {
        format!("credentials mode {}, response tainting {:?}", request.credentials.as_str(), fetch.hop.tainting)
    });
    included
}

impl Profile {
    /// Whether a cookie without `SameSite`, stored for the exchange's host, goes along: credentials are included, and the
    /// request is same-site or this browser does not mind.
    #[must_use]
    pub fn sends_unmarked_cookie(&self, request: &Request, exchange: &Exchange) -> bool {
        exchange.credentials
            && (!self.rules.withholds_unmarked_cookies || same_site_as_url(&request.origin, &exchange.url))
    }
}
