//! Holds a law over generated policies, for as many conversations as are asked for.

use std::sync::atomic::{AtomicUsize, Ordering};

use corslet::browser::Engine;
use corslet::policy::Config;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{TestError, TestRunner};

use super::dice::Dice;
use super::generate;

/// Conversations about one policy: so many requests, in each of the four profiles.
pub const REQUESTS: usize = 8;
pub const PROFILES: usize = Engine::ALL.len();

/// How many conversations a test holds at least.
fn conversations() -> usize {
    std::env::var("CORSLET_LAW_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(24_000)
}

/// Runs `law` on policies and dice until so many conversations are held, and says what became of it.
pub fn hold(
    name: &str,
    each: usize,
    law: impl Fn(&Config, &mut Dice<'_>, &Tally) -> Result<(), TestCaseError>,
) {
    let tally = Tally::default();
    let cases = u32::try_from(conversations().div_ceil(each)).unwrap();
    let config = ProptestConfig {
        cases,
        failure_persistence: None,
        max_global_rejects: 2 * cases,
        ..ProptestConfig::default()
    };
    let outcome = TestRunner::new(config).run(&vec(any::<u8>(), 200..900), |bytes| {
        let mut dice = Dice::new(&bytes);
        let config = generate::policy(&mut dice);
        prop_assume!(config.compile().is_ok());
        law(&config, &mut dice, &tally)
    });
    let held = tally.held.into_inner();
    let allowed = tally.allowed.into_inner();
    println!("{name}: {held} conversations, {allowed} of them allowed");
    match outcome {
        Ok(()) => {}
        Err(TestError::Fail(reason, bytes)) => {
            let config = generate::policy(&mut Dice::new(&bytes));
            panic!("{reason}\nunder {config:#?}");
        }
        Err(TestError::Abort(reason)) => panic!("too few policies compile: {reason}"),
    }
    assert!(held >= conversations(), "{held} conversations");
    assert!(allowed * 5 > held && allowed * 5 < held * 4, "{allowed} of {held} allowed: the dice are loaded");
}

#[derive(Default)]
pub struct Tally {
    held: AtomicUsize,
    allowed: AtomicUsize,
}

impl Tally {
    pub fn count(&self, allowed: bool) {
        self.held.fetch_add(1, Ordering::Relaxed);
        self.allowed.fetch_add(usize::from(allowed), Ordering::Relaxed);
    }
}
