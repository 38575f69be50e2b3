//! What is wrong with the command line is said all at once, where it is, with what to write instead.
#![allow(clippy::panic, clippy::unwrap_used)]

#[allow(dead_code, reason = "each of these tests uses a part of it")]
mod check_server {
    pub(crate) mod run;
}

use check_server::run::corslet;

const URL: &str = "http://127.0.0.1:1/";
const ORIGIN: &str = "https://app.example";

/// A wrong command line, and what must be said of it.
type Row = (&'static [&'static str], &'static [&'static str]);

const ROWS: &[Row] = &[
    (&[], &["URL is missing", "--origin is missing", "corslet check https://api.example/orders --origin"]),
    (&[URL], &["--origin is missing", "--origin https://app.example", "`null`"]),
    (&["api.example/x", "--origin", ORIGIN], &["write https://api.example/x"]),
    (&["localhost:3000", "--origin", ORIGIN], &["write http://localhost:3000"]),
    (&["/orders", "--origin", ORIGIN], &["https://api.example/orders"]),
    (&["wss://api.example", "--origin", ORIGIN, "-X", "PUT"], &["new WebSocket() is always a GET"]),
    (
        &["wss://api.example", "--origin", ORIGIN, "-H", "X-A: 1"],
        &["new WebSocket() sets no header", "in the URL"],
    ),
    (
        &["wss://api.example", "--origin", ORIGIN, "--credentials", "omit"],
        &["always includes", "--mode cors"],
    ),
    (&["wss://api.example", "--origin", ORIGIN, "--all-addresses"], &["nothing to compare"]),
    (&["wss://api.example", "--origin", ORIGIN, "--http1.1", "--http2"], &["nothing to compare"]),
    (&["ftp://api.example", "--origin", ORIGIN], &["http:// or https://"]),
    (&["http://", "--origin", ORIGIN], &["empty host"]),
    (&["http://a b/", "--origin", ORIGIN], &["%20", "^"]),
    (&["http://a:99999/", "--origin", ORIGIN], &["port"]),
    (&["", "--origin", ORIGIN], &["empty"]),
    (
        &[URL, "--origin", "https://App.example/x"],
        &["lower case", "no path", "write `https://app.example`", "^"],
    ),
    (&[URL, "--origin", "app.example"], &["write `https://app.example`"]),
    (&[URL, "--origin", "*"], &["`*` is not an origin"]),
    (&[URL, "--origin", ORIGIN, "-X", "GE T"], &["byte 2", "without blanks", "^"]),
    (&[URL, "--origin", ORIGIN, "-X", ""], &["a method is empty"]),
    (&[URL, "--origin", ORIGIN, "-H", "Authorization"], &["colon", "-H 'Name: value'"]),
    (&[URL, "--origin", ORIGIN, "-H", "X A: 1"], &["byte 1", "^"]),
    (&[URL, "--origin", ORIGIN, "-H", ": 1"], &["a header name is empty"]),
    (&[URL, "--origin", ORIGIN, "-H", "X: a\u{1b}b"], &["0x1B", "one line"]),
    (&[URL, "--origin", ORIGIN, "--credentials", "yes"], &["omit, same-origin, include"]),
    (&[URL, "--origin", ORIGIN, "--mode", "navigate"], &["cors, no-cors, same-origin"]),
    (&[URL, "--origin", ORIGIN, "--redirect", "no"], &["follow, error, manual"]),
    (&[URL, "--origin", ORIGIN, "--engine", "blink"], &["standard, chromium, firefox, webkit, all"]),
    (&[URL, "--origin", ORIGIN, "--engine", "chromium,"], &["standard, chromium, firefox, webkit, all"]),
    (&[URL, "--origin", ORIGIN, "--format", "xml"], &["human, json, jsonl"]),
    (&[URL, "--origin", ORIGIN, "-m", "0"], &["-m 5"]),
    (&[URL, "--origin", ORIGIN, "-m", "NaN"], &["-m 5"]),
    (&[URL, "--origin", ORIGIN, "-m", "1e300"], &["-m 5"]),
    (&[URL, "--origin", ORIGIN, "-d", "@/nowhere/at/all"], &["cannot be read"]),
    (
        &[URL, "--origin", ORIGIN, "--data-binary", "@/nowhere"],
        &["--data-binary @/nowhere", "cannot be read"],
    ),
    (&[URL, "--origin", ORIGIN, "--json", "@/nowhere"], &["--json", "cannot be read"]),
    (&[URL, "--origin", ORIGIN, "--data-urlencode", "a@/nowhere"], &["--data-urlencode", "cannot be read"]),
    (&[URL, "--origin", ORIGIN, "-b", "/nowhere/at/all"], &["cookie file cannot be read", "name=value"]),
    (
        &[URL, "--origin", ORIGIN, "-b", concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")],
        &["line 1", "seven fields"],
    ),
    (&[URL, "--origin", ORIGIN, "--cookie-jar", "/nowhere/at/all"], &["--cookie-jar", "cannot be read"]),
    (&[URL, "--origin", ORIGIN, "-b", "a=\u{1}"], &["no control characters"]),
    (&[URL, "--origin", ORIGIN, "--third-party-cookies", "no"], &["block, allow, partition"]),
    (&[URL, "--origin", ORIGIN, "--page-header", "require-corp"], &["colon", "--page-header 'Name: value'"]),
    (&[URL, "--origin", ORIGIN, "--page-header", "A B: 1"], &["--page-header A B: 1", "byte 1", "^"]),
    (&[URL, "--origin", ORIGIN, "--page-header", "Referrer-Policy:"], &["has no value"]),
    (&[URL, "--origin", ORIGIN, "-u", "joe"], &["password is missing", "-u 'user:password'"]),
    (
        &[URL, "--origin", ORIGIN, "-H", "Origin: http://b.example"],
        &["--origin says https://app.example already"],
    ),
    (&[URL, "-H", "Origin: app.example"], &["write `https://app.example`"]),
    (&[URL, "--origin", ORIGIN, "--referrer-policy", "x"], &["no-referrer", "unsafe-url"]),
    (&[URL, "--origin", ORIGIN, "--top-site", "top.example"], &["--top-site", "write `https://top.example`"]),
    (&[URL, "--origin", ORIGIN, "--element", "frame"], &["img, script, module", "iframe"]),
    (&[URL, "--origin", ORIGIN, "--element", "img", "-X", "PUT"], &["-X PUT", "always a GET"]),
    (&[URL, "--origin", ORIGIN, "--element", "beacon", "-X", "PUT"], &["always a POST"]),
    (&[URL, "--origin", ORIGIN, "--element", "img", "-d", "x"], &["has no body", "--element beacon"]),
    (&[URL, "--origin", ORIGIN, "--element", "img", "-H", "X-A: 1"], &["<img> sets no header"]),
    (&[URL, "--origin", ORIGIN, "--element", "img", "-I"], &["leave out -I"]),
    (&[URL, "--origin", ORIGIN, "--element", "script", "--mode", "cors"], &["--crossorigin anonymous"]),
    (&[URL, "--origin", ORIGIN, "--element", "font", "--crossorigin"], &["no crossorigin attribute"]),
    (&[URL, "--origin", ORIGIN, "--element", "img", "--crossorigin", "x"], &["anonymous, use-credentials"]),
    (&[URL, "--origin", ORIGIN, "--crossorigin"], &["only an element"]),
    (&[URL, "--origin", ORIGIN, "--xhr", "--element", "img"], &["--xhr or --element, not both"]),
    (&[URL, "--origin", ORIGIN, "--xhr", "--mode", "no-cors"], &["its mode is always cors"]),
    (&[URL, "--origin", ORIGIN, "--upload-listener", "--redirect", "error"], &["always follows redirects"]),
    (&[URL, "--origin", ORIGIN, "--xhr", "--credentials", "omit"], &["withCredentials"]),
    (&[URL, "--origin", ORIGIN, "-I", "-d", "x"], &["does not go with -d"]),
    (&[URL, "--origin", ORIGIN, "-I", "-X", "PUT"], &["does not go with -X"]),
    (&[URL, "--origin", ORIGIN, "--repeat", "0"], &["from 1 to 1000"]),
    (&[URL, "--origin", ORIGIN, "--repeat", "x"], &["from 1 to 1000"]),
    (&[URL, "--origin", ORIGIN, "--clock", "+2h"], &["write --repeat 2 as well"]),
    (&[URL, "--origin", ORIGIN, "--repeat", "2", "--clock", "soon"], &["+2h"]),
    (&[URL, "--origin", ORIGIN, "--expect", "maybe"], &["allowed, blocked"]),
    (&[URL, "--origin", ORIGIN, "-o", env!("CARGO_MANIFEST_DIR")], &["no file to write to"]),
    (&[URL, "--origin", ORIGIN, "--cacert", "/nowhere/at/all"], &["cannot read"]),
    (&[URL, "--origin", ORIGIN, "--cacert", env!("CARGO_MANIFEST_DIR")], &["--cacert"]),
    (
        &[URL, "--origin", ORIGIN, "--cacert", concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")],
        &["no certificate"],
    ),
];

#[test]
fn every_problem_says_what_to_write() {
    for (arguments, wanted) in ROWS {
        let mut all = vec!["check"];
        all.extend(*arguments);
        let said = corslet(&all);
        assert_eq!(said.code, 2, "{arguments:?}: {said:?}");
        assert_eq!(said.out, "", "{arguments:?}: errors go to the other stream");
        for text in *wanted {
            assert!(said.err.contains(text), "{arguments:?} lacks `{text}`: {}", said.err);
        }
    }
}

#[test]
fn all_problems_come_at_once() {
    let said = corslet(&[
        "check",
        "api.example",
        "--origin",
        "app.example/",
        "-X",
        "G T",
        "-H",
        "x",
        "--mode",
        "m",
        "--credentials",
        "c",
        "--redirect",
        "r",
        "--engine",
        "e,f",
        "--format",
        "g",
        "-m",
        "h",
    ]);
    assert_eq!(said.code, 2);
    let lines: Vec<&str> = said.err.lines().filter(|line| line.starts_with("error: ")).collect();
    assert_eq!(lines.len(), 11, "{}", said.err);
}

#[test]
fn a_secret_in_a_broken_header_is_not_repeated() {
    for header in ["Authorization Bearer hunter2hunter2", "Authorization: Bearer hunter2hunter2\u{1}"] {
        let said = corslet(&["check", URL, "--origin", ORIGIN, "-H", header]);
        assert_eq!(said.code, 2);
        assert!(!said.err.contains("hunter2"), "{}", said.err);
    }
}

#[test]
fn an_unknown_flag_is_a_usage_error() {
    assert_eq!(corslet(&["check", URL, "--origin", ORIGIN, "--wat"]).code, 2);
}
