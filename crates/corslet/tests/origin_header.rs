//! The `Origin` header: who sends it, and when it says `null`.
#![allow(clippy::unwrap_used, clippy::panic)]

mod conversation;

use conversation::{Browser, judge};
use corslet::browser::Engine;

/// What each request of the conversation carries as `Origin`, `-` for none.
#[track_caller]
fn origins(text: &str) -> String {
    let verdict = judge(text);
    let origins = verdict
        .exchanges
        .iter()
        .map(|it| it.origin.as_ref().map_or("-", |origin| origin.serialize()).to_owned());
    origins.collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn all(rows: &[(&str, &str)]) {
    for (text, expected) in rows {
        assert_eq!(origins(text), *expected, "{text}");
    }
}

#[test]
fn who_sends_it() {
    #[rustfmt::skip]
    all(&[
        // A CORS request always does.
        ("GET https://b.test/ | 200",                               "https://a.test"),
        ("GET https://b.test/ policy=no-referrer | 200",            "https://a.test"),
        ("PUT https://b.test/ | pre 204; acao: *; acam: PUT | 200", "https://a.test https://a.test"),
        ("GET https://b.test/ from=http://a.test:8080 | 200",       "http://a.test:8080"),
        ("GET https://b.test/ from=null | 200",                     "null"),
        ("GET https://b.test/ from=chrome-extension://id | 200",    "chrome-extension://id"),
        ("GET https://b.test/ mode=websocket | 101",                "https://a.test"),
        // Others when they could change something.
        ("GET https://a.test/ | 200",                               "-"),
        ("HEAD https://a.test/ | 200",                              "-"),
        ("POST https://a.test/ | 200",                              "https://a.test"),
        ("PUT https://a.test/ | 200",                               "https://a.test"),
        ("get https://a.test/ | 200",                               "https://a.test"),
        ("GET https://b.test/ mode=no-cors | 200",                  "-"),
        ("HEAD https://b.test/ mode=no-cors | 200",                 "-"),
        ("POST https://b.test/ mode=no-cors | 200",                 "https://a.test"),
        ("GET https://b.test/ mode=navigate | 200",                 "-"),
        ("POST https://b.test/ mode=navigate | 200",                "https://a.test"),
        ("POST https://a.test/ mode=same-origin | 200",             "https://a.test"),
    ]);
}

#[test]
fn the_referrer_policy_hides_it_outside_mode_cors() {
    #[rustfmt::skip]
    const POLICIES: [&str; 8] = [
        "no-referrer", "no-referrer-when-downgrade", "same-origin", "origin", "strict-origin", "origin-when-cross-origin",
        "strict-origin-when-cross-origin", "unsafe-url",
    ];
    #[rustfmt::skip]
    let rows = [
        // The same origin; another; a downgrade, which has to be a navigation or to loopback; http to http; http to https.
        ("POST https://a.test/ mode=same-origin",                 "https://a.test",   [0]    .as_slice()),
        ("POST https://b.test/ mode=no-cors",                     "https://a.test",   [0, 2].as_slice()),
        ("POST http://b.test/ mode=navigate",                     "https://a.test",   [0, 1, 2, 4, 6].as_slice()),
        ("POST http://localhost/ mode=no-cors",                   "https://a.test",   [0, 1, 2, 4, 6].as_slice()),
        ("POST http://b.test/ mode=no-cors from=http://a.test",   "http://a.test",    [0, 2].as_slice()),
        ("POST https://b.test/ mode=no-cors from=http://a.test",  "http://a.test",    [0, 2].as_slice()),
        ("POST http://a.test/ mode=navigate from=http://a.test",  "http://a.test",    [0]    .as_slice()),
        // Only a tuple origin has a scheme that could be downgraded.
        ("POST http://b.test/ mode=no-cors from=null",            "null",             [0]    .as_slice()),
        // In mode cors no policy hides it.
        ("POST https://a.test/",                                  "https://a.test",   [].as_slice()),
        ("POST https://b.test/",                                  "https://a.test",   [].as_slice()),
    ];
    for (text, origin, hidden_by) in rows {
        for (index, policy) in POLICIES.iter().enumerate() {
            let expected = if hidden_by.contains(&index) { "null" } else { origin };
            assert_eq!(origins(&format!("{text} policy={policy} | 200")), expected, "{text} {policy}");
        }
        // The default is the last but one.
        let expected = if hidden_by.contains(&6) { "null" } else { origin };
        assert_eq!(origins(&format!("{text} | 200")), expected, "{text}");
    }
}

#[test]
fn a_redirect_taints_it() {
    #[rustfmt::skip]
    all(&[
        // From the page's own origin it may lead anywhere.
        ("GET https://a.test/ | 302; to: https://b.test/ | 200",                                          "- https://a.test"),
        ("GET https://a.test/ | 302; to: /2 | 302; to: https://b.test/ | 200",                            "- - https://a.test"),
        // Within the other origin too.
        ("GET https://a.test/ | 302; to: https://b.test/ | 302; acao: @; to: /2 | 200",                   "- https://a.test https://a.test"),
        ("GET https://b.test/ | 302; acao: *; to: /2 | 302; acao: *; to: /3 | 200",                       "https://a.test https://a.test https://a.test"),
        // From another origin to a third, to the page's, or to another of its site it is `null`, and stays so.
        ("GET https://b.test/ | 302; acao: *; to: https://c.test/ | 200",                                 "https://a.test null"),
        ("GET https://b.test/ | 302; acao: *; to: https://a.test/ | 200",                                 "https://a.test null"),
        ("GET https://b.test/ | 302; acao: *; to: https://sub.b.test/ | 200",                             "https://a.test null"),
        ("GET https://b.test/ | 302; acao: *; to: https://b.test:8443/ | 200",                            "https://a.test null"),
        ("GET http://b.test/ from=http://a.test | 302; acao: *; to: https://b.test/ | 200",               "http://a.test null"),
        ("GET https://sub.a.test/ | 302; acao: *; to: https://a.test/ | 200",                             "https://a.test null"),
        ("GET https://a.test/ | 302; to: https://b.test/ | 302; acao: @; to: https://c.test/ | 200",      "- https://a.test null"),
        ("GET https://a.test/ | 302; to: https://b.test/ | 302; acao: @; to: https://a.test/ | 200",      "- https://a.test null"),
        ("GET https://b.test/ | 302; acao: *; to: https://c.test/ | 302; acao: *; to: https://b.test/ | 200", "https://a.test null null"),
        ("GET https://b.test/ | 302; acao: *; to: https://a.test/ | 302; acao: *; to: /2 | 200",          "https://a.test null null"),
        // Preflights too.
        ("PUT https://b.test/ | pre 204; acao: *; acam: PUT | 307; acao: *; to: https://c.test/ | pre 204; acao: null; acam: PUT | 200", "https://a.test https://a.test null null"),
        // And other modes.
        ("POST https://b.test/ mode=no-cors | 307; to: https://c.test/ | 200",                            "https://a.test null"),
        ("POST https://b.test/ mode=navigate | 307; to: https://a.test/ | 200",                           "https://a.test null"),
        ("POST https://a.test/ | 307; to: https://b.test/ | 200",                                         "https://a.test https://a.test"),
        // A method that became GET no longer carries it.
        ("POST https://a.test/ | 302; to: /2 | 200",                                                      "https://a.test -"),
        ("POST https://b.test/ mode=no-cors | 302; to: /2 | 200",                                         "https://a.test -"),
    ]);
}

#[test]
fn what_answers_a_tainted_request() {
    #[rustfmt::skip]
    conversation::verdicts(&[
        ("GET https://b.test/ | 302; acao: *; to: https://c.test/ | 200; acao: *",                        "readable"),
        ("GET https://b.test/ | 302; acao: *; to: https://c.test/ | 200; acao: null",                     "readable"),
        ("GET https://b.test/ | 302; acao: *; to: https://c.test/ | 200; acao: @",                        "blocked actual:acao-mismatch"),
        ("GET https://b.test/ credentials=include | 302; acao: @; acac: true; to: https://c.test/ | 200; acao: null; acac: true", "readable"),
        ("GET https://b.test/ credentials=include | 302; acao: @; acac: true; to: https://c.test/ | 200; acao: @; acac: true", "blocked actual:acao-mismatch"),
        ("GET https://a.test/ | 302; to: https://b.test/ | 302; acao: @; to: /2 | 200; acao: @",          "readable"),
        ("GET https://a.test/ | 302; to: https://b.test/ | 302; acao: @; to: /2 | 200; acao: null",       "blocked actual:acao-mismatch"),
        ("PUT https://b.test/ | pre 204; acao: *; acam: PUT | 307; acao: *; to: https://c.test/ | pre 204; acao: @; acam: PUT", "blocked preflight:acao-mismatch"),
    ]);
}

#[test]
fn storage_access_that_could_be_granted() {
    // In Chromium and Firefox a frame of another site that asks the top-level site with credentials says who it is.
    const FRAME: &str = "GET https://top.test/ from=https://b.test mode=no-cors";
    let rows = [
        (format!("{FRAME} credentials=include top=https://top.test"), true),
        (format!("{FRAME} credentials=include top=https://www.top.test"), true),
        (format!("{FRAME} top=https://top.test"), false),
        (format!("{FRAME} credentials=include"), false),
        (format!("{FRAME} credentials=include top=https://c.test"), false),
        (format!("{FRAME} credentials=include top=https://sub.b.test"), false),
        ("GET https://www.top.test/ from=https://sub.top.test mode=no-cors credentials=include top=https://top.test".into(), false),
    ];
    for (text, told) in rows {
        for engine in Engine::ALL {
            let verdict = Browser::new(engine.profile()).judge(&format!("{text} | 200"));
            let has_rule = matches!(engine, Engine::Chromium | Engine::Firefox);
            assert_eq!(verdict.exchanges[0].origin.is_some(), told && has_rule, "{engine}: {text}");
        }
    }
}
