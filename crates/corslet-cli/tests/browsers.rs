//! The engine against three real browsers: every recorded case, and every deviation's right to exist.
#![allow(clippy::expect_used, clippy::panic)]

#[path = "browsers/compare.rs"]
mod compare;
#[path = "browsers/corpus.rs"]
mod corpus;

use std::collections::BTreeMap;

use compare::Part;
use corpus::{Corpus, Known};

const ENGINES: [&str; 3] = ["chromium", "firefox", "webkit"];

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
    engine: &str,
    known: &Known,
) -> (Vec<String>, BTreeMap<&'static str, Tally>) {
    let played = corpus.play(engine, &[]);
    let mut tallies: BTreeMap<&'static str, Tally> = BTreeMap::new();
    let mut found = Vec::new();
    for case in corpus.cases() {
        let id = case["id"].as_str().expect("a case has an id");
        let recorded = corpus.verdict(engine, id);
        let got = played.get(id).unwrap_or_else(|| panic!("{engine}: no verdict for {id}"));
        let differences: Vec<_> = compare::differences(case, recorded, got, engine)
            .into_iter()
            .filter(|difference| !known.covers(id, engine, difference.part))
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
    for engine in ENGINES {
        let (found, tallies) = disagreements(corpus, engine, &known);
        for (half, tally) in &tallies {
            println!("{:9} {engine:9} {half:12} {} of {} agree", corpus.name(), tally.agree, tally.cases);
        }
        all.extend(found);
    }
    assert!(all.is_empty(), "{} disagreements:\n{}", all.len(), all[..all.len().min(20)].join("\n"));
}

#[test]
fn every_recorded_case_agrees_with_its_browser() {
    agrees(&Corpus::read("recorded"));
}

#[test]
fn every_fresh_case_agrees_with_its_browser() {
    agrees(&Corpus::read("fresh"));
}

/// A deviation that changes no recorded verdict would be decoration. The ones that only time, size, several partitions or
/// bytes that no recorder wrote can show have their own tables in the engine's tests.
#[test]
fn every_deviation_is_needed_by_a_recording() {
    const SHOWN_ELSEWHERE: [&str; 3] = ["cache-cap", "cache-size", "cache-keyed-by-page"];
    // Firefox's bare carriage returns stay in values; those of Chromium end lines, which a recording shows.
    let is_of_bytes = |engine: &str, name: &str| {
        name.starts_with("head-")
            && !(engine == "chromium" && matches!(name, "head-bare-cr" | "head-blank-before-colon"))
    };
    let corpora = [Corpus::read("recorded"), Corpus::read("fresh")];
    for engine in ENGINES {
        let names = corpus::deviations(engine);
        assert!(names.len() > 10, "{engine}: {names:?}");
        let shown_here =
            |name: &&String| !SHOWN_ELSEWHERE.contains(&name.as_str()) && !is_of_bytes(engine, name.as_str());
        for name in names.iter().filter(shown_here) {
            let needed = corpora.iter().any(|corpus| {
                let with = corpus.play(engine, &[]);
                let without = corpus.play(engine, &[name]);
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
    let corpora = [Corpus::read("recorded"), Corpus::read("fresh")];
    for entry in known.entries() {
        let differs = corpora.iter().any(|corpus| {
            corpus.case(&entry.id).is_some_and(|case| {
                let played = corpus.play(&entry.engine, &[]);
                compare::differences(
                    case,
                    corpus.verdict(&entry.engine, &entry.id),
                    &played[&entry.id],
                    &entry.engine,
                )
                .iter()
                .any(|difference| difference.part.as_str() == entry.part)
            })
        });
        assert!(
            differs,
            "{} {} agrees on its {} now: take it out of known.toml",
            entry.engine, entry.id, entry.part
        );
        assert!(entry.reason.len() > 20, "{}: say why", entry.id);
    }
}
