//! Every example of every diagnosis, served on a real socket and asked by the program: the first diagnosis is the right one,
//! and beside its near twin it does not appear.
#![allow(clippy::panic, clippy::unwrap_used)]

mod diagnoses {
    pub(crate) mod ask;
    pub(crate) mod wire;
}

#[allow(dead_code, reason = "each of these tests uses a part of it")]
#[path = "check_server/raw.rs"]
mod raw;
#[allow(dead_code, reason = "each of these tests uses a part of it")]
#[path = "check_server/run.rs"]
mod run;

use std::collections::BTreeMap;

use corslet_inspect::diagnoses::{Case, Certainty, Diagnosis, RULES};
use diagnoses::ask;
use diagnoses::wire::Wire;
use raw::{Reply, Server, response};
use run::{Said, corslet, corslet_with, dead_url};
use serde_json::Value;

/// Diagnoses of which no example can be served here, and why. Another test has them.
const UNSERVED: &[(&str, &str)] =
    &[("D37", "its server has an address of its own"), ("D55", "there are several servers")];

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
            let said = corslet_with(&arguments, case.said.console.as_deref().unwrap_or_default());
            assert!(wire.count() <= case.exchanges.len() * 4 + 6, "{arguments:?}");
            assert!(!case.opens_websocket() || wire.count() == 0, "{arguments:?}");
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

const OWN: &str = "Access-Control-Allow-Origin: http://app.example";

/// What is found when a page asks, the first first.
fn asked(url: &str, arguments: &[&str]) -> Vec<String> {
    let mut all = vec!["check", url, "--format", "json"];
    all.extend(arguments);
    found(&corslet(&all))
}

#[test]
fn a_public_page_asks_this_machine() {
    let server = Server::granting("", response("200 OK", &["Access-Control-Allow-Origin: *"]));
    let public = asked(&server.url("/"), &["--origin", "http://app.example.com"]);
    assert_eq!(public.first().map(String::as_str), Some("D37"), "{public:?}");
    for twin in ["http://localhost:5173", "http://127.0.0.1:5173"] {
        let local = asked(&server.url("/"), &["--origin", twin]);
        assert!(!local.contains(&"D37".to_owned()), "{twin}: {local:?}");
    }
    // The address that the user has chosen is not the one that a browser would ask.
    let (url, to) = ("http://api.example.com/", format!("::127.0.0.1:{}", server.port()));
    let chosen = asked(url, &["--origin", "http://app.example.com", "--connect-to", &to]);
    assert!(!chosen.contains(&"D37".to_owned()), "{chosen:?}");
}

#[test]
fn nobody_answers() {
    let silent = asked(&dead_url(), &["--origin", "http://localhost:5173"]);
    assert_eq!(silent.first().map(String::as_str), Some("D38"), "{silent:?}");
    let nowhere = asked("http://nowhere.invalid/", &["--origin", "http://localhost:5173"]);
    assert_eq!(nowhere.first().map(String::as_str), Some("D38"), "{nowhere:?}");
    let server = Server::granting("", response("200 OK", &[]));
    let answered = asked(&server.url("/"), &["--origin", "http://localhost:5173"]);
    assert!(!answered.contains(&"D38".to_owned()), "{answered:?}");
}

#[test]
fn one_node_differs() {
    let node = |address: &str, port: u16, headers: &'static [&'static str]| {
        let listener = std::net::TcpListener::bind((address, port)).unwrap();
        Server::on(listener, move |_| Reply::Bytes(response("200 OK", headers).into_bytes()))
    };
    let compared = |port: u16, headers: &'static [&'static str]| {
        let _second = node("127.0.0.2", port, headers);
        let resolve = format!("api.example.com:{port}:127.0.0.1,127.0.0.2");
        let url = format!("http://api.example.com:{port}/");
        let said = corslet(&[
            "check",
            &url,
            "--origin",
            "http://app.example",
            "--format",
            "json",
            "--resolve",
            &resolve,
            "--all-addresses",
        ]);
        let diagnoses = said.json();
        let one = |document: &Value| document["diagnosis"].to_string();
        diagnoses.as_array().unwrap().iter().map(one).collect::<Vec<_>>()
    };
    let first = node("127.0.0.1", 0, &[OWN]);
    let differing = compared(first.port(), &[]);
    assert!(differing[1].contains("\"number\":\"D55\""), "{differing:#?}");
    let other = node("127.0.0.1", 0, &[OWN]);
    let alike = compared(other.port(), &[OWN]);
    assert!(!alike.concat().contains("\"number\":\"D55\""), "{alike:#?}");
}
