//! Chromium's deviations: each changes the end of a conversation, or it would not be needed.
#![allow(clippy::unwrap_used, clippy::panic)]

mod conversation;

use conversation::{Row, deviations};
use corslet::browser::Profile;

const STORE: &str = "PUT https://b.test/ | pre 204; acao: *; acam: PUT | 200; acao: *";
const PUT: &str = "PUT https://b.test/ | pre 500 | 200; acao: *";

#[rustfmt::skip]
const ROWS: &[Row<'_>] = &[
    ("auth-star", &["GET https://b.test/; authorization: t | pre 204; acao: *; acah: * | 200; acao: *"],
        "readable", "preflight:authorization"),
    ("loc-dup", &["GET https://b.test/ | 302; acao: *; to: /2; to: /2 | 200; acao: *"],
        "readable", "redirect:two-locations"),
    ("loc-empty", &["GET https://b.test/ | 302; acao: *; to: | 200"],
        "readable", "actual:missing-acao"),
    ("combine-dups", &["GET https://b.test/; accept: a; accept: b | 200; acao: *"],
        "b.test/; accept: a, b; origin", "accept: a; accept: b; origin"),
    // Each is short enough, and the two are not; sent, they are one line.
    ("combine-dups", &["POST https://b.test/; content-type: text/plain; content-type: text/plain | pre 500 | 200; acao: *"],
        "preflight:status", "readable"),
    ("range-i64", &["GET https://b.test/; range: bytes=9223372036854775807- | pre 500 | 200; acao: *"],
        "preflight:status", "readable"),
    ("range-normalise", &["GET https://b.test/; range: bytes=007-9 | 200; acao: *"],
        "range: bytes=7-9", "range: bytes=007-9"),
    ("client-hints-safe", &["GET https://b.test/; dpr: 2; save-data: on | pre 500 | 200; acao: *"],
        "readable", "preflight:status"),
    ("ch-redirect-drop", &["GET https://a.test/; dpr: 2 | 302; to: https://b.test/ | 200; acao: *"],
        "b.test/; accept: */*; origin", "b.test/; accept: */*; dpr: 2; origin"),
    ("ua-safe", &["GET https://b.test/; user-agent: x | pre 500 | 200; acao: *"],
        "readable", "preflight:status"),
    ("ua-safe", &["GET https://a.test/; user-agent: x; x-a: 1 | 200"],
        "a.test/; accept: */*; x-a: 1", "user-agent: x"),
    ("userinfo-redirect", &["GET https://b.test/ mode=no-cors | 302; to: https://u@c.test/ | 200"],
        "redirect:userinfo-any", "opaque"),
    ("sah-origin", &["GET https://top.test/ from=https://b.test top=https://top.test mode=no-cors credentials=include | 200"],
        "origin: https://b.test; with credentials", "accept: */*; with credentials"),
    ("xhr-upload-needs-body", &["GET https://b.test/ upload | pre 500 | 200; acao: *"],
        "readable", "preflight:status"),
    ("nocors-origin-null", &["POST https://a.test/ mode=no-cors | 307; to: https://b.test/ | 200"],
        "b.test/; accept: */*; origin: null", "b.test/; accept: */*; origin: https://a.test"),
    ("lax-by-default", &["GET https://b.test/ credentials=include | 200; acao: @; acac: true"],
        "with credentials | ", "with credentials; with cookie"),
    ("xhr-flag-method-not-implied", &["PUT https://b.test/ upload body=text | pre 204; acao: * | 200; acao: *"],
        "preflight:method", "readable"),
    // A safelisted method needs no entry of its own.
    ("xhr-flag-method-not-implied", &["POST https://b.test/ upload body=text | pre 204; acao: *; acam: PUT | 200; acao: *",
                                      "POST https://b.test/ upload body=text | pre 500 | 200; acao: *"],
        "hit", "preflight:status"),
    ("cache-max-age-int", &["PUT https://b.test/ | pre 204; acao: *; acam: PUT; acma: +600 | 200; acao: *", PUT],
        "hit for 600 s", "hit for 5 s"),
    ("cache-cap", &["PUT https://b.test/ | pre 204; acao: *; acam: PUT; acma: 7300 | 200; acao: *", PUT],
        "hit for 7200 s", "hit for 7300 s"),
    ("cache-replace", &[STORE, "DELETE https://b.test/ | pre 204; acao: *; acam: DELETE | 200; acao: *", PUT],
        "preflight:status", "hit"),
    ("cache-cred-star", &["POST https://b.test/ credentials=include; x-a: 1 | pre 204; acao: @; acac: true; acam: *; acah: x-a | 200; acao: @; acac: true",
                          "PUT https://b.test/ credentials=include | pre 500 | 200; acao: @; acac: true"],
        "preflight:status", "hit"),
    ("cache-opaque-none", &["PUT https://b.test/ from=null | pre 204; acao: *; acam: PUT | 200; acao: *",
                            "PUT https://b.test/ from=null | pre 500 | 200; acao: *"],
        "preflight:status", "hit"),
    ("cache-no-clear-actual", &[STORE, "PUT https://b.test/ | failed | failed", PUT],
        "hit", "preflight:status"),
    ("own-origin-elements", &["GET https://a.test/ element=img crossorigin=anonymous | 200"],
        "q=0.5; origin: https://a.test", "q=0.5; with credentials"),
    ("object-no-cors", &["GET https://b.test/ element=object | 200"],
        "no-cors object", "navigate object"),
    ("worker-throws", &["GET https://b.test/ element=worker"],
        "event throws", "event error"),
    ("mixed-websocket-throws", &["GET http://b.test/ element=websocket"],
        "event throws", "event error"),
    ("noreferrer-form", &["POST https://b.test/ element=form noreferrer | 200"],
        "origin: https://a.test", "origin: null"),
    ("mixed-frame-silent", &["GET http://b.test/ element=iframe"],
        "event nothing", "event load"),
    ("frame-referrer-before-upgrade", &["GET http://b.test/ element=iframe uir | 200"],
        "referrer none", "referrer origin"),
    ("url-before-upgrade", &["GET http://b.test/ uir | 200; acao: *"],
        "url http://b.test/", "url https://b.test/"),
    ("referrer-downgrade-scheme", &["GET http://localhost/ | 200; acao: *"],
        "referrer none", "referrer origin"),
    ("origin-ignores-referrer-policy", &["POST https://b.test/ mode=no-cors policy=no-referrer | 200"],
        "origin: https://a.test", "origin: null"),
    ("redirected-image-upgraded", &["GET https://a.test/ element=img | 302; to: http://127.0.0.1/ | 200"],
        "actual GET https://127.0.0.1/", "actual GET http://127.0.0.1/"),
    // Of another site it would be a third party's, and those are blocked.
    ("prompt-cors", &["GET https://c.a.test/ credentials=include | 401; acao: @; acac: true; www-authenticate: Basic"],
        "asks the user", "asks nobody"),
    ("proxy-status-refused", &["GET https://a.test/ | 407"],
        "proxy-status", "readable"),
    ("http-cache-refused", &["GET https://b.test/ | 200; cache-control: max-age=600", "GET https://b.test/ | 200; acao: *"],
        "readable", "actual:missing-acao"),
    ("timing-unread-body", &["GET https://b.test/ mode=no-cors | 200; tao: *; content-length: 2"],
        "timing none", "timing times"),
    ("timing-body-needs-tao", &["GET https://b.test/ | 200; acao: *"],
        "timing status", "timing body-size"),
];

#[test]
fn each_deviation_shows() {
    // Thirty-three URLs, of which the first is then asked again.
    let mut many: Vec<String> = (0..33)
        .map(|path| format!("PUT https://b.test/{path} | pre 204; acao: *; acam: PUT | 200; acao: *"))
        .collect();
    many.push("PUT https://b.test/0 | pre 500 | 200; acao: *".into());
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let mut rows = ROWS.to_vec();
    rows.push(("cache-size", &many, "preflight:status", "hit"));
    deviations(Profile::chromium(), &rows);
}
