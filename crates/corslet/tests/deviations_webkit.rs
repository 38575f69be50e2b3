//! WebKit's deviations: each changes the end of a conversation, or it would not be needed.
#![allow(clippy::unwrap_used, clippy::panic)]

mod conversation;

use conversation::{Browser, Row, deviations};
use corslet::browser::Profile;
use corslet::browser::profile::Scope;

const STORE: &str = "PUT https://b.test/ | pre 204; acao: *; acam: PUT; acma: 60 | 200; acao: *";
const PUT: &str = "PUT https://b.test/ | pre 500 | 200; acao: *";

#[rustfmt::skip]
const ROWS: &[Row<'_>] = &[
    ("auth-star", &["GET https://b.test/; authorization: t | pre 204; acao: *; acah: * | 200; acao: *"],
        "readable", "preflight:authorization"),
    ("loc-join", &["GET https://b.test/ | 302; acao: *; to: /2; to: /3 | 200; acao: *"],
        "actual GET https://b.test/2,%20/3", "redirect:two-locations"),
    ("loc-empty-error", &["GET https://b.test/ | 302; acao: *; to: | 200; acao: *"],
        "redirect:empty", "readable"),
    ("combine-dups", &["GET https://b.test/; accept: a; accept: b | 200; acao: *"],
        "b.test/; accept: a, b; origin", "accept: a; accept: b; origin"),
    ("range-wk", &["GET https://b.test/; range: BYTES=+1-2 | pre 500 | 200; acao: *"],
        "readable", "preflight:status"),
    ("utf8-headers", &["GET https://a.test/; x-a: \u{e4} | 200"],
        "x-a: \\xc3\\xa4", "x-a: \\xe4"),
    ("utf8-response-headers", &["GET https://a.test/ | 200; x-a: \u{e4}"],
        "x-a: \\xef\\xbf\\xbd", "x-a: \\xe4"),
    ("pf-sticky-wk", &["POST https://b.test/; content-type: a/b | pre 204; acao: *; acah: content-type | 302; acao: *; to: /2 | pre 500 | 200; acao: *"],
        "preflight:status", "readable"),
    ("wk-restore-headers", &["POST https://a.test/; x-a: 1; content-language: de | 302; to: https://b.test/ | pre 204; acao: @; acah: *; acam: * | 302; acao: @; acac: true; to: /2 | pre 204; acao: @; acah: * | 200; acao: @"],
        "actual GET https://b.test/2; accept: */*; x-a: 1; content-language: de", "actual GET https://b.test/2; accept: */*; x-a: 1; origin"),
    // Also where the hops before it were the page's own.
    ("wk-restore-headers", &["POST https://a.test/; x-a: 1; content-language: de | 302; to: /2 | 302; to: https://b.test/ | pre 204; acao: @; acah: * | 200; acao: @"],
        "actual GET https://b.test/; accept: */*; x-a: 1; content-language: de", "actual GET https://b.test/; accept: */*; x-a: 1; origin"),
    ("userinfo-late", &["PUT https://a.test/ | 307; to: https://u@b.test/ | pre 204; acao: @; acam: PUT"],
        "preflight OPTIONS https://u@b.test/", "actual PUT https://a.test/; accept: */*; origin: https://a.test; with credentials; with cookie | blocked redirect:userinfo"),
    ("soup-delete-get", &["DELETE https://a.test/ | 302; to: https://b.test/ | pre 204; acao: @; acam: * | 200; acao: @"],
        "actual GET https://b.test/", "actual DELETE https://b.test/"),
    ("wk-redirect-check-credentialed", &["GET https://a.test/ | 302; to: https://b.test/ | 302; acao: *; to: https://c.test/ | 200; acao: *"],
        "actual:redirect-credentialed-check", "readable"),
    ("origin-kept", &["POST https://a.test/ | 302; to: /2 | 200"],
        "actual GET https://a.test/2; accept: */*; origin: https://a.test", "actual GET https://a.test/2; accept: */*; with"),
    ("nocors-cookie", &["GET https://a.test/ mode=no-cors | 302; to: https://b.test/ | 200"],
        "b.test/; accept: */*; with credentials", "b.test/; accept: */* |"),
    ("xhr-flag-method-not-implied", &["PUT https://b.test/ upload body=text | pre 204; acao: * | 200; acao: *"],
        "preflight:method", "readable"),
    ("cache-max-age-int", &["PUT https://b.test/ | pre 204; acao: *; acam: PUT; acma: +60 | 200; acao: *", PUT],
        "hit for 60 s", "hit for 5 s"),
    ("cache-cap", &["PUT https://b.test/ | pre 204; acao: *; acam: PUT; acma: 700 | 200; acao: *", PUT],
        "hit for 600 s", "hit for 700 s"),
    ("cache-replace", &[STORE, "DELETE https://b.test/ | pre 204; acao: *; acam: DELETE | 200; acao: *", PUT],
        "preflight:status", "hit"),
    // A request that it does not cover erases it, also when its own preflight fails.
    ("cache-replace", &[STORE, "DELETE https://b.test/ | pre 500", PUT],
        "preflight:status", "hit"),
    ("cache-star-by-request", &["POST https://b.test/ credentials=include; x-a: 1 | pre 204; acao: @; acac: true; acam: *; acah: x-a | 200; acao: @; acac: true",
                                "PUT https://b.test/ credentials=include | pre 500 | 200; acao: @; acac: true"],
        "preflight:status", "hit"),
    ("cache-opaque-own", &["PUT https://b.test/ | pre 204; acao: @; acam: PUT | 307; acao: @; to: https://c.test/ | pre 204; acao: null; acam: PUT | 200; acao: null",
                           "PUT https://b.test/ | pre 204; acao: @; acam: PUT | 307; acao: @; to: https://c.test/ | pre 500 | 200; acao: null"],
        "preflight:status", "readable"),
    ("cache-no-clear", &[STORE, "PUT https://b.test/ | failed | failed", PUT],
        "hit", "preflight:status"),
    // Kept although it refused this request.
    ("cache-no-clear", &["DELETE https://b.test/ | pre 204; acao: *; acam: PUT", PUT],
        "hit", "preflight:status"),
    ("credentialless-unknown", &["GET https://b.test/ mode=no-cors credentials=include coep=credentialless | 200"],
        "with credentials", "accept: */* |"),
    ("own-origin-elements", &["GET https://a.test/ element=audio crossorigin=anonymous | 200"],
        "accept: */*; origin: https://a.test", "accept: */*; with credentials"),
    ("font-no-cors", &["GET https://b.test/ element=font | 200"],
        "opaque", "missing-acao"),
    ("track-no-cors", &["GET https://b.test/ element=track | 200"],
        "opaque", "same-origin-mode"),
    ("object-image", &["GET https://b.test/ element=object | 200"],
        "no-cors image", "navigate object"),
    ("worker-throws", &["GET https://b.test/ element=worker"],
        "event throws", "event error"),
    ("noreferrer-form", &["POST https://b.test/ element=form noreferrer | 200"],
        "origin: https://a.test", "origin: null"),
    ("mixed-frame-silent", &["GET http://b.test/ element=iframe"],
        "event nothing", "event load"),
    ("media-referrer-before-upgrade", &["GET http://b.test/ element=video | 200"],
        "referrer none", "referrer origin"),
    ("redirect-origin-policy", &["POST https://a.test/ mode=no-cors policy=no-referrer | 307; to: https://b.test/ | 200"],
        "b.test/; accept: */*; origin: https://a.test", "b.test/; accept: */*; origin: null"),
    ("withheld-frame-silent", &["GET https://b.test/ element=iframe coep=require-corp | 200; coep: require-corp"],
        "event nothing", "event load"),
    ("referrer-downgrade-scheme", &["GET http://localhost/ element=img | 200"],
        "referrer none", "referrer origin"),
    ("loopback-mixed", &["GET http://localhost/ | 200; acao: *"],
        "mixed-content", "readable"),
    ("prompt-own-origin", &["GET https://b.test/ mode=no-cors credentials=include | 401; www-authenticate: Basic"],
        "asks nobody", "asks the user"),
    ("http-cache-refused", &["GET https://b.test/ | 200; cache-control: max-age=600", "GET https://b.test/ | 200; acao: *"],
        "readable", "actual:missing-acao"),
    ("timing-errors", &["GET https://b.test/ | 200"],
        "timing none", "timing nothing"),
    ("timing-sizes", &["GET https://b.test/ | 200; acao: *; tao: *"],
        "timing times protocol |", "transfer-size"),
];

#[test]
fn each_deviation_shows() {
    deviations(Profile::webkit(), ROWS);
}

#[test]
fn only_what_goes_through_the_cors_check_is_restored() {
    for (text, restored) in [
        ("POST https://b.test/ mode=no-cors; content-language: de | 302; to: /2 | 302; to: /3 | 200", false),
        ("POST https://a.test/; content-language: de | 302; to: /2 | 302; to: /3 | 200", false),
        (
            "POST https://b.test/; content-language: de | 302; acao: *; to: /2 | 302; acao: *; to: /3 | 200; acao: *",
            true,
        ),
    ] {
        let verdict = Browser::new(Profile::webkit()).judge(text);
        let headers = verdict.exchanges[2].headers.as_ref();
        assert_eq!(headers.is_some_and(|headers| headers.contains("content-language")), restored, "{text}");
    }
}

#[test]
fn what_the_port_does_is_set_apart() {
    let engine = Profile::webkit().without_port();
    let port: Vec<&str> =
        Profile::webkit().deviations.iter().filter(|it| it.scope == Scope::Port).map(|it| it.name).collect();
    assert!(!port.is_empty() && engine.deviations.iter().all(|it| it.scope == Scope::Engine));
    assert_eq!(engine.deviations.len() + port.len(), Profile::webkit().deviations.len());
    for profile in [Profile::standard(), Profile::chromium(), Profile::firefox()] {
        assert_eq!(profile.without_port().deviations.len(), profile.deviations.len(), "{}", profile.engine);
    }
    let error = Profile::webkit().without("no-such").unwrap_err();
    assert!(error.contains("webkit has no deviation `no-such`") && error.contains("auth-star"), "{error}");
    assert!(Profile::standard().deviations.is_empty() && Profile::standard().without("x").is_err());
}
