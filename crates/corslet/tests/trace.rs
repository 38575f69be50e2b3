//! The steps that an explained fetch tells: in the order of the standard, `!` where the sentence is not true.
#![allow(clippy::unwrap_used, clippy::panic)]

mod conversation;

use conversation::{Browser, judge};
use corslet::browser::{Api, Mode, PageBody, Profile, RequestInit};
use corslet::verdict::{Kind, Trace};
use corslet::words::Origin;

fn told(trace: &Trace) -> String {
    let steps =
        trace.taken.iter().map(|taken| format!("{}{}", if taken.held { "" } else { "!" }, taken.step.name));
    steps.collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn is_told(trace: &Trace, expected: &[&str]) {
    assert_eq!(told(trace), expected.join(" "));
}

const ALLOWED: &str = "PORT_IS_ALLOWED IS_NOT_MIXED_CONTENT POLICY_ALLOWS_REFERRER";
const IS_CORS: &str = "!ORIGIN_IS_SAME !NEEDS_NO_CORS !MODE_IS_SAME_ORIGIN !MODE_IS_NO_CORS SCHEME_IS_HTTP";
const NO_TIMING: &str =
    "TIMING_WAS_ALLOWED NAVIGATION_IS_SAME_ORIGIN !TAINTING_IS_BASIC !IS_RESOURCE_POLICY_CHECKED";

#[test]
fn of_a_simple_request() {
    is_told(
        &judge("GET https://b.test/ | 200; acao: *; aceh: x-a").trace,
        &[
            ALLOWED,
            IS_CORS,
            "!USES_CORS_PREFLIGHT !IS_UNSAFE",
            "IS_CORS !INCLUDES_CREDENTIALS",
            "RESPONSE_IS_RECEIVED IS_CORS_CHECKED ALLOW_ORIGIN_IS_PRESENT ALLOW_ORIGIN_IS_WILDCARD",
            NO_TIMING,
            "!IS_REDIRECT EXPOSE_HEADERS_IS_READ !EXPOSES_ALL EXPOSES_NAMES",
        ],
    );
}

#[test]
fn of_a_request_to_the_own_origin() {
    is_told(
        &judge("POST https://a.test/ | 302; to: /2 | 200").trace,
        &[
            ALLOWED,
            "ORIGIN_IS_SAME !IS_CORS IS_NEITHER_GET_NOR_HEAD POLICY_ALLOWS_ORIGIN INCLUDES_CREDENTIALS",
            "RESPONSE_IS_RECEIVED !IS_CORS_CHECKED TIMING_WAS_ALLOWED NAVIGATION_IS_SAME_ORIGIN TAINTING_IS_BASIC",
            "!IS_RESOURCE_POLICY_CHECKED IS_REDIRECT REDIRECT_IS_ALLOWED REDIRECT_IS_FOLLOWED HAS_LOCATION LOCATION_IS_URL LOCATION_IS_HTTP",
            "IS_WITHIN_TWENTY HAS_NO_USERINFO_CROSS_ORIGIN HAS_NO_USERINFO_AFTER_CORS BODY_CAN_BE_SENT_AGAIN",
            "METHOD_BECOMES_GET !ORIGIN_CHANGES",
            ALLOWED,
            "ORIGIN_IS_SAME !IS_CORS !IS_NEITHER_GET_NOR_HEAD INCLUDES_CREDENTIALS",
            "RESPONSE_IS_RECEIVED !IS_CORS_CHECKED TIMING_WAS_ALLOWED NAVIGATION_IS_SAME_ORIGIN TAINTING_IS_BASIC",
            "!IS_RESOURCE_POLICY_CHECKED !IS_REDIRECT !EXPOSE_HEADERS_IS_READ !IS_OPAQUE",
        ],
    );
}

#[test]
fn of_a_preflighted_request_with_credentials() {
    let mut browser = Browser::new(Profile::standard());
    let preflighted = "PUT https://b.test/ credentials=include; x-a: 1 | pre 204; acao: @; acac: true; acam: PUT; acah: x-a \
                       | 307; acao: @; acac: true; to: https://c.test/ | pre 204; acao: @; acac: true; acam: *; acma: 1";
    let verdict = browser.judge(preflighted);
    is_told(
        &verdict.trace,
        &[
            ALLOWED,
            IS_CORS,
            "!USES_CORS_PREFLIGHT IS_UNSAFE !METHOD_CACHE_ENTRY_MATCHES !HEADER_NAME_CACHE_ENTRIES_MATCH",
            "HAS_UNSAFE_NAMES IS_CHECKED ALLOW_ORIGIN_IS_PRESENT !ALLOW_ORIGIN_IS_WILDCARD ALLOW_ORIGIN_MATCHES",
            "!NEEDS_NO_CREDENTIALS_GRANT ALLOW_CREDENTIALS_IS_TRUE STATUS_IS_OK",
            "ALLOW_METHODS_IS_LIST ALLOW_HEADERS_IS_LIST !METHOD_IS_IMPLIED METHOD_IS_ALLOWED",
            "AUTHORIZATION_IS_LISTED HEADER_NAME_IS_ALLOWED !MAX_AGE_IS_GIVEN",
            "IS_CORS INCLUDES_CREDENTIALS RESPONSE_IS_RECEIVED IS_CORS_CHECKED",
            "ALLOW_ORIGIN_IS_PRESENT !ALLOW_ORIGIN_IS_WILDCARD ALLOW_ORIGIN_MATCHES",
            "!NEEDS_NO_CREDENTIALS_GRANT ALLOW_CREDENTIALS_IS_TRUE",
            NO_TIMING,
            "IS_REDIRECT REDIRECT_IS_ALLOWED REDIRECT_IS_FOLLOWED HAS_LOCATION LOCATION_IS_URL LOCATION_IS_HTTP",
            "IS_WITHIN_TWENTY HAS_NO_USERINFO_CROSS_ORIGIN HAS_NO_USERINFO_AFTER_CORS BODY_CAN_BE_SENT_AGAIN",
            "!METHOD_BECOMES_GET ORIGIN_CHANGES",
            ALLOWED,
            IS_CORS,
            "!USES_CORS_PREFLIGHT IS_UNSAFE !METHOD_CACHE_ENTRY_MATCHES !HEADER_NAME_CACHE_ENTRIES_MATCH",
            "HAS_UNSAFE_NAMES IS_CHECKED ALLOW_ORIGIN_IS_PRESENT !ALLOW_ORIGIN_IS_WILDCARD !ALLOW_ORIGIN_MATCHES",
            "!NEEDS_NO_CREDENTIALS_GRANT ALLOW_CREDENTIALS_IS_TRUE STATUS_IS_OK",
            "ALLOW_METHODS_IS_LIST ALLOW_HEADERS_IS_LIST !METHOD_IS_IMPLIED !METHOD_IS_ALLOWED",
            "AUTHORIZATION_IS_LISTED !HEADER_NAME_IS_ALLOWED CACHE_ENTRIES_ARE_CLEARED",
        ],
    );
    // Each step says of which exchange it is, and what it looked at.
    let at = |name: &str| {
        verdict
            .trace
            .taken
            .iter()
            .filter(|it| it.step.name == name)
            .map(|it| (it.hop, it.on))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        at("ALLOW_ORIGIN_IS_PRESENT"),
        [(0, Kind::Preflight), (0, Kind::Actual), (1, Kind::Preflight)]
    );
    let last = verdict.trace.taken.iter().rfind(|it| it.step.name == "ALLOW_ORIGIN_MATCHES").unwrap();
    assert_eq!(last.saw, "Access-Control-Allow-Origin: https://a.test, origin: null");
    // And the cache speaks for the first hop.
    let kept = browser.judge("PUT https://b.test/ credentials=include; x-a: 1 | 200; acao: @; acac: true");
    assert!(
        told(&kept.trace).contains(
            "IS_UNSAFE METHOD_CACHE_ENTRY_MATCHES HEADER_NAME_CACHE_ENTRIES_MATCH IS_CORS INCLUDES"
        )
    );
}

#[test]
fn of_a_page_that_writes_a_request() {
    let init = RequestInit {
        headers: [("Cookie", "1"), ("X-A", "2")].map(|(name, value)| (name.into(), value.into())).to_vec(),
        method: Some(b"post".to_vec()),
        body: Some(PageBody::Text),
        ..RequestInit::new(Origin::parse("https://a.test").unwrap(), "https://b.test/")
    };
    let trace = init.construct(Profile::standard()).unwrap().trace;
    let begin = "URL_PARSES URL_HAS_NO_CREDENTIALS MODE_IS_NOT_NAVIGATE ONLY_IF_CACHED_IS_SAME_ORIGIN METHOD_IS_TOKEN \
                 METHOD_IS_NOT_FORBIDDEN NO_CORS_METHOD_IS_SAFELISTED BODY_GOES_WITH_METHOD HEADER_IS_VALID !HEADER_IS_NOT_FORBIDDEN HEADER_IS_VALID \
                 HEADER_IS_NOT_FORBIDDEN";
    let end = "HEADER_IS_NOT_FORBIDDEN NO_CORS_HEADER_IS_SAFELISTED STREAM_GOES_WITH_MODE";
    is_told(&trace, &[begin, "NO_CORS_HEADER_IS_SAFELISTED", end]);
    // In mode no-cors the header goes, and the body's type stays.
    let no_cors = RequestInit { mode: Some(Mode::NoCors), ..init.clone() };
    is_told(
        &no_cors.construct(Profile::standard()).unwrap().trace,
        &[begin, "!NO_CORS_HEADER_IS_SAFELISTED", end],
    );
    let xhr = RequestInit { api: Api::Xhr { upload_listener: false }, ..init };
    is_told(
        &xhr.construct(Profile::standard()).unwrap().trace,
        &[begin, "NO_CORS_HEADER_IS_SAFELISTED", end],
    );
}
