//! Every step about cookies is taken by some request, both ways, and every reason names the step that failed.
#![allow(clippy::unwrap_used, clippy::panic)]

mod cookies;

use std::collections::BTreeSet;

use cookies::{NOW, client, first_party, url};
use corslet::Url;
use corslet::browser::Engine;
use corslet::browser::cookies::{ALGORITHMS, Client, Context, CookieRules, Jar, NotSent, NotStored};
use corslet::verdict::Trace;

const SHOP: &str = "https://www.shop.example/a";

/// In what a request differs from a plain one of the first party.
#[derive(Clone, Copy)]
enum But {
    Nothing,
    OfTheBlog,
    To(&'static str),
    ByScript,
    WithoutCredentials,
}

/// Stores lines and asks for what is stored.
fn play(engine: Engine, lines: &str, set: But, ask: But) -> (Trace, BTreeSet<&'static str>) {
    let (mut trace, mut jar, mut codes) = (Trace::default(), Jar::new(), BTreeSet::new());
    let rules = CookieRules::of(engine);
    let own = client("https://www.shop.example");
    let blog = client("https://blog.example");
    let at = |but| match but {
        But::To(other) => url(other),
        _ => url(SHOP),
    };
    let clients = [&own, &blog];
    let (set_at, ask_at) = (at(set), at(ask));
    for line in lines.split('\n') {
        let storage = jar.store(line.as_bytes(), &request(clients, set, &set_at), rules, NOW, &mut trace);
        codes.extend(storage.reasons().iter().map(NotStored::code));
    }
    for withheld in jar.retrieve(&request(clients, ask, &ask_at), rules, NOW, &mut trace).withheld {
        codes.extend(withheld.reasons.iter().map(NotSent::code));
    }
    (trace, codes)
}

fn request<'a>([own, blog]: [&'a Client; 2], but: But, at: &'a Url) -> Context<'a> {
    Context {
        by_script: matches!(but, But::ByScript),
        credentials: !matches!(but, But::WithoutCredentials),
        ..Context::new(if matches!(but, But::OfTheBlog) { blog } else { own }, at)
    }
}

#[test]
fn every_step_is_taken_both_ways_and_every_reason_is_given() {
    const HTTP: But = But::To("http://www.shop.example/a");
    let long = format!("a={}", "x".repeat(4096));
    let full: Vec<String> =
        (0..180).map(|n| format!("c{n}=1; Secure")).chain(["plain=1".to_owned()]).collect();
    let chips = "a=1; SameSite=None; Secure; Partitioned";
    let played = [
        play(
            Engine::Chromium,
            "a=1; Secure; HttpOnly\n__Host-a=1; Secure; Path=/",
            But::Nothing,
            But::Nothing,
        ),
        play(Engine::Chromium, "a=1; SameSite=None; Secure", But::Nothing, But::OfTheBlog),
        play(Engine::Firefox, "a=1; SameSite=None; Secure", But::Nothing, But::OfTheBlog),
        play(Engine::Chromium, chips, But::Nothing, But::OfTheBlog),
        play(Engine::Chromium, "a=1; SameSite=Strict", But::Nothing, But::OfTheBlog),
        play(Engine::Chromium, "a=1; SameSite=Lax", But::Nothing, But::OfTheBlog),
        play(Engine::Chromium, "a=1", But::Nothing, But::OfTheBlog),
        play(Engine::Chromium, "a=1; Secure", But::Nothing, HTTP),
        play(Engine::Chromium, "a=1; Path=/a", But::Nothing, But::To("https://api.shop.example/b")),
        play(Engine::Chromium, "a=1; HttpOnly", But::Nothing, But::ByScript),
        play(Engine::Chromium, "a=1; HttpOnly\na=2", But::ByScript, But::Nothing),
        play(Engine::Chromium, "a=1", But::WithoutCredentials, But::Nothing),
        play(Engine::Chromium, "a=1", But::Nothing, But::WithoutCredentials),
        play(Engine::Chromium, "a=1", But::To("ftp://www.shop.example/"), But::Nothing),
        play(Engine::Chromium, "a=1; SameSite=None; Secure", But::OfTheBlog, But::Nothing),
        play(Engine::Chromium, "a=1; SameSite=Strict", But::OfTheBlog, But::Nothing),
        play(Engine::Chromium, "a=1; SameSite=Lax", But::OfTheBlog, But::Nothing),
        play(Engine::Chromium, "a=1", But::OfTheBlog, But::Nothing),
        play(Engine::Chromium, "a=1; Secure", HTTP, But::Nothing),
        play(Engine::Chromium, "a=1\u{1}", But::Nothing, But::Nothing),
        play(Engine::Chromium, &long, But::Nothing, But::Nothing),
        play(Engine::Chromium, "=", But::Nothing, But::Nothing),
        play(Engine::Chromium, "a=1; Domain=ä.example", But::Nothing, But::Nothing),
        play(Engine::Chromium, "a=1; Domain=com\na=1; Domain=shop.example", But::Nothing, But::Nothing),
        play(Engine::Chromium, "a=1; SameSite=None", But::Nothing, But::Nothing),
        play(Engine::Chromium, "__Secure-a=1\n__Secure-b=1; Secure", But::Nothing, But::Nothing),
        play(
            Engine::Chromium,
            "__Host-a=1\n__Http-a=1\n__Http-b=1; Secure; HttpOnly",
            But::Nothing,
            But::Nothing,
        ),
        play(Engine::Chromium, "__Host-a", But::Nothing, But::Nothing),
        play(Engine::Chromium, "a=1; Partitioned", But::Nothing, But::Nothing),
        play(Engine::Firefox, &full.join("\n"), But::Nothing, But::Nothing),
        expired(),
        overwritten(false),
        overwritten(true),
    ];
    let taken = || played.iter().flat_map(|(trace, _)| &trace.taken);
    for step in ALGORITHMS.iter().flat_map(|algorithm| algorithm.steps) {
        for held in [true, false] {
            assert!(taken().any(|taken| taken.step == *step && taken.held == held), "{step}: never {held}");
        }
    }
    assert!(taken().all(|taken| !taken.saw.is_empty()), "a step says what it saw");
    let given: BTreeSet<&str> = played.iter().flat_map(|(_, codes)| codes).copied().collect();
    let all = NotSent::ALL
        .iter()
        .map(|reason| reason.code())
        .chain(NotStored::ALL.iter().map(|reason| reason.code()));
    assert_eq!(all.filter(|code| !given.contains(code)).collect::<Vec<_>>(), [""; 0]);
}

fn expired() -> (Trace, BTreeSet<&'static str>) {
    let (at, mut trace, mut jar) = (url(SHOP), Trace::default(), Jar::new());
    let own = first_party(&at);
    let context = Context::new(&own, &at);
    jar.store(b"a=1; Max-Age=1", &context, CookieRules::chromium(), NOW, &mut trace);
    let later = NOW + std::time::Duration::from_secs(1);
    let withheld = jar.retrieve(&context, CookieRules::chromium(), later, &mut trace).withheld;
    (trace, withheld[0].reasons.iter().map(NotSent::code).collect())
}

/// Something is there that neither a script nor a plain connection may replace.
fn overwritten(by_script: bool) -> (Trace, BTreeSet<&'static str>) {
    let (at, http) = (url(SHOP), url("http://www.shop.example/a"));
    let (mut trace, mut jar, own) = (Trace::default(), Jar::new(), first_party(&at));
    jar.store(b"a=1; Secure; HttpOnly", &Context::new(&own, &at), CookieRules::firefox(), NOW, &mut trace);
    let url = if by_script { &at } else { &http };
    let context = Context { by_script, ..Context::new(&own, url) };
    let storage = jar.store(b"a=2", &context, CookieRules::firefox(), NOW, &mut trace);
    (trace, storage.reasons().iter().map(NotStored::code).collect())
}

#[test]
fn reasons_and_deviations_are_named_once_and_well() {
    let kebab = |name: &str| {
        name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    let sent: BTreeSet<&str> = NotSent::ALL.iter().map(|reason| reason.code()).collect();
    let stored: BTreeSet<&str> = NotStored::ALL.iter().map(|reason| reason.code()).collect();
    assert_eq!((sent.len(), stored.len()), (NotSent::ALL.len(), NotStored::ALL.len()));
    assert!(sent.union(&stored).all(|code| kebab(code)));
    for engine in Engine::ALL {
        let deviations = CookieRules::deviations(engine);
        let names: BTreeSet<&str> = deviations.iter().map(|deviation| deviation.name).collect();
        assert_eq!(names.len(), deviations.len());
        for deviation in deviations {
            assert!(kebab(deviation.name) && !deviation.what.is_empty() && !deviation.source.is_empty());
            let without = CookieRules::without(engine, deviation.name).unwrap();
            assert_ne!(&without, CookieRules::of(engine), "{engine}: {} changes nothing", deviation.name);
        }
    }
    let error = CookieRules::without(Engine::Firefox, "x").unwrap_err();
    assert!(error.contains("firefox has no deviation `x`; it has: default-none, "), "{error}");
}
