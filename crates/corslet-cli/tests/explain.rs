//! `corslet explain`: what it answers, in which form, and with which exit code.
#![allow(clippy::panic, clippy::unwrap_used)]

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use boon::{Compiler, Schemas};
use serde_json::Value;

const BLOCKED: &str = "Access to fetch at 'https://api.example/orders' from origin 'https://app.example' has been blocked by \
                       CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.";

fn explain_with(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_corslet"))
        .env_clear()
        .env("LANG", "C.UTF-8")
        .arg("explain")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn explain(arguments: &[&str]) -> Output {
    explain_with(arguments, "")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn json(arguments: &[&str], input: &str) -> Value {
    let output = explain_with(&[&["--format", "json"], arguments].concat(), input);
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut schemas = Schemas::new();
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../schemas/explain-1.json")
        .canonicalize()
        .unwrap();
    let index = Compiler::new().compile(path.to_str().unwrap(), &mut schemas).unwrap();
    if let Err(error) = schemas.validate(&document, index) {
        panic!("{arguments:?}: {error:#}\n{document:#}");
    }
    document
}

#[test]
fn a_console_line_is_explained() {
    let output = explain(&[BLOCKED]);
    assert_eq!(output.status.code(), Some(0));
    let text = out(&output);
    for wanted in [
        "Chromium (Chrome, Edge), as MissingAllowOriginHeader",
        "actual:missing-acao",
        "not said",
        "D01",
        "corslet check https://api.example/orders",
        "--origin https://app.example",
    ] {
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
    let document = json(&[BLOCKED], "");
    assert_eq!(document["browser"], serde_json::json!(["chromium"]));
    assert_eq!(document["checks"], serde_json::json!(["actual:missing-acao"]));
    assert_eq!(document["causes"][0]["id"], "D01");
    assert_eq!(document["next"][0], "corslet check https://api.example/orders --origin https://app.example");
}

#[test]
fn an_envelope_does_not_tell() {
    for line in [
        "TypeError: Failed to fetch",
        "Uncaught (in promise) TypeError: NetworkError when attempting to fetch resource.",
        "XMLHttpRequest cannot load https://a.example/ due to access control checks.",
        "GET https://a.example/ net::ERR_FAILED 200 (OK)",
        "TypeError: Load failed",
        "AxiosError: Network Error",
    ] {
        let document = json(&[line], "");
        assert_eq!(
            (&document["tells"], &document["checks"]),
            (&"envelope".into(), &serde_json::json!([])),
            "{line}"
        );
        assert!(out(&explain(&[line])).contains("the browser did not tell"), "{line}");
    }
}

#[test]
fn what_is_not_known_is_said_so() {
    let output = explain(&["Access to the moon was blocked by the Same Origin Policy of cheese"]);
    assert_eq!(output.status.code(), Some(2));
    let text = out(&output).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("not one of the messages known as of Chromium 156"), "{text}");
    assert!(text.contains("Firefox") && text.contains("WebKitGTK"), "{text}");
    for (name, meant) in [
        ("prefligth", "preflight"),
        ("access-control-alow-origin", "access-control-allow-origin"),
        ("D99", "D01 to D55"),
    ] {
        let output = explain(&[name]);
        assert_eq!(output.status.code(), Some(2), "{name}");
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(error.contains("did you mean") && error.contains(meant), "{error}");
        assert_eq!(json(&[name], "")["kind"], "unknown");
    }
}

#[test]
fn every_header_and_topic_has_a_page() {
    for page in corslet_inspect::explain::HEADERS.iter().chain(corslet_inspect::explain::TOPICS) {
        let document = json(&[page.id.as_ref()], "");
        assert_eq!(document["kind"], "page", "{}", page.id);
        assert_eq!(document["title"], page.title());
        assert!(page.docs.contains("https://"), "{}: no link", page.id);
        let text = out(&explain(&[page.id.as_ref()]));
        let long: Vec<&str> =
            text.lines().filter(|line| line.chars().count() > 80 && !line.contains("https://")).collect();
        assert!(long.is_empty(), "{}: {long:?}", page.id);
        assert!(explain(&["--ascii", page.id.as_ref()]).stdout.is_ascii(), "{}", page.id);
    }
    for name in [
        "Origin",
        "Access-Control-Request-Method",
        "Access-Control-Request-Headers",
        "Access-Control-Allow-Origin",
        "Access-Control-Allow-Credentials",
        "Access-Control-Allow-Methods",
        "Access-Control-Allow-Headers",
        "Access-Control-Expose-Headers",
        "Access-Control-Max-Age",
    ] {
        let text = out(&explain(&[name]));
        for wanted in [name, "Who sends it", "Rules", "fetch.spec.whatwg.org", "developer.mozilla.org"] {
            assert!(text.contains(wanted), "{name}: {wanted}: {text}");
        }
    }
}

#[test]
fn steps_values_and_diagnoses_are_explained() {
    assert_eq!(json(&["CORS", "check", "3"], "")["steps"][0]["number"], "3");
    assert!(json(&["cors-check"], "")["steps"].as_array().unwrap().len() > 3);
    for rule in corslet_inspect::diagnoses::RULES {
        let document = json(&[&rule.number()], "");
        assert_eq!((&document["kind"], &document["id"]), (&"page".into(), &rule.id().into()));
    }
    for rule in corslet_inspect::audits::ALL {
        let document = json(&[rule.id], "");
        assert_eq!((&document["kind"], &document["id"]), (&"page".into(), &rule.id.into()));
    }
    let document = json(&["Access-Control-Allow-Credentials: True"], "");
    assert_eq!(document["is_legal"], false);
    assert_eq!(document["engines"].as_array().unwrap().len(), 4);
    let text = out(&explain(&["Access-Control-Max-Age: 100000"]));
    for wanted in ["7200 seconds", "86400 seconds", "600 seconds"] {
        assert!(text.contains(wanted), "{text}");
    }
}

#[test]
fn a_pasted_request_becomes_a_command() {
    let pasted = "curl 'https://api.example/orders' -X PUT -H 'Origin: https://app.example' -H 'Authorization: Bearer s3cretvalue' \
                  -b 'sid=verysecret' --data-raw '{\"a\":1}' -H 'Content-Type: application/json'";
    let output = explain_with(&["-"], pasted);
    assert_eq!(output.status.code(), Some(0));
    let text = out(&output);
    assert!(text.contains("a curl command") && text.contains("--credentials include"), "{text}");
    assert!(!text.contains("s3cretvalue") && !text.contains("verysecret"), "{text}");
    let document = json(&["-"], pasted);
    assert_eq!((&document["kind"], &document["origin"]), (&"request".into(), &"https://app.example".into()));
    assert!(!document.to_string().contains("s3cretvalue"), "{document}");
    let open = out(&explain_with(&["-", "--show-secrets"], pasted));
    assert!(open.contains("s3cretvalue") && open.contains("verysecret"), "{open}");
    assert_eq!(json(&["-"], BLOCKED)["kind"], "console");
}

#[test]
fn a_text_that_cannot_be_read_shows_where() {
    let output = explain_with(&["-"], "curl 'https://api.example/ -H \"X: 1\"");
    assert_eq!(output.status.code(), Some(2));
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(error.contains("1:6") && error.contains('^'), "{error}");
    let document = json(&["-"], "new WebSocket('wss://api.example/live')");
    assert_eq!((&document["kind"], &document["api"]), (&"request".into(), &"websocket".into()));
    assert!(document["remarks"][0]["what"].as_str().unwrap().contains("CORS does not apply"), "{document}");
    let document = json(&["-"], "new WebSocket()");
    assert_eq!((&document["kind"], &document["form"]), (&"unread".into(), &"fetch".into()));
    let document = json(&["-"], "fetch('/orders')");
    assert_eq!(document["problems"][0]["column"], 7);
}

#[test]
fn the_command_that_is_said_next_is_one_that_check_takes() {
    for pasted in [
        "fetch('https://api.example/', {method: 'POST', body: new URLSearchParams({a: 1}), credentials: 'include'})",
        "curl https://api.example/ -H 'Origin: null' -d x -u a:b -k --http1.1 -m 3 --resolve api.example:443:127.0.0.1",
        "var x = new XMLHttpRequest(); x.upload.onprogress = f; x.open('PUT', 'https://api.example/'); x.send('a');",
    ] {
        let document = json(&["--show-secrets", "-"], pasted);
        let command = document["next"][0].as_str().unwrap().replace("ORIGIN", "https://app.example");
        // The address is nobody's, and the network is not asked: a wrong flag would be an error of use before that.
        let checked = Command::new("sh")
            .args(["-c", &command.replace("https://api.example/", "http://127.0.0.1:1/")])
            .env_clear()
            .env(
                "PATH",
                format!(
                    "{}:/usr/bin:/bin",
                    PathBuf::from(env!("CARGO_BIN_EXE_corslet")).parent().unwrap().display()
                ),
            )
            .output()
            .unwrap();
        let error = String::from_utf8_lossy(&checked.stderr);
        assert_ne!(checked.status.code(), Some(2), "{command}: {error}");
    }
}

#[test]
fn colour_is_asked_for() {
    let output = Command::new(env!("CARGO_BIN_EXE_corslet"))
        .env_clear()
        .env("CLICOLOR_FORCE", "1")
        .args(["explain", BLOCKED])
        .output()
        .unwrap();
    assert!(out(&output).contains('\u{1b}'));
    assert!(!out(&explain(&[BLOCKED])).contains('\u{1b}'));
}
