//! Which `Set-Cookie` lines are stored, in each browser.
#![allow(clippy::unwrap_used, clippy::panic)]

mod cookies;

use cookies::{NOW, client, first_party, set, set_by, told, url};
use corslet::browser::Engine;
use corslet::browser::cookies::{
    Context, CookieRules, Fate, Jar, SetCookie, Storage, Target, ThirdPartyCookies,
};

const SHOP: &str = "https://www.shop.example/";
const ENGINES: [Engine; 4] = [Engine::Standard, Engine::Chromium, Engine::Firefox, Engine::WebKit];

#[test]
fn by_the_line_itself() {
    let long = |len: usize| format!("a={}", "x".repeat(len - 1));
    #[rustfmt::skip]
    let rows: Vec<(&str, String, [&str; 4])> = vec![
        (SHOP, "a=1".into(),                     ["stored"; 4]),
        (SHOP, "a".into(),                       ["stored"; 4]),
        (SHOP, "".into(),                        ["empty", "empty", "empty", "stored"]),
        (SHOP, " = ; Secure".into(),             ["empty", "empty", "empty", "stored"]),
        (SHOP, "=1".into(),                      ["stored"; 4]),
        (SHOP, "a\tb=1".into(),                  ["stored"; 4]),
        (SHOP, "a=1\u{7f}".into(),               ["control-character", "control-character", "control-character", "stored"]),
        (SHOP, "a=1; Path=/\u{1}".into(),        ["control-character", "control-character", "control-character", "stored"]),
        (SHOP, "ü=ö".into(),                     ["stored"; 4]),
        (SHOP, long(4096),                       ["stored"; 4]),
        (SHOP, long(4097),                       ["too-long", "too-long", "too-long", "stored"]),
        (SHOP, "a=1; SameSite=None".into(),      ["same-site-none-insecure", "same-site-none-insecure", "same-site-none-insecure", "stored"]),
        (SHOP, "a=1; SameSite=None; Secure".into(), ["stored"; 4]),
        (SHOP, "a=1; Partitioned".into(),        ["stored", "partitioned-insecure", "partitioned-insecure", "stored"]),
        (SHOP, "a=1; Max-Age=0".into(),          ["expired"; 4]),
        (SHOP, "a=1; Max-Age=-5".into(),         ["expired"; 4]),
        (SHOP, "a=1; Max-Age=x".into(),          ["stored"; 4]),
        (SHOP, "a=1; Max-Age=-".into(),          ["stored"; 4]),
        (SHOP, "a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT".into(), ["expired"; 4]),
        (SHOP, "a=1; Max-Age=600; Expires=Thu, 01 Jan 1970 00:00:00 GMT".into(), ["stored", "stored", "stored", "expired"]),
        (SHOP, "a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=600".into(), ["stored"; 4]),
        ("http://www.shop.example/", "a=1; Secure".into(), ["secure-only"; 4]),
        ("http://localhost/", "a=1; Secure".into(), ["stored", "stored", "stored", "secure-only"]),
        ("ftp://www.shop.example/", "a=1".into(), ["scheme-not-supported"; 4]),
    ];
    for (at, line, expected) in rows {
        let told = ENGINES.map(|engine| set(engine, at, &line));
        assert_eq!(told.each_ref().map(String::as_str), expected, "{line:.60} at {at}");
    }
}

#[test]
fn by_domain() {
    #[rustfmt::skip]
    let rows = [
        (SHOP, "shop.example",            ["stored"; 4]),
        (SHOP, ".shop.example",           ["stored"; 4]),
        (SHOP, "www.shop.example",        ["stored"; 4]),
        (SHOP, "SHOP.example",            ["stored", "stored", "stored", "domain-mismatch"]),
        (SHOP, "",                        ["stored"; 4]),
        (SHOP, "api.www.shop.example",    ["domain-mismatch"; 4]),
        (SHOP, "api.shop.example",        ["domain-mismatch"; 4]),
        (SHOP, "blog.example",            ["domain-mismatch"; 4]),
        (SHOP, "hop.example",             ["domain-mismatch"; 4]),
        (SHOP, "shop.example.",           ["domain-mismatch"; 4]),
        (SHOP, "example",                 ["public-suffix"; 4]),
        (SHOP, "com",                     ["public-suffix, domain-mismatch"; 4]),
        (SHOP, "shöp.example",            ["domain-not-ascii"; 4]),
        ("https://a.b.github.io/", "github.io",   ["public-suffix"; 4]),
        ("https://a.b.github.io/", "b.github.io", ["stored"; 4]),
        ("https://github.io/", "github.io",       ["stored"; 4]),
        ("https://127.0.0.1/", "127.0.0.1",       ["stored"; 4]),
        ("https://127.0.0.1/", "0.0.1",           ["domain-mismatch"; 4]),
        ("https://[::1]/", "[::1]",               ["stored"; 4]),
    ];
    for (at, domain, expected) in rows {
        let told = ENGINES.map(|engine| set(engine, at, &format!("a=1; Domain={domain}")));
        assert_eq!(told.each_ref().map(String::as_str), expected, "{domain} at {at}");
    }
    // A public suffix that is the host itself makes the cookie the host's alone.
    for (at, domain, host_only) in
        [("https://github.io/", "github.io", true), (SHOP, "www.shop.example", false)]
    {
        let (at, mut jar) = (url(at), Jar::new());
        let line = format!("a=1; Domain={domain}");
        jar.store(
            line.as_bytes(),
            &Context::new(&first_party(&at), &at),
            CookieRules::firefox(),
            NOW,
            &mut (),
        );
        assert_eq!(jar.iter().next().unwrap().host_only, host_only, "{domain}");
    }
}

#[test]
fn by_prefix() {
    #[rustfmt::skip]
    let rows = [
        ("__Secure-a=1",                                   ["prefix-needs-secure", "prefix-needs-secure", "prefix-needs-secure", "stored"]),
        ("__SECURE-a=1; Secure",                           ["stored"; 4]),
        ("__Host-a=1; Secure; Path=/",                     ["stored"; 4]),
        ("__host-a=1; Path=/",                             ["prefix-needs-host", "prefix-needs-host", "prefix-needs-host", "stored"]),
        ("__Host-a=1; Secure; Path=/; Domain=shop.example", ["prefix-needs-host", "prefix-needs-host", "prefix-needs-host", "stored"]),
        ("__Host-a=1; Secure; Path=/a",                    ["prefix-needs-host", "prefix-needs-host", "prefix-needs-host", "stored"]),
        ("__Host-a=1; Secure",                             ["prefix-needs-host", "prefix-needs-host", "stored", "stored"]),
        ("__Http-a=1; Secure",                             ["stored", "prefix-needs-http-only", "prefix-needs-http-only", "stored"]),
        ("__Http-a=1; Secure; HttpOnly",                   ["stored"; 4]),
        ("__Host-Http-a=1; Secure; Path=/",                ["stored", "prefix-needs-http-only", "prefix-needs-http-only", "stored"]),
        ("__Host-Http-a=1; HttpOnly",                      ["prefix-needs-host", "prefix-needs-host, prefix-needs-http-only", "prefix-needs-host, prefix-needs-http-only", "stored"]),
        ("=__Host-a=1",                                    ["nameless-prefix", "nameless-prefix", "nameless-prefix", "stored"]),
        ("__Secure",                                       ["stored"; 4]),
    ];
    for (line, expected) in rows {
        let told = ENGINES.map(|engine| set(engine, SHOP, line));
        assert_eq!(told.each_ref().map(String::as_str), expected, "{line}");
    }
}

#[test]
fn by_site() {
    let (blog, frame) = ("https://blog.example", "https://blog.example < https://www.shop.example");
    let lax = "same-site-unspecified-treated-as-lax";
    let blocked = "third-party-blocked";
    #[rustfmt::skip]
    let rows = [
        ("a=1; SameSite=None; Secure",   blog,  ["stored", "stored", "stored", blocked]),
        ("a=1; Secure",                  blog,  [lax, lax, "stored", blocked]),
        ("a=1; SameSite=Lax; Secure",    blog,  ["same-site-lax", "same-site-lax", "same-site-lax", blocked]),
        ("a=1; SameSite=Strict; Secure", blog,  ["same-site-strict", "same-site-strict", "same-site-strict", blocked]),
        // From below a frame of another site, to the top-level page's own.
        ("a=1; SameSite=Lax; Secure",    frame, ["same-site-lax", "same-site-lax", "same-site-lax", "stored"]),
        ("a=1; SameSite=None; Secure",   frame, ["stored"; 4]),
        ("a=1; SameSite=Strict; Secure", "https://api.shop.example", ["stored"; 4]),
        ("a=1; SameSite=Strict; Secure", "http://www.shop.example", ["same-site-strict", "same-site-strict", "stored", "stored"]),
    ];
    for (line, page, expected) in rows {
        let told = ENGINES.map(|engine| {
            let mut rules = CookieRules::of(engine).clone();
            if engine == Engine::Chromium {
                rules.third_party_cookies = ThirdPartyCookies::Allow;
            }
            set_by(&rules, page, line, SHOP)
        });
        assert_eq!(told.each_ref().map(String::as_str), expected, "{line} from {page}");
    }
    // Blocked third parties keep what is Partitioned, but in Firefox.
    let chromium = CookieRules::chromium();
    assert_eq!(set_by(chromium, blog, "a=1; SameSite=None; Secure", SHOP), blocked);
    assert_eq!(set_by(chromium, blog, "a=1; SameSite=None; Secure; Partitioned", SHOP), "stored");
    assert_eq!(set_by(chromium, blog, "a=1; Secure", SHOP), format!("{blocked}, {lax}"));
    let firefox =
        CookieRules { third_party_cookies: ThirdPartyCookies::Block, ..CookieRules::firefox().clone() };
    assert_eq!(set_by(&firefox, blog, "a=1; SameSite=None; Secure; Partitioned", SHOP), blocked);
}

#[test]
fn a_navigation_sets_any() {
    let (page, to) = (client("https://blog.example"), url(SHOP));
    for engine in ENGINES {
        for line in ["a=1; SameSite=Strict; Secure", "a=1; SameSite=Lax; Secure", "a=1; Secure"] {
            let context = Context { target: Target::TopLevel, ..Context::new(&page, &to) };
            let mut jar = Jar::new();
            let storage = jar.store(line.as_bytes(), &context, CookieRules::of(engine), NOW, &mut ());
            assert_eq!(told(&storage), "stored", "{engine}: {line}");
        }
    }
}

#[test]
fn beside_those_that_are_there() {
    #[rustfmt::skip]
    let rows = [
        // What is there (over https), what comes (over http).
        ("a=1; Secure; Path=/login",   "a=2; Path=/login",    "overwrite-secure"),
        ("a=1; Secure; Path=/login",   "a=2; Path=/login/en", "overwrite-secure"),
        ("a=1; Secure; Path=/login",   "a=2; Path=/",         "stored"),
        ("a=1; Secure; Path=/login",   "b=2; Path=/login",    "stored"),
        ("a=1; Secure; Path=/; Domain=shop.example", "a=2; Path=/",   "overwrite-secure"),
        ("a=1; Secure; Path=/",        "a=2; Path=/; Domain=shop.example", "overwrite-secure"),
        ("a=1; Path=/",                "a=2; Path=/",         "stored"),
        ("a=1; Path=/",                "a=; Max-Age=0; Path=/", "removed"),
        ("a=1; Path=/",                "a=; Max-Age=0; Path=/a", "expired"),
        ("a=1; Secure; Path=/",        "a=; Max-Age=0; Path=/", "overwrite-secure"),
    ];
    for (there, comes, expected) in rows {
        let (https, http) = (url(SHOP), url("http://www.shop.example/"));
        let mut jar = Jar::new();
        let rules = CookieRules::firefox();
        jar.store(there.as_bytes(), &Context::new(&first_party(&https), &https), rules, NOW, &mut ());
        let storage =
            jar.store(comes.as_bytes(), &Context::new(&first_party(&http), &http), rules, NOW, &mut ());
        assert_eq!(told(&storage), expected, "{there}, then {comes}");
    }
}

#[test]
fn by_a_script() {
    let at = url(SHOP);
    let own = first_party(&at);
    let script = Context { by_script: true, ..Context::new(&own, &at) };
    let mut jar = Jar::new();
    let rules = CookieRules::chromium();
    assert_eq!(told(&jar.store(b"a=1; HttpOnly", &script, rules, NOW, &mut ())), "http-only");
    jar.store(b"a=1; HttpOnly", &Context::new(&own, &at), rules, NOW, &mut ());
    assert_eq!(told(&jar.store(b"a=2", &script, rules, NOW, &mut ())), "overwrite-http-only");
    assert_eq!(cookies::ask(&mut jar, &script, rules), "http-only");
    assert_eq!(told(&jar.store(b"b=2", &script, rules, NOW, &mut ())), "stored");
}

#[test]
fn every_reason_is_given() {
    let told = set_by(
        CookieRules::chromium(),
        "https://blog.example",
        "__Host-a=1; SameSite=None; Partitioned; Domain=example",
        "http://www.shop.example/",
    );
    assert_eq!(told, "public-suffix, same-site-none-insecure, prefix-needs-host, partitioned-insecure");
}

#[test]
fn what_became_of_each_attribute() {
    use Fate::{Invalid, Overridden, OverriddenByMaxAge, TooLong, Unknown, Used};
    let line = format!(
        "a=1; Secure; secure; Path=/a; Path=/b; SameSite=Lax; SameSite=Foo; Max-Age=1; Expires=Fri, 01 Jan 2038 00:00:00 GMT; \
         Max-Age=x; Domain={}; Comment=x; HttpOnly=no; Partitioned",
        "x".repeat(1025)
    );
    let fates = |engine: Engine| -> Vec<Fate> {
        let read = SetCookie::read(line.as_bytes(), CookieRules::of(engine), NOW);
        read.attributes.iter().map(|attribute| attribute.fate).collect()
    };
    let expected = [
        Overridden,
        Used,
        Overridden,
        Used,
        Overridden,
        Invalid,
        Used,
        OverriddenByMaxAge,
        Invalid,
        TooLong,
        Unknown,
        Used,
    ];
    assert_eq!(fates(Engine::Standard), [&expected[..], &[Unknown]].concat());
    assert_eq!(fates(Engine::Chromium), [&expected[..], &[Used]].concat());
    assert_eq!(fates(Engine::WebKit)[6..8], [Overridden, Used]);
}

#[test]
fn what_took_the_place_of_what() {
    let at = url(SHOP);
    let own = first_party(&at);
    let context = Context::new(&own, &at);
    let mut jar = Jar::new();
    let rules = CookieRules::STANDARD;
    let Storage::Stored(first) = jar.store(b"a=1", &context, &rules, NOW, &mut ()) else {
        panic!("not stored")
    };
    assert_eq!(first.replaced, None);
    let later = NOW + std::time::Duration::from_secs(9);
    let Storage::Stored(second) = jar.store(b"a=2", &context, &rules, later, &mut ()) else {
        panic!("not stored")
    };
    assert_eq!((second.replaced, second.cookie.created), (Some(first.cookie), NOW));
    let Storage::Expired { removed, .. } = jar.store(b"a=; Max-Age=0", &context, &rules, later, &mut ())
    else {
        panic!("not expired")
    };
    assert_eq!((removed, jar.is_empty()), (Some(second.cookie), true));
}
