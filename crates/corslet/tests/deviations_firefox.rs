//! Firefox's deviations: each changes the end of a conversation, or it would not be needed.
#![allow(clippy::unwrap_used, clippy::panic)]

mod conversation;

use conversation::{Browser, Row, deviations};
use corslet::browser::{Engine, Profile, Warning};

const STORE: &str = "PUT https://b.test/ | pre 204; acao: *; acam: PUT; acma: 60 | 200; acao: *";
const PUT: &str = "PUT https://b.test/ | pre 500 | 200; acao: *";

#[rustfmt::skip]
const ROWS: &[Row<'_>] = &[
    ("auth-star", &["GET https://b.test/; authorization: t | pre 204; acao: *; acah: * | 200; acao: *"],
        "readable", "preflight:authorization"),
    ("loc-dup", &["GET https://b.test/ | 302; acao: *; to: /2; to: /2 | 200; acao: *"],
        "readable", "redirect:two-locations"),
    ("acrh-dup", &["GET https://b.test/; x-a: 1; X-A: 2 | pre 500"],
        "access-control-request-headers: x-a,x-a", "access-control-request-headers: x-a |"),
    ("ff-single-headers", &["GET https://a.test/; authorization: t; authorization: u; x-a: 1; x-a: 2 | 200"],
        "authorization: u; x-a: 1, 2", "authorization: t; authorization: u"),
    ("range-u64", &["GET https://b.test/; range: bytes=18446744073709551616- | pre 500 | 200; acao: *"],
        "preflight:status", "readable"),
    ("ff-unsafe-80", &["GET https://b.test/; accept: \u{e4} | pre 500 | 200; acao: *"],
        "preflight:status", "readable"),
    ("ff-ct-params", &["POST https://b.test/; content-type: text/plain;a=b,c | pre 500 | 200; acao: *"],
        "preflight:status", "readable"),
    ("empty-lines-dropped", &["GET https://b.test/ credentials=include | 200; acao: @; acac:; acac: true"],
        "readable", "actual:acac-not-true"),
    ("expose-star-first", &["GET https://b.test/ | 200; acao: *; aceh: *, no no; content-type: x; x-a: 1"],
        "x-a: 1", "cors; content-type: x"),
    ("pf-origin", &["PUT https://b.test/ | pre 204; acao: @; acam: PUT | 307; acao: @; to: https://c.test/ | pre 204; acao: @; acam: PUT | 200; acao: null"],
        "preflight OPTIONS https://c.test/; accept: */*; origin: https://a.test", "preflight OPTIONS https://c.test/; accept: */*; origin: null"),
    // Back at the page's own origin nothing is checked.
    ("pf-origin", &["PUT https://b.test/ | pre 204; acao: @; acam: PUT | 307; acao: @; to: https://a.test/ | pre 204; acam: PUT | 200; acao: null"],
        "readable", "preflight:missing-acao"),
    ("pf-sticky-ff", &["POST https://b.test/; content-type: a/b | pre 204; acao: *; acah: content-type | 302; acao: *; to: /2 | pre 500 | 200; acao: *"],
        "preflight:status", "readable"),
    ("ff-restore-headers", &["GET https://a.test/; authorization: t | 302; to: https://b.test/ | pre 204; acao: @ | 302; acao: @; to: /2 | pre 204; acao: @; acah: authorization | 200; acao: @"],
        "actual GET https://b.test/2; accept: */*; authorization: t", "actual GET https://b.test/2; accept: */*; origin"),
    ("sah-origin", &["GET https://top.test/ from=https://b.test top=https://top.test mode=no-cors credentials=include | 200"],
        "origin: https://b.test; with credentials", "accept: */*; with credentials"),
    ("lax-by-default", &["GET https://b.test/ credentials=include | 200; acao: @; acac: true"],
        "with credentials | ", "with credentials; with cookie"),
    ("xhr-flag-method-not-implied", &["PUT https://b.test/ upload body=text | pre 204; acao: * | 200; acao: *"],
        "preflight:method", "readable"),
    ("cache-invalid-nostore", &["PUT https://b.test/ | pre 204; acao: *; acam: PUT; acma: x | 200; acao: *", PUT],
        "preflight:status", "hit for 5 s"),
    ("cache-cap", &["PUT https://b.test/ | pre 204; acao: *; acam: PUT; acma: 90000 | 200; acao: *", PUT],
        "hit for 86400 s", "hit for 90000 s"),
    ("cache-restamp", &[STORE, "after 10: PUT https://b.test/; x-a: 1 | pre 204; acao: *; acam: PUT; acah: x-a; acma: 60 | 200; acao: *", PUT],
        "hit for 60 s", "hit for 50 s"),
    ("cache-literal-star", &["PUT https://b.test/ | pre 204; acao: *; acam: * | 200; acao: *", PUT],
        "preflight:status", "hit"),
    ("cache-head", &["HEAD https://b.test/; x-a: 1 | pre 204; acao: *; acah: x-a | 200; acao: *",
                     "HEAD https://b.test/; x-a: 1 | pre 500 | 200; acao: *"],
        "preflight:status", "hit"),
    ("cache-cred-exact", &["PUT https://b.test/ credentials=include | pre 204; acao: @; acac: true; acam: PUT | 200; acao: @; acac: true", PUT],
        "preflight:status", "hit"),
    ("cache-keyed-by-page", &["PUT https://b.test/ | pre 204; acao: @; acam: PUT | 307; acao: @; to: https://c.test/ | pre 204; acao: @; acam: PUT | 200; acao: null",
                              "PUT https://c.test/ | pre 500 | 200; acao: *"],
        "hit", "preflight:status"),
    ("cache-clear-simple", &[STORE, "GET https://b.test/ | 200", PUT],
        "preflight:status", "hit"),
    ("cache-forced-forever", &["POST https://b.test/ upload | pre 204; acao: * | 200; acao: *", "after 1000: POST https://b.test/ upload | pre 500 | 200; acao: *"],
        "hit", "preflight:status"),
    ("unknown-resource-policy", &["GET https://b.test/ mode=no-cors coep=require-corp | 200; corp: x"],
        "opaque", "resource-policy-missing"),
    ("preload-font-anonymous", &["GET https://b.test/ element=preload-font | 200; acao: *"],
        "readable", "opaque"),
    ("preload-error-loads", &["GET https://b.test/ element=preload-image crossorigin=anonymous | 200"],
        "event load", "event error"),
    ("mixed-websocket-throws", &["GET http://b.test/ element=websocket"],
        "event throws", "event error"),
    ("script-errors-shown", &["GET https://b.test/ element=script | 200"],
        "errors shown", "errors muted"),
    ("noreferrer-form", &["POST https://b.test/ element=form noreferrer | 200"],
        "origin: https://a.test", "origin: null"),
    ("mixed-frame-error", &["GET http://b.test/ element=iframe"],
        "event error", "event load"),
    ("track-no-referrer", &["GET https://a.test/ element=track | 200"],
        "referrer none", "referrer url"),
    ("origin-before-upgrade", &["POST http://b.test/ element=beacon uir | 200"],
        "origin: null", "origin: https://a.test"),
    ("taint-before-upgrade", &["GET https://b.test/ uir | 302; acao: @; to: http://b.test/2 | 200; acao: *"],
        "origin: null", "b.test/2; accept: */*; origin: https://a.test"),
    ("withheld-frame-silent", &["GET https://b.test/ element=iframe coep=require-corp | 200"],
        "event nothing", "event load"),
    ("referrer-downgrade-scheme", &["GET http://localhost/ | 200; acao: *"],
        "referrer none", "referrer origin"),
    ("referrer-relaxation-ignored", &["GET https://b.test/ policy=unsafe-url | 200; acao: *"],
        "referrer origin", "referrer url"),
    ("upgrade-loopback-websocket", &["GET http://localhost/ element=websocket uir | 101"],
        "GET https://localhost/", "GET http://localhost/"),
    ("http-cache-credentials", &["GET https://b.test/ credentials=omit | 200; acao: *; cache-control: max-age=600",
                                 "GET https://b.test/ credentials=include | 200; acao: @; acac: true"],
        "readable", "actual:wildcard-with-credentials"),
    ("timing-of-errors", &["GET https://b.test/ | 200; tao: *"],
        "timing times", "timing nothing"),
    ("timing-failing-opaque", &["GET https://b.test/ mode=no-cors | 404; tao: *"],
        "timing nothing", "timing times"),
    ("timing-last-hop", &["GET https://b.test/ | 302; acao: *; to: /2 | 200; acao: *; tao: *"],
        "timing protocol", "timing body-size"),
    ("server-timing-secure", &["GET http://b.test/ from=http://a.test | 200; acao: *; tao: *; server-timing: a"],
        "status | asks", "status server-timing"),
];

#[test]
fn each_deviation_shows() {
    // Nine safelisted lines of 128 bytes.
    let long = format!(
        "GET https://b.test/{} | pre 500 | 200; acao: *",
        format!("; accept: {}", "a".repeat(128)).repeat(9)
    );
    let long = [long.as_str()];
    // A hundred and one URLs, of which the first is then asked again.
    let mut many: Vec<String> = (0..101)
        .map(|path| format!("PUT https://b.test/{path} | pre 204; acao: *; acam: PUT | 200; acao: *"))
        .collect();
    many.push("PUT https://b.test/0 | pre 500 | 200; acao: *".into());
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let mut rows = ROWS.to_vec();
    rows.push(("no-1024", &long, "readable", "preflight:status"));
    rows.push(("cache-size", &many, "preflight:status", "hit"));
    deviations(Profile::firefox(), &rows);
}

#[test]
fn a_star_that_covers_authorization_is_warned_about() {
    #[rustfmt::skip]
    let rows = [
        ("GET https://b.test/; authorization: t | pre 204; acao: *; acah: * | 200; acao: *",                true),
        ("GET https://b.test/; authorization: t | pre 204; acao: *; acah: *, authorization | 200; acao: *", false),
        ("GET https://b.test/; authorization: t | pre 204; acao: *; acah: authorization | 200; acao: *",    false),
        ("GET https://b.test/; x-a: 1 | pre 204; acao: *; acah: * | 200; acao: *",                          false),
        ("GET https://b.test/; authorization: t | pre 204; acao: *",                                        false),
    ];
    for (text, warned) in rows {
        for profile in [Profile::firefox(), Profile::chromium(), Profile::webkit()] {
            let verdict = Browser::new(profile).judge(text);
            let expected = if warned { vec![Warning::AuthorizationCoveredByWildcard] } else { Vec::new() };
            assert_eq!(verdict.warnings, expected, "{text}");
            // Firefox alone says so.
            let says = profile.headline(&verdict).is_some_and(|headline| headline.text.contains("Warning"));
            assert_eq!(says, warned && profile.engine == Engine::Firefox, "{text}");
        }
    }
}

/// Several lines of `Access-Control-Allow-Origin` block in any spelling; what the console says depends on it.
#[test]
fn several_origins_are_counted_in_one_spelling_alone() {
    const ONE: &str = "Access-Control-Allow-Origin: @";
    const LOWER: &str = "access-control-allow-origin: @";
    let rows = [
        ([ONE, ONE], "CORSMultipleAllowOriginNotAllowed"),
        ([LOWER, LOWER], "CORSAllowOriginNotMatchingOrigin"),
        ([ONE, LOWER], "CORSAllowOriginNotMatchingOrigin"),
    ];
    for ([first, second], code) in rows {
        let on_actual = format!("GET https://b.test/ | 200; {first}; {second}");
        let on_preflight = format!("PUT https://b.test/ | pre 204; {first}; {second}");
        for text in [on_actual, on_preflight] {
            let verdict = Browser::new(Profile::firefox()).judge(&text);
            let headline = Profile::firefox().headline(&verdict);
            assert_eq!(headline.and_then(|headline| headline.code), Some(code), "{text}");
        }
    }
}
