//! `corslet/audit/1` is frozen: every document keeps to the schema, and has all that the recorded ones of this version have.
#![allow(clippy::panic, clippy::unwrap_used)]
#![allow(clippy::disallowed_methods, reason = "what is compared with is in files")]

#[allow(dead_code, reason = "each of these tests uses a part of it")]
mod report {
    pub(crate) mod expected;
    pub(crate) mod scenes;
}

use std::collections::BTreeSet;
use std::path::PathBuf;

use boon::{Compiler, SchemaIndex, Schemas};
use corslet_inspect::report::{Contents, Document, json};
use report::expected::{is_as_recorded, path};
use report::scenes::{SECRET, exposed, scenes, with_texts_of_their_own};
use serde_json::Value;

fn schema() -> (Schemas, SchemaIndex) {
    let mut schemas = Schemas::new();
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../schemas/audit-1.json");
    let index =
        Compiler::new().compile(path.canonicalize().unwrap().to_str().unwrap(), &mut schemas).unwrap();
    (schemas, index)
}

fn value(document: &Document) -> Value {
    serde_json::from_str(&json::document(document)).unwrap()
}

/// Everything in a value, with where it is.
fn walk(value: &Value, path: &str, see: &mut impl FnMut(&str, &Value)) {
    see(path, value);
    match value {
        Value::Array(all) => all.iter().for_each(|one| walk(one, &format!("{path}[]"), see)),
        Value::Object(all) => all.iter().for_each(|(name, one)| walk(one, &format!("{path}.{name}"), see)),
        _ => {}
    }
}

#[test]
fn every_document_keeps_to_the_schema() {
    let (schemas, index) = schema();
    for (name, document) in scenes() {
        let value = value(&document);
        if let Err(error) = schemas.validate(&value, index) {
            panic!("{name}: {error:#}\n{value:#}");
        }
    }
}

#[test]
fn the_schema_names_everything_that_is_written() {
    // Fields that the schema does not know would never be promised to anybody.
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    let text =
        std::fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../schemas/audit-1.json"))
            .unwrap();
    let mut strict: Value = serde_json::from_str(&text).unwrap();
    close(&mut strict);
    compiler.add_resource("https://strict.example/audit-1.json", strict).unwrap();
    let index = compiler.compile("https://strict.example/audit-1.json", &mut schemas).unwrap();
    for (name, document) in scenes() {
        if let Err(error) = schemas.validate(&value(&document), index) {
            panic!("{name}: {error:#}");
        }
    }
}

/// Forbids what an object of a schema does not name.
fn close(schema: &mut Value) {
    match schema {
        Value::Array(all) => all.iter_mut().for_each(close),
        Value::Object(all) => {
            all.remove("$id");
            all.values_mut().for_each(close);
            if all.contains_key("properties") && all.get("type") == Some(&Value::from("object")) {
                all.insert("additionalProperties".to_owned(), Value::Bool(false));
            }
        }
        _ => {}
    }
}

#[test]
fn the_schema_refuses_what_is_no_report() {
    let (schemas, index) = schema();
    let good = value(&Document::of(&exposed(), &Contents::default()));
    for (pointer, wrong) in [
        ("/schema", Value::from("corslet/audit/2")),
        ("/findings/0/severity", Value::from("critical")),
        ("/findings/0/implied/0", serde_json::json!({ "id": "null-origin" })),
        ("/findings/0/proof/engines/chromium/outcome", Value::from("fine")),
        ("/checklist/0/answer", Value::from("maybe")),
        ("/grade/letter", Value::from("E")),
        ("/requests", Value::from("3")),
    ] {
        let mut bad = good.clone();
        *bad.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer}")) = wrong;
        assert!(schemas.validate(&bad, index).is_err(), "{pointer}");
    }
}

#[test]
fn only_findings_have_both_an_id_and_a_severity() {
    for (name, document) in scenes() {
        walk(&value(&document), "", &mut |path, value| {
            let has_both = value.get("id").is_some() && value.get("severity").is_some();
            assert_eq!(has_both, path == ".findings[]", "{name}: {path}");
        });
    }
}

#[test]
fn what_is_pointed_to_is_there() {
    for (name, document) in scenes() {
        for finding in &document.findings {
            for pointer in &finding.evidence {
                let exchange =
                    document.exchanges.iter().find(|exchange| exchange.number == pointer.exchange).unwrap();
                let Some(line) = pointer.line else { continue };
                let value = &exchange.response.as_ref().unwrap().headers[line].value;
                let (start, end) = (pointer.start.unwrap(), pointer.end.unwrap());
                assert!(start <= end && end <= value.chars().count(), "{name}: {pointer:?}");
            }
        }
    }
}

#[test]
fn a_document_is_read_as_it_was_written() {
    for (name, document) in scenes() {
        for text in [json::document(&document), json::line(&document)] {
            assert_eq!(json::read(&text).unwrap(), document, "{name}");
        }
        let line = json::line(&document);
        assert!(line.bytes().all(|byte| (0x20..0x7f).contains(&byte)), "{name}: one line of ASCII");
    }
    let documents: Vec<Document> = scenes().into_iter().map(|(_, document)| document).collect();
    assert_eq!(serde_json::from_str::<Vec<Document>>(&json::array(&documents)).unwrap(), documents);
}

#[test]
fn no_secret_is_in_it_unless_it_is_asked_for() {
    let secrets: Vec<&str> = SECRET.split(['=', ';']).map(str::trim).filter(|part| part.len() > 8).collect();
    assert_eq!(secrets.len(), 2);
    for (name, document) in scenes() {
        let text = json::document(&document);
        for secret in secrets.iter().chain(&["t0p-s3cr3t-refresh", "k-0123456789"]) {
            assert!(!text.contains(secret), "{name}: {secret}");
        }
    }
    let open = Contents { shows_secrets: true, ..Contents::default() };
    let text = json::document(&Document::of(&exposed(), &open));
    assert!(text.contains(SECRET) && text.contains("t0p-s3cr3t-refresh"));
}

#[test]
fn fingerprints_are_the_same_whatever_is_shown() {
    let fingerprints = |contents: &Contents| -> Vec<String> {
        let document = Document::of(&exposed(), contents);
        document.findings.into_iter().map(|finding| finding.fingerprint).collect()
    };
    let closed = fingerprints(&Contents::default());
    assert_eq!(closed, fingerprints(&Contents { shows_secrets: true, ..Contents::default() }));
    assert_eq!(closed.iter().collect::<BTreeSet<_>>().len(), 2);
}

/// Every path of a document with its type; the places of an array are one.
fn shape(value: &Value) -> BTreeSet<String> {
    let mut shape = BTreeSet::new();
    walk(value, "", &mut |path, value| {
        let kind = match value {
            Value::Null => return,
            Value::Bool(_) => "boolean",
            Value::Number(_) => "number",
            Value::String(_) => "string",
            Value::Array(_) => "array",
            Value::Object(_) => "object",
        };
        shape.insert(format!("{path}: {kind}"));
    });
    shape
}

#[test]
fn nothing_of_version_1_is_removed_renamed_or_retyped() {
    let (schemas, index) = schema();
    for (name, document) in with_texts_of_their_own() {
        let file = format!("version-1/{name}.json");
        if !path(&file).exists() {
            is_as_recorded(&file, &json::document(&document));
        }
        let recorded: Value = serde_json::from_str(&std::fs::read_to_string(path(&file)).unwrap()).unwrap();
        let now = value(&document);
        let (then, since) = (shape(&recorded), shape(&now));
        let gone: Vec<&String> = then.difference(&since).collect();
        assert!(gone.is_empty(), "{name}: version 1 had, and this has not: {gone:#?}");
        assert!(schemas.validate(&recorded, index).is_ok(), "{name}: the recorded document");
        for decision in ["schema", "target", "requests", "not_asked", "grade", "left_out"] {
            assert_eq!(recorded[decision], now[decision], "{name}: {decision}");
        }
    }
}
