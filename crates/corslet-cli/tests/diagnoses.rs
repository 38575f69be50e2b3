//! Every example of every diagnosis, served on a real socket and asked by the program: the first diagnosis is the right one,
//! and beside its near twin it does not appear.
#![allow(clippy::panic, clippy::unwrap_used)]

mod diagnoses {
    pub(crate) mod ask;
    pub(crate) mod wire;
}

#[allow(dead_code, reason = "each of these tests uses a part of it")]
#[path = "check_server/run.rs"]
mod run;

use std::collections::BTreeMap;

use corslet_inspect::diagnoses::{Case, Certainty, Diagnosis, RULES};
use diagnoses::ask;
use diagnoses::wire::Wire;
use run::{Said, corslet};
use serde_json::Value;

/// Diagnoses of which no example can be served here, and why. Another test has them.
const UNSERVED: &[(&str, &str)] = &[];

/// The cases of a section, each with its name.
fn cases(rule: &Diagnosis, heading: &str) -> Vec<(String, Case)> {
    let blocks = rule.docs().section(heading).unwrap().http_blocks().unwrap();
    let named = |(nth, block)| {
        (format!("{} {heading} {}", rule.id(), nth + 1), Case::of_conversation(block).unwrap())
    };
    blocks.iter().enumerate().map(named).collect()
}

/// The numbers of what was found, the first first.
fn found(said: &Said) -> Vec<String> {
    let json = said.json();
    let diagnosis = &json["diagnosis"];
    let number = |cause: &Value| cause["number"].as_str().unwrap_or_default().to_owned();
    let also = diagnosis["also_true"].as_array().into_iter().flatten().map(number);
    diagnosis["root"].as_object().map(|_| number(&diagnosis["root"])).into_iter().chain(also).collect()
}

/// What an example came to.
enum Came {
    Found(Vec<String>, Said),
    Unserved(&'static str),
}

fn ask(case: &Case) -> Came {
    let wire = Wire::serve(case);
    match ask::arguments(case, wire.port) {
        Err(why) => Came::Unserved(why),
        Ok(arguments) => {
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            let said = corslet(&arguments);
            assert!(wire.count() <= case.exchanges.len() * 4 + 6, "{arguments:?}");
            Came::Found(found(&said), said)
        }
    }
}

#[test]
fn the_first_diagnosis_is_the_right_one_and_no_twin_has_it() {
    let (mut problems, mut unserved): (Vec<String>, BTreeMap<String, &str>) = (Vec::new(), BTreeMap::new());
    let (mut served, mut twins) = (0, 0);
    for rule in RULES {
        let number = rule.number();
        let mut has_one = false;
        for (name, case) in cases(rule, "Found") {
            match ask(&case) {
                Came::Unserved(why) => {
                    unserved.insert(name, why);
                }
                Came::Found(found, said) if found.first() != Some(&number) => {
                    problems.push(format!(
                        "{name}: {found:?}; {}{}",
                        said.err,
                        said.out.lines().next().unwrap_or_default()
                    ));
                }
                Came::Found(..) => (has_one, served) = (true, served + 1),
            }
        }
        for (name, case) in cases(rule, "Clean") {
            match ask(&case) {
                Came::Unserved(why) => {
                    unserved.insert(name, why);
                }
                Came::Found(found, _) if found.contains(&number) => {
                    problems.push(format!("{name}: {found:?}"))
                }
                Came::Found(..) => twins += 1,
            }
        }
        let excused = UNSERVED.iter().any(|(id, _)| *id == number);
        if rule.certainty != Certainty::Advice && has_one == excused {
            let what = if excused { "is served and listed as not" } else { "has no example that is served" };
            problems.push(format!("{number} {what}"));
        }
    }
    println!("{served} examples and {twins} near twins were served, and not these: {unserved:#?}");
    assert!(problems.is_empty(), "{}\nnot served: {unserved:#?}", problems.join("\n"));
}
