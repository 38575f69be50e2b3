//! Filtered responses: what a page may read of an answer.
#![allow(clippy::unwrap_used, clippy::panic)]

mod conversation;

use conversation::judge;
use corslet::verdict::ResponseType;

const HEADERS: &str = "; Cache-Control: a; Content-Language: b; Content-Length: c; Content-Type: d; Expires: e; \
                       Last-Modified: f; Pragma: g; X-A: h; x-b: i; X-A: j; Set-Cookie: k; set-cookie2: l; *: m; ETag: n; \
                       Location: /2";

const SAFELISTED: &str =
    "cache-control content-language content-length content-type expires last-modified pragma";

/// The names that the page reads, apart from the CORS headers' own.
#[track_caller]
fn read(text: &str) -> String {
    let verdict = judge(text);
    let readable = verdict.readable().unwrap_or_else(|| panic!("{text}: {}", verdict.outcome));
    let names = readable
        .headers()
        .into_iter()
        .map(|(name, _)| name)
        .filter(|name| !name.starts_with("access-control-"));
    names.collect::<Vec<_>>().join(" ")
}

#[test]
fn a_basic_response_shows_all_but_cookies() {
    let expected = "* cache-control content-language content-length content-type etag expires last-modified location pragma x-a x-b";
    assert_eq!(read(&format!("GET https://a.test/ | 200{HEADERS}")), expected);
    assert_eq!(read(&format!("GET https://a.test/ | 200{HEADERS}; aceh: x-a")), expected);
    let verdict = judge(&format!("GET https://a.test/ | 404{HEADERS}"));
    let readable = verdict.readable().unwrap();
    assert_eq!(readable.status(), 404);
    let value =
        |name: &str| readable.headers().into_iter().find(|(it, _)| it == name).map(|(_, value)| value);
    assert_eq!(value("x-a").as_deref(), Some(&b"h, j"[..]));
    assert_eq!(value("set-cookie"), None);
}

#[test]
fn what_a_cors_response_exposes() {
    #[rustfmt::skip]
    let rows = [
        ("",                                     ""),
        ("; aceh:",                              ""),
        ("; aceh: x-a",                          "x-a"),
        ("; aceh: X-A, x-B",                     "x-a x-b"),
        ("; aceh: x-b; aceh: x-a",               "x-a x-b"),
        ("; aceh: ,x-b",                         "x-b"),
        ("; aceh:; aceh: x-b",                   "x-b"),
        ("; aceh: x-b,, x-b ,",                  "x-b"),
        ("; aceh: x-c",                          ""),
        ("; aceh: content-type",                 ""),
        // One element that is no name voids all lines.
        ("; aceh: x-a, no no",                   ""),
        ("; aceh: x-a; aceh: no no",             ""),
        ("; aceh: \"x-a\",x-b",                  ""),
        ("; aceh: 'x-a',x-b",                    "x-b"),
        ("; aceh: x-a\u{b},x-b",                 ""),
        ("; aceh: x-b;x",                        ""),
        ("; aceh: *, no no",                     ""),
        // `*` is everything.
        ("; aceh: *",                            "* etag location x-a x-b"),
        ("; aceh: x-c, *",                       "* etag location x-a x-b"),
        ("; aceh: x-c; aceh: *",                 "* etag location x-a x-b"),
        // Cookies never.
        ("; aceh: set-cookie, set-cookie2",      ""),
        ("; aceh: Set-Cookie, x-b, *",           "* etag location x-a x-b"),
    ];
    for (exposed, names) in rows {
        let mut expected: Vec<&str> =
            SAFELISTED.split(' ').chain(names.split(' ')).filter(|name| !name.is_empty()).collect();
        expected.sort_unstable();
        let text = format!("GET https://b.test/ | 200; acao: *{exposed}{HEADERS}");
        assert_eq!(read(&text), expected.join(" "), "{text}");
    }
}

#[test]
fn a_star_is_a_name_to_credentialed_requests() {
    let read = |credentials: &str, exposed: &str| {
        read(&format!(
            "GET https://b.test/ credentials={credentials} | 200; acao: @; acac: true; aceh: {exposed}; x-a: 1; *: 2; set-cookie: 3"
        ))
    };
    assert_eq!(read("include", "*"), "*");
    assert_eq!(read("include", "x-a"), "x-a");
    assert_eq!(read("same-origin", "*"), "* x-a");
    assert_eq!(read("omit", "*"), "* x-a");
}

#[test]
fn what_is_there_and_hidden() {
    let verdict = judge("GET https://b.test/ | 200; acao: *; x-a: 1; X-A: 2; content-type: 3; set-cookie: 4");
    let readable = verdict.readable().unwrap();
    let names = |lines: Vec<&str>| lines.join(" ");
    let hidden: Vec<&str> = readable.hidden_lines().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names(hidden), "access-control-allow-origin x-a X-A set-cookie");
    let shown: Vec<&str> = readable.lines().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names(shown), "content-type");
}

#[test]
fn nothing_else_is_read() {
    #[rustfmt::skip]
    let rows = [
        ("GET https://b.test/ mode=no-cors | 200; acao: *; aceh: *; x-a: 1",       ResponseType::Opaque),
        ("GET https://b.test/ redirect=manual | 302; acao: *; aceh: *; to: /2",    ResponseType::OpaqueRedirect),
        ("GET https://a.test/ redirect=manual | 302; to: /2",                      ResponseType::OpaqueRedirect),
        ("GET https://b.test/ | 200; aceh: *",                                     ResponseType::Error),
        ("GET https://b.test/ mode=same-origin",                                   ResponseType::Error),
    ];
    for (text, response_type) in rows {
        let verdict = judge(text);
        assert_eq!(verdict.response_type, response_type, "{text}");
        assert!(verdict.readable().is_none(), "{text}");
    }
}

#[test]
fn it_is_the_last_response_that_is_read() {
    let text = "GET https://b.test/ | 302; acao: *; to: /2; aceh: x-a; x-a: 1 | 200; acao: *; aceh: x-b; x-a: 2; x-b: 3";
    assert_eq!(read(text), "x-b");
    let verdict = judge(
        "GET https://b.test/; x-a: 1 | pre 204; acao: *; acah: x-a; aceh: *; x-c: 1 | 206; acao: *; x-c: 2",
    );
    let readable = verdict.readable().unwrap();
    assert_eq!((readable.status(), readable.headers().len()), (206, 0));
}
