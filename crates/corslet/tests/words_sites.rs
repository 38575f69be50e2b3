//! Sites, registrable domains and potentially trustworthy origins.
#![allow(clippy::unwrap_used, clippy::panic)]

use corslet::Url;
use corslet::words::{
    Origin, is_potentially_trustworthy, is_potentially_trustworthy_origin, registrable_domain, same_site,
    same_site_as_url, schemelessly_same_site, schemelessly_same_site_as_url,
};

#[test]
fn registrable_domains() {
    #[rustfmt::skip]
    let table: &[(&str, Option<&str>)] = &[
        ("example.com",           Some("example.com")),
        ("a.b.example.com",       Some("example.com")),
        ("a.example.co.uk",       Some("example.co.uk")),
        ("example.com.",          Some("example.com.")),
        ("com",                   None),
        ("co.uk",                 None),
        ("github.io",             None),
        ("octocat.github.io",     Some("octocat.github.io")),
        ("a.octocat.github.io",   Some("octocat.github.io")),
        ("localhost",             None),
        ("app.localhost",         Some("app.localhost")),
        ("a.b.unknown-suffix",    Some("b.unknown-suffix")),
        ("www.xn--fiqs8s",        Some("www.xn--fiqs8s")),
        ("xn--55qx5d.cn",         None),
        ("a.b.xn--55qx5d.cn",     Some("b.xn--55qx5d.cn")),
        ("127.0.0.1",             None),
        ("[::1]",                 None),
        ("[2001:db8::1]",         None),
    ];
    for (host, expected) in table {
        assert_eq!(registrable_domain(host), *expected, "{host}");
    }
}

#[test]
fn same_sites() {
    #[rustfmt::skip]
    let table: &[(&str, &str, bool, bool)] = &[
        // left, right, schemelessly, same site
        ("https://a.example.com",     "https://b.example.com",       true,  true),
        ("https://example.com",       "https://www.example.com:8443", true, true),
        ("http://a.example.com",      "https://a.example.com",       true,  false),
        ("https://example.com",       "https://example.org",         false, false),
        ("https://a.co.uk",           "https://b.co.uk",             false, false),
        ("https://a.github.io",       "https://b.github.io",         false, false),
        ("https://github.io",         "https://github.io",           true,  true),
        ("https://github.io",         "https://a.github.io",         false, false),
        ("http://localhost:1",        "http://localhost:2",          true,  true),
        ("http://a.localhost",        "http://b.localhost",          false, false),
        ("http://127.0.0.1:1",        "http://127.0.0.1:2",          true,  true),
        ("http://127.0.0.1",          "http://1.0.0.1",              false, false),
        ("http://10.0.0.1",           "http://11.0.0.1",             false, false),
        ("http://[::1]",              "http://[::1]:81",             true,  true),
        ("http://127.0.0.1",          "http://localhost",            false, false),
        ("https://example.com",       "https://example.com.",        false, false),
    ];
    for (left, right, schemeless, same) in table {
        let (left, right) = (Origin::parse(left).unwrap(), Origin::parse(right).unwrap());
        for (left, right) in [(&left, &right), (&right, &left)] {
            let url = Url::parse(right.serialize()).unwrap();
            assert_eq!(schemelessly_same_site(left, right), *schemeless, "{left} {right}");
            assert_eq!(schemelessly_same_site_as_url(left, &url), *schemeless, "{left} {right}");
            assert_eq!(same_site(left, right), *same, "{left} {right}");
            assert_eq!(same_site_as_url(left, &url), *same, "{left} {right}");
        }
    }
}

#[test]
fn opaque_origins_have_no_site() {
    let opaque = Origin::opaque();
    let url = Url::parse("data:,x").unwrap();
    assert!(same_site(&opaque, &opaque.clone()));
    assert!(!same_site(&opaque, &Origin::opaque()));
    assert!(!same_site(&opaque, &Origin::parse("https://a.test").unwrap()));
    assert!(!same_site_as_url(&opaque, &url) && !schemelessly_same_site_as_url(&opaque, &url));
    let blob = Url::parse("blob:https://a.example.com/1").unwrap();
    assert!(same_site_as_url(&Origin::parse("https://b.example.com").unwrap(), &blob));
}

#[test]
fn trustworthy() {
    #[rustfmt::skip]
    let table: &[(&str, bool, bool)] = &[
        // URL, the URL itself, its origin
        ("https://example.com/",             true,  true),
        ("wss://example.com/",               true,  true),
        ("http://example.com/",              false, false),
        ("ws://example.com/",                false, false),
        ("ftp://example.com/",               false, false),
        ("http://localhost:3000/",           true,  true),
        ("http://localhost./",               true,  true),
        ("http://app.localhost/",            true,  true),
        ("http://notlocalhost/",             false, false),
        ("http://localhost.example.com/",    false, false),
        ("http://127.0.0.1/",                true,  true),
        ("http://127.255.0.9:81/",           true,  true),
        ("http://128.0.0.1/",                false, false),
        ("http://0.0.0.0/",                  false, false),
        ("http://127.example.com/",          false, false),
        ("http://[::1]/",                    true,  true),
        ("http://[::2]/",                    false, false),
        ("http://[::ffff:127.0.0.1]/",       false, false),
        ("ws://localhost/",                  true,  true),
        ("file:///a",                        true,  false),
        ("data:,x",                          true,  false),
        ("about:blank",                      true,  false),
        ("about:srcdoc",                     true,  false),
        ("about:config",                     false, false),
        ("blob:https://example.com/1",       true,  true),
        ("blob:http://example.com/1",        false, false),
        ("blob:null/1",                      false, false),
    ];
    for (url, of_url, of_origin) in table {
        let url = Url::parse(url).unwrap();
        assert_eq!(is_potentially_trustworthy(&url), *of_url, "{url}");
        assert_eq!(is_potentially_trustworthy_origin(&Origin::of(&url)), *of_origin, "{url}");
    }
}
