//! `corslet replay` and input that is no case.
#![allow(clippy::expect_used, clippy::panic)]

use std::io::{Read, Write};
use std::process::{Command, Output, Stdio};

fn replay(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_corslet"))
        .arg("replay")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("corslet runs");
    let mut stdin = child.stdin.take().expect("standard input is piped");
    let input = input.to_vec();
    let writer = std::thread::spawn(move || {
        // The program may end before it has read everything.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().expect("corslet ends");
    writer.join().expect("the writer ends");
    output
}

fn recorded() -> Vec<u8> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../cases/browsers/recorded.cases.jsonl.gz");
    let bytes = std::fs::read(file).expect("the corpus is there");
    let mut text = Vec::new();
    flate2::read::MultiGzDecoder::new(bytes.as_slice()).read_to_end(&mut text).expect("it is gzip");
    text
}

const CASE: &str =
    r#"{"id":"a","request":{"page_origin":"http://a.example","url":"http://b.example/c/a/0"},"server":{}}"#;

#[test]
fn a_broken_line_is_located_and_the_others_are_played() {
    let mut lines: Vec<Vec<u8>> = recorded().split(|&byte| byte == b'\n').map(<[u8]>::to_vec).collect();
    lines[4_710] = b"{\"id\":\"mix-0001\",\"request\":{\"page_origin\":7}}".to_vec();
    let output = replay(&["-", "--engine", "firefox"], &lines.join(&b'\n'));
    let error = String::from_utf8(output.stderr).expect("errors are UTF-8");
    assert!(error.starts_with("error: -, line 4711: column "), "{error}");
    assert_eq!(error.lines().count(), 2, "{error}");
    assert!(error.contains("1 of 6099 lines are no cases and were left out"), "{error}");
    assert_eq!(output.stdout.iter().filter(|&&byte| byte == b'\n').count(), 6_098);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn every_bad_input_has_its_sentence() {
    let rows: &[(&str, &str)] = &[
        ("", ""),
        ("\n\n", ""),
        ("nonsense\n", "line 1: column 2: expected ident"),
        ("{}\n", "line 1: column 2: missing field `id`"),
        ("[]\n", "line 1: column"),
        ("\u{0}\u{1}\u{ff}\n", "line 1: column"),
        (
            r#"{"id":"a","request":{"page_origin":"app.example","url":"http://b/"},"server":{}}"#,
            "page_origin:",
        ),
        (
            r#"{"id":"a","request":{"page_origin":"http://a","url":"http://b/","mode":"corz"},"server":{}}"#,
            "mode: `corz` is not one of: same-origin, cors, no-cors, navigate, websocket",
        ),
        (
            r#"{"id":"a","request":{"page_origin":"http://a","url":"http://b/","api":"axios"},"server":{}}"#,
            "api: `axios` is not one of: fetch, xhr, xhr-sync, img,",
        ),
    ];
    for (input, expected) in rows {
        let output = replay(&["-", "--engine", "standard"], input.as_bytes());
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(error.contains(expected), "{input:?}: {error}");
        assert_eq!(output.status.code(), Some(if expected.is_empty() { 0 } else { 2 }), "{input:?}: {error}");
    }
}

#[test]
fn a_bad_engine_deviation_or_file_is_a_usage_error() {
    let rows: &[(&[&str], &str)] = &[
        (&["-", "--engine", "servo"], "possible values: standard, chromium, firefox, webkit"),
        (&["-"], "--engine"),
        (
            &["-", "--engine", "chromium", "--without", "auth"],
            "chromium has no deviation `auth`; it has: auth-star,",
        ),
        (&["no/such/file", "--engine", "webkit"], "cannot read no/such/file"),
    ];
    for (arguments, expected) in rows {
        let output = replay(arguments, b"");
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(error.contains(expected), "{arguments:?}: {error}");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn a_case_that_throws_and_one_with_strange_bytes_are_played() {
    let thrown = CASE.replace(r#""url""#, r#""method":"G\u0100T","url""#);
    let odd = CASE.replace(
        r#""server":{}"#,
        r#""server":{"actual":{"status":99999,"headers":[["a b","x"],["","y"],["X-\u00e9","\u0000\u00ff"]]}}"#,
    );
    let odd_too = odd.replace("99999", "999");
    let output =
        replay(&["-", "--engine", "chromium"], format!("{thrown}\n{odd}\n{odd_too}\n{CASE}").as_bytes());
    let text = String::from_utf8(output.stdout).expect("verdicts are UTF-8");
    assert_eq!(text.matches("\"outcome\":\"type-error-before-send\"").count(), 1, "{text}");
    assert!(text.lines().count() >= 3, "{text}");
}
