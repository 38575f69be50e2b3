//! WebKit, recorded in its GTK port: its deviations, and what its console says.

use super::choices::{
    AuthenticationPrompt, AuthorizationWildcard, CacheOpaqueOrigins, CacheStar, CacheUpdate,
    DeleteBecomesGet, EmptyLocation, FrameEvent, HeadersAfterRedirect, LoopbackUpgrade, MaxAge,
    NoreferrerForm, ObjectRequest, OriginIgnoresPolicy, OwnOrigin, PreflightAfterRedirect,
    RedirectCredentials, ReferrerBeforeUpgrade, SeveralLocations, StatusLine,
};
use super::deviation::deviations;
use super::headline::{Headline, Report, Reporter, lossy, shown};
use super::rules::Rules;
use crate::browser::Mode;
use crate::verdict::Failure;
use crate::words::{RangeSyntax, Repeated};

pub(super) const VERSION: &str = "WebKitGTK 2.50.6";

deviations! {
    Rules:
    "auth-star" Engine "Access-Control-Allow-Headers: * covers Authorization, in a preflight and from the cache"
        "recorded; Source/WebCore/loader/CrossOriginPreflightResultCache.cpp, validateCrossOriginHeaders"
        |rules| rules.authorization_wildcard = AuthorizationWildcard::PreflightAndCache;
    "head-status-line" Port "the status line may have any blanks before its number and anything behind it, and ICY stands for HTTP/1.0"
        "libsoup/soup-headers.c, soup_headers_parse_status_line"
        |rules| rules.head.status_line = StatusLine::LooseBlanks;
    "head-101" Port "101 is an interim response like every other of its hundred"
        "libsoup/http1/soup-client-message-io-http1.c, io_read"
        |rules| rules.head.passes_101 = true;
    "head-limit" Port "a head has 100 KiB at most"
        "libsoup/http1/soup-message-io-data.c, HEADER_SIZE_LIMIT"
        |rules| rules.head.longest = Some(100 * 1024);
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
        "recorded; Source/WebCore/loader/SubresourceLoader.cpp, checkRedirectionCrossOriginAccessControl"
        |rules| rules.redirect_credentials = RedirectCredentials::FailAfterPreflight;
    "soup-delete-get" Port "DELETE becomes GET on a cross-origin redirect"
        "recorded; libsoup"
        |rules| rules.delete_becomes_get = DeleteBecomesGet::CrossOrigin;
    "wk-redirect-check-credentialed" Engine "a redirect from a cross-origin hop is checked as if credentials were included, when the first URL was same-origin and the credentials mode is same-origin"
        "recorded; Source/WebCore/loader/SubresourceLoader.cpp, checkRedirectionCrossOriginAccessControl"
        |rules| rules.redirect_checked_with_credentials = true;
    "origin-kept" Port "Origin stays when a same-origin redirect turns POST into GET"
        "recorded; libsoup"
        |rules| rules.origin_kept_on_rewritten_method = true;
    "nocors-cookie" Engine "a no-cors request to the page's own origin keeps its same-origin credentials on every later hop"
        "recorded; Source/WebCore/loader/SubresourceLoader.cpp, which decides the credentials policy once"
        |rules| rules.no_cors_keeps_first_credentials = true;
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
    "cache-opaque-own" Engine "a request that a redirect has tainted finds no kept preflight"
        "recorded; Source/WebKit/NetworkProcess/NetworkLoadChecker.cpp, checkCORSRedirectedRequest"
        |rules| rules.cache.opaque_origins = CacheOpaqueOrigins::PagesOwn;
    "cache-no-clear" Engine "a failed request leaves the kept preflight, and a preflight is kept although it does not allow the request"
        "recorded; Source/WebCore/loader/CrossOriginAccessControl.cpp, validatePreflightResponse"
        |rules| {
            rules.cache.cleared_by_actual = false;
            rules.cache.cleared_by_preflight = false;
            rules.cache.stored_before_decision = true;
        };
    "credentialless-unknown" Engine "the embedder policy credentialless is unknown"
        "recorded"
        |rules| rules.credentialless_is_unknown = true;
    "own-origin-elements" Engine "an element with crossorigin tells Origin to the page's own origin too"
        "recorded"
        |rules| rules.elements.own_origin = OwnOrigin::ElementsAndMedia;
    "font-no-cors" Engine "the fonts of style sheets are asked for without CORS, with credentials"
        "recorded"
        |rules| rules.elements.fonts_are_no_cors = true;
    "track-no-cors" Engine "a track of media without crossorigin is asked for without CORS"
        "recorded"
        |rules| rules.elements.tracks_are_no_cors = true;
    "object-image" Engine "an object with an image is asked for as an image"
        "recorded"
        |rules| rules.elements.object = ObjectRequest::Image;
    "worker-throws" Engine "new Worker() throws for a URL of another origin"
        "recorded"
        |rules| rules.elements.worker_constructor_throws = true;
    "noreferrer-form" Engine "rel=noreferrer of a form withholds Referer and not Origin"
        "recorded"
        |rules| rules.elements.noreferrer_form = NoreferrerForm::HasNoReferer;
    "mixed-frame-silent" Engine "a frame that is mixed content fires nothing"
        "recorded"
        |rules| {
            rules.elements.mixed_frame = FrameEvent::Nothing;
            rules.elements.mixed_form = FrameEvent::Nothing;
        };
    "media-referrer-before-upgrade" Engine "the Referer of audio and video is decided before their URL is upgraded to https"
        "recorded"
        |rules| rules.referrer.sees_url_before_upgrade = ReferrerBeforeUpgrade::OfMedia;
    "redirect-origin-policy" Engine "after a redirect to another origin the referrer policy does not touch Origin"
        "recorded"
        |rules| rules.referrer.origin_ignores_policy = OriginIgnoresPolicy::AfterCrossing;
    "withheld-frame-silent" Engine "a frame that its resource policy withholds fires nothing"
        "recorded"
        |rules| rules.elements.frame_withheld_by_resource_policy = FrameEvent::Nothing;
    "referrer-downgrade-scheme" Engine "from https to any http URL the referrer is downgraded, also to this machine's"
        "recorded"
        |rules| rules.referrer.downgrade_is_by_scheme = true;
    "loopback-mixed" Engine "this machine's http URLs are mixed content below https; images and media are shown all the same, and not upgraded"
        "recorded"
        |rules| {
            rules.mixed.loopback_is_exempt = false;
            rules.mixed.loopback_upgrade = LoopbackUpgrade::Always;
        };
    "prompt-own-origin" Engine "a 401 asks for a password when credentials went to the page's own origin, and in frames"
        "recorded"
        |rules| rules.authentication.prompt = AuthenticationPrompt::OwnOrigin;
    "http-cache-refused" Engine "the HTTP cache keeps no response that the fetch was refused"
        "recorded"
        |rules| rules.http_cache.keeps_refused = false;
    "timing-errors" Engine "a network error has no timing entry"
        "recorded"
        |rules| rules.timing.errors_have_no_entry = true;
    "timing-sizes" Engine "the timing entry tells sizes and Server-Timing of the page's own origin only, and neither status nor content type"
        "recorded"
        |rules| {
            rules.timing.sizes_are_own_origin_only = true;
            rules.timing.has_no_status = true;
        };
}

pub(super) static REPORTER: Reporter = Reporter { rank, say, warn: |_| None };

/// `validatePreflightResponse` looks at the status, runs the access control check, parses both lists, and asks for the
/// method and the headers.
fn rank(failure: &Failure) -> u8 {
    match failure {
        Failure::PreflightIsRedirected { .. } | Failure::PreflightStatusIsNotOk { .. } => 0,
        Failure::AllowMethodsIsInvalid { .. } => 2,
        Failure::AllowHeadersIsInvalid { .. } => 3,
        Failure::MethodIsNotAllowed { .. } => 4,
        Failure::HeaderIsNotAllowed { .. } | Failure::AuthorizationIsNotListed { .. } => 5,
        _ => 1,
    }
}

/// Sentences recorded from [`VERSION`]; WebKit has no names for them, so the codes are ours.
fn say(report: &Report<'_>) -> Option<Headline> {
    let verdict = report.verdict;
    let denied = |location: String, text: &str| {
        format!(
            "Cross-origin redirection to {location} denied by Cross-Origin Resource Sharing policy: {text}"
        )
    };
    // The access control check of a redirect names where it leads.
    let check = |code: &'static str, text: String| {
        let text = match report.location().filter(|_| !report.is_on_preflight()) {
            Some(location) => denied(shown(&location), &text),
            None => text,
        };
        Headline::new(code, text)
    };
    let failure = match &report.blocked.failure {
        Failure::RedirectIsCheckedWithCredentials { failure } => failure,
        failure => failure,
    };
    match failure {
        Failure::ModeIsSameOrigin if report.blocked.hop == 0 => {
            Headline::new("cannot-load", format!("Fetch API cannot load {}.", report.first_url()))
        }
        Failure::ModeIsSameOrigin => Headline::new(
            "unsafe-attempt",
            format!(
                "Unsafe attempt to load URL {} from origin {}. Domains, protocols and ports must match.",
                report.location_of_last_redirect(),
                verdict.request.origin.serialize()
            ),
        ),
        Failure::NoCorsRedirectModeIsNotFollow => {
            Headline::new("request-not-allowed", "Not allowed to request resource")
        }
        Failure::AllowOriginIsMissing { status } => {
            check("origin-not-allowed", origin_not_allowed(report, *status))
        }
        Failure::AllowOriginDiffers { received, .. } if received.contains(&b',') => check(
            "multiple-origins",
            "Access-Control-Allow-Origin cannot contain more than one origin.".into(),
        ),
        Failure::AllowOriginDiffers { status, .. } => {
            check("origin-not-allowed", origin_not_allowed(report, *status))
        }
        Failure::AllowOriginIsWildcardWithCredentials => check(
            "wildcard-with-credentials",
            "Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true.".into(),
        ),
        Failure::AllowCredentialsIsNotTrue { .. } => check(
            "credentials-not-true",
            "Credentials flag is true, but Access-Control-Allow-Credentials is not \"true\".".into(),
        ),
        Failure::PreflightIsRedirected { status } | Failure::PreflightStatusIsNotOk { status } => {
            Headline::new(
                "preflight-status",
                format!("Preflight response is not successful. Status code: {status}"),
            )
        }
        Failure::AllowMethodsIsInvalid { received, .. } => Headline::new(
            "invalid-allow-methods",
            format!("Header Access-Control-Allow-Methods has an invalid value: {}", lossy(received)),
        ),
        Failure::AllowHeadersIsInvalid { received, .. } => Headline::new(
            "invalid-allow-headers",
            format!("Header Access-Control-Allow-Headers has an invalid value: {}", lossy(received)),
        ),
        Failure::MethodIsNotAllowed { method, .. } => Headline::new(
            "method-not-allowed",
            format!("Method {method} is not allowed by Access-Control-Allow-Methods."),
        ),
        Failure::HeaderIsNotAllowed { .. } | Failure::AuthorizationIsNotListed { .. } => Headline::new(
            "header-not-allowed",
            format!(
                "Request header field {} is not allowed by Access-Control-Allow-Headers.",
                first_header(report)
            ),
        ),
        Failure::RedirectModeIsError { .. } => Headline::new(
            "redirect-not-allowed",
            format!("Not allowed to follow a redirection while loading {}", report.url()),
        ),
        Failure::TooManyRedirects => {
            Headline::new("too-many-redirects", "Load cannot follow more than 20 redirections")
        }
        Failure::RedirectUrlHasCredentials { location } => Headline::new(
            "redirect-credentials",
            denied(
                location.parse().map_or_else(|_| location.clone(), |url| shown(&url)),
                &format!("redirection URL {location} has credentials"),
            ),
        ),
        Failure::RedirectSchemeIsNotHttp { location } if location.starts_with("ftp:") => {
            Headline::new("ftp-disabled", "FTP URLs are disabled")
        }
        Failure::RedirectSchemeIsNotHttp { location }
            if (location.starts_with("file:") || location.starts_with("blob:"))
                && (verdict.request.mode == Mode::NoCors || !report.has_been_cross_site()) =>
        {
            Headline::new("local-resource", format!("Not allowed to load local resource: {location}"))
        }
        Failure::RedirectSchemeIsNotHttp { location } if verdict.request.mode == Mode::Cors => {
            Headline::new("redirect-scheme", denied(location.clone(), NON_CORS_SCHEME))
        }
        Failure::LocationIsInvalid { received }
            if verdict.request.mode == Mode::Cors && report.has_been_cross_site() =>
        {
            Headline::new("redirect-scheme", denied(lossy(received), NON_CORS_SCHEME))
        }
        _ => None,
    }
}

const NON_CORS_SCHEME: &str = "not allowed to follow a cross-origin CORS redirection with non CORS scheme";

fn origin_not_allowed(report: &Report<'_>, status: u16) -> String {
    let expected = match &report.blocked.failure {
        Failure::AllowOriginDiffers { expected, .. } => expected.clone(),
        _ => report.origin_sent(),
    };
    format!("Origin {expected} is not allowed by Access-Control-Allow-Origin. Status code: {status}")
}

/// WebKit walks the request's headers: the ones it knows first, under their usual names, then the others as the page wrote
/// them.
fn first_header(report: &Report<'_>) -> String {
    let refused: Vec<&str> = report
        .verdict
        .blocked
        .iter()
        .filter_map(|blocked| match &blocked.failure {
            Failure::HeaderIsNotAllowed { name, .. } => Some(name.as_str()),
            Failure::AuthorizationIsNotListed { .. } => Some("authorization"),
            _ => None,
        })
        .collect();
    let headers = report.verdict.request.headers.iter().map(|(name, _)| name);
    let is_refused = |name: &&crate::words::HeaderName| refused.iter().any(|refused| name.is(refused));
    let known = headers
        .clone()
        .filter(is_refused)
        .find_map(|name| KNOWN.iter().find(|known| name.eq_ignore_case(known)));
    match known {
        Some(known) => (*known).to_owned(),
        None => headers.clone().find(is_refused).map_or_else(String::new, |name| name.as_str().to_owned()),
    }
}

/// The request headers that WebKit has names for (`Source/WebCore/platform/network/HTTPHeaderNames.in`).
const KNOWN: &[&str] = &[
    "Accept",
    "Accept-Language",
    "Authorization",
    "Cache-Control",
    "Content-Encoding",
    "Content-Language",
    "Content-Location",
    "Content-Type",
    "If-Match",
    "If-Modified-Since",
    "If-None-Match",
    "If-Range",
    "If-Unmodified-Since",
    "Last-Event-ID",
    "Pragma",
    "Range",
    "User-Agent",
    "X-Requested-With",
];
