//! What a page writes: which requests it can construct, and what of them leaves it.
#![allow(clippy::unwrap_used, clippy::panic)]

use corslet::browser::{
    Api, Body, Constructed, CredentialsMode, DroppedWhy, Mode, PageBody, Profile, RedirectMode, RequestInit,
};
use corslet::words::{ForbiddenRequestHeader, Origin};

const XHR: Api = Api::Xhr { upload_listener: false };

fn fetch(url: &str) -> RequestInit {
    RequestInit::new(Origin::parse("https://a.test").unwrap(), url)
}

fn xhr() -> RequestInit {
    RequestInit { api: XHR, ..fetch("https://b.test/") }
}

fn method(method: &str) -> RequestInit {
    RequestInit { method: Some(method.into()), ..fetch("https://b.test/") }
}

fn mode(mode: Mode) -> RequestInit {
    RequestInit { mode: Some(mode), ..fetch("https://b.test/") }
}

/// `X-A: 1; X-B: 2`, one character a byte.
fn headers(init: RequestInit, lines: &str) -> RequestInit {
    let latin1 =
        |text: &str| text.chars().map(|it| u8::try_from(u32::from(it)).unwrap()).collect::<Vec<u8>>();
    let line = |line: &str| line.split_once(": ").map(|(name, value)| (latin1(name), latin1(value))).unwrap();
    RequestInit { headers: lines.split("; ").filter(|it| !it.is_empty()).map(line).collect(), ..init }
}

fn body(init: RequestInit, body: PageBody) -> RequestInit {
    RequestInit { body: Some(body), ..init }
}

fn construct(init: &RequestInit) -> Constructed {
    init.construct(Profile::standard()).unwrap_or_else(|error| panic!("{init:?}: {error}"))
}

/// The header list as lines.
fn kept(init: &RequestInit) -> String {
    let request = construct(init).request;
    request
        .headers
        .iter()
        .map(|(name, value)| format!("{name}: {}", value.to_latin1()))
        .collect::<Vec<_>>()
        .join("; ")
}

/// The steps that throw.
fn thrown(init: &RequestInit) -> Vec<&'static str> {
    init.construct(Profile::standard())
        .map_or_else(|error| error.reasons.iter().map(|(_, step)| step.name).collect(), |_| Vec::new())
}

#[test]
fn what_fetch_starts_from() {
    let request = construct(&fetch("https://b.test/x#y")).request;
    assert_eq!((request.url.as_str(), request.method.as_str()), ("https://b.test/x#y", "GET"));
    assert_eq!(
        (request.mode, request.credentials, request.redirect),
        (Mode::Cors, CredentialsMode::SameOrigin, RedirectMode::Follow)
    );
    assert!(
        request.unsafe_request
            && !request.use_cors_preflight
            && request.body == Body::None
            && request.headers.is_empty()
    );
}

#[test]
fn what_throws() {
    #[rustfmt::skip]
    let rows: &[(RequestInit, &[&str])] = &[
        (fetch("https://b.test/"),                                              &[]),
        (fetch("/x"),                                                           &["URL_PARSES"]),
        (fetch("https://b.test:99999/"),                                        &["URL_PARSES"]),
        (fetch("https://u@b.test/"),                                            &["URL_HAS_NO_CREDENTIALS"]),
        (fetch("https://u:p@b.test/"),                                          &["URL_HAS_NO_CREDENTIALS"]),
        (fetch("https://:p@b.test/"),                                           &["URL_HAS_NO_CREDENTIALS"]),
        (fetch("https://:@b.test/"),                                            &[]),
        (RequestInit { url: "https://u:p@b.test/".into(), ..xhr() },            &[]),
        (mode(Mode::Navigate),                                                  &["MODE_IS_NOT_NAVIGATE"]),
        (mode(Mode::SameOrigin),                                                &[]),
        (method("PUT"),                                                         &[]),
        (method("CHICKEN"),                                                     &[]),
        (method("a b"),                                                         &["METHOD_IS_TOKEN"]),
        (method(""),                                                            &["METHOD_IS_TOKEN"]),
        (method("\u{e4}"),                                                      &["METHOD_IS_TOKEN"]),
        (method("TRACE"),                                                       &["METHOD_IS_NOT_FORBIDDEN"]),
        (method("track"),                                                       &["METHOD_IS_NOT_FORBIDDEN"]),
        (method("Connect"),                                                     &["METHOD_IS_NOT_FORBIDDEN"]),
        (RequestInit { method: Some(b"PUT".to_vec()), ..mode(Mode::NoCors) },   &["NO_CORS_METHOD_IS_SAFELISTED"]),
        (RequestInit { method: Some(b"options".to_vec()), ..mode(Mode::NoCors) }, &["NO_CORS_METHOD_IS_SAFELISTED"]),
        (RequestInit { method: Some(b"post".to_vec()), ..mode(Mode::NoCors) },  &[]),
        (headers(fetch("https://b.test/"), "a b: 1"),                           &["HEADER_IS_VALID"]),
        (headers(fetch("https://b.test/"), ": 1"),                              &["HEADER_IS_VALID"]),
        (headers(fetch("https://b.test/"), "x-a: 1\n2"),                        &["HEADER_IS_VALID"]),
        (headers(fetch("https://b.test/"), "x-a: 1\u{0}"),                      &["HEADER_IS_VALID"]),
        (headers(fetch("https://b.test/"), "x-a: \u{1}\u{7f}\u{e4}"),           &[]),
        (body(fetch("https://b.test/"), PageBody::Text),                        &["BODY_GOES_WITH_METHOD"]),
        (body(method("head"), PageBody::Text),                                  &["BODY_GOES_WITH_METHOD"]),
        (body(method("DELETE"), PageBody::Text),                                &[]),
        (body(method("POST"), PageBody::Stream),                                &[]),
        (RequestInit { mode: Some(Mode::NoCors), ..body(method("POST"), PageBody::Stream) }, &["STREAM_GOES_WITH_MODE"]),
        (RequestInit { mode: Some(Mode::SameOrigin), ..body(method("POST"), PageBody::Stream) }, &[]),
        // Every reason at once.
        (headers(RequestInit { url: "x".into(), mode: Some(Mode::Navigate), ..method("a b") }, "a b: 1; c d: 2"),
            &["URL_PARSES", "MODE_IS_NOT_NAVIGATE", "METHOD_IS_TOKEN", "HEADER_IS_VALID", "HEADER_IS_VALID"]),
    ];
    for (init, steps) in rows {
        assert_eq!(thrown(init), *steps, "{init:?}");
    }
    let error = fetch("b.test").construct(Profile::standard()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "`b.test` is not a URL: write it with its scheme, as in `https://api.example/`"
    );
}

#[test]
fn six_methods_are_normalised() {
    #[rustfmt::skip]
    let rows = [
        ("get", "GET"), ("Head", "HEAD"), ("post", "POST"), ("pUT", "PUT"), ("delete", "DELETE"), ("options", "OPTIONS"),
        ("patch", "patch"), ("PATCH", "PATCH"), ("Patch", "Patch"), ("propfind", "propfind"), ("*", "*"),
    ];
    for (written, sent) in rows {
        assert_eq!(construct(&method(written)).request.method.as_str(), sent);
    }
}

#[test]
fn what_only_the_browser_sets() {
    #[rustfmt::skip]
    let rows = [
        ("Cookie: a=b",                           Some(ForbiddenRequestHeader::Name)),
        ("ORIGIN: https://c.test",                Some(ForbiddenRequestHeader::Name)),
        ("Access-Control-Request-Method: PUT",    Some(ForbiddenRequestHeader::Name)),
        ("Proxy-Authorization: x",                Some(ForbiddenRequestHeader::ProxyPrefix)),
        ("Sec-Fetch-Site: same-origin",           Some(ForbiddenRequestHeader::SecPrefix)),
        ("X-HTTP-Method-Override: TRACE",         Some(ForbiddenRequestHeader::ForbiddenMethod)),
        ("X-Method-Override: GET, track ,PUT",    Some(ForbiddenRequestHeader::ForbiddenMethod)),
        ("X-HTTP-Method: \"TRACE\"",              None),
        ("X-HTTP-Method-Override: PUT",           None),
        ("User-Agent: x",                         None),
        ("Authorization: x",                      None),
        ("Access-Control-Request-Private-Network: true", None),
        ("Secret: x",                             None),
        ("Proxy: x",                              None),
    ];
    for api in [Api::Fetch, XHR] {
        for (line, why) in rows {
            let constructed = construct(&headers(
                RequestInit { api, ..fetch("https://b.test/") },
                &format!("X-A: 1; {line}"),
            ));
            let dropped: Vec<&DroppedWhy> = constructed.dropped.iter().map(|dropped| &dropped.why).collect();
            let expected: Vec<DroppedWhy> = why.into_iter().map(DroppedWhy::Forbidden).collect();
            assert_eq!(dropped, expected.iter().collect::<Vec<_>>(), "{line}");
            assert_eq!(constructed.request.headers.len(), 2 - expected.len(), "{line}");
        }
    }
}

#[test]
fn mode_no_cors_keeps_four_headers() {
    let long = "x".repeat(126);
    let over = format!("{long}, x; Accept: x");
    #[rustfmt::skip]
    let rows: &[(&str, &str)] = &[
        ("Accept: x; Accept-Language: de; Content-Language: de; Content-Type: text/plain", "Accept: x; Accept-Language: de; Content-Language: de; Content-Type: text/plain"),
        ("X-A: 1; Authorization: t; Cookie: c",   ""),
        ("Content-Type: application/json",        ""),
        ("accept: (x)",                           ""),
        // A privileged name is not appended, and would not stay.
        ("Range: bytes=0-9",                      ""),
        // The combined value has to be safe: each line is, and the two are not.
        ("Content-Type: text/plain; Content-Type: text/plain", "Content-Type: text/plain"),
        ("Accept: x; ACCEPT: y",                  "Accept: x; Accept: y"),
        ("Accept: x; Accept: (; Accept: y",       "Accept: x; Accept: y"),
    ];
    for (written, sent) in rows {
        assert_eq!(kept(&headers(mode(Mode::NoCors), written)), *sent, "{written}");
    }
    // 126 bytes and `, x` are 129.
    assert_eq!(
        kept(&headers(
            mode(Mode::NoCors),
            &format!("Accept: {}", over.replace(", x; Accept: x", "; Accept: x"))
        )),
        format!("Accept: {long}")
    );
    let constructed = construct(&headers(mode(Mode::NoCors), "X-A: 1; Range: bytes=0-; Cookie: c"));
    let why: Vec<DroppedWhy> = constructed.dropped.into_iter().map(|dropped| dropped.why).collect();
    let forbidden = DroppedWhy::Forbidden(ForbiddenRequestHeader::Name);
    assert_eq!(why, [DroppedWhy::NotNoCorsSafelisted, DroppedWhy::PrivilegedNoCors, forbidden]);
}

#[test]
fn fetch_appends_and_xhr_combines() {
    let lines = "X-A: 1; x-a: 2; X-B: 3; X-A:  4 ";
    assert_eq!(kept(&headers(fetch("https://b.test/"), lines)), "X-A: 1; X-A: 2; X-B: 3; X-A: 4");
    assert_eq!(kept(&headers(xhr(), lines)), "X-A: 1, 2, 4; X-B: 3");
    assert_eq!(kept(&headers(xhr(), "X-A: ; x-a: 1")), "X-A: , 1");
}

#[test]
fn a_body_brings_its_type() {
    let post = |given: PageBody| body(method("POST"), given);
    #[rustfmt::skip]
    let rows = [
        (post(PageBody::Text),                                     "Content-Type: text/plain;charset=UTF-8"),
        (post(PageBody::UrlSearchParams),                          "Content-Type: application/x-www-form-urlencoded;charset=UTF-8"),
        (post(PageBody::Blob("a/b".into())),                       "Content-Type: a/b"),
        (post(PageBody::Blob(String::new())),                      ""),
        (post(PageBody::Bytes),                                    ""),
        (post(PageBody::Stream),                                   ""),
        (headers(post(PageBody::Text), "content-type: c/d"),       "content-type: c/d"),
        (headers(post(PageBody::UrlSearchParams), "content-type: c/d; x-a: 1"), "content-type: c/d; x-a: 1"),
        // The guard of no-cors keeps a type out that is not safelisted.
        (RequestInit { mode: Some(Mode::NoCors), ..post(PageBody::Blob("a/b".into())) }, ""),
        (RequestInit { mode: Some(Mode::NoCors), ..post(PageBody::Text) }, "Content-Type: text/plain;charset=UTF-8"),
    ];
    for (init, expected) in rows {
        assert_eq!(kept(&init), expected, "{init:?}");
    }
    assert!(kept(&post(PageBody::FormData)).starts_with("Content-Type: multipart/form-data; boundary="));
    assert_eq!(construct(&post(PageBody::Text)).request.body, Body::Source);
}

#[test]
fn xhr_writes_its_charset() {
    let post = || body(RequestInit { method: Some(b"POST".to_vec()), ..xhr() }, PageBody::Text);
    #[rustfmt::skip]
    let rows = [
        ("text/plain",                               "text/plain"),
        ("text/plain;charset=iso-8859-1",            "text/plain;charset=UTF-8"),
        ("text/plain; CHARSET=\"latin1\"; a=b",      "text/plain;charset=UTF-8;a=b"),
        ("text/plain; charset=utf-8",                "text/plain; charset=utf-8"),
        ("text/plain; charset=UTF-8 ;x=y",           "text/plain; charset=UTF-8 ;x=y"),
        ("Text/X;a=b;charset=x",                     "text/x;a=b;charset=UTF-8"),
        ("no type;charset=x",                        "no type;charset=x"),
        ("",                                         ""),
    ];
    for (written, sent) in rows {
        let init = RequestInit { headers: vec![(b"Content-Type".to_vec(), written.into())], ..post() };
        assert_eq!(kept(&init), format!("Content-Type: {sent}"), "{written}");
        assert_eq!(
            kept(&RequestInit { api: Api::Fetch, ..init }),
            format!("Content-Type: {written}"),
            "{written}"
        );
    }
    // Only for a string, which is what is sent as UTF-8.
    for given in [PageBody::UrlSearchParams, PageBody::Bytes, PageBody::Blob("a/b".into())] {
        let init = headers(
            body(RequestInit { method: Some(b"POST".to_vec()), ..xhr() }, given),
            "Content-Type: text/plain;charset=x",
        );
        assert_eq!(kept(&init), "Content-Type: text/plain;charset=x", "{init:?}");
    }
}

#[test]
fn xhr_leaves_the_body_of_a_get_out() {
    for method in [None, Some(b"head".to_vec())] {
        let request = construct(&body(RequestInit { method, ..xhr() }, PageBody::Text)).request;
        assert_eq!((request.body, request.headers.len()), (Body::None, 0));
    }
}

#[test]
fn what_forces_a_preflight() {
    let listens = Api::Xhr { upload_listener: true };
    assert!(construct(&body(method("POST"), PageBody::Stream)).request.use_cors_preflight);
    assert!(
        construct(&RequestInit { api: listens, ..body(method("POST"), PageBody::Text) })
            .request
            .use_cors_preflight
    );
    assert!(construct(&RequestInit { api: listens, ..fetch("https://b.test/") }).request.use_cors_preflight);
    assert!(!construct(&body(method("POST"), PageBody::Text)).request.use_cors_preflight);
    assert!(
        !construct(&body(RequestInit { api: XHR, ..method("POST") }, PageBody::Text))
            .request
            .use_cors_preflight
    );
}
