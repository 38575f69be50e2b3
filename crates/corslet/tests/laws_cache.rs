//! Laws of the CORS-preflight cache: it grants what a preflight would, but for what the text itself makes of it.
#![allow(clippy::unwrap_used, clippy::panic)]

mod conversation;

use std::sync::Arc;
use std::time::Duration;

use conversation::{Browser, Dice, Scene, as_it_is, judge, play, told};
use corslet::browser::{Engine, Fetch, PreflightCache, Profile, RedirectMode, Request, Verdict};
use corslet::verdict::{Exchange, Kind};
use proptest::collection::vec;
use proptest::prelude::*;

/// A request, and another of the same page for the same URL.
fn scenes() -> impl Strategy<Value = (Scene, Scene)> {
    vec(any::<u8>(), 0..180).prop_map(|bytes| {
        let mut dice = Dice::new(&bytes);
        let first = Scene::roll(&mut dice);
        let second = first.again(&mut dice);
        (first, second)
    })
}

fn verdict(scene: &Scene, profile: &Profile, at: Duration, cache: &mut PreflightCache) -> Verdict {
    play(Fetch::new(Arc::clone(&scene.request), profile), at, cache, scene.server(as_it_is))
}

/// The preflight of the first hop, if one went out.
fn preflight(verdict: &Verdict) -> Option<&Exchange> {
    verdict.exchanges.first().filter(|exchange| exchange.kind == Kind::Preflight)
}

/// Whether the text itself lets the cache grant more than this preflight did: a `*` which is no wildcard to credentialed
/// requests is one when it is kept, and a method that was never listed is kept when the preflight was forced.
fn is_widened_by_the_text(request: &Request, preflight: &Exchange) -> bool {
    let headers = &preflight.head().unwrap().headers;
    let lists_star = ["access-control-allow-methods", "access-control-allow-headers"]
        .iter()
        .any(|name| headers.get(name).is_some_and(|value| value.contains(&b'*')));
    request.includes_credentials() && lists_star
        || request.use_cors_preflight && !headers.contains("access-control-allow-methods")
}

const SECOND: Duration = Duration::from_secs(1);

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_kept_preflight_grants_what_it_would_grant_again((first, second) in scenes()) {
        for engine in Engine::ALL {
            let mut cache = PreflightCache::new();
            let stored = verdict(&first, engine.profile(), Duration::ZERO, &mut cache);
            let served = verdict(&second, engine.profile(), SECOND, &mut cache);
            let Some(preflight) = preflight(&stored) else { continue };
            if !served.cache_hits.iter().any(|hit| hit.hop == 0)
                || engine == Engine::Standard && is_widened_by_the_text(&first.request, preflight)
            {
                continue;
            }
            let mut rest = second.server(as_it_is);
            let fetch = Fetch::new(Arc::clone(&second.request), engine.profile());
            let fresh = play(fetch, SECOND, &mut PreflightCache::new(), |exchange| {
                let is_the_same = (exchange.hop, exchange.kind) == (0, Kind::Preflight);
                if is_the_same { preflight.answer.clone().unwrap() } else { rest(exchange) }
            });
            let refused = fresh.blocked.iter().find(|blocked| (blocked.hop, blocked.on) == (0, Kind::Preflight));
            prop_assert!(refused.is_none(), "{} refuses {:?}", engine, refused);
        }
    }

    #[test]
    fn what_is_kept_serves_no_other_page_partition_or_url((first, second) in scenes(), which in 0..3) {
        for engine in Engine::ALL {
            let mut cache = PreflightCache::new();
            verdict(&first, engine.profile(), Duration::ZERO, &mut cache);
            let mut request = Request::clone(&second.request);
            match which {
                0 => request.origin = corslet::words::Origin::parse("https://other.test").unwrap(),
                1 => request.network_partition_key = Some("https://other.test".into()),
                _ => request.url = Arc::new("https://other.test/".parse().unwrap()),
            }
            let other = Scene { request: Arc::new(request), ..second.clone() };
            let served = verdict(&other, engine.profile(), SECOND, &mut cache);
            prop_assert!(served.cache_hits.iter().all(|hit| hit.hop > 0), "{}", engine);
        }
    }

    #[test]
    fn what_is_kept_is_gone_when_its_time_is_over((first, second) in scenes(), early in any::<bool>()) {
        for engine in Engine::ALL {
            let profile = engine.profile();
            let mut cache = PreflightCache::new();
            let stored = verdict(&first, profile, Duration::ZERO, &mut cache);
            // Every answer of the scene is one that may have been kept.
            let longest = stored.exchanges.iter().filter(|it| it.kind == Kind::Preflight).filter_map(|preflight| {
                let value = preflight.head()?.headers.get("access-control-max-age")?;
                std::str::from_utf8(&value).ok()?.trim_start_matches('+').parse::<u128>().ok()
            });
            let longest = longest.max().unwrap_or(0).max(5);
            let over = u64::try_from(longest).unwrap_or(u64::MAX).min(profile.rules.cache.cap.unwrap_or(u64::MAX));
            let at = if early { Duration::from_secs(over) } else { Duration::from_secs(over).saturating_add(SECOND) };
            let served = verdict(&second, profile, at, &mut cache);
            if profile.rules.cache.forced_never_expires && second.request.use_cors_preflight {
                continue;
            }
            prop_assert!(served.cache_hits.iter().all(|hit| hit.hop > 0), "{} after {:?}: {:?}", engine, at, served.cache_hits);
        }
    }

    #[test]
    fn the_second_of_two_alike_needs_no_preflight((first, _) in scenes()) {
        let request = Request { redirect: RedirectMode::Manual, ..Request::clone(&first.request) };
        let scene = Scene { request: Arc::new(request), ..first };
        let mut cache = PreflightCache::new();
        let once = verdict(&scene, Profile::standard(), Duration::ZERO, &mut cache);
        let again = verdict(&scene, Profile::standard(), Duration::ZERO, &mut cache);
        let Some(preflight) = preflight(&once).filter(|_| once.outcome.is_allowed()) else { return Ok(()) };
        let headers = &preflight.head().unwrap().headers;
        let is_kept = headers.get("access-control-max-age").as_deref() != Some(b"0");
        // A forced preflight allows a safelisted method, and keeps it only when it lists it.
        let listed = headers.get("access-control-allow-methods");
        let lists_method = listed.is_none_or(|listed| {
            let method = scene.request.method.as_str().as_bytes();
            listed.split(|&byte| byte == b',').map(<[u8]>::trim_ascii).any(|it| it == method || it == b"*")
        });
        let needs_method = scene.request.use_cors_preflight && !lists_method;
        prop_assert_eq!(again.cache_hits.len(), usize::from(is_kept && !needs_method), "{:?}", again.exchanges);
    }
}

/// Plays two conversations a second apart, and tells whether the cache served the second.
#[track_caller]
fn is_served(profile: &Profile, first: &str, second: &str) -> bool {
    let mut browser = Browser::new(profile);
    browser.judge(first);
    browser.wait(1.0);
    !browser.judge(second).cache_hits.is_empty()
}

#[test]
fn a_star_kept_from_a_credentialed_preflight_is_a_wildcard() {
    // The POST was allowed, and `*` with it, which is the name of a method to a credentialed request.
    let first = "POST https://b.test/ credentials=include; x-a: 1 | pre 204; acao: @; acac: true; acam: *; acah: x-a | 200; acao: @; acac: true";
    let second = "DELETE https://b.test/ credentials=include; x-a: 1 | 200; acao: @; acac: true";
    assert!(is_served(Profile::standard(), first, second));
    let fresh = "DELETE https://b.test/ credentials=include; x-a: 1 | pre 204; acao: @; acac: true; acam: *; acah: x-a";
    assert_eq!(told(&judge(fresh)), "blocked preflight:method");
    // The same of header names.
    let first = "PUT https://b.test/ credentials=include | pre 204; acao: @; acac: true; acam: PUT; acah: * | 200; acao: @; acac: true";
    let second = "PUT https://b.test/ credentials=include; x-a: 1 | 200; acao: @; acac: true";
    assert!(is_served(Profile::standard(), first, second));
    // No browser does it.
    let preflighted = "PUT https://b.test/ credentials=include; x-a: 1 | pre 204; acao: @; acac: true; acam: PUT; acah: *";
    for engine in [Engine::Chromium, Engine::Firefox, Engine::WebKit] {
        assert!(!is_served(engine.profile(), first, preflighted), "{engine}");
    }
}

#[test]
fn a_method_kept_from_a_forced_preflight_was_never_listed() {
    let first = "PUT https://b.test/ upload body=text | pre 204; acao: * | 200; acao: *";
    assert!(is_served(Profile::standard(), first, "PUT https://b.test/ | 200; acao: *"));
    assert_eq!(told(&judge("PUT https://b.test/ | pre 204; acao: *")), "blocked preflight:method");
}

#[test]
fn chromium_keeps_a_tainted_preflight_under_the_pages_origin() {
    // The preflight at c.test granted `null`; it then serves the page itself, to which it granted nothing.
    let first = "PUT https://b.test/ | pre 204; acao: @; acam: PUT | 307; acao: @; to: https://c.test/ \
                 | pre 204; acao: null; acam: PUT | 200; acao: null";
    assert!(is_served(Profile::chromium(), first, "PUT https://c.test/ | 200; acao: @"));
    assert!(!is_served(Profile::standard(), first, "PUT https://c.test/ | pre 204; acao: null; acam: PUT"));
}
