//! The engine against four set-ups of real browsers: what travels with a request beside CORS, and what else can block it.
#![allow(clippy::expect_used, clippy::panic)]

#[path = "travels/compare.rs"]
mod compare;
#[path = "browsers/corpus.rs"]
mod corpus;

use std::collections::BTreeMap;

use compare::differences;
use corpus::{Corpus, Known, SETUPS, Setup};

/// How many cases of a dimension agree.
#[derive(Default)]
struct Tally {
    cases: usize,
    agree: usize,
}

fn corpus() -> Corpus {
    Corpus::read("more", &SETUPS)
}

/// Every disagreement that is not known, and the tallies by dimension and half.
fn disagreements(corpus: &Corpus, setup: &Setup) -> (Vec<String>, BTreeMap<String, Tally>) {
    let known = Known::read();
    let played = corpus.play(setup, &[]);
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let mut found = Vec::new();
    for case in corpus.cases() {
        let id = case["id"].as_str().expect("a case has an id");
        let got = played.get(id).unwrap_or_else(|| panic!("{}: no verdict for {id}", setup.name));
        let all = differences(case, corpus.verdict(setup.name, id), got);
        let new: Vec<_> = all.iter().filter(|it| !known.covers(id, setup.name, it.part)).collect();
        let dimension = case["dim"].as_str().expect("a case has a dimension");
        for key in [dimension.to_owned(), corpus::half(id).to_owned()] {
            let tally = tallies.entry(key).or_default();
            tally.cases += 1;
            tally.agree += usize::from(all.is_empty());
        }
        found.extend(new.iter().map(|difference| format!("{} {id}: {difference}", setup.name)));
    }
    (found, tallies)
}

#[test]
fn every_case_agrees_with_its_browser() {
    let corpus = corpus();
    let mut all = Vec::new();
    for setup in corpus.setups() {
        let (found, tallies) = disagreements(&corpus, setup);
        for (of, tally) in &tallies {
            println!("{:18} {of:10} {} of {} agree", setup.name, tally.agree, tally.cases);
        }
        all.extend(found);
    }
    assert!(all.is_empty(), "{} disagreements:\n{}", all.len(), all[..all.len().min(20)].join("\n"));
}

/// What the cases about CORS do not need, these have to.
#[test]
fn every_other_deviation_is_needed_by_a_recording() {
    /// Sizes, ages and prefixes of a jar, and a setting for third parties that no set-up has, which the tests of cookies
    /// show, and a redirect to this machine, which `crates/corslet/tests/mixed_content.rs` shows.
    const SHOWN_ELSEWHERE: [&str; 10] = [
        "redirected-image-upgraded",
        "navigation-initiator",
        "third-party-block-partitioned",
        "http-prefix",
        "host-prefix-default-path",
        "domain-limit",
        "partition-limit",
        "total-limit",
        "encrypted-only",
        "unlimited",
    ];
    let corpus = corpus();
    for engine in ["chromium", "firefox", "webkit"] {
        let names = corpus::deviations(engine);
        let last = names.iter().rposition(|name| name.starts_with("cache-")).expect("a browser has a cache");
        let of_travels = &names[last + 1..];
        assert!(of_travels.len() > 10, "{engine}: {names:?}");
        let setups = || SETUPS.iter().filter(|setup| setup.engine == engine);
        let unneeded: Vec<&String> = of_travels
            .iter()
            .filter(|name| !SHOWN_ELSEWHERE.contains(&name.as_str()))
            .filter(|name| !setups().any(|setup| is_needed(&corpus, setup, name)))
            .collect();
        assert!(unneeded.is_empty(), "{engine}: no recorded verdict needs {unneeded:?}");
    }
}

fn is_needed(corpus: &Corpus, setup: &Setup, name: &String) -> bool {
    let (with, without) = (corpus.play(setup, &[]), corpus.play(setup, &[name]));
    corpus.cases().iter().any(|case| {
        let id = case["id"].as_str().expect("a case has an id");
        let recorded = corpus.verdict(setup.name, id);
        with[id] != without[id] && !differences(case, recorded, &without[id]).is_empty()
    })
}

#[test]
fn every_known_disagreement_is_one() {
    let corpus = corpus();
    for entry in Known::read().entries() {
        let Some(case) = corpus.case(&entry.id) else { continue };
        let setup = SETUPS.iter().find(|setup| setup.name == entry.engine).expect("a set-up");
        let played = corpus.play(setup, &[]);
        let found = differences(case, corpus.verdict(setup.name, &entry.id), &played[&entry.id]);
        assert!(
            found.iter().any(|difference| difference.part == entry.part),
            "{} {} agrees on its {} now: take it out of known.toml",
            entry.engine,
            entry.id,
            entry.part
        );
        assert!(entry.reason.len() > 20, "{}: say why", entry.id);
    }
}
