//! Firefox: its deviations, and what its console says.

use super::chromium::deviations;
use super::rules::{
    AuthorizationWildcard, CacheCredentials, CacheStar, CacheUpdate, EmptyLines, ExposeList, HeadersAfterRedirect, MaxAge,
    PreflightAfterRedirect, PreflightOrigin, Rules, SeveralLocations,
};
use super::{Deviation, Scope};
use crate::words::{ContentTypeSyntax, RangeSyntax};

pub(super) const VERSION: &str = "Firefox ESR 153.7.0";

deviations! {
    "auth-star" Engine "Access-Control-Allow-Headers: * covers Authorization in a preflight, with a warning"
        "recorded; netwerk/protocol/http/nsCORSListenerProxy.cpp, CheckPreflightRequestApproved"
        |rules| rules.authorization_wildcard = AuthorizationWildcard::Preflight;
    "loc-dup" Engine "several Location lines are followed when they are alike"
        "recorded; netwerk/protocol/http/nsHttpHeaderArray.h, IsSuspectDuplicateHeader"
        |rules| rules.several_locations = SeveralLocations::FollowedIfAlike;
    "acrh-dup" Engine "a repeated CORS-unsafe name is repeated in Access-Control-Request-Headers"
        "recorded; netwerk/protocol/http/nsCORSListenerProxy.cpp, StartCORSPreflight"
        |rules| rules.repeats_names = true;
    "ff-single-headers" Engine "of a repeated Content-Type the first is sent with a body and the last without, of Authorization the last"
        "recorded; dom/fetch/FetchDriver.cpp, SetRequestHeaders"
        |rules| { rules.sent.joined = true; rules.sent.single_headers = true; };
    "no-1024" Engine "the safelisted headers have no total limit"
        "recorded; dom/fetch/InternalHeaders.cpp, GetUnsafeHeaders"
        |rules| rules.safelist.total_limit = None;
    "range-u64" Engine "a Range number above 2^64-1 is unsafe"
        "recorded; dom/base/nsContentUtils.cpp, ParseSingleRangeRequest"
        |rules| rules.safelist.range = RangeSyntax::U64;
    "ff-unsafe-80" Engine "bytes of 0x80 and above are unsafe in Accept and Content-Type"
        "recorded; dom/base/nsContentUtils.cpp, IsCorsUnsafeRequestHeaderValue"
        |rules| rules.safelist.high_bytes_unsafe = true;
    "ff-ct-params" Engine "a Content-Type whose parameters hold a comma or begin with = is unsafe"
        "recorded; dom/base/nsContentUtils.cpp, IsAllowedNonCorsContentType"
        |rules| rules.safelist.content_type = ContentTypeSyntax::Strict;
    "empty-lines-dropped" Engine "an empty header line is dropped when lines are joined"
        "recorded; netwerk/protocol/http/nsHttpHeaderArray.cpp, MergeHeader"
        |rules| rules.empty_lines = EmptyLines::Dropped;
    "expose-star-first" Engine "a * before an invalid element of Access-Control-Expose-Headers exposes everything"
        "recorded; dom/fetch/InternalHeaders.cpp, CORSHeaders"
        |rules| rules.expose_list = ExposeList::UpToTheFirstInvalid;
    "pf-origin" Engine "a preflight after a cross-origin redirect carries the page's origin and is checked against it; one to the page's own origin is not checked at all"
        "recorded; netwerk/protocol/http/nsCORSListenerProxy.cpp, StartCORSPreflight and UpdateChannel"
        |rules| rules.preflight_origin = PreflightOrigin::PageUnchecked;
    "pf-sticky-ff" Engine "once unsafe headers were given or a preflight was needed, every later cross-origin hop is preflighted"
        "recorded; netwerk/protocol/http/nsCORSListenerProxy.cpp, CheckPreflightNeeded"
        |rules| rules.preflight_after_redirect = PreflightAfterRedirect::OriginalWithoutStripped;
    "ff-restore-headers" Engine "each redirect rebuilds the header list from the original request, without what this hop strips"
        "recorded; dom/fetch/FetchDriver.cpp, AsyncOnChannelRedirect"
        |rules| rules.headers_after_redirect = HeadersAfterRedirect::RebuiltAtEachHop;
    "sah-origin" Engine "a credentialed no-cors GET of a cross-site frame to its top-level site carries Origin"
        "recorded; Storage Access Headers, https://github.com/cfredric/storage-access-headers"
        |rules| rules.origin_told_for_storage_access = true;
    "lax-by-default" Engine "a cookie without SameSite is not sent on requests of another site"
        "recorded"
        |rules| rules.withholds_unmarked_cookies = true;
    "xhr-flag-method-not-implied" Engine "a forced preflight needs the method in Access-Control-Allow-Methods"
        "recorded; netwerk/protocol/http/nsCORSListenerProxy.cpp, CheckPreflightRequestApproved"
        |rules| { rules.forced_preflight_implies_method = false; rules.cache.forced_needs_entry = false; };
    "cache-invalid-nostore" Engine "an invalid Access-Control-Max-Age, or 0, keeps nothing and leaves older entries as they are"
        "recorded; netwerk/protocol/http/nsCORSListenerProxy.cpp, AddResultToCache"
        |rules| rules.cache.max_age = MaxAge::DigitsOrNothing;
    "cache-cap" Engine "entries live a day at most"
        "netwerk/protocol/http/nsCORSListenerProxy.cpp, AddResultToCache"
        |rules| rules.cache.cap = Some(86_400);
    "cache-restamp" Engine "a method or name that is kept already is stored anew"
        "netwerk/protocol/http/nsCORSListenerProxy.cpp, AddResultToCache"
        |rules| rules.cache.update = CacheUpdate::Restamped;
    "cache-literal-star" Engine "a kept * never counts"
        "recorded; netwerk/protocol/http/nsCORSListenerProxy.cpp, CacheEntry::CheckRequest"
        |rules| rules.cache.star = CacheStar::Never;
    "cache-head" Engine "HEAD needs an entry"
        "recorded; netwerk/protocol/http/nsCORSListenerProxy.cpp, CacheEntry::CheckRequest"
        |rules| rules.cache.head_needs_entry = true;
    "cache-cred-exact" Engine "entries of credentialed and other requests are separate both ways"
        "recorded; netwerk/protocol/http/nsCORSListenerProxy.cpp, GetCacheKey"
        |rules| rules.cache.credentials = CacheCredentials::Exact;
    "cache-keyed-by-page" Engine "the key has the page's principal, also after a redirect has tainted the request"
        "netwerk/protocol/http/nsCORSListenerProxy.cpp, GetCacheKey"
        |rules| rules.cache.keyed_by_page = true;
    "cache-clear-simple" Engine "a request that fails without a preflight clears the entries too"
        "recorded; netwerk/protocol/http/nsCORSListenerProxy.cpp, OnStartRequest"
        |rules| rules.cache.cleared_by_simple = true;
    "cache-size" Engine "a hundred combinations of origin and URL are kept"
        "netwerk/protocol/http/nsCORSListenerProxy.cpp, PREFLIGHT_CACHE_SIZE"
        |rules| rules.cache.capacity = Some(100);
}
