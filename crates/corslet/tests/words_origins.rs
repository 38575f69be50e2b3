//! Origins: what is one, what is not and what to write instead, and which are the same.
#![allow(clippy::unwrap_used, clippy::panic, clippy::type_complexity)]

use corslet::Url;
use corslet::words::{Origin, OriginProblemKind as Kind, url_same_origin};

#[test]
fn good_origins() {
    #[rustfmt::skip]
    let table: &[(&str, &str, &str, Option<u16>, Option<u16>)] = &[
        ("https://example.com",              "https", "example.com",          None,       Some(443)),
        ("http://example.com",               "http",  "example.com",          None,       Some(80)),
        ("https://example.com:8443",         "https", "example.com",          Some(8443), Some(8443)),
        ("http://example.com:443",           "http",  "example.com",          Some(443),  Some(443)),
        ("https://example.com:80",           "https", "example.com",          Some(80),   Some(80)),
        ("http://localhost:3000",            "http",  "localhost",            Some(3000), Some(3000)),
        ("http://a:0",                       "http",  "a",                    Some(0),    Some(0)),
        ("http://a:65535",                   "http",  "a",                    Some(65535), Some(65535)),
        ("http://127.0.0.1",                 "http",  "127.0.0.1",            None,       Some(80)),
        ("http://[::1]:8080",                "http",  "[::1]",                Some(8080), Some(8080)),
        ("https://[2001:db8::1]",            "https", "[2001:db8::1]",        None,       Some(443)),
        ("https://[1:2:3:4:5:6:7:8]",        "https", "[1:2:3:4:5:6:7:8]",    None,       Some(443)),
        ("https://[::ffff:7f00:1]",          "https", "[::ffff:7f00:1]",      None,       Some(443)),
        ("https://xn--bcher-kva.example",    "https", "xn--bcher-kva.example", None,      Some(443)),
        ("https://my_app.example.com",       "https", "my_app.example.com",   None,       Some(443)),
        ("https://-a-.example.com",          "https", "-a-.example.com",      None,       Some(443)),
        ("https://example.com.",             "https", "example.com.",         None,       Some(443)),
        ("https://1a.2b.3c",                 "https", "1a.2b.3c",             None,       Some(443)),
        ("https://7.example",                "https", "7.example",            None,       Some(443)),
        ("capacitor://localhost",            "capacitor", "localhost",        None,       None),
        ("ionic://localhost",                "ionic", "localhost",            None,       None),
        ("tauri://localhost",                "tauri", "localhost",            None,       None),
        ("app://obsidian.md",                "app",   "obsidian.md",          None,       None),
        ("vscode-webview://0abc",            "vscode-webview", "0abc",        None,       None),
        ("chrome-extension://nngceckbapebfimnlniiiahkandclblb", "chrome-extension", "nngceckbapebfimnlniiiahkandclblb", None, None),
        ("moz-extension://77250cbb-8310-4fb3-826e-1a9e44c66dbc", "moz-extension", "77250cbb-8310-4fb3-826e-1a9e44c66dbc", None, None),
        ("safari-web-extension://ef9405e2-6a19-4e28-8d23-1884e5283d76", "safari-web-extension", "ef9405e2-6a19-4e28-8d23-1884e5283d76", None, None),
        ("wss://example.com",                "wss",   "example.com",          None,       Some(443)),
        ("ftp://example.com",                "ftp",   "example.com",          None,       Some(21)),
        ("a+b-c.1://x:5",                    "a+b-c.1", "x",                  Some(5),    Some(5)),
    ];
    for (text, scheme, host, port, port_or_default) in table {
        let origin = Origin::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(origin.serialize(), *text);
        assert_eq!(
            (origin.scheme(), origin.host(), origin.port()),
            (Some(*scheme), Some(*host), *port),
            "{text}"
        );
        assert_eq!(origin.port_or_default(), *port_or_default, "{text}");
        assert!(!origin.is_opaque());
        assert_eq!(origin, Origin::parse(text).unwrap());
    }
    assert!(Origin::parse("null").unwrap().is_opaque());
}

#[test]
fn bad_origins_and_what_to_write_instead() {
    #[rustfmt::skip]
    let table: &[(&str, &[Kind], Option<&str>)] = &[
        ("",                               &[Kind::Empty],                               None),
        ("  ",                             &[Kind::Empty],                               None),
        ("*",                              &[Kind::Wildcard],                            None),
        ("NULL",                           &[Kind::NullNotLowerCase],                    Some("null")),
        (" null",                          &[Kind::Whitespace],                          Some("null")),
        ("https://example.com/",           &[Kind::Path],                                Some("https://example.com")),
        ("https://example.com/a/b",        &[Kind::Path],                                Some("https://example.com")),
        ("https://example.com?a",          &[Kind::Query],                               Some("https://example.com")),
        ("https://example.com#a",          &[Kind::Fragment],                            Some("https://example.com")),
        ("https://example.com/a?b#c",      &[Kind::Path, Kind::Query, Kind::Fragment],   Some("https://example.com")),
        ("https://example.com#a?b/c",      &[Kind::Fragment],                            Some("https://example.com")),
        ("https://example.com\\a",         &[Kind::Path],                                Some("https://example.com")),
        ("https://App.Example.com/",       &[Kind::HostNotLowerCase, Kind::Path],        Some("https://app.example.com")),
        ("HTTPS://example.com",            &[Kind::SchemeNotLowerCase],                  Some("https://example.com")),
        ("https://user:pw@example.com",    &[Kind::Userinfo],                            Some("https://example.com")),
        ("https://example.com@evil.test",  &[Kind::Userinfo],                            Some("https://evil.test")),
        ("https://example.com:443",        &[Kind::DefaultPort],                         Some("https://example.com")),
        ("http://example.com:80",          &[Kind::DefaultPort],                         Some("http://example.com")),
        ("http://example.com:080",         &[Kind::DefaultPort, Kind::PortLeadingZero],  Some("http://example.com")),
        ("http://example.com:08080",       &[Kind::PortLeadingZero],                     Some("http://example.com:8080")),
        ("http://example.com:",            &[Kind::EmptyPort],                           Some("http://example.com")),
        ("http://example.com:65536",       &[Kind::InvalidPort],                         None),
        ("http://example.com:8a",          &[Kind::InvalidPort],                         None),
        ("http://example.com:+80",         &[Kind::InvalidPort],                         None),
        ("http://localhost:*",             &[Kind::Pattern],                             None),
        ("https://*.example.com",          &[Kind::Pattern],                             None),
        ("https://*",                      &[Kind::Pattern],                             None),
        ("example.com",                    &[Kind::NoScheme],                            Some("https://example.com")),
        ("Example.com:8443/x",             &[Kind::NoScheme, Kind::HostNotLowerCase, Kind::Path], Some("https://example.com:8443")),
        ("localhost:3000",                 &[Kind::NoScheme],                            Some("http://localhost:3000")),
        ("127.0.0.1:3000",                 &[Kind::NoScheme],                            Some("http://127.0.0.1:3000")),
        ("//example.com",                  &[Kind::NoScheme],                            Some("https://example.com")),
        ("://example.com",                 &[Kind::NoScheme],                            Some("https://example.com")),
        ("example.com/?u=https://x",       &[Kind::NoScheme, Kind::Path, Kind::Query],   Some("https://example.com")),
        ("https:example.com",              &[Kind::NoSlashes],                           Some("https://example.com")),
        ("https:/example.com",             &[Kind::NoSlashes],                           Some("https://example.com")),
        ("https:\\\\example.com",          &[Kind::NoSlashes],                           Some("https://example.com")),
        ("https:///example.com",           &[Kind::NoHost, Kind::Path],                  None),
        ("https://",                       &[Kind::NoHost],                              None),
        ("https://:8080",                  &[Kind::NoHost],                              None),
        ("1http://example.com",            &[Kind::InvalidScheme],                       None),
        ("ht_tp://example.com",            &[Kind::InvalidScheme],                       None),
        ("file:///home/a.html",            &[Kind::OpaqueScheme],                        Some("null")),
        ("file://",                        &[Kind::OpaqueScheme],                        Some("null")),
        ("data:text/html,x",               &[Kind::OpaqueScheme],                        Some("null")),
        ("about:blank",                    &[Kind::OpaqueScheme],                        Some("null")),
        ("blob:https://example.com/1-2",   &[Kind::BlobUrl, Kind::Path],                 Some("https://example.com")),
        ("https://bücher.example",         &[Kind::HostNotAscii],                        Some("https://xn--bcher-kva.example")),
        ("https://BÜCHER.example:443/",    &[Kind::HostNotLowerCase, Kind::HostNotAscii, Kind::DefaultPort, Kind::Path], Some("https://xn--bcher-kva.example")),
        ("https://ex%61mple.com",          &[Kind::PercentEncoded],                      Some("https://example.com")),
        ("https://xn--a",                  &[Kind::InvalidHost],                         None),
        ("https://a..b",                   &[Kind::InvalidHost],                         None),
        ("https://.a",                     &[Kind::InvalidHost],                         None),
        ("https://a b",                    &[Kind::Several, Kind::NoScheme],             Some("https://a")),
        ("https://a$b",                    &[Kind::InvalidHost],                         None),
        ("https://a|b",                    &[Kind::InvalidHost],                         None),
        ("http://127.1",                   &[Kind::Ipv4NotCanonical],                    Some("http://127.0.0.1")),
        ("http://0x7f.0.0.1",              &[Kind::Ipv4NotCanonical],                    Some("http://127.0.0.1")),
        ("http://127.0.0.01",              &[Kind::Ipv4NotCanonical],                    Some("http://127.0.0.1")),
        ("http://2130706433",              &[Kind::Ipv4NotCanonical],                    Some("http://127.0.0.1")),
        ("http://127.0.0.1.",              &[Kind::Ipv4NotCanonical],                    Some("http://127.0.0.1")),
        ("http://256.0.0.1",               &[Kind::InvalidHost],                         None),
        ("http://a.b.1",                   &[Kind::InvalidHost],                         None),
        ("http://[::0001]",                &[Kind::Ipv6NotCanonical],                    Some("http://[::1]")),
        ("http://[2001:DB8::1]",           &[Kind::Ipv6NotCanonical],                    Some("http://[2001:db8::1]")),
        ("http://[0:0:0:0:0:0:0:1]:81",    &[Kind::Ipv6NotCanonical],                    Some("http://[::1]:81")),
        ("http://[1:2:3:4:5:6::8]",        &[Kind::Ipv6NotCanonical],                    Some("http://[1:2:3:4:5:6:0:8]")),
        ("http://[::ffff:127.0.0.1]",      &[Kind::Ipv6NotCanonical],                    Some("http://[::ffff:7f00:1]")),
        ("http://::1",                     &[Kind::Ipv6NoBrackets],                      Some("http://[::1]")),
        ("http://[::1",                    &[Kind::InvalidHost, Kind::InvalidPort],      None),
        ("http://[fe80::1%25eth0]",        &[Kind::InvalidHost],                         None),
        ("https://a.test, https://b.test", &[Kind::Several],                             Some("https://a.test")),
        ("https://A.test https://b.test/", &[Kind::HostNotLowerCase, Kind::Several, Kind::Path], Some("https://a.test")),
        (" https://a.test",                &[Kind::Whitespace],                          Some("https://a.test")),
        ("https://a.test\n",               &[Kind::Whitespace],                          Some("https://a.test")),
        ("capacitor://LocalHost/",         &[Kind::HostNotLowerCase, Kind::Path],        Some("capacitor://localhost")),
        ("chrome-extension://",            &[Kind::NoHost],                              None),
    ];
    let mut wrong = String::new();
    for (text, kinds, suggestion) in table {
        let Err(error) = Origin::parse(text) else {
            wrong += &format!("{text:?} is an origin\n");
            continue;
        };
        let found: Vec<Kind> = error.problems.iter().map(|problem| problem.kind).collect();
        if found != *kinds || error.suggestion.as_deref() != *suggestion {
            wrong += &format!("{text:?}: {found:?} {:?}\n", error.suggestion);
        }
        for problem in &error.problems {
            assert!(error.input.get(problem.at.clone()).is_some(), "{text:?}: {problem:?}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn advice_is_a_sentence() {
    #[rustfmt::skip]
    let table: &[(&str, &str)] = &[
        ("https://app.example.com/", "an origin has no path: write `https://app.example.com`"),
        ("app.example.com",          "an origin begins with its scheme: write `https://app.example.com`"),
        ("https://bücher.example",   "a host is written in ASCII: write `https://xn--bcher-kva.example`"),
        ("*",                        "`*` is not an origin: write for example `https://app.example.com`"),
        ("file:///a",                "pages of this scheme have an opaque origin: write `null`"),
    ];
    for (text, advice) in table {
        assert_eq!(Origin::parse(text).unwrap_err().to_string(), *advice);
    }
}

#[test]
fn bytes_that_are_no_text() {
    let error = Origin::parse(b"https://a\xff.test").unwrap_err();
    assert_eq!(error.input, "https://a\u{fffd}.test");
    let problem = error.problems.iter().find(|problem| problem.kind == Kind::HostNotAscii).unwrap();
    assert_eq!(problem.at, 9..12);
    assert_eq!(error.suggestion, None);
}

#[test]
fn origins_of_urls() {
    #[rustfmt::skip]
    let table: &[(&str, &str)] = &[
        ("https://User:pw@Example.COM:443/a?b#c",      "https://example.com"),
        ("http://example.com:8080/",                   "http://example.com:8080"),
        ("http://[0:0::1]/",                           "http://[::1]"),
        ("http://0x7f.1/",                             "http://127.0.0.1"),
        ("https://bücher.example/",                    "https://xn--bcher-kva.example"),
        ("ws://example.com/",                          "ws://example.com"),
        ("wss://example.com:444/",                     "wss://example.com:444"),
        ("ftp://example.com/",                         "ftp://example.com"),
        ("blob:https://example.com:8443/2c1-a",        "https://example.com:8443"),
        ("blob:null/2c1-a",                            "null"),
        ("blob:ftp://example.com/",                    "null"),
        ("blob:blob:https://example.com/",             "null"),
        ("blob:file:///a",                             "null"),
        ("file:///home/a.html",                        "null"),
        ("data:text/plain,x",                          "null"),
        ("about:blank",                                "null"),
        ("javascript:0",                               "null"),
        ("chrome-extension://nngceckbapebfimnlniiiahkandclblb/a.html", "null"),
        ("capacitor://localhost/",                     "null"),
    ];
    for (url, expected) in table {
        let url = Url::parse(url).unwrap();
        let origin = Origin::of(&url);
        assert_eq!(origin.serialize(), *expected, "{url}");
        // An opaque origin is new each time.
        let is_tuple = *expected != "null";
        assert_eq!(origin.same_origin(&Origin::of(&url)), is_tuple, "{url}");
        assert_eq!(origin.same_origin_as_url(&url), is_tuple, "{url}");
        assert_eq!(url_same_origin(&url, &url), is_tuple, "{url}");
    }
}

#[test]
fn same_origin() {
    #[rustfmt::skip]
    let table: &[(&str, &str, bool)] = &[
        ("https://a.test",      "https://a.test",      true),
        ("https://a.test",      "http://a.test",       false),
        ("https://a.test",      "https://b.test",      false),
        ("https://a.test",      "https://a.test:8443", false),
        ("https://a.test",      "https://a.test.",     false),
        ("https://a.test",      "wss://a.test",        false),
        ("http://a.test:443",   "https://a.test",      false),
        ("http://[::1]",        "http://[::1]",        true),
        ("http://127.0.0.1",    "http://localhost",    false),
    ];
    for (left, right, expected) in table {
        let (left, right) = (Origin::parse(left).unwrap(), Origin::parse(right).unwrap());
        let (left_url, right_url) =
            (Url::parse(left.serialize()).unwrap(), Url::parse(right.serialize()).unwrap());
        assert_eq!(left.same_origin(&right), *expected);
        assert_eq!(left == right, *expected);
        assert_eq!(left.same_origin_as_url(&right_url), *expected);
        assert_eq!(right.same_origin_as_url(&left_url), *expected);
        assert_eq!(url_same_origin(&left_url, &right_url), *expected);
        assert_eq!(left.difference(&right).is_none(), *expected);
    }
    let blob = Url::parse("blob:https://a.test/1").unwrap();
    let page = Url::parse("https://a.test/").unwrap();
    assert!(url_same_origin(&blob, &page) && url_same_origin(&page, &blob) && url_same_origin(&blob, &blob));
    assert!(Origin::of(&page).same_origin_as_url(&blob));
}

#[test]
fn opaque_origins_are_the_same_as_their_clones_only() {
    let (one, other) = (Origin::opaque(), Origin::opaque());
    assert_eq!(one, one.clone());
    assert_ne!(one, other);
    assert_eq!(one.serialize(), "null");
    assert_eq!((one.scheme(), one.host(), one.port(), one.port_or_default()), (None, None, None, None));
    assert!(!one.same_origin_as_url(&Url::parse("data:,x").unwrap()));
}

#[test]
fn differences() {
    #[rustfmt::skip]
    let table: &[(&str, &str, &str)] = &[
        ("https://a:1",    "https://b",      "host and port differ (https://a:1 / https://b)"),
        ("https://a",      "http://a",       "the scheme differs (https://a / http://a)"),
        ("https://a",      "https://a:8443", "the port differs (https://a / https://a:8443)"),
        ("https://a",      "http://b:1",     "scheme, host and port differ (https://a / http://b:1)"),
        ("https://a",      "null",           "an opaque origin is the same as no other (https://a / null)"),
        ("null",           "null",           "two opaque origins are never the same (null / null)"),
        ("https://a",      "https://a",      "the same origin (https://a)"),
    ];
    for (left, right, expected) in table {
        let difference = Origin::parse(left).unwrap().difference(&Origin::parse(right).unwrap());
        assert_eq!(difference.to_string(), *expected);
    }
}
