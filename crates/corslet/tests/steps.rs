//! Every declared step of every algorithm is taken by some conversation, both ways.
#![allow(clippy::unwrap_used, clippy::panic)]

mod conversation;

use std::collections::BTreeSet;

use conversation::Browser;
use corslet::browser::{ALGORITHMS, Api, CacheMode, Element, Mode, PageBody, Profile, RequestInit};
use corslet::verdict::{Step, Trace};
use corslet::words::Origin;

/// Conversations of one browser by the standard's letter, a second apart.
#[rustfmt::skip]
const CONVERSATIONS: &[&str] = &[
    // Main fetch: each row of the table, and what comes before it.
    "GET https://a.test/ | 200",
    "GET https://b.test:6000/",
    "GET http://b.test/",
    "GET data:,x",
    "GET https://b.test/ mode=same-origin",
    "GET https://b.test/ mode=no-cors | 200",
    "GET https://b.test/ mode=no-cors redirect=manual",
    "GET ftp://b.test/ from=http://a.test",
    "GET https://b.test/ | 200; acao: *",
    // The CORS check.
    "GET https://b.test/ | 200",
    "GET https://b.test/ | 200; acao: @",
    "GET https://b.test/ | 200; acao: https://c.test",
    "GET https://b.test/ credentials=include | 200; acao: @",
    "GET https://b.test/ credentials=include | 200; acao: @; acac: true",
    // Filtered responses.
    "GET https://b.test/ | 200; acao: *; aceh: *",
    "GET https://b.test/ | 200; acao: *; aceh: x-a",
    // The preflight, its failures, and the cache.
    "PUT https://b.test/cached | pre 204; acao: *; acam: PUT; acma: 60 | 200; acao: *",
    "PUT https://b.test/cached | 200; acao: *",
    "PUT https://b.test/cached; x-a: 1; authorization: t | pre 204; acao: *; acam: PUT; acah: x-a, authorization | 200; acao: *",
    "PUT https://b.test/cached; x-a: 1; authorization: t | failed",
    "PUT https://b.test/ | pre 204; acao: *",
    "PUT https://b.test/; x-a: 1; authorization: t | pre 204; acao: *; acam: *; acah: *",
    "PUT https://b.test/; x-a: 1 | pre 500; acao: *; acam: *",
    "PUT https://b.test/ | pre 204; acao: *; acam: a b; acah: a b",
    "PUT https://b.test/ body=stream | pre 204; acao: * | 200; acao: *",
    // Redirects.
    "GET https://b.test/ redirect=error | 302; acao: *; to: /2",
    "GET https://b.test/ redirect=manual | 302; acao: *; to: /2",
    "GET https://b.test/ | 302; acao: *",
    "GET https://b.test/ | 302; acao: *; to: http://[",
    "GET https://b.test/ | 302; acao: *; to: data:,x",
    "GET https://b.test/ | 302; acao: *; to: https://u@c.test/",
    "POST https://b.test/ | 302; acao: *; to: https://c.test/ | 200; acao: *",
    "PUT https://b.test/ body=stream | pre 204; acao: * | 307; acao: *; to: /2",
    // Timing.
    "GET https://b.test/ | 200; acao: *; tao: *",
    "GET https://b.test/ | 200; acao: *; tao: @",
    "GET https://b.test/ | 200; acao: *; tao: https://c.test",
    "GET https://b.test/ mode=navigate | 200",
    "GET https://b.test/ | 302; acao: *; to: /2 | 200; acao: *",
    // Elements: what their pages demand, and what their responses allow.
    "GET http://b.test/ uir | 200; acao: *",
    "GET http://localhost/ uir | 200; acao: *",
    "GET http://b.test/ element=img | 200",
    "GET https://b.test/ element=img coep=credentialless | 200; corp: same-origin",
    "GET https://b.test/ element=img coep=require-corp | 200; corp: x",
    "GET https://b.test/ element=img | 200; corp: same-site",
    "GET https://b.test/ element=iframe | 200",
    "GET https://b.test/ element=iframe coep=require-corp | 200; corp: cross-origin",
    "GET https://b.test/ policy=no-referrer | 200; acao: *",
    "GET https://a.test/ | 401; www-authenticate: Basic",
    "GET https://b.test/ | 401; acao: *; www-authenticate: Basic",
    "GET https://a.test/ | 407",
    // Origin.
    "POST https://a.test/ | 200",
    "POST https://b.test/ mode=no-cors policy=no-referrer | 200",
];

/// As many redirects as are followed, and one more.
fn twenty_one_redirects() -> String {
    format!("GET https://a.test/{}", " | 302; to: /".repeat(21))
}

/// What a browser takes that the standard's letter never does.
const IN_FIREFOX: &[&str] = &[
    "PUT https://b.test/; x-a: 1 | pre 204; acao: *; acam: PUT; acah: x-a | 307; acao: *; to: https://a.test/ | pre 204; acam: PUT; acah: x-a | 200; acao: null",
];

const IN_CHROMIUM: &[&str] = &["GET https://a.test/ | 407"];

fn constructions() -> Vec<RequestInit> {
    let init = || RequestInit::new(Origin::parse("https://a.test").unwrap(), "https://b.test/");
    let headers = |name: &[u8], value: &[u8]| vec![(name.to_vec(), value.to_vec())];
    let no_cors = Some(Mode::NoCors);
    vec![
        init(),
        RequestInit { api: Api::Element { element: Element::Img, crossorigin: None }, ..init() },
        RequestInit { api: Api::Element { element: Element::Font, crossorigin: None }, ..init() },
        RequestInit { cache: Some(CacheMode::OnlyIfCached), ..init() },
        RequestInit { url: "b.test".into(), ..init() },
        RequestInit { url: "https://u@b.test/".into(), ..init() },
        RequestInit { mode: Some(Mode::Navigate), ..init() },
        RequestInit { method: Some(b"a b".to_vec()), ..init() },
        RequestInit { method: Some(b"TRACE".to_vec()), ..init() },
        RequestInit { method: Some(b"PUT".to_vec()), mode: no_cors, ..init() },
        RequestInit { headers: headers(b"a b", b"1"), ..init() },
        RequestInit { headers: headers(b"Cookie", b"1"), ..init() },
        RequestInit { headers: headers(b"X-A", b"1"), mode: no_cors, ..init() },
        RequestInit { body: Some(PageBody::Text), ..init() },
        RequestInit { body: Some(PageBody::Stream), method: Some(b"POST".to_vec()), mode: no_cors, ..init() },
        RequestInit { url: "https://u@b.test/".into(), api: Api::Xhr { upload_listener: false }, ..init() },
        RequestInit { api: Api::Element { element: Element::Img, crossorigin: None }, ..init() },
        RequestInit { api: Api::Element { element: Element::Font, crossorigin: None }, ..init() },
    ]
}

/// Which steps were seen, and how.
#[derive(Default)]
struct Seen(BTreeSet<(&'static str, &'static str, bool)>);

impl Seen {
    fn add(&mut self, trace: &Trace) {
        self.0.extend(trace.taken.iter().map(|taken| (taken.step.algorithm, taken.step.name, taken.held)));
    }

    fn lacks(&self, step: &Step, held: bool) -> bool {
        !self.0.contains(&(step.algorithm, step.name, held))
    }
}

#[test]
fn every_step_is_taken_both_ways() {
    let mut seen = Seen::default();
    for init in constructions() {
        match init.construct(Profile::standard()) {
            Ok(constructed) => seen.add(&constructed.trace),
            Err(error) => seen.add(&error.trace),
        }
    }
    let mut browser = Browser::new(Profile::standard());
    for text in CONVERSATIONS {
        seen.add(&browser.judge(text).trace);
        browser.wait(1.0);
    }
    seen.add(&browser.judge(&twenty_one_redirects()).trace);
    for text in IN_CHROMIUM {
        seen.add(&Browser::new(Profile::chromium()).judge(text).trace);
    }
    for text in IN_FIREFOX {
        seen.add(&Browser::new(Profile::firefox()).judge(text).trace);
    }
    let missing: Vec<String> = ALGORITHMS
        .iter()
        .flat_map(|algorithm| algorithm.steps)
        .flat_map(|step| [true, false].map(|held| (step, held)))
        .filter(|(step, held)| seen.lacks(step, *held))
        .map(|(step, held)| format!("{held}: {} ({step})", step.name))
        .collect();
    assert!(missing.is_empty(), "no conversation takes these steps so:\n  {}", missing.join("\n  "));
}

#[test]
fn only_declared_steps_are_taken() {
    let declared: Vec<*const Step> =
        ALGORITHMS.iter().flat_map(|it| it.steps).map(|step| std::ptr::from_ref::<Step>(step)).collect();
    let mut browser = Browser::new(Profile::standard());
    for text in CONVERSATIONS {
        for taken in browser.judge(text).trace.taken {
            assert!(declared.contains(&std::ptr::from_ref(taken.step)), "{} is in no table", taken.step);
        }
        browser.wait(1.0);
    }
}

#[test]
fn a_registry_without_gaps() {
    let mut names = BTreeSet::new();
    for algorithm in ALGORITHMS {
        assert!(names.insert(algorithm.name), "`{}` a second time", algorithm.name);
        assert!(algorithm.link.starts_with("https://"), "{}", algorithm.name);
        assert!(!algorithm.steps.is_empty(), "{}", algorithm.name);
        let mut seen = BTreeSet::new();
        for step in algorithm.steps {
            assert_eq!((step.algorithm, step.link), (algorithm.name, algorithm.link), "{}", step.name);
            assert!(
                seen.insert(step.number) && seen.insert(step.name),
                "{step}: its number or name a second time"
            );
            assert!(step.sentence.chars().count() > 10 && !step.sentence.ends_with('.'), "{step}");
            let is_number = |part: &str| part.starts_with(|first: char| first.is_ascii_digit());
            let is_numbered = algorithm.name == "CORS-preflight cache" || is_number(step.number);
            assert!(is_numbered, "`{}` is no number: {step}", step.number);
        }
    }
}
