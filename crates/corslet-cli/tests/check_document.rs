//! `corslet/check/1` is frozen: every document keeps to the schema, and has all that the recorded ones of this version have.
#![allow(clippy::panic, clippy::unwrap_used)]

#[allow(dead_code, reason = "each of these tests uses a part of it")]
mod check_server {
    pub(crate) mod raw;
    pub(crate) mod run;
}

use std::collections::BTreeSet;
use std::path::PathBuf;

use boon::{Compiler, Schemas};
use check_server::raw::{Server, response};
use check_server::run::{Said, check, corslet, corslet_with, dead_url};
use corslet::browser::{ELEMENTS, Element};
use serde_json::Value;

const OWN: &str = "Access-Control-Allow-Origin: http://app.example";
const GRANT: [&str; 5] = [
    OWN,
    "Access-Control-Allow-Methods: PUT, DELETE",
    "Access-Control-Allow-Headers: x-a",
    "Access-Control-Allow-Credentials: true",
    "X-Hidden: 1",
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Fails with what the schema says of it.
#[track_caller]
fn keeps_to(schema: &str, document: &Value) {
    let mut schemas = Schemas::new();
    let path = root().join("schemas").join(schema).canonicalize().unwrap();
    let index = Compiler::new().compile(path.to_str().unwrap(), &mut schemas).unwrap();
    if let Err(error) = schemas.validate(document, index) {
        panic!("{error:#}\n{document:#}");
    }
}

fn granting() -> Server {
    Server::granting(response("204 No Content", &GRANT), response("200 OK", &GRANT))
}

/// What is checked in each recorded document, by its name.
fn scenarios() -> Vec<(&'static str, Said)> {
    let open = granting();
    let url = open.url("/orders");
    let closed = Server::granting(response("403 Forbidden", &["X-A: 1"]), response("200 OK", &[]));
    let sent = ["-X", "PUT", "-H", "X-A: 1", "-d", "x", "--credentials", "include"];
    let mut all = sent.to_vec();
    all.extend([
        "--send",
        "-b",
        "Set-Cookie: sid=1; SameSite=Lax",
        "--repeat",
        "2",
        "--curl",
        "--expect",
        "blocked",
    ]);
    let cookies = [
        "-b",
        "sid=1",
        "-b",
        "Set-Cookie: open=2; SameSite=None; Secure; HttpOnly",
        "--credentials",
        "include",
        "--third-party-cookies",
        "allow",
        "--page-header",
        "Cross-Origin-Embedder-Policy: require-corp",
    ];
    vec![
        ("allowed", check(&url, &[])),
        ("blocked", check(&closed.url("/"), &["-X", "PUT", "-H", "X-A: 1", "-H", "Sec-A: 1"])),
        ("not-sent", check(&url, &["-X", "DELETE"])),
        ("repeated", check(&url, &all)),
        ("thrown", check(&url, &["-X", "TRACE"])),
        ("unreachable", check(&dead_url(), &[])),
        ("opaque", check(&url, &["--mode", "no-cors"])),
        ("xhr", check(&url, &["--upload-listener", "--top-site", "https://top.example"])),
        ("element", check(&url, &["--element", "module", "--crossorigin", "use-credentials"])),
        ("cookies", check(&setting().url("/"), &cookies)),
        ("refused", check(&redirecting().url("/"), &["-m", "3"])),
        ("websocket", check("wss://api.example/live", &["-b", "a=1", "--curl"])),
        ("websocket-of-a-script", check("ws://localhost/live", &["--xhr"])),
    ]
}

fn setting() -> Server {
    let set = [
        "Set-Cookie: a=1; SameSite=Lax",
        "Set-Cookie: b=1; SameSite=None; Secure",
        "Set-Cookie: c=; Max-Age=0",
    ];
    Server::granting("", response("200 OK", &[&GRANT[..], &set].concat()))
}

#[test]
fn what_each_element_asks_keeps_to_the_schema() {
    let server = setting();
    for row in ELEMENTS.iter().filter(|row| row.element != Element::WebSocket) {
        let json = check(
            &server.url("/"),
            &["--element", row.keyword, "--send", "-b", "Set-Cookie: a=1; SameSite=Lax"],
        )
        .json();
        keeps_to("check-1.json", &json);
        assert_eq!(json["request"]["api"], row.keyword);
        for engine in ["chromium", "firefox", "webkit", "standard"] {
            let heard = &json["engines"][engine];
            assert!(heard["event"].is_string() && heard["page_gets"].is_string(), "{}: {heard}", row.keyword);
        }
    }
}

fn redirecting() -> Server {
    let location = "Location: http://169.254.169.254/";
    Server::granting("", response("302 Found", &["Access-Control-Allow-Origin: *", location]))
}

#[test]
fn every_document_keeps_to_the_schema() {
    for (name, said) in scenarios() {
        let json = said.json();
        assert_eq!(json["exit"], said.code, "{name}");
        keeps_to("check-1.json", &json);
    }
}

#[test]
fn the_schema_refuses_what_is_no_report() {
    let mut schemas = Schemas::new();
    let path = root().join("schemas/check-1.json").canonicalize().unwrap();
    let index = Compiler::new().compile(path.to_str().unwrap(), &mut schemas).unwrap();
    let good = check(&granting().url("/"), &[]).json();
    for (pointer, wrong) in [
        ("/schema", Value::from("corslet/check/2")),
        ("/exit", Value::from("0")),
        ("/engines/chromium/outcome", Value::from("fine")),
        ("/exchanges/0/headers/0", Value::from("Accept: */*")),
    ] {
        let mut bad = good.clone();
        *bad.pointer_mut(pointer).unwrap() = wrong;
        assert!(schemas.validate(&bad, index).is_err(), "{pointer}");
    }
}

#[test]
fn lines_of_a_batch_keep_to_the_schemas() {
    let url = granting().url("/");
    let lines =
        format!("{{\"id\": 7, \"url\": \"{url}\", \"origin\": \"http://app.example\"}}\n{{\"url\": 1}}\nx\n");
    let said = corslet_with(&["check", "--batch", "-"], &lines);
    assert_eq!(said.code, 2, "{said:?}");
    let documents: Vec<Value> = said.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(documents.len(), 3);
    keeps_to("check-1.json", &documents[0]);
    keeps_to("problems-1.json", &documents[1]);
    keeps_to("problems-1.json", &documents[2]);
}

#[test]
fn several_origins_are_an_array_or_a_line_each() {
    let url = granting().url("/");
    let origins = ["--origin", "http://app.example", "--origin", "null"];
    let run = |format: &str| {
        let mut all = vec!["check", &url, "--format", format];
        all.extend(origins);
        corslet(&all)
    };
    let array = run("json").json();
    assert_eq!(array.as_array().unwrap().len(), 2);
    let lines: Vec<Value> =
        run("jsonl").out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for (own, line) in array.as_array().unwrap().iter().zip(&lines) {
        keeps_to("check-1.json", own);
        assert_eq!(own["request"], line["request"]);
    }
}

/// Every path of a document with its type; the places of an array are one.
fn shape(value: &Value, path: &str, shapes: &mut BTreeSet<String>) {
    let kind = match value {
        Value::Null => return,
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    shapes.insert(format!("{path}: {kind}"));
    match value {
        Value::Array(all) => all.iter().for_each(|one| shape(one, &format!("{path}[]"), shapes)),
        Value::Object(all) => {
            all.iter().for_each(|(name, one)| shape(one, &format!("{path}.{name}"), shapes))
        }
        _ => {}
    }
}

/// What a program would decide by.
fn decisions(document: &Value) -> Value {
    let engines = document["engines"].as_object().unwrap().iter().map(|(engine, verdict)| {
        let codes: Vec<&Value> =
            verdict["failed"].as_array().unwrap().iter().map(|one| &one["code"]).collect();
        let headline = &verdict["headline"]["code"];
        (engine.clone(), serde_json::json!([verdict["outcome"], codes, headline]))
    });
    serde_json::json!({
        "schema": document["schema"],
        "exit": document["exit"],
        "engines": engines.collect::<serde_json::Map<_, _>>(),
    })
}

#[test]
fn nothing_of_version_1_is_removed_renamed_or_retyped() {
    let directory = root().join("crates/corslet-cli/tests/check_expected/version-1");
    for (name, said) in scenarios() {
        let now = said.json();
        let path = directory.join(format!("{name}.json"));
        if std::env::var_os("CORSLET_WRITE_EXPECTED").is_some() && !path.exists() {
            std::fs::create_dir_all(&directory).unwrap();
            std::fs::write(&path, said.out.clone()).unwrap();
        }
        let recorded: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        assert_eq!(decisions(&recorded), decisions(&now), "{name}");
        let (mut then, mut since) = (BTreeSet::new(), BTreeSet::new());
        shape(&recorded, "", &mut then);
        shape(&now, "", &mut since);
        let gone: Vec<&String> = then.difference(&since).collect();
        assert!(gone.is_empty(), "{name}: version 1 had, and this has not: {gone:#?}");
        keeps_to("check-1.json", &recorded);
    }
}
