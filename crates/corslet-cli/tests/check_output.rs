//! What else is written: HAR, curl commands, files, a table of origins; and in which characters.
#![allow(clippy::panic, clippy::unwrap_used)]

#[allow(dead_code, reason = "each of these tests uses a part of it")]
mod check_server {
    pub(crate) mod raw;
    pub(crate) mod run;
}

use std::path::PathBuf;
use std::process::Command;

use check_server::raw::{Server, response};
use check_server::run::{check, corslet, corslet_in};
use serde_json::Value;

const GRANT: [&str; 5] = [
    "Access-Control-Allow-Origin: http://app.example",
    "Access-Control-Allow-Methods: PUT",
    "Access-Control-Allow-Headers: x-a, content-type",
    "Access-Control-Allow-Credentials: true",
    "Set-Cookie: sid=secretvalue; Path=/",
];

fn granting() -> Server {
    Server::granting(response("204 No Content", &GRANT[..4]), response("200 OK", &GRANT))
}

/// A file of this test's own.
fn file(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("corslet-{}-{name}", std::process::id()))
}

const PUT: [&str; 10] =
    ["-X", "PUT", "-H", "X-A: it's", "--json", "{\"a\": 1}", "--credentials", "include", "--send", "-b"];

#[test]
fn a_har_has_every_field_of_the_format() {
    let server = granting();
    let path = file("one.har");
    let mut all = PUT.to_vec();
    let cookie = "Set-Cookie: a=secretcookie; SameSite=None; Secure";
    all.extend([cookie, "--third-party-cookies", "allow", "--har", path.to_str().unwrap()]);
    assert_eq!(check(&server.url("/?q=1"), &all).code, 0);
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    assert!(!text.contains("secret\u{76}alue") && !text.contains("secretcookie"), "{text}");
    let har: Value = serde_json::from_str(&text).unwrap();
    let log = &har["log"];
    assert_eq!(log["version"], "1.2");
    assert_eq!(log["creator"]["name"], "corslet");
    let entries = log["entries"].as_array().unwrap();
    assert_eq!(entries.len(), 2);
    for entry in entries {
        for field in [
            "startedDateTime",
            "time",
            "request",
            "response",
            "cache",
            "timings",
            "serverIPAddress",
            "connection",
        ] {
            assert!(!entry[field].is_null(), "{field}: {entry}");
        }
        for field in
            ["method", "url", "httpVersion", "cookies", "headers", "queryString", "headersSize", "bodySize"]
        {
            assert!(!entry["request"][field].is_null(), "{field}: {entry}");
        }
        for field in [
            "status",
            "statusText",
            "httpVersion",
            "cookies",
            "headers",
            "content",
            "redirectURL",
            "headersSize",
            "bodySize",
        ] {
            assert!(!entry["response"][field].is_null(), "{field}: {entry}");
        }
        for field in ["send", "wait", "receive", "connect", "dns", "ssl", "blocked"] {
            assert!(entry["timings"][field].is_number(), "{field}: {entry}");
        }
        let phases = ["dns", "connect", "send", "wait", "receive"];
        let sum: f64 = phases.iter().map(|phase| entry["timings"][phase].as_f64().unwrap().max(0.0)).sum();
        assert!((sum - entry["time"].as_f64().unwrap()).abs() < 1e-6, "{entry}");
        let date = entry["startedDateTime"].as_str().unwrap();
        assert!(date.len() == 24 && date.ends_with('Z') && date.starts_with("20"), "{date}");
    }
    assert_eq!(
        (&entries[0]["_resourceType"], &entries[0]["_initiator"]["type"]),
        (&"preflight".into(), &"preflight".into())
    );
    assert_eq!(entries[1]["_resourceType"], "fetch");
    assert_eq!(entries[1]["request"]["postData"]["text"], "{\"a\": 1}");
    assert_eq!(entries[1]["request"]["cookies"][0], serde_json::json!({"name": "a", "value": "<redacted>"}));
    assert_eq!(entries[1]["response"]["cookies"][0]["name"], "sid");
    assert_eq!(entries[1]["request"]["queryString"][0]["name"], "q");
}

/// The request's line and the lines that a page and a browser decide about, sorted.
fn essence(text: &str) -> Vec<String> {
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let mut lines = head.split("\r\n");
    let first = lines.next().unwrap().to_owned();
    let transport = ["host:", "user-agent:", "connection:", "content-length:", "accept: */*"];
    let mut kept: Vec<String> = lines
        .map(str::to_owned)
        .filter(|line| !transport.iter().any(|start| line.to_lowercase().starts_with(start)))
        .collect();
    kept.sort();
    kept.insert(0, first);
    kept.push(body.to_owned());
    kept
}

#[test]
fn the_curl_commands_send_the_same() {
    let server = granting();
    let mut all = PUT.to_vec();
    all.extend(["a=1; b=2", "--curl", "--show-secrets", "--engine", "chromium"]);
    let said = check(&server.url("/x?q=a%20b"), &all);
    assert_eq!(said.code, 0, "{said:?}");
    let own = server.asked();
    let commands = said.json()["curl"].as_array().unwrap().clone();
    assert_eq!(commands.len(), own.len());
    if Command::new("curl").arg("--version").output().is_err() {
        assert!(std::env::var_os("CI").is_none(), "curl is missing");
        return;
    }
    for command in &commands {
        let status = Command::new("bash").args(["-c", command.as_str().unwrap()]).output().unwrap().status;
        assert!(status.success(), "{command}");
    }
    let curls = &server.asked()[own.len()..];
    for (own, curl) in own.iter().zip(curls) {
        assert_eq!(essence(&own.text), essence(&curl.text));
    }
}

#[test]
fn curl_commands_hide_what_is_secret() {
    let server = granting();
    let arguments = [
        "-H",
        "Authorization: Bearer hunter2hunter2",
        "-b",
        "Set-Cookie: sid=hunter2hunter2; SameSite=None; Secure",
        "--third-party-cookies",
        "allow",
        "--credentials",
        "include",
    ];
    let mut all = vec!["check", "--origin", "http://app.example", "--curl"];
    let url = server.url("/?token=hunter2hunter2");
    all.push(&url);
    all.extend(arguments);
    let said = corslet(&all);
    assert!(
        said.out.contains("the same with curl") && said.out.contains("curl -si -X OPTIONS"),
        "{}",
        said.out
    );
    assert!(!said.out.contains("hunter2"), "{}", said.out);
    all.push("--show-secrets");
    assert!(corslet(&all).out.contains("hunter2"));
}

#[test]
fn the_format_comes_from_the_extension() {
    let server = granting();
    for (name, start, end) in
        [("o.json", "{\n", "}\n"), ("o.jsonl", "{\"schema\"", "}\n"), ("o.txt", "cross-origin", "\n")]
    {
        let path = file(name);
        let said = corslet(&[
            "check",
            &server.url("/"),
            "--origin",
            "http://app.example",
            "-o",
            path.to_str().unwrap(),
        ]);
        assert_eq!((said.code, said.out.as_str()), (0, ""), "{said:?}");
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::remove_file(&path).unwrap();
        assert!(text.starts_with(start) && text.ends_with(end) && !text.contains('\u{1b}'), "{name}: {text}");
    }
    let said =
        corslet(&["check", &server.url("/"), "--origin", "http://app.example", "-o", "/nowhere/at/all.json"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("cannot be written"), "{said:?}");
}

#[test]
fn colour_and_characters_are_as_the_environment_says() {
    let server = granting();
    let url = server.url("/");
    let run = |environment: &[(&str, &str)], more: &[&str]| {
        let mut all = vec!["check", &url, "--origin", "http://app.example"];
        all.extend(more);
        corslet_in(environment, &all).out
    };
    let utf8 = [("LANG", "en_GB.UTF-8")];
    assert!(run(&utf8, &[]).contains('✓'));
    assert!(run(&utf8, &["--ascii"]).is_ascii());
    assert!(run(&[("LANG", "en_GB.UTF-8"), ("LC_ALL", "C")], &[]).is_ascii());
    assert!(run(&[], &[]).is_ascii());
    assert!(!run(&[], &[]).contains('\u{1b}'));
    assert!(run(&[("CLICOLOR_FORCE", "1")], &[]).contains('\u{1b}'));
    assert!(!run(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], &[]).contains('\u{1b}'));
    // Nothing is said by colour alone.
    let coloured = run(&[("CLICOLOR_FORCE", "1")], &[]);
    let bare = anstream::adapter::strip_str(&coloured).to_string();
    let without_times =
        |text: &str| text.lines().filter(|line| !line.contains(" ms")).collect::<Vec<_>>().join("\n");
    assert_eq!(without_times(&bare), without_times(&run(&[], &[])));
}

#[test]
fn nothing_is_wider_than_the_columns() {
    let location = "Location: /next";
    let server = Server::start(move |asked| {
        let lines = if asked.path == "/next" { &GRANT[1..] } else { &[GRANT[0], location][..] };
        let status = if asked.path == "/next" { "200 OK" } else { "307 Temporary Redirect" };
        check_server::raw::Reply::Bytes(response(status, lines).into_bytes())
    });
    for columns in ["60", "80", "100"] {
        for locale in ["C", "C.UTF-8"] {
            let arguments =
                ["-H", "X-A: 1", "-b", "sid=1", "--credentials", "include", "--repeat", "2", "--curl"];
            let mut all = vec!["check", "--origin", "http://app.example"];
            let url = server.url("/");
            all.push(&url);
            all.extend(arguments);
            let said = corslet_in(&[("COLUMNS", columns), ("LANG", locale)], &all);
            let width: usize = columns.parse().unwrap();
            // A word that is too long stays whole.
            let wide: Vec<&str> = said
                .out
                .lines()
                .filter(|line| line.chars().count() > width && line.trim().contains(' '))
                .filter(|line| !line.trim_start().starts_with("-H ") && !line.contains("://"))
                .collect();
            assert!(wide.is_empty(), "{columns}: {wide:#?}");
        }
    }
}

#[test]
fn several_origins_are_a_table() {
    let server = granting();
    let said = corslet(&[
        "check",
        &server.url("/"),
        "--origin",
        "http://app.example",
        "--origin",
        "null",
        "--origin",
        "http://evil.example",
    ]);
    assert_eq!(said.code, 1);
    let row = |start: &str| said.out.lines().find(|line| line.starts_with(start)).unwrap().to_owned();
    assert_eq!(row("http://app.example").matches("allowed").count(), 4);
    assert_eq!(row("null").matches("BLOCKED").count(), 4);
    assert!(said.out.contains("actual:acao-mismatch"), "{}", said.out);
    assert_eq!(server.methods().len(), 3);
}
