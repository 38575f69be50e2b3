//! Whether [credentials](https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch) go along with a request.

use super::fetch::{Fetch, Tainting};
use super::{CredentialsMode, Mode, Profile, Request};
use crate::verdict::{Exchange, Observe, steps};
use crate::words::same_site_as_url;

steps! {
    /// The steps of HTTP-network-or-cache fetch that decide about credentials.
    CREDENTIALS, "HTTP-network-or-cache fetch", "https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch";
    "8.3" INCLUDES_CREDENTIALS "the credentials mode is include, or is same-origin with response tainting basic"
    "8.4" EMBEDDER_POLICY_ALLOWS_CREDENTIALS "the mode is not no-cors, or the page's embedder policy is not credentialless, or the URL is of the page's origin"
    "14" USER_IS_PROMPTED "the request carries credentials, its response tainting is not cors, and a name and a password answer the challenge"
    "15" PROXY_STATUS_IS_TAKEN "status 407 is taken as a response"
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
        format!(
            "credentials mode {}, response tainting {:?}",
            request.credentials.as_str(),
            fetch.hop.tainting
        )
    });
    if !included || fetch.request.mode != Mode::NoCors {
        return included;
    }
    let allowed = fetch.embedder_policy_allows_credentials();
    fetch.observer.step(&EMBEDDER_POLICY_ALLOWS_CREDENTIALS, allowed, || {
        format!("embedder policy {}", fetch.request.policies.embedder_policy.as_str())
    });
    allowed
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
