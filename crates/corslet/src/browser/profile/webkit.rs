//! WebKit, recorded in its GTK port: its deviations, and what its console says.

use super::chromium::deviations;
use super::rules::{
    AuthorizationWildcard, CacheStar, CacheUpdate, DeleteBecomesGet, EmptyLocation, HeadersAfterRedirect, MaxAge,
    PreflightAfterRedirect, RedirectCredentials, Rules, SeveralLocations,
};
use super::{Deviation, Scope};
use crate::words::{RangeSyntax, Repeated};

pub(super) const VERSION: &str = "WebKitGTK 2.50.6";

deviations! {
    "auth-star" Engine "Access-Control-Allow-Headers: * covers Authorization, in a preflight and from the cache"
        "recorded; Source/WebCore/loader/CrossOriginPreflightResultCache.cpp, validateCrossOriginHeaders"
        |rules| rules.authorization_wildcard = AuthorizationWildcard::PreflightAndCache;
    "loc-join" Engine "several Location lines are joined with a comma"
        "recorded; Source/WebCore/platform/network/HTTPHeaderMap.cpp"
        |rules| rules.several_locations = SeveralLocations::Joined;
    "loc-empty-error" Engine "an empty Location is a network error"
        "recorded"
        |rules| rules.empty_location = EmptyLocation::Fails;
    "combine-dups" Engine "repeated request headers are joined with a comma before they are judged and sent"
        "recorded; Source/WebCore/platform/network/HTTPHeaderMap.cpp"
        |rules| { rules.safelist.repeated = Repeated::Combined; rules.sent.joined = true; };
    "range-wk" Engine "Range takes any case and a plus sign; a number above 2^64-1 is unsafe"
        "recorded; Source/WebCore/platform/network/HTTPParsers.cpp, isSafeRange"
        |rules| rules.safelist.range = RangeSyntax::U64Lenient;
    "utf8-headers" Port "header bytes above 0x7F go out as UTF-8"
        "recorded; libsoup"
        |rules| rules.sent.utf8 = true;
    "utf8-response-headers" Port "bytes of a response's header values that are not UTF-8 reach the page as U+FFFD"
        "recorded; libsoup"
        |rules| rules.invalid_utf8_replaced = true;
    "pf-sticky-wk" Engine "once a preflight was needed or unsafe headers were given, every later cross-origin hop is preflighted with the original names"
        "recorded; Source/WebKit/NetworkProcess/NetworkLoadChecker.cpp, checkCORSRequest"
        |rules| rules.preflight_after_redirect = PreflightAfterRedirect::Original;
    "wk-restore-headers" Engine "from the second redirect on the header list is the original request's"
        "recorded; Source/WebKit/NetworkProcess/NetworkLoadChecker.cpp, checkCORSRedirectedRequest"
        |rules| rules.headers_after_redirect = HeadersAfterRedirect::RestoredFromTheSecond;
    "userinfo-late" Engine "a redirect from the page's origin to a URL with user name or password fails after the preflight"
        "recorded; Source/WebKit/NetworkProcess/NetworkLoadChecker.cpp, checkRedirection"
        |rules| rules.redirect_credentials = RedirectCredentials::FailAfterPreflight;
    "soup-delete-get" Port "DELETE becomes GET on a cross-origin redirect"
        "recorded; libsoup"
        |rules| rules.delete_becomes_get = DeleteBecomesGet::CrossOrigin;
    "wk-redirect-check-credentialed" Engine "a redirect from a cross-origin hop is checked as if credentials were included, when the first URL was same-origin and the credentials mode is same-origin"
        "recorded; Source/WebKit/NetworkProcess/NetworkLoadChecker.cpp, continueCheckingRequest"
        |rules| rules.redirect_checked_with_credentials = true;
    "origin-kept" Port "Origin stays when a same-origin redirect turns POST into GET"
        "recorded; libsoup"
        |rules| rules.origin_kept_on_rewritten_method = true;
    "nocors-cookie" Engine "same-origin credentials follow a no-cors request to one hop beyond the page's origin"
        "recorded; Source/WebKit/NetworkProcess/NetworkLoadChecker.cpp, continueCheckingRequest"
        |rules| rules.credentials_of_redirect_lag = true;
    "xhr-flag-method-not-implied" Engine "a forced preflight needs the method in Access-Control-Allow-Methods"
        "recorded; Source/WebCore/loader/CrossOriginPreflightResultCache.cpp, allowsCrossOriginMethod"
        |rules| { rules.forced_preflight_implies_method = false; rules.cache.forced_needs_entry = false; };
    "cache-max-age-int" Engine "Access-Control-Max-Age is a signed 64-bit integer"
        "recorded; Source/WebCore/loader/CrossOriginPreflightResultCache.cpp, parseAccessControlMaxAge"
        |rules| rules.cache.max_age = MaxAge::SignedInteger;
    "cache-cap" Engine "entries live ten minutes at most"
        "measured at 590 and 612 s; Source/WebCore/loader/CrossOriginPreflightResultCache.cpp, maxPreflightCacheTimeout"
        |rules| rules.cache.cap = Some(600);
    "cache-replace" Engine "one result is kept for each origin and URL: a new one replaces it, and a request that it does not cover erases it"
        "recorded; Source/WebCore/loader/CrossOriginPreflightResultCache.cpp, canSkipPreflight"
        |rules| { rules.cache.update = CacheUpdate::Replaced; rules.cache.erased_on_miss = true; };
    "cache-star-by-request" Engine "a kept * does not count for a credentialed request"
        "recorded; Source/WebCore/loader/CrossOriginPreflightResultCache.cpp, allowsCrossOriginMethod"
        |rules| rules.cache.star = CacheStar::UnlessRequestedWithCredentials;
    "cache-no-clear" Engine "a failed request leaves the kept preflight, and a preflight is kept although it does not allow the request"
        "recorded; Source/WebCore/loader/CrossOriginAccessControl.cpp, validatePreflightResponse"
        |rules| {
            rules.cache.cleared_by_actual = false;
            rules.cache.cleared_by_preflight = false;
            rules.cache.stored_before_decision = true;
        };
}
