//! CORS-preflight fetch: what is asked, and which answers allow the request.
#![allow(clippy::unwrap_used, clippy::panic)]

mod conversation;

use conversation::{Browser, judge, told, verdicts};
use corslet::browser::Profile;
use corslet::verdict::Failure;

#[test]
fn what_is_asked() {
    #[rustfmt::skip]
    let rows = [
        ("PUT https://b.test/x?y#z",                        "https://a.test", "PUT",   None),
        ("patch https://b.test/",                           "https://a.test", "patch", None),
        ("GET https://b.test/; X-B: 1; x-a: 2",             "https://a.test", "GET",   Some("x-a,x-b")),
        // Sorted, in lower case, each once, joined by a bare comma; safelisted ones are not named.
        ("PUT https://b.test/; X-A: 1; accept: x; x-a: 2; Authorization: t; content-type: text/plain",
                                                            "https://a.test", "PUT",   Some("authorization,x-a")),
        ("POST https://b.test/; content-type: a/b; content-language: (; accept: \u{7f}",
                                                            "https://a.test", "POST",  Some("accept,content-language,content-type")),
        ("GET https://b.test/ upload",                      "https://a.test", "GET",   None),
        ("PUT https://b.test/ from=null",                   "null",           "PUT",   None),
        ("PUT https://b.test/ credentials=include",         "https://a.test", "PUT",   None),
    ];
    for (text, origin, method, names) in rows {
        let verdict = judge(&format!("{text} | pre 500"));
        let [preflight] = &verdict.exchanges[..] else { panic!("{text}: {:?}", verdict.exchanges) };
        assert_eq!(preflight.method, "OPTIONS", "{text}");
        assert!(!preflight.credentials && preflight.headers.is_none(), "{text}");
        let mut lines =
            vec![("Accept", "*/*"), ("Origin", origin), ("Access-Control-Request-Method", method)];
        lines.extend(names.map(|names| ("Access-Control-Request-Headers", names)));
        let sent: Vec<(String, String)> = preflight
            .header_lines()
            .into_iter()
            .map(|(name, value)| (name, String::from_utf8(value).unwrap()))
            .collect();
        let sent: Vec<(&str, &str)> =
            sent.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(sent, lines, "{text}");
    }
}

#[test]
fn any_ok_status_and_no_other() {
    for status in [200, 201, 204, 205, 206, 226, 299] {
        let text = format!("PUT https://b.test/ | pre {status}; acao: *; acam: PUT | 200; acao: *");
        assert_eq!(told(&judge(&text)), "readable", "{text}");
    }
    for status in [
        0, 100, 101, 103, 199, 300, 301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 405, 407, 500, 503, 999,
    ] {
        for location in ["", "; to: /2"] {
            let text = format!("PUT https://b.test/ | pre {status}; acao: *; acam: PUT{location}");
            assert_eq!(told(&judge(&text)), "blocked preflight:status", "{text}");
        }
    }
}

#[test]
fn a_redirect_of_the_preflight_is_told_apart() {
    for (status, location, is_redirect) in [
        (302, "; to: /2", true),
        (307, "; to: http://[", true),
        (308, "; to:", true),
        (302, "", false),
        (304, "; to: /2", false),
        (201, "; to: /2", false),
        (404, "; to: /2", false),
    ] {
        let follow = if status == 201 { " | 200; acao: *" } else { "" };
        let verdict =
            judge(&format!("PUT https://b.test/ | pre {status}; acao: *; acam: PUT{location}{follow}"));
        let told = verdict
            .blocked
            .iter()
            .any(|blocked| matches!(blocked.failure, Failure::PreflightIsRedirected { .. }));
        assert_eq!(told, is_redirect, "{status}{location}");
    }
}

#[test]
fn which_methods_are_allowed() {
    #[rustfmt::skip]
    verdicts(&[
        ("PUT https://b.test/ | pre 204; acao: *; acam: PUT | 200; acao: *",                  "readable"),
        ("PUT https://b.test/ | pre 204; acao: *; acam: GET, PUT,DELETE | 200; acao: *",      "readable"),
        ("PUT https://b.test/ | pre 204; acao: *; acam: GET; acam: ,PUT , | 200; acao: *",    "readable"),
        ("PUT https://b.test/ | pre 204; acao: *",                                            "blocked preflight:method"),
        ("PUT https://b.test/ | pre 204; acao: *; acam:",                                     "blocked preflight:method"),
        ("PUT https://b.test/ | pre 204; acao: *; allow: PUT",                                "blocked preflight:method"),
        // Methods are case-sensitive, and `patch` is none that is normalised.
        ("PUT https://b.test/ | pre 204; acao: *; acam: put",                                 "blocked preflight:method"),
        ("patch https://b.test/ | pre 204; acao: *; acam: PATCH",                             "blocked preflight:method"),
        ("PATCH https://b.test/ | pre 204; acao: *; acam: patch",                             "blocked preflight:method"),
        ("patch https://b.test/ | pre 204; acao: *; acam: patch | 200; acao: *",              "readable"),
        // A safelisted method need not be listed.
        ("POST https://b.test/; x-a: 1 | pre 204; acao: *; acam: PUT; acah: x-a | 200; acao: *", "readable"),
        ("HEAD https://b.test/; x-a: 1 | pre 204; acao: *; acah: x-a | 200; acao: *",         "readable"),
        // `*` is a wildcard without credentials, and a method's name with them.
        ("PUT https://b.test/ | pre 204; acao: *; acam: * | 200; acao: *",                    "readable"),
        ("PUT https://b.test/ | pre 204; acao: *; acam: GET, * | 200; acao: *",               "readable"),
        ("PUT https://b.test/ credentials=include | pre 204; acao: @; acac: true; acam: *",   "blocked preflight:method"),
        ("* https://b.test/ credentials=include | pre 204; acao: @; acac: true; acam: * | 200; acao: @; acac: true", "readable"),
        ("PUT https://b.test/ credentials=omit | pre 204; acao: *; acam: * | 200; acao: *",   "readable"),
        // One element that is no method voids all lines.
        ("PUT https://b.test/ | pre 204; acao: *; acam: PUT, a b",                            "blocked preflight:invalid-acam"),
        ("PUT https://b.test/ | pre 204; acao: *; acam: PUT; acam: \"GET\"",                  "blocked preflight:invalid-acam"),
        ("PUT https://b.test/ | pre 204; acao: *; acam: PUT\u{b}",                            "blocked preflight:invalid-acam"),
        ("GET https://b.test/; x-a: 1 | pre 204; acao: *; acam: (; acah: x-a",                "blocked preflight:invalid-acam"),
        ("PUT https://b.test/ | pre 204; acao: *; acam: 'PUT', PUT | 200; acao: *",           "readable"),
    ]);
}

#[test]
fn a_forced_preflight_implies_the_method() {
    #[rustfmt::skip]
    verdicts(&[
        ("PUT https://b.test/ upload body=text | pre 204; acao: * | 200; acao: *",            "readable"),
        ("PUT https://b.test/ body=stream | pre 204; acao: * | 200; acao: *",                 "readable"),
        ("GET https://b.test/ upload | pre 204; acao: * | 200; acao: *",                      "readable"),
        ("PUT https://b.test/ upload credentials=include | pre 204; acao: @; acac: true | 200; acao: @; acac: true", "readable"),
        // Only where the header is absent: an empty list is one without the method.
        ("PUT https://b.test/ upload body=text | pre 204; acao: *; acam:",                    "blocked preflight:method"),
        ("PUT https://b.test/ upload body=text | pre 204; acao: *; acam: GET",                "blocked preflight:method"),
        ("POST https://b.test/ upload body=text | pre 204; acao: *; acam: | 200; acao: *",    "readable"),
        // It implies no headers.
        ("PUT https://b.test/ upload; x-a: 1 | pre 204; acao: *",                             "blocked preflight:header"),
    ]);
}

#[test]
fn which_headers_are_allowed() {
    #[rustfmt::skip]
    verdicts(&[
        ("GET https://b.test/; X-A: 1 | pre 204; acao: *; acah: X-a | 200; acao: *",          "readable"),
        ("GET https://b.test/; x-a: 1; x-b: 1 | pre 204; acao: *; acah: x-b; acah: x-a | 200; acao: *", "readable"),
        ("GET https://b.test/; x-a: 1 | pre 204; acao: *",                                    "blocked preflight:header"),
        ("GET https://b.test/; x-a: 1; x-b: 1; x-c: 1 | pre 204; acao: *; acah: x-b",         "blocked preflight:header preflight:header"),
        ("GET https://b.test/; x-a: 1 | pre 204; acao: *; acah: x-*",                         "blocked preflight:header"),
        ("GET https://b.test/; x-a: 1 | pre 204; acao: *; acah: * | 200; acao: *",            "readable"),
        ("GET https://b.test/; x-a: 1 | pre 204; acao: *; acah: x-b, * | 200; acao: *",       "readable"),
        // `*` is the name of a header to a request with credentials.
        ("GET https://b.test/ credentials=include; x-a: 1 | pre 204; acao: @; acac: true; acah: *", "blocked preflight:header"),
        ("GET https://b.test/ credentials=include; *: 1 | pre 204; acao: @; acac: true; acah: * | 200; acao: @; acac: true", "readable"),
        // Authorization has to be listed, credentials or not.
        ("GET https://b.test/; authorization: t | pre 204; acao: *; acah: *",                 "blocked preflight:authorization"),
        ("GET https://b.test/; authorization: t | pre 204; acao: *; acah: *, Authorization | 200; acao: *", "readable"),
        ("GET https://b.test/; authorization: t | pre 204; acao: *",                          "blocked preflight:authorization"),
        ("GET https://b.test/ credentials=include; authorization: t | pre 204; acao: @; acac: true; acah: *", "blocked preflight:authorization"),
        ("GET https://b.test/; authorization: t; x-a: 1 | pre 204; acao: *; acah: *",         "blocked preflight:authorization"),
        ("GET https://b.test/; authorization: t; x-a: 1 | pre 204; acao: *",                  "blocked preflight:authorization preflight:header"),
        // One element that is no name voids all lines.
        ("GET https://b.test/; x-a: 1 | pre 204; acao: *; acah: x-a, b c",                    "blocked preflight:invalid-acah"),
        ("GET https://b.test/; x-a: 1 | pre 204; acao: *; acah: x-a; acah: x b",              "blocked preflight:invalid-acah"),
        ("GET https://b.test/; x-a: 1 | pre 204; acao: *; acah: x-a:",                        "blocked preflight:invalid-acah"),
        ("PUT https://b.test/ | pre 204; acao: *; acam: PUT; acah: (",                        "blocked preflight:invalid-acah"),
        ("GET https://b.test/; x-a: 1 | pre 204; acao: *; acah: ,, x-a ,\t | 200; acao: *",   "readable"),
        // A safelisted name need not be listed, nor one that is safe by its value.
        ("PUT https://b.test/; accept: x; content-type: text/plain | pre 204; acao: *; acam: PUT | 200; acao: *", "readable"),
        ("PUT https://b.test/; content-type: a/b | pre 204; acao: *; acam: PUT",              "blocked preflight:header"),
    ]);
}

#[test]
fn everything_that_fails_is_told() {
    let text = "PUT https://b.test/ credentials=include; x-a: 1; authorization: t | pre 403; acao: *; acam: *; acah: *";
    let expected = "blocked preflight:wildcard-with-credentials preflight:acac-not-true preflight:status preflight:method \
                    preflight:authorization preflight:header";
    assert_eq!(told(&judge(text)), expected);
    // A list that cannot be read refuses once, not once for each name.
    let text = "PUT https://b.test/; x-a: 1; x-b: 1 | pre 500; acao: *; acam: a b; acah: a b";
    assert_eq!(told(&judge(text)), "blocked preflight:status preflight:invalid-acam preflight:invalid-acah");
}

#[test]
fn a_preflight_is_judged_for_the_hop_it_is_of() {
    let mut browser = Browser::new(Profile::standard());
    let text = "PUT https://b.test/; x-a: 1 | pre 204; acao: *; acam: PUT; acah: x-a | 307; acao: *; to: https://c.test/ \
                | pre 204; acao: null; acam: PUT; acah: x-b";
    let verdict = browser.judge(text);
    assert_eq!(told(&verdict), "blocked preflight:header");
    assert_eq!(verdict.blocked[0].hop, 1);
}
