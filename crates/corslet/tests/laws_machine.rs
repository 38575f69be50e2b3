//! Laws of the machine: it ends, it repeats itself, and explaining changes nothing.
#![allow(clippy::unwrap_used, clippy::panic)]

mod conversation;

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::Arc;
use std::time::Duration;

use conversation::{Dice, Scene, as_it_is, play};
use corslet::browser::{Engine, Fetch, Next, PreflightCache, Profile, Verdict};
use corslet::verdict::{Answer, Exchange, Failure, Kind, Outcome};
use corslet::words::Origin;
use proptest::collection::vec;
use proptest::prelude::*;

fn scene() -> impl Strategy<Value = Scene> {
    vec(any::<u8>(), 0..150).prop_map(|bytes| Scene::roll(&mut Dice::new(&bytes)))
}

/// All of an exchange.
fn sent(exchange: &Exchange) -> impl PartialEq + Debug + '_ {
    let Exchange {
        hop,
        kind,
        method,
        url,
        origin,
        request_method,
        request_headers,
        credentials,
        referrer,
        headers,
        from_cache,
        answer,
    } = exchange;
    let origin = origin.as_ref().map(Origin::serialize);
    let names = (request_method, request_headers);
    ((hop, kind, method, url.as_str()), origin, names, (credentials, referrer, headers, from_cache, answer))
}

/// All of a verdict but its trace.
fn all(verdict: &Verdict) -> impl PartialEq + Debug + '_ {
    let exchanges: Vec<_> = verdict.exchanges.iter().map(sent).collect();
    let readable = verdict.readable().map(|readable| (readable.status(), readable.headers()));
    let rest = (
        verdict.outcome,
        verdict.response_type,
        &verdict.cache_hits,
        &verdict.warnings,
        (verdict.timing_allowed, verdict.resource_timing()),
        (verdict.event(), verdict.is_prompted),
    );
    (exchanges, readable, rest, &verdict.blocked)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_fetch_ends_within_twenty_redirects(scene in scene()) {
        for engine in Engine::ALL {
            let verdict = scene.verdict(engine.profile());
            let count = |kind| verdict.exchanges.iter().filter(|it| it.kind == kind).count();
            prop_assert!(count(Kind::Actual) <= 21 && count(Kind::Preflight) <= 21);
            prop_assert!(verdict.exchanges.is_sorted_by_key(|it| (it.hop, it.kind == Kind::Actual)));
        }
    }

    #[test]
    fn an_explained_fetch_ends_as_the_fetch_does(scene in scene()) {
        for engine in Engine::ALL {
            let fetch = Fetch::explained(Arc::clone(&scene.request), engine.profile());
            let explained = play(fetch, Duration::ZERO, &mut PreflightCache::new(), scene.server(as_it_is));
            let plain = scene.verdict(engine.profile());
            prop_assert_eq!(all(&explained), all(&plain));
            prop_assert!(plain.trace.taken.is_empty() && !explained.trace.taken.is_empty());
            // A browser may fail where the standard's step holds.
            for blocked in explained.blocked.iter().filter(|_| engine == Engine::Standard) {
                // Mode same-origin is a row of main fetch's table: the row matches, and is an error.
                let held = blocked.failure == Failure::ModeIsSameOrigin;
                let is_told = explained.trace.taken.iter().any(|it| it.step == blocked.step && it.held == held);
                prop_assert!(is_told, "{:?} is not in the trace", blocked);
            }
        }
    }

    #[test]
    fn the_same_conversation_has_the_same_verdict(scene in scene(), engine in prop::sample::select(&Engine::ALL[..])) {
        let (once, again) = (scene.verdict(engine.profile()), scene.verdict(engine.profile()));
        prop_assert_eq!(all(&once), all(&again));
    }

    #[test]
    fn a_page_gets_an_error_exactly_when_something_failed(scene in scene()) {
        for engine in Engine::ALL {
            let verdict = scene.verdict(engine.profile());
            prop_assert_eq!(verdict.outcome.is_allowed(), verdict.blocked.is_empty(), "{:?}", verdict.blocked);
            prop_assert_eq!(verdict.outcome == Outcome::NeverSent, !verdict.outcome.is_allowed() && verdict.exchanges.is_empty());
            prop_assert!(verdict.exchanges.iter().all(|exchange| exchange.answer.is_some()));
        }
    }

    #[test]
    fn an_abandoned_fetch_tells_what_happened_until_then(scene in scene(), answered in 0..4usize) {
        for engine in Engine::ALL {
            let whole = scene.verdict(engine.profile());
            let mut cache = PreflightCache::new();
            let mut fetch = Fetch::new(Arc::clone(&scene.request), engine.profile());
            let mut server = scene.server(as_it_is);
            let mut answers = 0;
            let abandoned = loop {
                let Next::Send(ask) = fetch.next(Duration::ZERO, &mut cache) else { break None };
                if answers == answered {
                    break Some(ask.abandon());
                }
                answers += 1;
                fetch = match server(ask.exchange()) {
                    Answer::Head(head) => ask.answer(head),
                    Answer::Failed(failure) => ask.failed(failure),
                };
            };
            prop_assert_eq!(abandoned.is_some(), whole.exchanges.len() > answered);
            let Some(abandoned) = abandoned else { continue };
            prop_assert_eq!((abandoned.outcome, abandoned.readable().is_some()), (Outcome::Undecided, false));
            let (last, before) = abandoned.exchanges.split_last().unwrap();
            prop_assert!(last.answer.is_none() && before.len() == answered);
            prop_assert!(before.iter().map(sent).eq(whole.exchanges[..answered].iter().map(sent)));
            prop_assert!(whole.blocked.starts_with(&abandoned.blocked));
        }
    }

    #[test]
    fn every_failure_has_a_headline_by_the_standard(scene in scene()) {
        for engine in Engine::ALL {
            let profile = engine.profile();
            let verdict = scene.verdict(profile);
            let headline = profile.headline(&verdict);
            prop_assert!(engine != Engine::Standard || headline.is_some() != verdict.blocked.is_empty());
        }
    }
}

#[test]
fn the_generated_conversations_go_everywhere() {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut add = |what: String| *seen.entry(what).or_default() += 1;
    let mut state = 1u32;
    const CONVERSATIONS: usize = 4_000;
    for _ in 0..CONVERSATIONS {
        // xorshift32: the same bytes at every run.
        let bytes: Vec<u8> = std::iter::repeat_with(|| {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            state.to_le_bytes()[0]
        })
        .take(150)
        .collect();
        let mut dice = Dice::new(&bytes);
        let scene = Scene::roll(&mut dice);
        let mut cache = PreflightCache::new();
        let verdict = play(
            Fetch::new(Arc::clone(&scene.request), Profile::standard()),
            Duration::ZERO,
            &mut cache,
            scene.server(as_it_is),
        );
        add(format!("outcome {}", verdict.outcome));
        add(format!("type {}", verdict.response_type.as_str()));
        add(format!("hops {}", verdict.redirects().min(3)));
        verdict.blocked.iter().for_each(|blocked| add(blocked.code()));
        if verdict.exchanges.iter().any(|it| it.kind == Kind::Preflight) {
            add("preflight".into());
        }
        let again = scene.again(&mut dice);
        let verdict = play(
            Fetch::new(Arc::clone(&again.request), Profile::standard()),
            Duration::ZERO,
            &mut cache,
            again.server(as_it_is),
        );
        if !verdict.cache_hits.is_empty() {
            add("hit".into());
        }
    }
    #[rustfmt::skip]
    let common = [
        ("outcome readable", 20), ("outcome blocked", 20), ("outcome opaque", 50), ("outcome opaque-redirect", 100), ("outcome never-sent", 20),
        ("type cors", 20), ("type basic", 20), ("hops 1", 20), ("hops 2", 50), ("hops 3", 100), ("preflight", 5), ("hit", 100),
    ];
    for (what, once_in) in common {
        let times = seen.get(what).copied().unwrap_or(0);
        assert!(times * once_in >= CONVERSATIONS, "{what}: {times} of {CONVERSATIONS}: {seen:#?}");
    }
    // `type-error` belongs to the constructor; the others to browsers.
    let not_here = [
        "type-error",
        "redirect:empty",
        "redirect:userinfo-any",
        "actual:redirect-credentialed-check",
        "proxy-status",
    ];
    for code in corslet::verdict::Failure::CODES.iter().filter(|code| !not_here.contains(code)) {
        assert!(
            seen.keys().any(|what| what.trim_start_matches("actual:").trim_start_matches("preflight:")
                == code.trim_start_matches("preflight:")),
            "no conversation fails with {code}: {seen:#?}"
        );
    }
}
