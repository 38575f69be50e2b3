//! Laws of what a browser sends, over generated conversations.
#![allow(clippy::unwrap_used, clippy::panic)]

mod conversation;

use conversation::{Dice, Scene};
use corslet::browser::{Api, Body, CredentialsMode, EmbedderPolicy, Engine, Mode, Profile, Verdict};
use corslet::verdict::{Exchange, Kind};
use corslet::words::{cors_unsafe_request_header_names, url_same_origin};
use proptest::collection::vec;
use proptest::prelude::*;

fn scene() -> impl Strategy<Value = Scene> {
    vec(any::<u8>(), 0..150).prop_map(|bytes| Scene::roll(&mut Dice::new(&bytes)))
}

/// The last exchange of each hop, in order.
fn hops(verdict: &Verdict) -> Vec<&Exchange> {
    verdict.exchanges.chunk_by(|left, right| left.hop == right.hop).filter_map(<[Exchange]>::last).collect()
}

fn has_preflight(verdict: &Verdict, hop: usize) -> bool {
    verdict.exchanges.iter().any(|it| it.hop == hop && it.kind == Kind::Preflight)
        || verdict.cache_hits.iter().any(|hit| hit.hop == hop)
}

/// Whether the hop is of another origin than the page's, or one before it was.
fn has_left(verdict: &Verdict, hops: &[&Exchange], hop: usize) -> bool {
    hops[..=hop].iter().any(|exchange| !verdict.request.origin.same_origin_as_url(&exchange.url))
}

/// [redirect-taint](https://fetch.spec.whatwg.org/#concept-request-redirect-taint), read off the URL list.
fn is_tainted(verdict: &Verdict, hops: &[&Exchange], hop: usize) -> bool {
    hops[..=hop].windows(2).any(|pair| {
        !url_same_origin(&pair[0].url, &pair[1].url)
            && !verdict.request.origin.same_origin_as_url(&pair[0].url)
    })
}

/// Whether main fetch's rows with a preflight match a hop with this method and these headers.
fn is_unsafe(verdict: &Verdict, profile: &Profile, exchange: &Exchange) -> bool {
    let request = &verdict.request;
    let listens_in_vain = profile.rules.upload_listener_needs_body
        && request.api == (Api::Xhr { upload_listener: true })
        && request.body == Body::None;
    let has_unsafe_names = match exchange.kind {
        Kind::Preflight => exchange.request_headers.is_some(),
        Kind::Actual => exchange.headers.as_ref().is_some_and(|headers| {
            !cors_unsafe_request_header_names(headers, &profile.rules.safelist).is_empty()
        }),
    };
    let method = exchange.request_method.as_ref().unwrap_or(&exchange.method);
    request.use_cors_preflight && !listens_in_vain
        || request.unsafe_request && (!method.is_cors_safelisted() || has_unsafe_names)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_hop_is_preflighted_exactly_when_it_is_unsafe(scene in scene(), chromium in any::<bool>()) {
        // Chromium writes a Range anew before it is sent, so what is sent is not what was judged.
        let is_chromium = chromium && !scene.request.headers.contains("range");
        let profile = if is_chromium { Profile::chromium() } else { Profile::standard() };
        let verdict = scene.verdict(profile);
        let hops = hops(&verdict);
        for (hop, exchange) in hops.iter().enumerate() {
            let is_cors = scene.request.mode == Mode::Cors && has_left(&verdict, &hops, hop);
            let needs_preflight = is_cors && is_unsafe(&verdict, profile, exchange);
            prop_assert_eq!(has_preflight(&verdict, hop), needs_preflight, "hop {}: {:?}", hop, verdict.exchanges);
        }
    }

    #[test]
    fn a_preflight_asks_for_what_is_then_sent(scene in scene()) {
        let verdict = scene.verdict(Profile::standard());
        for pair in verdict.exchanges.windows(2).filter(|pair| pair[0].hop == pair[1].hop) {
            let (preflight, actual) = (&pair[0], &pair[1]);
            prop_assert_eq!((preflight.kind, actual.kind), (Kind::Preflight, Kind::Actual));
            prop_assert_eq!(&preflight.url, &actual.url);
            prop_assert_eq!(preflight.request_method.as_ref(), Some(&actual.method));
            let names = actual.headers.as_ref().map(|headers| {
                cors_unsafe_request_header_names(headers, &Profile::standard().rules.safelist)
            });
            let names = names.filter(|names| !names.is_empty()).map(|names| names.joined());
            prop_assert_eq!(&preflight.request_headers, &names);
        }
    }

    #[test]
    fn a_preflight_carries_neither_credentials_nor_the_pages_headers(scene in scene()) {
        for engine in Engine::ALL {
            for exchange in scene.verdict(engine.profile()).exchanges.iter().filter(|it| it.kind == Kind::Preflight) {
                prop_assert!(!exchange.credentials && exchange.headers.is_none() && exchange.method == "OPTIONS");
                prop_assert!(exchange.origin.is_some() && exchange.request_method.is_some());
                let names: Vec<String> = exchange.header_lines().into_iter().map(|(name, _)| name).collect();
                let expected = ["Accept", "Origin", "Access-Control-Request-Method", "Access-Control-Request-Headers"];
                prop_assert_eq!(&names, &expected[..names.len()]);
            }
        }
    }

    #[test]
    fn credentials_go_where_their_mode_lets_them(scene in scene()) {
        for engine in Engine::ALL {
            let verdict = scene.verdict(engine.profile());
            let hops = hops(&verdict);
            for exchange in verdict.exchanges.iter().filter(|it| it.kind == Kind::Actual) {
                // A navigation is assumed to include credentials.
                let (mode, is_navigation) = (scene.request.credentials, scene.request.mode == Mode::Navigate);
                match mode {
                    _ if is_navigation => prop_assert!(exchange.credentials),
                    CredentialsMode::Omit => prop_assert!(!exchange.credentials),
                    // The law of these is in `laws_travels.rs`.
                    _ if scene.request.policies.embedder_policy == EmbedderPolicy::Credentialless
                        && scene.request.mode == Mode::NoCors => {}
                    CredentialsMode::Include => prop_assert!(exchange.credentials),
                    CredentialsMode::SameOrigin if scene.request.mode == Mode::Cors => {
                        prop_assert_eq!(exchange.credentials, !has_left(&verdict, &hops, exchange.hop));
                    }
                    CredentialsMode::SameOrigin => {}
                }
            }
        }
    }

    #[test]
    fn authorization_ends_where_the_origin_changes(scene in scene(), chromium in any::<bool>()) {
        let verdict = scene.verdict(if chromium { Profile::chromium() } else { Profile::standard() });
        let hops = hops(&verdict);
        for exchange in &verdict.exchanges {
            let changes = hops[..=exchange.hop].windows(2).any(|pair| !url_same_origin(&pair[0].url, &pair[1].url));
            let carries = exchange.headers.as_ref().is_some_and(|headers| headers.contains("authorization"))
                || exchange.request_headers.as_deref().is_some_and(|names| names.split(',').any(|it| it == "authorization"));
            prop_assert!(!(changes && carries), "{:?}", exchange);
        }
    }

    #[test]
    fn a_cors_request_names_its_origin_until_it_is_tainted(scene in scene()) {
        let verdict = scene.verdict(Profile::standard());
        let hops = hops(&verdict);
        for exchange in &verdict.exchanges {
            let tainted = is_tainted(&verdict, &hops, exchange.hop);
            let origin = if tainted { "null" } else { scene.request.origin.serialize() };
            let sent = exchange.origin.as_ref().map(|origin| origin.serialize());
            let is_cors = scene.request.mode == Mode::Cors;
            if is_cors && has_left(&verdict, &hops, exchange.hop) || scene.request.mode == Mode::WebSocket {
                prop_assert_eq!(sent, Some(origin));
            } else if matches!(exchange.method.as_str(), "GET" | "HEAD") {
                prop_assert_eq!(sent, None);
            } else if is_cors {
                prop_assert_eq!(sent, Some(origin));
            } else {
                // The referrer policy may hide it, and never shows another.
                prop_assert!(sent == Some(origin) || sent == Some("null"));
            }
        }
    }

    #[test]
    fn a_body_and_its_headers_go_with_the_method(scene in scene()) {
        let verdict = scene.verdict(Profile::standard());
        let mut actual = verdict.exchanges.iter().filter(|it| it.kind == Kind::Actual);
        let Some(first) = actual.next() else { return Ok(()) };
        prop_assert_eq!(&first.method, &scene.request.method);
        for exchange in actual.filter(|exchange| exchange.method != first.method) {
            prop_assert_eq!(exchange.method.as_str(), "GET");
            let headers = exchange.headers.iter().flat_map(|headers| headers.iter());
            prop_assert!(headers.into_iter().all(|(name, _)| !name.is_request_body_header_name()), "{:?}", exchange);
        }
    }
}
