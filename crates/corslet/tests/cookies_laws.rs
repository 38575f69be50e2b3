//! What holds for every jar, whatever was set and whoever asks.
#![allow(clippy::unwrap_used, clippy::panic)]

mod cookies;

use std::time::Duration;

use cookies::{Asking, History, NOW, Setting};
use corslet::browser::Engine;
use corslet::browser::cookies::{
    Cookie, CookieRules, Jar, NotSent, NotStored, Prefix, Retrieval, SameSite, Storage, Target,
    ThirdPartyCookies,
};
use corslet::verdict::Trace;
use corslet::words::{Origin, is_potentially_trustworthy, registrable_domain, schemelessly_same_site_as_url};
use proptest::prelude::*;

fn histories() -> impl Strategy<Value = History> {
    any::<u64>().prop_map(History::of)
}

/// A jar after all of this was set, and the time it is then.
fn filled(settings: &[Setting], rules: &CookieRules) -> (Jar, Duration) {
    let (mut jar, mut now) = (Jar::new(), NOW);
    for Setting { asking, line, after } in settings {
        now += Duration::from_secs(*after);
        jar.store(line.as_bytes(), &asking.context(), rules, now, &mut ());
    }
    (jar, now)
}

fn asked(settings: &[Setting], asking: &Asking, rules: &CookieRules) -> (Jar, Retrieval, Duration) {
    let (mut jar, now) = filled(settings, rules);
    let retrieval = jar.retrieve(&asking.context(), rules, now, &mut ());
    (jar, retrieval, now)
}

fn host(asking: &Asking) -> &str {
    asking.url.host_str().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn without_credentials_nothing_goes_and_nothing_comes(
        History { engine, settings, mut asking } in histories(), line in "[a-z]=[a-z]",
    ) {
        let rules = CookieRules::of(engine);
        asking.credentials = false;
        let (mut jar, now) = filled(&settings, rules);
        let before: Vec<_> = jar.iter().filter(|cookie| !cookie.is_expired(now)).cloned().collect();
        let retrieval = jar.retrieve(&asking.context(), rules, now, &mut ());
        prop_assert!(retrieval.sent.is_empty());
        prop_assert!(retrieval.withheld.iter().all(|one| one.reasons.contains(NotSent::CredentialsNotIncluded)));
        let storage = jar.store(line.as_bytes(), &asking.context(), rules, now, &mut ());
        prop_assert!(storage.reasons().contains(NotStored::CredentialsNotIncluded));
        let after: Vec<_> = jar.iter().filter(|cookie| !cookie.is_expired(now)).cloned().collect();
        prop_assert_eq!(before, after);
    }

    #[test]
    fn a_secure_cookie_never_goes_over_an_insecure_connection(
        History { engine, settings, asking } in histories(),
    ) {
        let (_, retrieval, _) = asked(&settings, &asking, CookieRules::of(engine));
        let is_secure = match engine {
            Engine::WebKit => asking.url.scheme() == "https",
            _ => is_potentially_trustworthy(&asking.url),
        };
        prop_assert!(is_secure || retrieval.sent.iter().all(|cookie| !cookie.secure));
    }

    #[test]
    fn a_cookie_of_another_domain_is_never_sent_and_never_seen(
        History { engine, settings, asking } in histories(),
    ) {
        let (_, retrieval, _) = asked(&settings, &asking, CookieRules::of(engine));
        let own = |cookie: &Cookie| {
            let domain = |host: &str| registrable_domain(host).unwrap_or(host).to_owned();
            domain(&cookie.domain) == domain(host(&asking))
        };
        let within = |domain: &str| host(&asking) == domain || host(&asking).ends_with(&format!(".{domain}"));
        prop_assert!(retrieval.sent.iter().all(|cookie| own(cookie) && within(&cookie.domain)));
        prop_assert!(retrieval.withheld.iter().all(|withheld| own(&withheld.cookie)));
    }

    #[test]
    fn a_host_only_cookie_stays_with_its_host(History { engine, settings, asking } in histories()) {
        let (_, retrieval, _) = asked(&settings, &asking, CookieRules::of(engine));
        for cookie in &retrieval.sent {
            prop_assert!(!cookie.host_only || &*cookie.domain == host(&asking));
        }
    }

    #[test]
    fn a_partitioned_cookie_never_crosses_to_another_top_level_site(
        History { engine, settings, asking } in histories(),
    ) {
        let (_, retrieval, _) = asked(&settings, &asking, CookieRules::of(engine));
        let top_level = match asking.target {
            Target::TopLevel => Origin::of(&asking.url),
            _ => asking.client.top_level_origin.clone(),
        };
        let host = top_level.host().unwrap();
        let site = format!("{}://{}", top_level.scheme().unwrap(), registrable_domain(host).unwrap_or(host));
        for cookie in &retrieval.sent {
            prop_assert!(cookie.partition.as_ref().is_none_or(|partition| *partition.site == *site));
            prop_assert!(!cookie.partitioned || cookie.partition.is_some() && cookie.secure);
        }
    }

    #[test]
    fn the_first_partys_cookies_are_not_for_third_parties_that_are_blocked_or_partitioned(
        History { engine, settings, mut asking } in histories(), partition in any::<bool>(),
    ) {
        let policy = if partition { ThirdPartyCookies::Partition } else { ThirdPartyCookies::Block };
        (asking.third_party_cookies, asking.storage_access) = (Some(policy), false);
        let (_, retrieval, _) = asked(&settings, &asking, CookieRules::of(engine));
        let client = &asking.client;
        let is_third_party = asking.target != Target::TopLevel
            && !schemelessly_same_site_as_url(&client.top_level_origin, &asking.url);
        // WebKitGTK blocks what comes only.
        if is_third_party && (partition || engine != Engine::WebKit) {
            prop_assert!(retrieval.sent.iter().all(|cookie| cookie.partition.is_some()));
        }
    }

    #[test]
    fn an_expired_cookie_is_never_sent(
        History { engine, settings, asking } in histories(), later in 0..200u64,
    ) {
        let rules = CookieRules::of(engine);
        let (mut jar, now) = filled(&settings, rules);
        let now = now + Duration::from_secs(later);
        let retrieval = jar.retrieve(&asking.context(), rules, now, &mut ());
        prop_assert!(retrieval.sent.iter().all(|cookie| cookie.expires.is_none_or(|expires| expires > now)));
        jar.end_session(now);
        prop_assert!(jar.iter().all(|cookie| cookie.expires.is_some_and(|expires| expires > now)));
    }

    #[test]
    fn a_prefix_holds_what_it_promises(History { engine, settings, .. } in histories()) {
        if engine == Engine::WebKit {
            return Ok(());
        }
        let (jar, _) = filled(&settings, CookieRules::of(engine));
        for cookie in jar.iter() {
            let name = cookie.pair().to_ascii_lowercase();
            if name.starts_with(b"__host-") {
                prop_assert!(cookie.secure && cookie.host_only && *cookie.path == *b"/", "{cookie:?}");
            }
            if name.starts_with(b"__secure-") {
                prop_assert!(cookie.secure);
            }
            if matches!(Prefix::of(&cookie.name), Some(Prefix::Http | Prefix::HostHttp)) && engine != Engine::Standard {
                prop_assert!(cookie.secure && cookie.http_only);
            }
        }
    }

    #[test]
    fn storing_twice_is_storing_once(History { engine, settings, .. } in histories()) {
        let rules = CookieRules::of(engine);
        let (mut jar, now) = filled(&settings, rules);
        let Some(Setting { asking, line, .. }) = settings.last() else { return Ok(()) };
        let before: Vec<_> = jar.iter().cloned().collect();
        jar.store(line.as_bytes(), &asking.context(), rules, now, &mut ());
        let mut after: Vec<_> = jar.iter().cloned().collect();
        prop_assert_eq!(before.len(), after.len());
        after.retain(|cookie| !before.contains(cookie));
        prop_assert!(after.is_empty(), "{after:?}");
    }

    #[test]
    fn a_strict_cookie_never_goes_with_a_cross_site_request(
        History { engine, settings, asking } in histories(),
    ) {
        let (_, retrieval, _) = asked(&settings, &asking, CookieRules::of(engine));
        if retrieval.sent.iter().any(|cookie| cookie.same_site == SameSite::Strict) {
            prop_assert!(schemelessly_same_site_as_url(&asking.client.origin, &asking.url));
            if matches!(engine, Engine::Standard | Engine::Chromium) {
                prop_assert_eq!(asking.client.origin.scheme(), Some(asking.url.scheme()));
            }
            if engine == Engine::Firefox {
                let origin = Origin::of(&asking.url);
                prop_assert!(asking.redirected_from.iter().all(|url| schemelessly_same_site_as_url(&origin, url)));
            }
        }
    }

    #[test]
    fn a_lax_cookie_goes_cross_site_only_with_a_safe_navigation(
        History { engine, settings, asking } in histories(),
    ) {
        let (_, retrieval, _) = asked(&settings, &asking, CookieRules::of(engine));
        let is_cross_site = !schemelessly_same_site_as_url(&asking.client.origin, &asking.url);
        if is_cross_site && retrieval.sent.iter().any(|cookie| cookie.same_site == SameSite::Lax) {
            prop_assert!(asking.target == Target::TopLevel && asking.method.as_str() == "GET");
        }
    }

    #[test]
    fn the_header_is_ordered_by_path_then_by_age(History { engine, settings, asking } in histories()) {
        let (_, retrieval, _) = asked(&settings, &asking, CookieRules::of(engine));
        for pair in retrieval.sent.windows(2) {
            let (left, right) = (pair[0].path.len(), pair[1].path.len());
            prop_assert!(left > right || left == right && pair[0].created <= pair[1].created);
        }
    }

    #[test]
    fn every_cookie_of_the_domain_is_sent_or_stays_for_a_reason(
        History { engine, settings, asking } in histories(),
    ) {
        let (jar, retrieval, now) = asked(&settings, &asking, CookieRules::of(engine));
        let domain = |host: &str| registrable_domain(host).unwrap_or(host).to_owned();
        let own = jar.iter().filter(|cookie| domain(&cookie.domain) == domain(host(&asking))).count();
        prop_assert_eq!(own, retrieval.sent.len() + retrieval.withheld.len());
        let rules = CookieRules::of(engine);
        let mut trace = Trace::default();
        let explained = jar.clone().retrieve(&asking.context(), rules, now, &mut trace);
        prop_assert_eq!(&explained.sent, &retrieval.sent, "explaining changes nothing");
        for withheld in &retrieval.withheld {
            prop_assert!(!withheld.reasons.is_empty());
            for reason in withheld.reasons.iter() {
                prop_assert!(trace.taken.iter().any(|taken| taken.step == reason.step() && !taken.held));
            }
        }
    }

    #[test]
    fn a_script_never_sees_and_never_sets_an_http_only_cookie(
        History { engine, settings, mut asking } in histories(), line in "[ab]=[a-z](; HttpOnly)?",
    ) {
        let rules = CookieRules::of(engine);
        asking.by_script = true;
        let (mut jar, now) = filled(&settings, rules);
        let retrieval = jar.retrieve(&asking.context(), rules, now, &mut ());
        prop_assert!(retrieval.sent.iter().all(|cookie| !cookie.http_only));
        let hidden = |jar: &Jar| jar.iter().filter(|cookie| cookie.http_only && !cookie.is_expired(now)).count();
        let before = hidden(&jar);
        let storage = jar.store(line.as_bytes(), &asking.context(), rules, now, &mut ());
        prop_assert_eq!(before, hidden(&jar), "{:?}", storage);
    }

    #[test]
    fn an_insecure_response_leaves_secure_cookies_alone(
        History { engine, settings, mut asking } in histories(), line in "[ab]=[a-z]; Path=/a?",
    ) {
        let rules = CookieRules::of(engine);
        asking.url.set_scheme("http").unwrap();
        if is_potentially_trustworthy(&asking.url) && engine != Engine::WebKit {
            return Ok(());
        }
        let (mut jar, now) = filled(&settings, rules);
        let secure = |jar: &Jar| -> Vec<_> {
            jar.iter().filter(|cookie| cookie.secure && !cookie.is_expired(now)).cloned().collect()
        };
        let before = secure(&jar);
        let storage = jar.store(line.as_bytes(), &asking.context(), rules, now, &mut ());
        prop_assert_eq!(before, secure(&jar), "{:?}", storage);
        prop_assert!(!matches!(storage, Storage::Stored(stored) if stored.cookie.secure));
    }
}
