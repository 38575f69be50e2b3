//! Which cookies go along with a request, in each browser.
#![allow(clippy::unwrap_used, clippy::panic)]

mod cookies;

use std::sync::Arc;
use std::time::Duration;

use cookies::{NOW, ask, client, first_party, send, url};
use corslet::Url;
use corslet::browser::Engine;
use corslet::browser::cookies::{Context, CookieRules, Jar, Target, ThirdPartyCookies};
use corslet::words::Method;

const SHOP: &str = "https://www.shop.example/cart";

#[test]
fn by_host_path_and_connection() {
    #[rustfmt::skip]
    let rows = [
        // Set at, line, asked for by a page of the same host.
        (SHOP, "a=1",                        SHOP,                                "sent"),
        (SHOP, "a=1",                        "https://www.shop.example:8443/",    "sent"),
        (SHOP, "a=1",                        "https://api.shop.example/",         "domain-mismatch"),
        (SHOP, "a=1; Domain=shop.example",   "https://api.shop.example/",         "sent"),
        (SHOP, "a=1; Domain=.SHOP.example",  "https://shop.example/",             "sent"),
        (SHOP, "a=1; Domain=shop.example",   "https://otherhop.example/",         "none"),
        (SHOP, "a=1; Path=/a",               "https://www.shop.example/a",        "sent"),
        (SHOP, "a=1; Path=/a",               "https://www.shop.example/a/b",      "sent"),
        (SHOP, "a=1; Path=/a",               "https://www.shop.example/ab",       "not-on-path"),
        (SHOP, "a=1; Path=/a/",              "https://www.shop.example/a/b",      "sent"),
        (SHOP, "a=1; Path=/a/",              "https://www.shop.example/a",        "not-on-path"),
        (SHOP, "a=1; Path=/A",               "https://www.shop.example/a",        "not-on-path"),
        ("https://www.shop.example/a/b", "a=1",        "https://www.shop.example/a/c", "sent"),
        ("https://www.shop.example/a/b", "a=1",        "https://www.shop.example/c",   "not-on-path"),
        ("https://www.shop.example/a/b", "a=1; Path=c", "https://www.shop.example/c",  "not-on-path"),
        (SHOP, "a=1",                        "http://www.shop.example/",          "sent"),
        (SHOP, "a=1; Secure",                "http://www.shop.example/",          "secure-only"),
        (SHOP, "a=1; Secure; Path=/a",       "http://api.shop.example/",          "domain-mismatch, not-on-path, secure-only"),
        ("http://localhost/", "a=1; Secure", "http://localhost:3000/",            "sent"),
        ("http://127.0.0.1/", "a=1",         "http://127.0.0.1/",                 "sent"),
        ("http://127.0.0.1/", "a=1",         "http://127.0.0.2/",                 "none"),
        ("https://a.github.io/", "a=1",      "https://b.github.io/",              "none"),
    ];
    for (set_at, line, to, expected) in rows {
        for engine in [Engine::Standard, Engine::Chromium, Engine::Firefox] {
            let page = url(to).origin().ascii_serialization();
            assert_eq!(
                send(CookieRules::of(engine), set_at, line, &page, to),
                expected,
                "{engine}: {line} to {to}"
            );
        }
    }
}

/// Chromium with third parties allowed, Firefox and WebKitGTK: what becomes of a cookie of the shop that is set by a
/// visit, when a page asks for it.
#[track_caller]
fn sends(line: &str, page: &str, to: &str, expected: [&str; 3]) {
    let engines = [Engine::Chromium, Engine::Firefox, Engine::WebKit];
    let at = if line.contains("Secure") { SHOP } else { "http://www.shop.example/" };
    let told = engines.map(|engine| {
        let mut rules = CookieRules::of(engine).clone();
        if engine == Engine::Chromium {
            rules.third_party_cookies = ThirdPartyCookies::Allow;
        }
        send(&rules, at, line, page, to)
    });
    assert_eq!(told.each_ref().map(String::as_str), expected, "{line} from {page} to {to}");
}

#[test]
fn by_site() {
    let (blog, api) = ("https://blog.example", "https://www.shop.example/");
    let out = "third-party-partitioned";
    sends("a=1; SameSite=None; Secure", blog, api, ["sent", out, "sent"]);
    sends("a=1; SameSite=none; Secure", blog, api, ["sent", out, "sent"]);
    sends("a=1; Secure", blog, api, ["same-site-unspecified-treated-as-lax", out, "sent"]);
    sends("a=1; SameSite=Foo; Secure", blog, api, ["same-site-unspecified-treated-as-lax", out, "sent"]);
    let out = "third-party-partitioned, same-site-lax";
    sends("a=1; SameSite=Lax; Secure", blog, api, ["same-site-lax", out, "same-site-lax"]);
    let out = "third-party-partitioned, same-site-strict";
    sends("a=1; SameSite=Strict; Secure", blog, api, ["same-site-strict", out, "same-site-strict"]);
    for same_site in ["Lax", "Strict"] {
        sends(&format!("a=1; SameSite={same_site}; Secure"), "https://api.shop.example", api, ["sent"; 3]);
    }
    // The scheme is part of the site in Chromium alone.
    sends("a=1; SameSite=Lax", "http://www.shop.example", api, ["same-site-lax", "sent", "sent"]);
    sends(
        "a=1; SameSite=Strict",
        "https://www.shop.example",
        "http://www.shop.example",
        ["same-site-strict", "sent", "sent"],
    );
}

#[test]
fn by_the_frames_around() {
    let api = "https://www.shop.example/";
    let framed = "https://www.shop.example < https://blog.example";
    sends(
        "a=1; SameSite=Lax; Secure",
        framed,
        api,
        ["same-site-lax", "third-party-partitioned, same-site-lax", "same-site-lax"],
    );
    // A frame of another site makes even the top-level page's own cookies cross-site.
    let around = "https://blog.example < https://www.shop.example";
    sends("a=1; SameSite=None; Secure", around, api, ["sent", "third-party-partitioned", "sent"]);
    sends(
        "a=1; SameSite=Strict; Secure",
        around,
        api,
        ["same-site-strict", "third-party-partitioned, same-site-strict", "same-site-strict"],
    );
    let between = "https://www.shop.example < https://blog.example < https://www.shop.example";
    sends("a=1; SameSite=None; Secure", between, api, ["sent", "third-party-partitioned", "sent"]);
    let within = "https://www.shop.example < https://shop.example";
    sends("a=1; SameSite=Strict; Secure", within, api, ["sent"; 3]);
    let below_http = "https://www.shop.example < http://shop.example";
    sends("a=1; SameSite=Strict; Secure", below_http, api, ["same-site-strict", "sent", "sent"]);
}

#[test]
fn by_what_the_user_lets_third_parties_do() {
    use ThirdPartyCookies::{Allow, Block, Partition};
    let (page, to) = (client("https://blog.example"), url(SHOP));
    #[rustfmt::skip]
    let rows = [
        (Engine::Standard, None,            false, "sent"),
        (Engine::Chromium, None,            false, "third-party-blocked"),
        (Engine::Chromium, Some(Allow),     false, "sent"),
        (Engine::Chromium, Some(Block),     true,  "sent"),
        (Engine::Chromium, Some(Partition), false, "third-party-partitioned"),
        (Engine::Firefox,  None,            false, "third-party-partitioned"),
        (Engine::Firefox,  Some(Block),     false, "third-party-blocked"),
        (Engine::Firefox,  Some(Allow),     false, "sent"),
        (Engine::Firefox,  None,            true,  "sent"),
        (Engine::WebKit,   None,            false, "sent"),
        (Engine::WebKit,   Some(Partition), false, "third-party-partitioned"),
    ];
    for (engine, third_party_cookies, storage_access, expected) in rows {
        let rules = CookieRules::of(engine);
        let mut jar = Jar::new();
        jar.store(b"a=1; SameSite=None; Secure", &Context::new(&first_party(&to), &to), rules, NOW, &mut ());
        let context = Context { third_party_cookies, storage_access, ..Context::new(&page, &to) };
        assert_eq!(
            ask(&mut jar, &context, rules),
            expected,
            "{engine}, {third_party_cookies:?}, {storage_access}"
        );
    }
    // What the third party itself put into the page's partition.
    for (engine, expected) in [(Engine::Chromium, "sent"), (Engine::Firefox, "third-party-blocked")] {
        let rules = CookieRules::of(engine);
        let mut jar = Jar::new();
        let context = |setting| Context { third_party_cookies: Some(setting), ..Context::new(&page, &to) };
        let line = b"a=1; SameSite=None; Secure; Partitioned";
        jar.store(line, &context(Partition), rules, NOW, &mut ());
        assert_eq!(ask(&mut jar, &context(Partition), rules), "sent", "{engine}");
        assert_eq!(ask(&mut jar, &context(Block), rules), expected, "{engine}");
    }
}

#[test]
fn by_what_the_request_opens() {
    let (page, to) = (client("https://blog.example"), url(SHOP));
    let post = "POST".parse::<Method>().unwrap();
    for (line, method, target, expected) in [
        ("a=1; SameSite=Lax; Secure", &Method::GET, Target::TopLevel, "sent"),
        ("a=1; SameSite=Lax; Secure", &post, Target::TopLevel, "same-site-lax"),
        ("a=1; SameSite=Lax; Secure", &Method::GET, Target::Frame, "same-site-lax"),
        ("a=1; SameSite=Strict; Secure", &Method::GET, Target::TopLevel, "same-site-strict"),
        ("a=1; Secure", &Method::HEAD, Target::TopLevel, "sent"),
        ("a=1; SameSite=None; Secure", &post, Target::TopLevel, "sent"),
    ] {
        let rules =
            CookieRules { third_party_cookies: ThirdPartyCookies::Allow, ..CookieRules::chromium().clone() };
        let mut jar = Jar::new();
        jar.store(line.as_bytes(), &Context::new(&first_party(&to), &to), &rules, NOW, &mut ());
        let context = Context { method, target, ..Context::new(&page, &to) };
        assert_eq!(ask(&mut jar, &context, &rules), expected, "{line}, {method:?}, {target:?}");
        assert_eq!(ask(&mut jar, &Context { method, ..Context::of_the_user(&to) }, &rules), "sent", "{line}");
    }
}

#[test]
fn who_navigates_the_page() {
    // A frame of the shop in the blog leads the whole page to the shop.
    let (page, to) = (client("https://www.shop.example < https://blog.example"), url(SHOP));
    for (engine, expected) in [(Engine::Standard, "same-site-strict"), (Engine::Chromium, "sent")] {
        let rules = CookieRules::of(engine);
        let mut jar = Jar::new();
        let own = first_party(&to);
        jar.store(b"a=1; SameSite=Strict; Secure", &Context::new(&own, &to), rules, NOW, &mut ());
        let context = Context { target: Target::TopLevel, ..Context::new(&page, &to) };
        assert_eq!(ask(&mut jar, &context, rules), expected, "{engine}");
    }
}

#[test]
fn by_the_redirects_before() {
    let own = "https://api.shop.example/";
    let other = "https://api.blog.example/";
    #[rustfmt::skip]
    let rows: [(&[&str], [&str; 3]); 5] = [
        (&[own],                ["sent", "sent", "sent"]),
        (&[other],              ["sent", "same-site-strict", "same-site-strict"]),
        (&[own, other],         ["sent", "same-site-strict", "sent"]),
        (&[other, own],         ["sent", "same-site-strict", "same-site-strict"]),
        (&["http://shop.example/"], ["sent", "sent", "sent"]),
    ];
    for (before, expected) in rows {
        let before: Vec<Arc<Url>> = before.iter().map(|before| Arc::new(url(before))).collect();
        let told = [Engine::Chromium, Engine::Firefox, Engine::WebKit].map(|engine| {
            let rules = CookieRules::of(engine);
            let (page, to) = (client("https://www.shop.example"), url(SHOP));
            let mut jar = Jar::new();
            jar.store(b"a=1; SameSite=Strict; Secure", &Context::new(&page, &to), rules, NOW, &mut ());
            ask(&mut jar, &Context { redirected_from: &before, ..Context::new(&page, &to) }, rules)
        });
        assert_eq!(told.each_ref().map(String::as_str), expected, "{before:?}");
    }
}

#[test]
fn a_partition_is_the_top_level_sites() {
    let to = url("https://widget.example/");
    let set_in = |page: &str, engine: Engine, line: &str| {
        let mut jar = Jar::new();
        let page = client(page);
        let stored =
            jar.store(line.as_bytes(), &Context::new(&page, &to), CookieRules::of(engine), NOW, &mut ());
        assert_eq!(cookies::told(&stored), "stored", "{engine}");
        jar
    };
    let chips = "a=1; SameSite=None; Secure; Partitioned";
    for (engine, line) in [
        (Engine::Chromium, chips),
        (Engine::Firefox, chips),
        (Engine::Firefox, "a=1"),
        (Engine::Firefox, "a=1; Secure"),
    ] {
        let rules = CookieRules::of(engine);
        let mut jar = set_in("https://www.shop.example", engine, line);
        for (page, expected) in [
            ("https://www.shop.example", "sent"),
            ("https://pay.shop.example", "sent"),
            ("https://widget.example < https://shop.example", "sent"),
            ("https://blog.example", "other-partition"),
            ("https://widget.example", "other-partition"),
            ("http://www.shop.example", "other-partition"),
        ] {
            let page = client(page);
            assert_eq!(
                ask(&mut jar, &Context::new(&page, &to), rules),
                expected,
                "{engine}: {line} from {page:?}"
            );
        }
    }
    // Set by a visit to the widget itself: in the partition of the widget.
    for engine in [Engine::Chromium, Engine::Firefox] {
        let mut jar = set_in("https://widget.example", engine, chips);
        let page = client("https://www.shop.example");
        let told = ask(&mut jar, &Context::new(&page, &to), CookieRules::of(engine));
        assert_eq!(told, "other-partition");
        assert_eq!(ask(&mut jar, &Context::of_the_user(&to), CookieRules::of(engine)), "sent");
        // A frame of another site around it makes another partition.
        let page = client("https://blog.example < https://widget.example");
        assert_eq!(ask(&mut jar, &Context::new(&page, &to), CookieRules::of(engine)), "other-partition");
    }
}

#[test]
fn by_time() {
    let (own, to) = (client("https://www.shop.example"), url(SHOP));
    let rules = CookieRules::chromium();
    let mut jar = Jar::new();
    jar.store(b"a=1; Max-Age=60", &Context::new(&own, &to), rules, NOW, &mut ());
    for (seconds, sent) in [(0, 1), (59, 1), (60, 0), (61, 0)] {
        let now = NOW + Duration::from_secs(seconds);
        let retrieval = jar.retrieve(&Context::new(&own, &to), rules, now, &mut ());
        assert_eq!(retrieval.sent.len(), sent, "{seconds}");
        assert!(
            retrieval.withheld.iter().all(|one| one.reasons.iter().all(|reason| reason.code() == "expired"))
        );
    }
    // The next line for the domain sweeps it out.
    jar.store(b"b=1", &Context::new(&own, &to), rules, NOW + Duration::from_secs(60), &mut ());
    assert_eq!(jar.len(), 1);
    // A browser gives it 400 days; WebKitGTK as long as it likes.
    for (engine, days) in [(Engine::Firefox, 400), (Engine::WebKit, 1000)] {
        let mut jar = Jar::new();
        jar.store(b"a=1; Max-Age=86400000", &Context::new(&own, &to), CookieRules::of(engine), NOW, &mut ());
        let expires = jar.iter().next().unwrap().expires.unwrap();
        assert_eq!((expires - NOW).as_secs(), days * 86_400, "{engine}");
    }
}

#[test]
fn the_header() {
    let (own, to) = (client("https://www.shop.example"), url("https://www.shop.example/a/b"));
    let rules = CookieRules::firefox();
    let mut jar = Jar::new();
    assert_eq!(jar.retrieve(&Context::new(&own, &to), rules, NOW, &mut ()).header(), None);
    for (second, line) in
        ["root=1; Path=/", "old=2; Path=/a", "new=3; Path=/a", "nameless; Path=/a", "old=4; Path=/a"]
            .into_iter()
            .enumerate()
    {
        let now = NOW + Duration::from_secs(second as u64);
        jar.store(line.as_bytes(), &Context::new(&own, &to), rules, now, &mut ());
    }
    let header = jar.retrieve(&Context::new(&own, &to), rules, NOW, &mut ()).header().unwrap();
    // What replaces a cookie keeps its place.
    assert_eq!(String::from_utf8(header).unwrap(), "old=4; new=3; nameless; root=1");
}
