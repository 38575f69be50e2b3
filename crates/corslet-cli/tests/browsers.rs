//! The engine against three real browsers: every recorded case, and every deviation's right to exist.
#![allow(clippy::expect_used, clippy::panic)]

#[path = "browsers/compare.rs"]
mod compare;
#[path = "browsers/corpus.rs"]
mod corpus;

use std::collections::BTreeMap;

use compare::Part;
use corpus::{BROWSERS, Corpus, Known, Setup};

/// Cases about the bytes of a head: they are counted apart.
const HEAD_READER: &str = "http-parse";

/// How many cases agree, by half.
#[derive(Default)]
struct Tally {
    cases: usize,
    agree: usize,
}

/// Plays a corpus with an engine, and gives the disagreements that are not known, with the tallies per half.
fn disagreements(
    corpus: &Corpus,
    setup: &Setup,
    known: &Known,
) -> (Vec<String>, BTreeMap<&'static str, Tally>) {
    let engine = setup.engine;
    let played = corpus.play(setup, &[]);
    let mut tallies: BTreeMap<&'static str, Tally> = BTreeMap::new();
    let mut found = Vec::new();
    for case in corpus.cases() {
        let id = case["id"].as_str().expect("a case has an id");
        let recorded = corpus.verdict(engine, id);
        let got = played.get(id).unwrap_or_else(|| panic!("{engine}: no verdict for {id}"));
        let differences: Vec<_> = compare::differences(case, recorded, got, engine)
            .into_iter()
            .filter(|difference| !known.covers(id, engine, difference.part.as_str()))
            .collect();
        let half = if case["dim"] == HEAD_READER { "head reader" } else { corpus::half(id) };
        let tally = tallies.entry(half).or_default();
        tally.cases += 1;
        tally.agree += usize::from(differences.is_empty());
        found.extend(differences.iter().map(|difference| format!("{engine} {id}: {difference}")));
    }
    (found, tallies)
}

fn agrees(corpus: &Corpus) {
    let known = Known::read();
    let mut all = Vec::new();
    for setup in corpus.setups() {
        let (found, tallies) = disagreements(corpus, setup, &known);
        for (half, tally) in &tallies {
            let (corpus, engine) = (corpus.name(), setup.engine);
            println!("{corpus:9} {engine:9} {half:12} {} of {} agree", tally.agree, tally.cases);
        }
        all.extend(found);
    }
    assert!(all.is_empty(), "{} disagreements:\n{}", all.len(), all[..all.len().min(20)].join("\n"));
}

#[test]
fn every_recorded_case_agrees_with_its_browser() {
    agrees(&Corpus::read("recorded", &BROWSERS));
}

#[test]
fn every_fresh_case_agrees_with_its_browser() {
    agrees(&Corpus::read("fresh", &BROWSERS));
}

/// A deviation that changes no recorded verdict would be decoration. The ones that only time, size, several partitions or
/// bytes that no recorder wrote can show have their own tables in the engine's tests; `travels.rs` looks at those that
/// these cases do not need.
#[test]
fn every_deviation_of_cors_is_needed_by_a_recording() {
    const SHOWN_ELSEWHERE: [&str; 3] = ["cache-cap", "cache-size", "cache-keyed-by-page"];
    // Firefox's bare carriage returns stay in values; those of Chromium end lines, which a recording shows.
    let is_of_bytes = |engine: &str, name: &str| {
        name.starts_with("head-")
            && !(engine == "chromium" && matches!(name, "head-bare-cr" | "head-blank-before-colon"))
    };
    let corpora = [Corpus::read("recorded", &BROWSERS), Corpus::read("fresh", &BROWSERS)];
    for setup in &BROWSERS {
        let engine = setup.engine;
        let names = corpus::deviations(engine);
        // The table of a profile begins with CORS, and what else travels follows the last of the cache.
        let last = names.iter().rposition(|name| name.starts_with("cache-")).expect("a browser has a cache");
        let of_cors = &names[..=last];
        assert!(of_cors.len() > 10, "{engine}: {names:?}");
        let shown_here =
            |name: &&String| !SHOWN_ELSEWHERE.contains(&name.as_str()) && !is_of_bytes(engine, name.as_str());
        for name in of_cors.iter().filter(shown_here) {
            let needed = corpora.iter().any(|corpus| {
                let with = corpus.play(setup, &[]);
                let without = corpus.play(setup, &[name]);
                corpus.cases().iter().any(|case| {
                    let id = case["id"].as_str().expect("a case has an id");
                    let recorded = corpus.verdict(engine, id);
                    let wrong = |played: &serde_json::Value| {
                        compare::differences(case, recorded, played, engine)
                            .iter()
                            .any(|it| it.part != Part::Sentence)
                    };
                    with[id] != without[id] && wrong(&without[id])
                })
            });
            assert!(needed, "{engine}: no recorded verdict needs `{name}`");
        }
    }
}

#[test]
fn every_known_disagreement_is_one() {
    let known = Known::read();
    let corpora = [Corpus::read("recorded", &BROWSERS), Corpus::read("fresh", &BROWSERS)];
    for entry in known.entries() {
        let Some((corpus, case)) = corpora.iter().find_map(|corpus| Some((corpus, corpus.case(&entry.id)?)))
        else {
            // `travels.rs` looks at the others.
            continue;
        };
        let setup = BROWSERS.iter().find(|setup| setup.name == entry.engine).expect("a browser");
        let played = corpus.play(setup, &[]);
        let recorded = corpus.verdict(setup.name, &entry.id);
        let differs = compare::differences(case, recorded, &played[&entry.id], setup.engine)
            .iter()
            .any(|difference| difference.part.as_str() == entry.part);
        assert!(
            differs,
            "{} {} agrees on its {} now: take it out of known.toml",
            entry.engine, entry.id, entry.part
        );
        assert!(entry.reason.len() > 20, "{}: say why", entry.id);
    }
}
