//! Firefox: its deviations, and what its console says.

use super::choices::{
    AuthorizationWildcard, BareReturn, CacheCredentials, CacheStar, CacheUpdate, EmptyLines, ExposeList,
    Fold, FrameEvent, HeadersAfterRedirect, LoopbackUpgrade, MaxAge, NoreferrerForm, Nul,
    PreflightAfterRedirect, PreflightOrigin, SeveralLocations, StatusLine, StorageAccessOrigin,
    UnknownResourcePolicy, WithoutStatusLine,
};
use super::deviation::deviations;
use super::headline::{Headline, Report, Reporter, lossy, shown};
use super::rules::{CacheCapacity, Rules};
use crate::browser::{Mode, Verdict, Warning};
use crate::verdict::Failure;
use crate::words::{ContentTypeSyntax, RangeSyntax};

pub(super) const VERSION: &str = "Firefox ESR 153.7.0";

deviations! {
    Rules:
    "auth-star" Engine "Access-Control-Allow-Headers: * covers Authorization in a preflight, with a warning"
        "recorded; netwerk/protocol/http/nsCORSListenerProxy.cpp, CheckPreflightRequestApproved"
        |rules| rules.authorization_wildcard = AuthorizationWildcard::Preflight;
    "head-bare-cr" Engine "a carriage return without a line feed is a byte of the header's value"
        "netwerk/protocol/http/nsHttpTransaction.cpp, ParseHead"
        |rules| rules.head.bare_return = BareReturn::Kept;
    "head-fold" Engine "the blanks around the break of a folded value stay"
        "netwerk/protocol/http/nsHttpTransaction.cpp, ParseLineSegment"
        |rules| rules.head.fold = Fold::BlanksKept;
    "head-nul" Engine "a NUL refuses the head only where a header's value has it"
        "netwerk/protocol/http/nsHttpResponseHead.cpp, ParseHeaderLine_locked"
        |rules| rules.head.nul = Nul::RefusedInValue;
    "head-status-line" Engine "the status line may begin behind four bytes of anything, and its number may have fewer digits or be missing"
        "netwerk/protocol/http/nsHttpTransaction.cpp, LocateHttpStart; netwerk/protocol/http/nsHttpResponseHead.cpp, ParseStatusLine_locked"
        |rules| rules.head.status_line = StatusLine::UpToThreeDigits;
    "head-http09" Engine "what has no status line is HTTP/0.9"
        "netwerk/protocol/http/nsHttpTransaction.cpp, ParseHead"
        |rules| rules.head.without_status_line = WithoutStatusLine::Http09;
    "head-limit" Engine "a head has 384 KiB at most"
        "modules/libpref/init/StaticPrefList.yaml, network.http.max_response_header_size"
        |rules| rules.head.longest = Some(384 * 1024);
    "loc-dup" Engine "several Location lines are followed when they are alike"
        "recorded; netwerk/protocol/http/nsHttpHeaderArray.h, IsSuspectDuplicateHeader"
        |rules| rules.several_locations = SeveralLocations::FollowedIfAlike;
    "acrh-dup" Engine "a repeated CORS-unsafe name is repeated in Access-Control-Request-Headers"
        "recorded; netwerk/protocol/http/nsCORSListenerProxy.cpp, StartCORSPreflight"
        |rules| rules.repeats_names = true;
    "ff-single-headers" Engine "of repeated headers that are singletons the last is sent; the body brings the first Content-Type"
        "recorded; dom/fetch/FetchDriver.cpp, SetRequestHeaders; netwerk/protocol/http/nsHttpHeaderArray.h, IsSingletonHeader"
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
    "ff-restore-headers" Engine "each redirect rebuilds the header list, so that Authorization is back on a same-origin hop after a cross-origin one"
        "recorded; dom/fetch/FetchDriver.cpp, AsyncOnChannelRedirect"
        |rules| rules.headers_after_redirect = HeadersAfterRedirect::AuthorizationRebuilt;
    "sah-origin" Engine "a credentialed no-cors GET of a cross-site frame to its top-level site carries Origin"
        "recorded; Storage Access Headers, https://github.com/cfredric/storage-access-headers"
        |rules| rules.storage_access_origin = StorageAccessOrigin::FirstHop;
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
    "cache-forced-forever" Engine "a forced preflight that needs neither method nor names is remembered without end"
        "recorded; netwerk/protocol/http/nsCORSListenerProxy.cpp, CacheEntry::CheckRequest"
        |rules| rules.cache.forced_never_expires = true;
    "cache-size" Engine "a hundred combinations of origin and URL are kept"
        "netwerk/protocol/http/nsCORSListenerProxy.cpp, PREFLIGHT_CACHE_SIZE"
        |rules| rules.cache.capacity = Some(CacheCapacity { slots: 100, per_partition: false, purged: 1 });
    "unknown-resource-policy" Engine "an unknown Cross-Origin-Resource-Policy satisfies require-corp"
        "recorded"
        |rules| rules.unknown_resource_policy = UnknownResourcePolicy::IsCrossOrigin;
    "preload-font-anonymous" Engine "a preloaded font is asked for as @font-face does, whatever crossorigin says"
        "recorded"
        |rules| rules.elements.preloaded_fonts_are_anonymous = true;
    "preload-error-loads" Engine "a preload that fails fires load"
        "recorded"
        |rules| rules.elements.failed_preloads_load = true;
    "mixed-websocket-throws" Engine "new WebSocket() throws for mixed content"
        "recorded"
        |rules| rules.elements.mixed_websocket_throws = true;
    "script-errors-shown" Engine "the errors of a script of another origin show their text without CORS"
        "recorded"
        |rules| rules.elements.foreign_script_errors_shown = true;
    "noreferrer-form" Engine "rel=noreferrer of a form withholds Referer and not Origin"
        "recorded"
        |rules| rules.elements.noreferrer_form = NoreferrerForm::HasNoReferer;
    "mixed-frame-error" Engine "an iframe that is mixed content fires error, and a form asks its user"
        "recorded"
        |rules| {
            rules.elements.mixed_frame = FrameEvent::Error;
            rules.elements.mixed_form = FrameEvent::Nothing;
        };
    "track-no-referrer" Engine "a track tells no Referer"
        "recorded"
        |rules| rules.elements.tracks_have_no_referrer = true;
    "origin-before-upgrade" Engine "the Origin of a no-cors request is decided before its URL is upgraded to https"
        "recorded"
        |rules| rules.mixed.origin_sees_url_before_upgrade = true;
    "taint-before-upgrade" Engine "a redirect that is upgraded to https counts as one to another origin"
        "recorded"
        |rules| rules.mixed.taints_before_upgrade = true;
    "withheld-frame-silent" Engine "a frame that the embedder policy or its resource policy withholds fires nothing"
        "recorded"
        |rules| {
            rules.elements.frame_without_embedder_policy = FrameEvent::Nothing;
            rules.elements.frame_withheld_by_resource_policy = FrameEvent::Nothing;
        };
    "referrer-downgrade-scheme" Engine "from https to any http URL the referrer is downgraded, also to this machine's"
        "recorded"
        |rules| rules.referrer.downgrade_is_by_scheme = true;
    "referrer-relaxation-ignored" Engine "a referrer policy that tells another site more than the default does is ignored"
        "recorded"
        |rules| rules.referrer.relaxed_policies_ignored_cross_site = true;
    "upgrade-loopback-websocket" Engine "upgrade-insecure-requests upgrades a WebSocket to this machine too"
        "recorded"
        |rules| rules.mixed.loopback_upgrade = LoopbackUpgrade::OfWebSockets;
    "http-cache-credentials" Engine "the HTTP cache keeps responses to requests with credentials apart from others"
        "recorded"
        |rules| rules.http_cache.keyed_by_credentials = true;
    "timing-of-errors" Engine "the timing entry of a network error tells the times when Timing-Allow-Origin allows it"
        "recorded"
        |rules| rules.timing.errors_tell_times = true;
    "timing-failing-opaque" Engine "the timing entry of an opaque response with a failing status tells nothing"
        "recorded"
        |rules| rules.timing.failing_opaque_tells_nothing = true;
    "timing-last-hop" Engine "the last hop's Timing-Allow-Origin alone decides about protocol and Server-Timing"
        "recorded"
        |rules| rules.timing.last_hop_decides_protocol = true;
    "server-timing-secure" Engine "only secure pages see Server-Timing"
        "recorded"
        |rules| rules.timing.server_timing_needs_security = true;
}

pub(super) static REPORTER: Reporter = Reporter { rank, say, warn };

fn warn(verdict: &Verdict) -> Option<Headline> {
    if !verdict.warnings.contains(&Warning::AuthorizationCoveredByWildcard) {
        return None;
    }
    Headline::new(
        "CORSAllowHeaderFromPreflightDeprecation",
        format!(
            "Cross-Origin Request Warning: The Same Origin Policy will disallow reading the remote resource at {} soon. \
             (Reason: When the `Access-Control-Allow-Headers` is `*`, the `Authorization` header is not covered. To include \
             the `Authorization` header, it must be explicitly listed in CORS header `Access-Control-Allow-Headers`).",
            shown(&verdict.request.url)
        ),
    )
}

/// `nsCORSListenerProxy` checks the preflight's origin and credentials first; its listener then looks at the status, the
/// methods token by token, the method, and the headers likewise.
fn rank(failure: &Failure) -> u8 {
    match failure {
        Failure::PreflightIsRedirected { .. } | Failure::PreflightStatusIsNotOk { .. } => 2,
        Failure::AllowMethodsIsInvalid { .. } => 3,
        Failure::MethodIsNotAllowed { .. } => 4,
        Failure::AllowHeadersIsInvalid { .. } => 5,
        Failure::HeaderIsNotAllowed { .. } | Failure::AuthorizationIsNotListed { .. } => 6,
        _ => 1,
    }
}

/// Sentences recorded from [`VERSION`].
fn say(report: &Report<'_>) -> Option<Headline> {
    let url = report.url();
    let blocked = |code: &'static str, reason: &str, after: String| {
        Headline::new(
            code,
            format!(
                "Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at {url}. \
                 (Reason: {reason}).{after}"
            ),
        )
    };
    let is_cors = report.verdict.request.mode == Mode::Cors;
    let has_left = report.has_been_cross_site();
    let did_not_succeed =
        || blocked("CORSDidNotSucceed2", "CORS request did not succeed", " Status code: (null).".into());
    match &report.blocked.failure {
        Failure::ModeIsSameOrigin => Headline::new(
            None,
            format!(
                "Security Error: Content at {}/ may not load data from {}.",
                report.verdict.request.origin.serialize(),
                if report.blocked.hop == 0 { url } else { report.location_of_last_redirect() }
            ),
        ),
        Failure::SchemeIsNotHttp { .. } => {
            blocked("CORSRequestNotHttp", "CORS request not http", String::new())
        }
        Failure::AllowOriginIsMissing { status } => blocked(
            "CORSMissingAllowOrigin2",
            "CORS header ‘Access-Control-Allow-Origin’ missing",
            format!(" Status code: {status}."),
        ),
        Failure::AllowOriginIsWildcardWithCredentials => Headline::new(
            "CORSNotSupportingCredentials",
            format!(
                "Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ‘{url}’. \
                 (Reason: Credential is not supported if the CORS header ‘Access-Control-Allow-Origin’ is ‘*’)."
            ),
        ),
        // Firefox counts the names in this spelling alone: netwerk/protocol/http/nsCORSListenerProxy.cpp, CheckOriginHeader.
        Failure::AllowOriginDiffers { .. } if report.lines_spelled("Access-Control-Allow-Origin") > 1 => {
            blocked(
                "CORSMultipleAllowOriginNotAllowed",
                "Multiple CORS header ‘Access-Control-Allow-Origin’ not allowed",
                String::new(),
            )
        }
        Failure::AllowOriginDiffers { received, .. } => blocked(
            "CORSAllowOriginNotMatchingOrigin",
            &format!("CORS header ‘Access-Control-Allow-Origin’ does not match ‘{}’", lossy(received)),
            String::new(),
        ),
        Failure::AllowCredentialsIsNotTrue { .. } => blocked(
            "CORSMissingAllowCredentials",
            "expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’",
            String::new(),
        ),
        Failure::PreflightIsRedirected { .. } => blocked(
            "CORSExternalRedirectNotAllowed",
            "CORS request external redirect not allowed",
            String::new(),
        ),
        Failure::PreflightStatusIsNotOk { status } => blocked(
            "CORSPreflightDidNotSucceed3",
            "CORS preflight response did not succeed",
            format!(" Status code: {status}."),
        ),
        Failure::AllowMethodsIsInvalid { element, .. } => blocked(
            "CORSInvalidAllowMethod",
            &format!("invalid token ‘{}’ in CORS header ‘Access-Control-Allow-Methods’", lossy(element)),
            String::new(),
        ),
        Failure::AllowHeadersIsInvalid { element, .. } => blocked(
            "CORSInvalidAllowHeader",
            &format!("invalid token ‘{}’ in CORS header ‘Access-Control-Allow-Headers’", lossy(element)),
            String::new(),
        ),
        Failure::MethodIsNotAllowed { .. } => blocked(
            "CORSMethodNotFound",
            "Did not find method in CORS header ‘Access-Control-Allow-Methods’",
            String::new(),
        ),
        Failure::HeaderIsNotAllowed { name, .. } => header_missing(&blocked, name),
        Failure::AuthorizationIsNotListed { .. } => header_missing(&blocked, "authorization"),
        Failure::RedirectSchemeIsNotHttp { location }
            if is_cors && (location.starts_with("file:") || location.starts_with("blob:") && !has_left) =>
        {
            let may_not = if location.starts_with("file:") { "load or link to" } else { "load data from" };
            Headline::new(
                has_left.then_some("CORSDidNotSucceed2"),
                format!("Security Error: Content at {url} may not {may_not} {location}."),
            )
        }
        Failure::Network { .. }
        | Failure::PortIsBad { .. }
        | Failure::LocationIsInvalid { .. }
        | Failure::SeveralLocations { .. }
        | Failure::RedirectSchemeIsNotHttp { .. }
        | Failure::TooManyRedirects
            if is_cors && has_left =>
        {
            did_not_succeed()
        }
        Failure::RedirectUrlHasCredentials { .. } => did_not_succeed(),
        _ => None,
    }
}

fn header_missing(
    blocked: &dyn Fn(&'static str, &str, String) -> Option<Headline>,
    name: &str,
) -> Option<Headline> {
    blocked(
        "CORSMissingAllowHeaderFromPreflight2",
        &format!(
            "header ‘{name}’ is not allowed according to header ‘Access-Control-Allow-Headers’ from CORS preflight response"
        ),
        String::new(),
    )
}
