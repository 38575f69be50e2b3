//! What goes when a jar is full.
#![allow(clippy::unwrap_used, clippy::panic)]

mod cookies;

use std::time::Duration;

use cookies::{NOW, client, first_party, told, url};
use corslet::browser::cookies::{Context, Cookie, CookieRules, Jar, Storage};

const DAY: Duration = Duration::from_secs(86_400);

/// Stores so many cookies at a host, a second apart, and says what went with the last one.
fn fill(
    jar: &mut Jar,
    rules: &CookieRules,
    at: &str,
    lines: impl Iterator<Item = String>,
    from: Duration,
) -> Vec<String> {
    let at = url(at);
    let own = first_party(&at);
    let mut gone = Vec::new();
    for (second, line) in lines.enumerate() {
        let now = from + Duration::from_secs(second as u64);
        if let Storage::Stored(stored) =
            jar.store(line.as_bytes(), &Context::new(&own, &at), rules, now, &mut ())
        {
            gone = stored.evicted.iter().map(|cookie| name(cookie)).collect();
        }
    }
    gone
}

fn name(cookie: &Cookie) -> String {
    String::from_utf8(cookie.name.to_vec()).unwrap()
}

#[test]
fn chromium_drops_by_priority() {
    let rules = CookieRules::chromium();
    let mut jar = Jar::new();
    let lines = (0..180).map(|n| match n % 3 {
        0 => format!("low{n}=1; Priority=Low"),
        1 => format!("secure{n}=1; Secure"),
        _ => format!("plain{n}=1"),
    });
    assert!(fill(&mut jar, rules, "https://a.example/", lines, NOW).is_empty());
    assert_eq!(jar.len(), 180);
    let gone = fill(&mut jar, rules, "https://www.a.example/", std::iter::once("last=1".into()), NOW + DAY);
    assert_eq!((gone.len(), jar.len()), (31, 150));
    // 60 are Low, and 30 of them stay; the one that is missing is the longest unused that is not Secure.
    assert_eq!(gone.iter().filter(|name| name.starts_with("low")).count(), 30);
    assert_eq!(gone.iter().filter(|name| name.starts_with("plain")).collect::<Vec<_>>(), ["plain2"]);
    assert_eq!(gone[0], "low0");
}

#[test]
fn firefox_drops_those_that_are_not_secure_first() {
    let rules = CookieRules::firefox();
    let secure = |n: usize| format!("secure{n}=1; Secure");
    let mut jar = Jar::new();
    let lines = (0..180).map(|n| if n < 20 { format!("plain{n}=1") } else { secure(n) });
    fill(&mut jar, rules, "https://a.example/", lines, NOW);
    let gone = fill(&mut jar, rules, "https://a.example/", std::iter::once(secure(180)), NOW + DAY);
    assert_eq!((gone.len(), jar.len()), (20, 161));
    assert!(gone.iter().all(|name| name.starts_with("plain")));

    // With Secure ones alone, a Secure one drops them; another finds no room.
    let mut jar = Jar::new();
    fill(&mut jar, rules, "https://a.example/", (0..180).map(secure), NOW);
    let at = url("https://a.example/");
    let own = first_party(&at);
    let storage = jar.store(b"plain=1", &Context::new(&own, &at), rules, NOW + DAY, &mut ());
    assert_eq!((told(&storage), jar.len()), ("no-room".to_owned(), 180));
    let replaces = jar.store(b"secure7=2; Secure", &Context::new(&own, &at), rules, NOW + DAY, &mut ());
    assert_eq!((told(&replaces), jar.len()), ("stored".to_owned(), 180));
    let gone = fill(&mut jar, rules, "https://a.example/", std::iter::once(secure(180)), NOW + DAY);
    assert_eq!((gone.len(), jar.len()), (31, 150));
}

#[test]
fn what_went_along_lately_stays() {
    let rules = CookieRules::firefox();
    let mut jar = Jar::new();
    fill(&mut jar, rules, "https://a.example/", (0..180).map(|n| format!("c{n}=1; Path=/{n}")), NOW);
    let (page, to) = (client("https://a.example"), url("https://a.example/0"));
    assert_eq!(jar.retrieve(&Context::new(&page, &to), rules, NOW + DAY, &mut ()).sent.len(), 1);
    let gone = fill(&mut jar, rules, "https://a.example/", std::iter::once("last=1".into()), NOW + DAY);
    assert_eq!((gone.len(), gone[0].as_str()), (31, "c1"));
}

#[test]
fn a_partition_has_ten_kibibytes_in_chromium() {
    let rules = CookieRules::chromium();
    let (page, at) = (client("https://shop.example"), url("https://widget.example/"));
    let mut jar = Jar::new();
    let mut gone = Vec::new();
    for n in 0..4u64 {
        let line = format!("c{n}={}; SameSite=None; Secure; Partitioned", "x".repeat(3000));
        let now = NOW + Duration::from_secs(n);
        match jar.store(line.as_bytes(), &Context::new(&page, &at), rules, now, &mut ()) {
            Storage::Stored(stored) => gone.extend(stored.evicted.iter().map(|cookie| name(cookie))),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!((gone, jar.len()), (vec!["c0".to_owned()], 3));
}

#[test]
fn all_together_are_three_thousand() {
    for rules in [CookieRules::chromium(), CookieRules::firefox()] {
        let mut jar = Jar::new();
        for site in 0..33 {
            let lines = (0..100).map(|n| format!("c{n}=1{}", if n % 2 == 0 { "; Secure" } else { "" }));
            fill(&mut jar, rules, &format!("https://site{site}.example/"), lines, NOW);
        }
        assert_eq!(jar.len(), 3300);
        // Nothing is old enough to go.
        let one = |jar: &mut Jar, n: u32, now: Duration| {
            fill(jar, rules, "https://late.example/", std::iter::once(format!("late{n}=1")), now)
        };
        assert!(one(&mut jar, 0, NOW + DAY).is_empty());
        let gone = one(&mut jar, 1, NOW + 40 * DAY);
        assert_eq!((gone.len(), jar.len()), (302, 3000));
        assert_eq!(jar.iter().filter(|cookie| cookie.secure).count(), 33 * 50);
    }
}
