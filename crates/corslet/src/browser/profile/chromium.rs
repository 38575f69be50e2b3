//! Chromium: its deviations, and what its console says.

use super::rules::{
    AuthorizationWildcard, CacheStar, CacheUpdate, EmptyLocation, MaxAge, RedirectCredentials, Rules, SeveralLocations,
};
use super::{Deviation, Scope};
use crate::words::{RangeSyntax, Repeated};

pub(super) const VERSION: &str = "Chromium 156.0.8078.79";

macro_rules! deviations {
    ($($name:literal $scope:ident $what:literal $source:literal $apply:expr;)+) => {
        pub(super) static DEVIATIONS: &[Deviation] = &[$(Deviation {
            name: $name,
            scope: Scope::$scope,
            what: $what,
            source: $source,
            apply: { let apply: fn(&mut Rules) = $apply; apply },
        }),+];
    };
}
pub(super) use deviations;

deviations! {
    "auth-star" Engine "Access-Control-Allow-Headers: * covers Authorization in a preflight, but not from the cache"
        "recorded; services/network/public/cpp/cors/preflight_result.cc, has_authorization_covered_by_wildcard"
        |rules| rules.authorization_wildcard = AuthorizationWildcard::Preflight;
    "loc-dup" Engine "several Location lines are followed when they are alike"
        "recorded; net/http/http_stream_parser.cc, HeadersContainMultipleCopiesOfField"
        |rules| rules.several_locations = SeveralLocations::FollowedIfAlike;
    "loc-empty" Engine "an empty Location is no redirect"
        "recorded; net/http/http_response_headers.cc, HttpResponseHeaders::IsRedirect"
        |rules| rules.empty_location = EmptyLocation::IsNoRedirect;
    "combine-dups" Engine "repeated request headers are joined with a comma before they are judged and sent"
        "recorded; third_party/blink/renderer/platform/network/http_header_map.cc"
        |rules| { rules.safelist.repeated = Repeated::Combined; rules.sent.joined = true; };
    "range-i64" Engine "a Range number of 2^63-1 or more is unsafe"
        "recorded; services/network/public/cpp/cors/cors.cc, IsSafelistedRange; net/http/http_byte_range.cc"
        |rules| rules.safelist.range = RangeSyntax::I64;
    "range-normalise" Engine "the HTTP cache reads the Range of a GET and writes it anew"
        "recorded; net/http/partial_data.cc, net/http/http_util.cc, ParseRangeHeader"
        |rules| rules.sent.range_rewritten = true;
    "client-hints-safe" Engine "client hint headers with valid values are safelisted"
        "recorded; services/network/public/cpp/cors/cors.cc, IsCorsSafelistedHeader"
        |rules| rules.safelist.client_hints = true;
    "ch-redirect-drop" Engine "client hints are dropped once a redirect leaves the page's origin"
        "recorded; content/browser/client_hints"
        |rules| rules.client_hints_dropped = true;
    "ua-safe" Engine "a User-Agent set by the page is neither unsafe nor sent"
        "recorded; third_party/blink/renderer/core/fetch/headers.cc"
        |rules| { rules.safelist.user_agent = true; rules.sent.no_user_agent = true; };
    "userinfo-redirect" Engine "a redirect to a URL with user name or password is blocked in every mode"
        "recorded; services/network/cors/cors_url_loader.cc, CheckRedirectLocation"
        |rules| rules.redirect_credentials = RedirectCredentials::FailInEveryMode;
    "sah-origin" Engine "a credentialed no-cors GET of a cross-site frame to its top-level site carries Origin"
        "recorded; Storage Access Headers, https://github.com/cfredric/storage-access-headers"
        |rules| rules.origin_told_for_storage_access = true;
    "xhr-upload-needs-body" Engine "an upload listener forces a preflight only when there is a body"
        "recorded; third_party/blink/renderer/core/xmlhttprequest/xml_http_request.cc"
        |rules| rules.upload_listener_needs_body = true;
    "lax-by-default" Engine "a cookie without SameSite is not sent on requests of another site"
        "recorded"
        |rules| rules.withholds_unmarked_cookies = true;
    "xhr-flag-method-not-implied" Engine "a forced preflight needs the method in Access-Control-Allow-Methods"
        "recorded; services/network/public/cpp/cors/preflight_result.cc, EnsureAllowedCrossOriginMethod"
        |rules| { rules.forced_preflight_implies_method = false; rules.cache.forced_needs_entry = false; };
    "cache-max-age-int" Engine "Access-Control-Max-Age is a signed 64-bit integer"
        "recorded; services/network/public/cpp/cors/preflight_result.cc, ParseAccessControlMaxAge"
        |rules| rules.cache.max_age = MaxAge::SignedInteger;
    "cache-cap" Engine "entries live two hours at most"
        "services/network/public/cpp/cors/preflight_result.cc, kMaxTimeout"
        |rules| rules.cache.cap = Some(7_200);
    "cache-replace" Engine "one result is kept for each origin and URL: a new one replaces it, and a request that it does not cover erases it"
        "recorded; services/network/cors/preflight_cache.cc, CheckIfRequestCanSkipPreflight"
        |rules| { rules.cache.update = CacheUpdate::Replaced; rules.cache.erased_on_miss = true; };
    "cache-cred-star" Engine "a kept * does not count when a credentialed request stored it"
        "recorded; services/network/public/cpp/cors/preflight_result.cc, credentials_"
        |rules| rules.cache.star = CacheStar::UnlessStoredWithCredentials;
    "cache-keyed-by-page" Engine "the key has the page's origin, also after a redirect has tainted the request"
        "services/network/cors/cors_url_loader.cc, original_request initiator"
        |rules| rules.cache.keyed_by_page = true;
    "cache-opaque-none" Engine "nothing is kept for opaque origins"
        "recorded; services/network/cors/preflight_cache.cc"
        |rules| rules.cache.skips_opaque_origins = true;
    "cache-no-clear-actual" Engine "a failed request leaves the kept preflight"
        "recorded; services/network/cors/cors_url_loader.cc"
        |rules| rules.cache.cleared_by_actual = false;
}
