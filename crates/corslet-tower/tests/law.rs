//! The law: a page can read the answer if, and only if, the policy allows it; in every browser, for every application.
//!
//! `CORSLET_LAW_CASES=10000000 cargo test --release -p corslet-tower --test law` holds ten million conversations.
#![allow(missing_docs, unreachable_pub, dead_code, clippy::panic, clippy::unwrap_used)]

mod law {
    pub mod dice;
    pub mod generate;
    pub mod hold;
    pub mod play;
    pub mod reference;
}

use std::sync::Arc;

use corslet::browser::{Engine, Request};
use corslet::policy::Config;
use corslet::verdict::{Kind, Outcome};
use corslet_tower::browser::Browser;
use law::generate::{self, Application};
use law::hold::{PROFILES, REQUESTS, hold};
use law::play::play;
use law::reference;
use proptest::prelude::*;

#[test]
fn a_page_reads_what_the_policy_allows_and_nothing_else() {
    hold("cold", REQUESTS * PROFILES, |config, dice, tally| {
        let policy = config.compile().unwrap();
        for _ in 0..REQUESTS {
            let request = generate::request(dice, config);
            let application = Application::roll(dice);
            for engine in Engine::ALL {
                let profile = engine.profile();
                let allowed = reference::allows(config, &request, profile);
                tally.count(allowed);
                let played = play(&policy, &application, &request, &mut Browser::new(profile));
                let verdict = &played.verdict;
                let is_readable = verdict.outcome == Outcome::Readable;
                prop_assert_eq!(is_readable, allowed, "{}: {:?}: {:?}", engine, request, verdict.blocked);
                let has_preflight =
                    verdict.exchanges.first().is_some_and(|first| first.kind == Kind::Preflight);
                let was_sent = verdict.exchanges.iter().any(|exchange| exchange.kind == Kind::Actual);
                prop_assert!(!has_preflight || !was_sent || allowed, "{}: {:?} was sent", engine, request);
                prop_assert_eq!(played.reached, usize::from(was_sent), "{}: {:?}", engine, request);
                for (name, is_visible) in visible(verdict) {
                    let is_exposed =
                        reference::exposes(config, &request, name) && !wildcard_is_literal(config, &request);
                    prop_assert_eq!(is_visible, is_exposed, "{}: {:?}: {}", engine, request, name);
                }
            }
        }
        Ok(())
    });
}

/// `expose-headers = "any"` is `*`, which is a name like others to credentialed requests.
fn wildcard_is_literal(config: &Config, request: &Request) -> bool {
    let names = reference::route(config, request).map(|route| &route.expose_headers);
    request.includes_credentials() && names.is_some_and(|names| names.any)
}

fn visible(verdict: &corslet::browser::Verdict) -> Vec<(&'static str, bool)> {
    let Some(readable) = verdict.readable() else { return Vec::new() };
    let headers = readable.headers();
    ["x-count", "x-request-id", "etag"]
        .into_iter()
        .map(|name| (name, headers.iter().any(|(known, _)| known == name)))
        .collect()
}

#[test]
fn a_warm_cache_changes_nothing_as_long_as_the_policy_stays() {
    hold("warm", REQUESTS * PROFILES, |config, dice, tally| {
        let policy = config.compile().unwrap();
        let mut browsers = Engine::ALL.map(|engine| Browser::new(engine.profile()));
        // One page and URL, so that what was kept is asked for.
        let first = generate::request(dice, config);
        for _ in 0..REQUESTS {
            let mut request = Request::clone(&generate::request(dice, config));
            request.origin = first.origin.clone();
            request.url = Arc::clone(&first.url);
            let request = Arc::new(request);
            let application = Application::roll(dice);
            for (engine, browser) in Engine::ALL.into_iter().zip(&mut browsers) {
                let profile = engine.profile();
                let allowed = reference::allows(config, &request, profile);
                tally.count(allowed);
                let verdict = play(&policy, &application, &request, browser).verdict;
                if !verdict.cache_hits.is_empty()
                    && reference::webkits_kept_wildcard_covers(config, &request, profile)
                {
                    continue;
                }
                let is_readable = verdict.outcome == Outcome::Readable;
                prop_assert_eq!(is_readable, allowed, "{}: {:?}: {:?}", engine, request, verdict.blocked);
                let was_sent = verdict.exchanges.iter().any(|exchange| exchange.kind == Kind::Actual);
                let needs_one = !verdict.cache_hits.is_empty()
                    || verdict.exchanges.first().is_some_and(|first| first.kind == Kind::Preflight);
                prop_assert!(!needs_one || !was_sent || allowed, "{}: {:?} was sent", engine, request);
            }
        }
        Ok(())
    });
}
