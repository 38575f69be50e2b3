//! What is said of every example: the whole text, so that a change of a sentence is seen.
#![allow(clippy::panic, clippy::unwrap_used)]
// The tests read and write their own expectation.
#![allow(clippy::disallowed_methods)]

use std::fmt::Write;

use corslet_inspect::diagnoses::{Case, RULES, diagnose};

/// What is said, and where it is kept.
const EXPECTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/told.txt");

#[test]
fn what_is_said_of_every_example_is_what_was_said() {
    let mut told = String::new();
    for rule in RULES {
        for heading in ["Found", "Clean"] {
            let docs = rule.docs();
            let blocks = docs.section(heading).unwrap().http_blocks().unwrap();
            for (nth, block) in blocks.iter().enumerate() {
                let case = Case::of_conversation(block).unwrap();
                let diagnosed = diagnose(&case);
                writeln!(told, "== {} {heading} {}", rule.id(), nth + 1).unwrap();
                for (index, one) in diagnosed.root.iter().chain(&diagnosed.also_true).enumerate() {
                    let judgement = &one.judgement;
                    let is_root = index == 0 && diagnosed.root.is_some();
                    let what = if is_root { "" } else { "also " };
                    let (mark, effect) = (judgement.certainty.mark(), judgement.effect.as_str());
                    writeln!(told, "{what}{} {mark} {effect}: {}", one.rule.number(), judgement.cause)
                        .unwrap();
                    if is_root {
                        for evidence in &judgement.evidence {
                            writeln!(told, "  {:?} {:?} {}", evidence.of, evidence.place, evidence.label)
                                .unwrap();
                        }
                        writeln!(told, "  {}", judgement.fix).unwrap();
                    }
                }
                let layers: Vec<&str> = diagnosed.layers.iter().map(|guess| guess.name).collect();
                if !layers.is_empty() {
                    writeln!(told, "looks like {}", layers.join(" in front of ")).unwrap();
                }
                told.push('\n');
            }
        }
    }
    if std::env::var_os("CORSLET_BLESS").is_some() {
        std::fs::write(EXPECTED, &told).unwrap();
    }
    let expected = std::fs::read_to_string(EXPECTED).unwrap_or_default();
    if told != expected {
        let differs = told.lines().zip(expected.lines()).find(|(told, expected)| told != expected);
        panic!("{EXPECTED} says otherwise: {differs:#?}\nCORSLET_BLESS=1 writes it anew; read what changed");
    }
}
