//! HTTP-redirect fetch: where a redirect leads, and what it changes of the request.
#![allow(clippy::unwrap_used, clippy::panic)]

mod conversation;

use conversation::{judge, told, verdicts};
use corslet::verdict::{Exchange, Kind};

#[test]
fn redirect_modes_and_statuses() {
    for status in [301, 302, 303, 307, 308] {
        for (mode, told_of) in
            [("follow", "readable"), ("manual", "opaque-redirect"), ("error", "blocked redirect-error-mode")]
        {
            let rest = if mode == "follow" { " | 200; acao: *" } else { "" };
            let text = format!("GET https://b.test/ redirect={mode} | {status}; acao: *; to: /2{rest}");
            assert_eq!(told(&judge(&text)), told_of, "{text}");
        }
    }
    // Not every 3xx is a redirect status.
    for status in [300, 304, 305, 306, 309, 399, 201] {
        let text = format!("GET https://b.test/ redirect=error | {status}; acao: *; to: /2");
        assert_eq!(told(&judge(&text)), "readable", "{text}");
    }
}

#[test]
fn the_location() {
    #[rustfmt::skip]
    let rows = [
        ("/2",                       "https://b.test/2"),
        ("3",                        "https://b.test/x/3"),
        ("../3",                     "https://b.test/3"),
        ("?r",                       "https://b.test/x/y?r"),
        ("//c.test",                 "https://c.test/"),
        ("",                         "https://b.test/x/y?q"),
        ("HTTPS://C.Test:443/%7e",   "https://c.test/%7e"),
        ("https:2",                  "https://b.test/x/2"),
        ("\\2",                      "https://b.test/2"),
        ("/\u{c3}\u{a4}",            "https://b.test/%C3%A4"),
        ("https://\u{c3}\u{a4}.test/", "https://xn--4ca.test/"),
        ("/a b",                     "https://b.test/a%20b"),
    ];
    for (location, url) in rows {
        let verdict =
            judge(&format!("GET https://b.test/x/y?q | 302; acao: *; to: {location} | 200; acao: *"));
        assert_eq!(verdict.exchanges[1].url.as_str(), url, "{location}");
        assert_eq!((verdict.redirects(), verdict.url().as_str()), (1, url));
    }
}

#[test]
fn a_fragment_is_inherited() {
    #[rustfmt::skip]
    let rows = [
        ("https://b.test/",   "/2",    "https://b.test/2"),
        ("https://b.test/#f", "/2",    "https://b.test/2#f"),
        ("https://b.test/#f", "/2#g",  "https://b.test/2#g"),
        ("https://b.test/#f", "/2#",   "https://b.test/2#"),
        ("https://b.test/",   "#g",    "https://b.test/#g"),
        ("https://b.test/#f", "//c.test/", "https://c.test/#f"),
    ];
    for (url, location, expected) in rows {
        let verdict = judge(&format!("GET {url} | 302; acao: *; to: {location} | 200; acao: *"));
        assert_eq!(verdict.exchanges[1].url.as_str(), expected, "{url} to {location}");
    }
}

#[test]
fn a_location_that_leads_nowhere() {
    #[rustfmt::skip]
    verdicts(&[
        // Without Location the response is the answer.
        ("GET https://b.test/ | 302; acao: *",                                    "readable"),
        ("GET https://a.test/ | 302",                                             "readable"),
        ("GET https://b.test/ mode=no-cors | 301",                                "opaque"),
        ("GET https://b.test/ | 302; acao: *; to: http://[",                      "blocked redirect:bad-location"),
        ("GET https://b.test/ | 302; acao: *; to: https://b.test:99999/",         "blocked redirect:bad-location"),
        ("GET https://b.test/ | 302; acao: *; to: https://a b/",                  "blocked redirect:bad-location"),
        // Several lines are a failure, also when they agree.
        ("GET https://b.test/ | 302; acao: *; to: /2; to: /3",                    "blocked redirect:two-locations"),
        ("GET https://b.test/ | 302; acao: *; to: /2; to: /2",                    "blocked redirect:two-locations"),
        // Only to http and https, in every mode.
        ("GET https://b.test/ | 302; acao: *; to: data:,x",                       "blocked redirect:scheme"),
        ("GET https://a.test/ | 302; to: blob:https://a.test/x",                  "blocked redirect:scheme"),
        ("GET https://a.test/ | 302; to: about:blank",                            "blocked redirect:scheme"),
        ("GET https://b.test/ mode=no-cors | 302; to: ftp://b.test/",             "blocked redirect:scheme"),
        ("GET https://b.test/ mode=navigate | 302; to: javascript:1",             "blocked redirect:scheme"),
        ("GET https://a.test/ | 302; to: app:x",                                  "blocked redirect:scheme"),
    ]);
}

#[test]
fn twenty_redirects_and_no_more() {
    for (url, hop, last) in [
        ("https://a.test/", " | 302; to: /", " | 200"),
        ("https://b.test/", " | 302; acao: *; to: /", " | 200; acao: *"),
        ("https://b.test/ mode=no-cors", " | 302; to: /", " | 200"),
    ] {
        let outcome = if url.ends_with("no-cors") { "opaque" } else { "readable" };
        assert_eq!(told(&judge(&format!("GET {url}{}{last}", hop.repeat(20)))), outcome);
        assert_eq!(told(&judge(&format!("GET {url}{}", hop.repeat(21)))), "blocked redirect:count");
    }
    // Each with its preflight, as none is kept for no time.
    let hop = " | pre 204; acao: *; acam: PUT; acma: 0 | 307; acao: *; to: /";
    let verdict = judge(&format!("PUT https://b.test/{}", hop.repeat(21)));
    assert_eq!((verdict.exchanges.len(), told(&verdict).as_str()), (42, "blocked redirect:count"));
}

#[test]
fn user_name_and_password() {
    #[rustfmt::skip]
    verdicts(&[
        // To another origin than the page's, in mode cors.
        ("GET https://a.test/ | 302; to: https://u@b.test/",                      "blocked redirect:userinfo"),
        ("GET https://a.test/ | 302; to: https://u:p@b.test/",                    "blocked redirect:userinfo"),
        ("GET https://a.test/ | 302; to: https://:p@b.test/",                     "blocked redirect:userinfo"),
        ("GET https://b.test/ | 302; acao: *; to: https://u@b.test/",             "blocked redirect:userinfo"),
        ("GET https://b.test/ | 302; acao: *; to: https://u@c.test/",             "blocked redirect:userinfo"),
        // After a cross-origin hop also to the page's own.
        ("GET https://b.test/ | 302; acao: *; to: https://u@a.test/",             "blocked redirect:userinfo"),
        // Empty is none.
        ("GET https://a.test/ | 302; to: https://@b.test/ | 200; acao: @",        "readable"),
        ("GET https://a.test/ | 302; to: https://:@b.test/ | 200; acao: @",       "readable"),
        ("GET https://b.test/ | 302; acao: *; to: https://:@a.test/ | 200; acao: *", "readable"),
        // Within the own origin, and in the other modes.
        ("GET https://a.test/ | 302; to: https://u@a.test/2 | 200",               "readable"),
        ("GET https://b.test/ mode=no-cors | 302; to: https://u@c.test/ | 200",   "opaque"),
        ("GET https://b.test/ mode=navigate | 302; to: https://u:p@c.test/ | 200", "readable"),
        ("GET https://a.test/ mode=same-origin | 302; to: https://u@a.test/2 | 200", "readable"),
        // Everything that fails is told.
        ("GET https://b.test/ | 302; acao: *; to: ftp://u@c.test/",               "blocked redirect:scheme redirect:userinfo"),
    ]);
}

#[test]
fn a_stream_cannot_be_sent_again() {
    let streamed = |method: &str, status: u16, after: &str| {
        format!("{method} https://b.test/ body=stream | pre 204; acao: * | {status}; acao: *; to: /2{after}")
    };
    for status in [301, 302, 307, 308] {
        for method in ["POST", "PUT"] {
            assert_eq!(
                told(&judge(&streamed(method, status, ""))),
                "blocked redirect:stream-body",
                "{method} {status}"
            );
        }
    }
    // A 303 lets the body go, and the flag stays.
    assert_eq!(told(&judge(&streamed("PUT", 303, " | pre 204; acao: * | 200; acao: *"))), "readable");
    assert_eq!(
        told(&judge("POST https://a.test/ body=stream | 307; to: /2")),
        "blocked redirect:stream-body"
    );
    assert_eq!(told(&judge("POST https://a.test/ body=text | 307; to: /2 | 200")), "readable");
}

#[test]
fn which_methods_become_get() {
    #[rustfmt::skip]
    let rows: &[(u16, &[(&str, &str)])] = &[
        (301, &[("GET", "GET"), ("HEAD", "HEAD"), ("POST", "GET"), ("PUT", "PUT"), ("DELETE", "DELETE"), ("PATCH", "PATCH"), ("OPTIONS", "OPTIONS")]),
        (302, &[("GET", "GET"), ("HEAD", "HEAD"), ("POST", "GET"), ("PUT", "PUT"), ("DELETE", "DELETE"), ("PATCH", "PATCH"), ("post", "post")]),
        (303, &[("GET", "GET"), ("HEAD", "HEAD"), ("POST", "GET"), ("PUT", "GET"), ("DELETE", "GET"), ("PATCH", "GET"), ("OPTIONS", "GET"), ("get", "GET")]),
        (307, &[("GET", "GET"), ("HEAD", "HEAD"), ("POST", "POST"), ("PUT", "PUT"), ("DELETE", "DELETE")]),
        (308, &[("GET", "GET"), ("HEAD", "HEAD"), ("POST", "POST"), ("PUT", "PUT"), ("DELETE", "DELETE")]),
    ];
    for (status, methods) in rows {
        for (before, after) in *methods {
            let verdict = judge(&format!("{before} https://a.test/ | {status}; to: /2 | 200"));
            assert_eq!(verdict.exchanges[1].method, *after, "{before} after {status}");
        }
    }
}

fn names(exchange: &Exchange) -> String {
    let headers = exchange.headers.iter().flat_map(|headers| headers.iter());
    headers.into_iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(" ")
}

#[test]
fn which_headers_go() {
    const HEADERS: &str = "; Content-Type: text/plain; content-language: de; Content-Encoding: x; content-location: y; authorization: t; x-a: 1; accept: z";
    const ALL: &str =
        "Content-Type content-language Content-Encoding content-location authorization x-a accept";
    #[rustfmt::skip]
    let rows = [
        // With the body go the headers that tell of it.
        ("POST", "302; to: /2",                  "authorization x-a accept"),
        ("PUT",  "303; to: /2",                  "authorization x-a accept"),
        ("POST", "307; to: /2",                  ALL),
        ("PUT",  "302; to: /2",                  ALL),
        ("GET",  "303; to: /2",                  ALL),
        ("HEAD", "303; to: /2",                  ALL),
        // With the origin goes Authorization.
        ("GET",  "302; to: https://b.test/",     "Content-Type content-language Content-Encoding content-location x-a accept"),
        ("GET",  "302; to: https://a.test:8443/", "Content-Type content-language Content-Encoding content-location x-a accept"),
        ("GET",  "302; to: https://sub.a.test/", "Content-Type content-language Content-Encoding content-location x-a accept"),
        ("POST", "303; to: https://b.test/",     "x-a accept"),
    ];
    for (method, redirect, kept) in rows {
        let verdict = judge(&format!("{method} https://a.test/ mode=navigate{HEADERS} | {redirect} | 200"));
        assert_eq!(names(&verdict.exchanges[0]), ALL);
        assert_eq!(names(&verdict.exchanges[1]), kept, "{method} {redirect}");
    }
}

#[test]
fn authorization_goes_at_any_hop_to_another_origin_and_stays_away() {
    #[rustfmt::skip]
    let rows: &[(&str, &[bool])] = &[
        ("GET https://a.test/; authorization: t | 302; to: /2 | 200",                                                   &[true, true]),
        ("GET https://a.test/; authorization: t | 302; to: https://b.test/ | 200; acao: @",                             &[true, false]),
        ("GET https://a.test/; authorization: t | 302; to: https://b.test/ | 302; acao: @; to: https://a.test/ | 200; acao: null", &[true, false, false]),
        ("GET https://b.test/; authorization: t | pre 204; acao: *; acah: authorization | 302; acao: *; to: /2 | pre 204; acao: *; acah: authorization | 200; acao: *", &[true, true]),
        ("GET https://b.test/; authorization: t | pre 204; acao: *; acah: authorization | 302; acao: *; to: https://c.test/ | 200; acao: *", &[true, false]),
        ("GET https://b.test/ mode=no-cors; authorization: t | 302; to: https://c.test/ | 200",                         &[true, false]),
    ];
    for (text, carried) in rows {
        let verdict = judge(text);
        let sent = verdict.exchanges.iter().filter(|it| it.kind == Kind::Actual);
        let sent: Vec<bool> = sent
            .map(|it| it.headers.as_ref().is_some_and(|headers| headers.contains("authorization")))
            .collect();
        assert_eq!(sent, *carried, "{text}");
    }
}
