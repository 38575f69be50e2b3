//! What a reload leaves behind: at most what the old policy granted, for at most its max age.
#![allow(missing_docs, unreachable_pub, dead_code, clippy::panic, clippy::unwrap_used)]

mod law {
    pub mod dice;
    pub mod generate;
    pub mod hold;
    pub mod play;
    pub mod reference;
}

use std::sync::Arc;
use std::time::Duration;

use corslet::browser::{Engine, Profile, Request, Verdict};
use corslet::policy::Config;
use corslet::verdict::{Kind, Outcome};
use corslet_tower::CorsLayer;
use corslet_tower::browser::Browser;
use law::generate::{self, Application};
use law::hold::{PROFILES, REQUESTS, hold};
use law::play::served;
use law::reference;
use proptest::prelude::*;

/// A browser, and whether it may have kept preflights of both policies.
struct Tab {
    profile: &'static Profile,
    browser: Browser,
    is_mixed: bool,
}

/// The longest that a generated policy lets a preflight be kept.
const LONGEST: Duration = Duration::from_secs(7200);

#[test]
fn a_reload_leaves_no_more_than_the_old_grant_and_no_longer_than_its_max_age() {
    hold("reload", 3 * REQUESTS * PROFILES, |old, dice, tally| {
        let new = generate::policy(dice);
        let Ok(policy) = new.compile() else { return Err(TestCaseError::reject("it does not compile")) };
        let (layer, handle) = CorsLayer::reloadable(old.compile().unwrap());
        let mut tabs = Engine::ALL.map(|engine| Tab {
            profile: engine.profile(),
            browser: Browser::new(engine.profile()),
            is_mixed: false,
        });
        // One page and URL, so that what was kept is asked for.
        let first = generate::request(dice, old);
        for turn in 0..3 * REQUESTS {
            if turn == REQUESTS {
                handle.replace(policy.clone());
            }
            if turn == 2 * REQUESTS {
                tabs.iter_mut().for_each(|tab| tab.browser.wait(LONGEST));
            }
            let mut request =
                Request::clone(&generate::request(dice, if turn % 2 == 0 { old } else { &new }));
            request.origin = first.origin.clone();
            request.url = Arc::clone(&first.url);
            let request = Arc::new(request);
            let application = Application::roll(dice);
            for tab in &mut tabs {
                let in_force = if turn < REQUESTS { old } else { &new };
                let allowed = reference::allows(in_force, &request, tab.profile);
                tally.count(allowed);
                let verdict = served(&layer, &application, &request, &mut tab.browser).verdict;
                if !verdict.cache_hits.is_empty()
                    && [old, &new]
                        .iter()
                        .any(|config| reference::webkits_kept_wildcard_covers(config, &request, tab.profile))
                {
                    continue;
                }
                let is_after = (REQUESTS..2 * REQUESTS).contains(&turn);
                if !is_after || verdict.cache_hits.is_empty() {
                    let is_readable = verdict.outcome == Outcome::Readable;
                    prop_assert_eq!(is_readable, allowed, "{}: {:?}", tab.profile.engine, request);
                } else {
                    check_kept(&verdict, [old, &new], &request, tab)?;
                }
                tab.is_mixed |= is_after && has(&verdict, Kind::Preflight);
            }
        }
        Ok(())
    });
}

/// The request went out on what was kept of a preflight before the reload, or after it.
fn check_kept(
    verdict: &Verdict,
    [old, new]: [&Config; 2],
    request: &Request,
    tab: &Tab,
) -> Result<(), TestCaseError> {
    let [by_old, by_new] = [old, new].map(|config| reference::allows(config, request, tab.profile));
    let name = tab.profile.engine;
    if has(verdict, Kind::Actual) && !tab.is_mixed {
        prop_assert!(by_old || by_new, "{}: {:?} was sent, and neither allows it", name, request);
    }
    // The browser puts entries of several preflights together: the method of one, the header of the other.
    if has(verdict, Kind::Actual) {
        let is_within = reference::parts_are_allowed(&[old, new], request, tab.profile);
        prop_assert!(is_within, "{}: {:?} was sent, and neither grants all its parts", name, request);
    }
    // Whether the page reads the answer is for the new policy to say: who, and with credentials or not.
    if verdict.outcome == Outcome::Readable {
        let may_read = reference::may_read(new, request);
        prop_assert!(may_read, "{}: {:?} was read, which the new policy grants to nobody", name, request);
    }
    Ok(())
}

fn has(verdict: &Verdict, kind: Kind) -> bool {
    verdict.exchanges.iter().any(|exchange| exchange.kind == kind)
}
