//! SARIF: every log keeps to the schema of the standard, and has every rule in it.
#![allow(clippy::panic, clippy::unwrap_used)]
#![allow(clippy::disallowed_methods, reason = "the schema is a file")]

#[allow(dead_code, reason = "each of these tests uses a part of it")]
mod report {
    pub(crate) mod scenes;
}

use std::collections::BTreeSet;
use std::path::PathBuf;

use boon::{Compiler, Schemas};
use corslet_inspect::audits;
use corslet_inspect::report::{Document, sarif};
use report::scenes::scenes;
use serde_json::Value;

fn logs() -> Vec<(String, Value)> {
    let scenes = scenes();
    let all: Vec<Document> = scenes.iter().map(|(_, document)| document.clone()).collect();
    let mut logs: Vec<(String, String)> = scenes
        .iter()
        .map(|(name, document)| ((*name).to_owned(), sarif::log(std::slice::from_ref(document))))
        .collect();
    logs.push(("all".to_owned(), sarif::log(&all)));
    logs.push(("none".to_owned(), sarif::log(&[])));
    logs.into_iter().map(|(name, text)| (name, serde_json::from_str(&text).unwrap())).collect()
}

#[test]
fn every_log_keeps_to_the_schema_of_the_standard() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/report/sarif/sarif-schema-2.1.0.json");
    let mut schemas = Schemas::new();
    let mut compiler = Compiler::new();
    compiler.enable_format_assertions();
    let index = compiler.compile(path.to_str().unwrap(), &mut schemas).unwrap();
    for (name, log) in logs() {
        if let Err(error) = schemas.validate(&log, index) {
            panic!("{name}: {error:#}");
        }
        let mut bad = log;
        bad["runs"][0]["results"] = Value::from(1);
        assert!(schemas.validate(&bad, index).is_err(), "{name}: the schema refuses nothing");
    }
}

#[test]
fn every_rule_is_in_it_with_a_fix() {
    let (_, log) = logs().pop().unwrap();
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), audits::ALL.len());
    for (rule, written) in audits::ALL.iter().zip(rules) {
        assert_eq!(written["id"], rule.id);
        for pointer in
            ["/shortDescription/text", "/fullDescription/text", "/help/text", "/help/markdown", "/helpUri"]
        {
            let text = written.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
            assert!(text.len() > 10, "{}: {pointer} is `{text}`", rule.id);
        }
        assert!(written["help"]["markdown"].as_str().unwrap().contains("## How to fix\n\n"), "{}", rule.id);
    }
    let names: BTreeSet<&str> = rules.iter().map(|rule| rule["name"].as_str().unwrap()).collect();
    assert_eq!(names.len(), rules.len());
}

#[test]
fn results_name_their_rules_and_targets() {
    for (name, log) in logs() {
        let run = &log["runs"][0];
        for result in run["results"].as_array().unwrap() {
            let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"], "{name}");
            let uri = result.pointer("/locations/0/physicalLocation/artifactLocation/uri").unwrap();
            assert_eq!(uri, "https://api.shop.example/account?api_key=%3Credacted%3E", "{name}");
            assert_eq!(
                result["partialFingerprints"]["corsletFinding/v1"].as_str().unwrap().len(),
                32,
                "{name}"
            );
        }
    }
    let found =
        |wanted: &str| logs().into_iter().find(|(name, _)| name == wanted).unwrap().1["runs"][0].clone();
    let levels: Vec<Value> = found("exposed")["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|result| result["level"].clone())
        .collect();
    assert_eq!(levels, ["error", "warning"]);
    assert_eq!(found("exposed")["results"][0]["webResponse"]["statusCode"], 200);
    assert_eq!(found("known")["results"][1]["suppressions"][0]["justification"], "known before");
    assert_eq!(found("unreachable")["invocations"][0]["executionSuccessful"], false);
}

#[test]
fn nothing_from_outside_is_a_placeholder_or_a_link() {
    for (name, log) in logs() {
        for result in log["runs"][0]["results"].as_array().unwrap() {
            let text = result["message"]["text"].as_str().unwrap();
            let without_escaped =
                text.replace("{{", "").replace("}}", "").replace("\\[", "").replace("\\]", "");
            assert!(!without_escaped.contains(['{', '}', '[', ']']), "{name}: {text}");
            assert!(text.chars().all(|character| !character.is_control()), "{name}: {text}");
        }
        assert!(sarif::log(&[]).is_ascii());
    }
}
