//! Chromium: its deviations, and what its console says.

use super::choices::{
    AuthenticationPrompt, AuthorizationWildcard, BareReturn, BlankBeforeColon, CacheOpaqueOrigins, CacheStar,
    CacheUpdate, EmptyLocation, Fold, FrameEvent, MaxAge, NoreferrerForm, ObjectRequest, OriginIgnoresPolicy,
    OwnOrigin, RedirectCredentials, ReferrerBeforeUpgrade, SeveralLocations, StatusLine, StorageAccessOrigin,
    WithoutStatusLine,
};
use super::deviation::deviations;
use super::headline::{Headline, Report, Reporter};
use super::rules::{CacheCapacity, Rules};
use crate::browser::Api;
use crate::verdict::Failure;
use crate::words::{RangeSyntax, Repeated};

pub(super) const VERSION: &str = "Chromium 156.0.8078.79";

deviations! {
    Rules:
    "auth-star" Engine "Access-Control-Allow-Headers: * covers Authorization in a preflight, but not from the cache"
        "recorded; services/network/public/cpp/cors/preflight_result.cc, has_authorization_covered_by_wildcard"
        |rules| rules.authorization_wildcard = AuthorizationWildcard::Preflight;
    "head-bare-cr" Engine "a carriage return without a line feed ends a header line"
        "recorded; net/http/http_util.cc, AssembleRawHeaders"
        |rules| rules.head.bare_return = BareReturn::EndsLine;
    "head-blank-before-colon" Engine "blanks between a header's name and its colon are left out"
        "recorded; net/http/http_util.cc, HeadersIterator::GetNext"
        |rules| rules.head.blank_before_colon = BlankBeforeColon::LeftOut;
    "head-fold" Engine "the blanks before the break of a folded value stay"
        "net/http/http_util.cc, AssembleRawHeaders"
        |rules| rules.head.fold = Fold::OneBlankBehind;
    "head-status-line" Engine "the status line may begin behind four bytes of anything, in any case and version, and without a number the status is 200"
        "net/http/http_util.cc, LocateStartOfStatusLine; net/http/http_response_headers.cc, ParseStatusLine"
        |rules| rules.head.status_line = StatusLine::Guessed;
    "head-http09" Engine "what has no status line is HTTP/0.9 on the scheme's own port"
        "net/http/http_stream_parser.cc, ParseResponseHeaders"
        |rules| rules.head.without_status_line = WithoutStatusLine::Http09OnDefaultPort;
    "head-101" Engine "101 is an interim response like every other of its hundred"
        "net/http/http_network_transaction.cc, DoReadHeadersComplete"
        |rules| rules.head.passes_101 = true;
    "head-limit" Engine "a head has 256 KiB at most"
        "net/http/http_stream_parser.h, kMaxHeaderBufSize"
        |rules| rules.head.longest = Some(256 * 1024);
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
        |rules| rules.storage_access_origin = StorageAccessOrigin::AllHops;
    "xhr-upload-needs-body" Engine "an upload listener forces a preflight only when there is a body"
        "recorded; third_party/blink/renderer/core/xmlhttprequest/xml_http_request.cc"
        |rules| rules.upload_listener_needs_body = true;
    "nocors-origin-null" Engine "a no-cors request that a redirect has led across origins carries Origin: null, also from the page's own origin"
        "recorded; net/url_request/redirect_util.cc, UpdateHttpRequest"
        |rules| rules.crossing_hides_origin = true;
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
    "cache-opaque-none" Engine "nothing is kept for opaque origins, nor for requests that a redirect has tainted"
        "recorded; services/network/cors/preflight_cache.cc"
        |rules| rules.cache.opaque_origins = CacheOpaqueOrigins::Nobody;
    "cache-size" Engine "thirty-two combinations of origin and URL are kept for each top-level site"
        "services/network/cors/preflight_cache.h"
        |rules| rules.cache.capacity = Some(CacheCapacity { slots: 32, per_partition: true, purged: 4 });
    "cache-no-clear-actual" Engine "a failed request leaves the kept preflight"
        "recorded; services/network/cors/cors_url_loader.cc"
        |rules| rules.cache.cleared_by_actual = false;
    "own-origin-elements" Engine "an element with crossorigin tells Origin to the page's own origin too, media apart"
        "recorded"
        |rules| rules.elements.own_origin = OwnOrigin::Elements;
    "object-no-cors" Engine "an object is asked for in no-cors mode"
        "recorded"
        |rules| rules.elements.object = ObjectRequest::NoCors;
    "worker-throws" Engine "new Worker() throws for a URL of another origin"
        "recorded"
        |rules| rules.elements.worker_constructor_throws = true;
    "mixed-websocket-throws" Engine "new WebSocket() throws for mixed content"
        "recorded"
        |rules| rules.elements.mixed_websocket_throws = true;
    "noreferrer-form" Engine "rel=noreferrer of a form is ignored"
        "recorded"
        |rules| rules.elements.noreferrer_form = NoreferrerForm::IsIgnored;
    "mixed-frame-silent" Engine "a frame that is mixed content fires nothing"
        "recorded"
        |rules| {
            rules.elements.mixed_frame = FrameEvent::Nothing;
            rules.elements.mixed_form = FrameEvent::Nothing;
        };
    "frame-referrer-before-upgrade" Engine "the Referer of an iframe is decided before its URL is upgraded to https"
        "recorded"
        |rules| rules.referrer.sees_url_before_upgrade = ReferrerBeforeUpgrade::OfFrames;
    "url-before-upgrade" Engine "response.url of fetch() shows the URL before it was upgraded to https"
        "recorded"
        |rules| rules.mixed.url_before_upgrade_shown = true;
    "referrer-downgrade-scheme" Engine "from https to any http URL the referrer is downgraded, also to this machine's"
        "recorded"
        |rules| rules.referrer.downgrade_is_by_scheme = true;
    "origin-ignores-referrer-policy" Engine "the referrer policy of a subresource's request does not touch its Origin"
        "recorded"
        |rules| rules.referrer.origin_ignores_policy = OriginIgnoresPolicy::OfSubresources;
    "redirected-image-upgraded" Engine "an image that a redirect leads to http is upgraded, also to this machine"
        "recorded"
        |rules| rules.mixed.redirects_to_loopback_upgraded = true;
    "prompt-cors" Engine "a 401 asks for a password also in cors mode, but for no image of another origin, and for no third party while their cookies are blocked"
        "recorded"
        |rules| rules.authentication.prompt = AuthenticationPrompt::UnlessThirdParty;
    "proxy-status-refused" Engine "407 from a server is a network error"
        "recorded"
        |rules| rules.authentication.refuses_proxy_status = true;
    "http-cache-refused" Engine "the HTTP cache keeps no response that the fetch was refused"
        "recorded"
        |rules| rules.http_cache.keeps_refused = false;
    "timing-unread-body" Engine "an opaque response of fetch() has no timing entry, its body being never read"
        "recorded"
        |rules| rules.timing.unread_bodies_have_no_entry = true;
    "timing-body-needs-tao" Engine "the size of a body needs Timing-Allow-Origin, and then no CORS"
        "recorded"
        |rules| rules.timing.body_size_needs_tao = true;
}

pub(super) static REPORTER: Reporter = Reporter { rank, say, warn: |_| None };

/// `services/network/cors/preflight_controller.cc` stops at a redirect, then runs the CORS check, then looks at the
/// status, parses both lists, and asks for the method and the headers.
fn rank(failure: &Failure) -> u8 {
    match failure {
        Failure::PreflightIsRedirected { .. } => 0,
        Failure::PreflightStatusIsNotOk { .. } => 2,
        Failure::AllowMethodsIsInvalid { .. } => 3,
        Failure::AllowHeadersIsInvalid { .. } => 4,
        Failure::MethodIsNotAllowed { .. } => 5,
        Failure::HeaderIsNotAllowed { .. } | Failure::AuthorizationIsNotListed { .. } => 6,
        _ => 1,
    }
}

/// The schemes that Chromium lists; recorded.
const SCHEMES: &str = "chrome, chrome-experimental-site-token-provider, chrome-extension, chrome-untrusted, data, http, \
                       https, isolated-app";

/// Sentences recorded from [`VERSION`].
fn say(report: &Report<'_>) -> Option<Headline> {
    let verdict = report.verdict;
    let origin = verdict.request.origin.serialize();
    let (api, hint, with_credentials) = match verdict.request.api {
        Api::Fetch => ("fetch", " Have the server send the header with a valid value.", ""),
        Api::Xhr { .. } => (
            "XMLHttpRequest",
            "",
            " The credentials mode of requests initiated by the XMLHttpRequest is controlled by the withCredentials \
             attribute.",
        ),
        Api::Element { element, .. } => (element.row().chromium_name, "", ""),
    };
    let access = |url: String, hop: usize| {
        let redirected =
            if hop > 0 { format!(" (redirected from '{}')", report.first_url()) } else { String::new() };
        format!(
            "Access to {api} at '{url}'{redirected} from origin '{origin}' has been blocked by CORS policy: "
        )
    };
    let envelope = || access(report.url(), report.blocked.hop);
    let on_preflight = report.is_on_preflight();
    let check = |codes: [&'static str; 2], text: String| {
        let prefix = if on_preflight {
            "Response to preflight request doesn't pass access control check: "
        } else {
            ""
        };
        Headline::new(codes[usize::from(on_preflight)], format!("{}{prefix}{text}", envelope()))
    };
    match &report.blocked.failure {
        Failure::ModeIsSameOrigin if report.blocked.hop == 0 => Headline::new(
            "DisallowedByMode",
            format!(
                "Fetch API cannot load {}. Request mode is \"same-origin\" but the URL's origin is not same as the \
                 request origin {origin}.",
                report.first_url()
            ),
        ),
        Failure::ModeIsSameOrigin => Headline::new(
            None,
            format!(
                "Unsafe attempt to load URL {} from frame with URL {origin}/. Domains, protocols and ports must match.",
                report.location_of_last_redirect()
            ),
        ),
        Failure::NoCorsRedirectModeIsNotFollow => Headline::new(
            "NoCorsRedirectModeNotFollow",
            format!(
                "Fetch API cannot load {}. Request mode is \"no-cors\" but the redirect mode is not \"follow\".",
                report.first_url()
            ),
        ),
        Failure::SchemeIsNotHttp { .. } => Headline::new(
            "CorsDisabledScheme",
            format!(
                "{}Cross origin requests are only supported for protocol schemes: {SCHEMES}.",
                envelope()
            ),
        ),
        Failure::RedirectSchemeIsNotHttp { location } if has_no_safe_redirect(location) => None,
        Failure::RedirectSchemeIsNotHttp { location }
            if verdict.request.mode == crate::browser::Mode::Cors =>
        {
            Headline::new(
                None,
                format!(
                    "{}Cross origin requests are only supported for protocol schemes: {SCHEMES}.",
                    access(location.clone(), report.blocked.hop + 1)
                ),
            )
        }
        Failure::AllowOriginIsMissing { .. } => check(
            ["MissingAllowOriginHeader", "PreflightMissingAllowOriginHeader"],
            "No 'Access-Control-Allow-Origin' header is present on the requested resource.".into(),
        ),
        Failure::AllowOriginIsWildcardWithCredentials => check(
            ["WildcardOriginNotAllowed", "PreflightWildcardOriginNotAllowed"],
            format!(
                "The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when \
                 the request's credentials mode is 'include'.{with_credentials}"
            ),
        ),
        Failure::AllowOriginDiffers { received, .. } => {
            let value = escaped(received);
            if received.iter().any(|byte| matches!(byte, b' ' | b',')) {
                return check(
                    ["MultipleAllowOriginValues", "PreflightMultipleAllowOriginValues"],
                    format!(
                        "The 'Access-Control-Allow-Origin' header contains multiple values '{value}', but only one is \
                         allowed.{hint}"
                    ),
                );
            }
            // `null` is no URL, and yet a mismatch.
            if received.as_slice() != b"null" && !is_url(received) {
                return check(
                    ["InvalidAllowOriginValue", "PreflightInvalidAllowOriginValue"],
                    format!(
                        "The 'Access-Control-Allow-Origin' header contains the invalid value '{value}'.{hint}"
                    ),
                );
            }
            check(
                ["AllowOriginMismatch", "PreflightAllowOriginMismatch"],
                format!(
                    "The 'Access-Control-Allow-Origin' header has a value '{value}' that is not equal to the supplied \
                     origin.{hint}"
                ),
            )
        }
        Failure::AllowCredentialsIsNotTrue { received } => check(
            ["InvalidAllowCredentials", "PreflightInvalidAllowCredentials"],
            format!(
                "The value of the 'Access-Control-Allow-Credentials' header in the response is '{}' which must be \
                 'true' when the request's credentials mode is 'include'.{with_credentials}",
                escaped(received.as_deref().unwrap_or_default())
            ),
        ),
        Failure::PreflightIsRedirected { .. } => check(
            ["", "PreflightDisallowedRedirect"],
            "Redirect is not allowed for a preflight request.".into(),
        ),
        Failure::PreflightStatusIsNotOk { .. } => {
            check(["", "PreflightInvalidStatus"], "It does not have HTTP ok status.".into())
        }
        Failure::AllowMethodsIsInvalid { .. } => Headline::new(
            "InvalidAllowMethodsPreflightResponse",
            format!(
                "{}Cannot parse Access-Control-Allow-Methods response header field in preflight response.",
                envelope()
            ),
        ),
        Failure::AllowHeadersIsInvalid { .. } => Headline::new(
            "InvalidAllowHeadersPreflightResponse",
            format!(
                "{}Cannot parse Access-Control-Allow-Headers response header field in preflight response.",
                envelope()
            ),
        ),
        Failure::MethodIsNotAllowed { method, .. } => Headline::new(
            "MethodDisallowedByPreflightResponse",
            format!(
                "{}Method {method} is not allowed by Access-Control-Allow-Methods in preflight response.",
                envelope()
            ),
        ),
        Failure::HeaderIsNotAllowed { name, .. } => header_disallowed(envelope(), name),
        Failure::AuthorizationIsNotListed { .. } => header_disallowed(envelope(), "authorization"),
        Failure::RedirectUrlHasCredentials { .. } => Headline::new(
            "RedirectContainsCredentials",
            format!(
                "{}Redirect location '' contains a username and password, which is disallowed for cross-origin requests.",
                envelope()
            ),
        ),
        _ => None,
    }
}

/// A header value as the console has it: control bytes and bytes above 0x7E as escapes.
fn escaped(value: &[u8]) -> String {
    value.iter().fold(String::new(), |mut text, &byte| {
        match byte {
            0x00..0x20 | 0x7f.. => text.push_str(&format!("\\u{byte:04X}")),
            _ => text.push(char::from(byte)),
        }
        text
    })
}

/// Chromium's URLs take an escaped space in a host (`url/url_canon_host.cc`, `kHostCharLookup`) and Punycode that decodes to
/// nothing; the standard's do not.
fn is_url(value: &[u8]) -> bool {
    url::Url::parse(&String::from_utf8_lossy(value).replace("%20", "x").replace("xn--", "x")).is_ok()
}

fn header_disallowed(envelope: String, name: &str) -> Option<Headline> {
    Headline::new(
        "HeaderDisallowedByPreflightResponse",
        format!(
            "{envelope}Request header field {name} is not allowed by Access-Control-Allow-Headers in preflight response."
        ),
    )
}

/// Redirects to these end below the CORS code, without a word.
fn has_no_safe_redirect(location: &str) -> bool {
    ["about:", "blob:", "data:", "file:", "filesystem:"].iter().any(|scheme| location.starts_with(scheme))
}
