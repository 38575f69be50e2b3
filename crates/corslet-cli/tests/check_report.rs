//! The report as people and programs read it: what is in it, how wide it is, and what is not in it.
#![allow(clippy::panic, clippy::unwrap_used)]

#[allow(dead_code, reason = "each of these tests uses a part of it")]
mod check_server {
    pub(crate) mod raw;
    pub(crate) mod run;
}

use check_server::raw::{Server, response};
use check_server::run::{check, corslet};
const OWN: &str = "Access-Control-Allow-Origin: http://app.example";

/// The report without what differs from run to run, the port and the times, and without the notes.
fn steady(report: &str, server: &Server) -> String {
    let (report, _) = report.split_once("\nnotes\n").unwrap();
    let text = report.replace(&format!("127.0.0.1:{}", server.port()), "127.0.0.1:54321");
    let lines = text.lines().map(|line| match line.split_once(" (connect ") {
        Some((before, _)) => format!("{before} (connect 0.1 ms, wait 0.2 ms)\n"),
        None => format!("{line}\n"),
    });
    lines.collect()
}

#[track_caller]
fn is_as_written(report: &str, expected: &str, file: &str) {
    if report != expected {
        let path = format!("{}/tests/check_expected/{file}", env!("CARGO_MANIFEST_DIR"));
        if std::env::var_os("CORSLET_WRITE_EXPECTED").is_some() {
            std::fs::write(path, report).unwrap();
            return;
        }
        panic!("{file} is not what was expected; CORSLET_WRITE_EXPECTED=1 writes it anew. It is:\n{report}");
    }
}

#[test]
fn an_allowed_request_for_people() {
    let headers =
        [OWN, "Vary: Origin", "Content-Type: application/json", "X-Request-Id: 1", "Set-Cookie: a=b"];
    let server = Server::granting("", response("200 OK", &headers));
    let said = corslet(&["check", &server.url("/orders"), "--origin", "http://app.example"]);
    is_as_written(&steady(&said.out, &server), include_str!("check_expected/allowed.txt"), "allowed.txt");
}

#[test]
fn a_blocked_request_for_people() {
    let preflight =
        response("204 No Content", &[&format!("{OWN}/"), "Access-Control-Allow-Methods: PUT POST"]);
    let server = Server::granting(preflight, "");
    let arguments = ["--engine", "standard", "-X", "PUT", "-H", "Authorization: Bearer hunter2hunter2"];
    let url = server.url("/orders");
    let mut all = vec!["check", &url, "--origin", "http://app.example"];
    all.extend(arguments);
    let said = corslet(&all);
    is_as_written(&steady(&said.out, &server), include_str!("check_expected/blocked.txt"), "blocked.txt");
}

#[test]
fn the_browsers_consoles_are_quoted() {
    let server = Server::granting("", response("500 Internal Server Error", &[]));
    let said = corslet(&["check", &server.url("/"), "--origin", "http://app.example"]);
    for text in ["has been blocked by CORS policy", "Cross-Origin Request Blocked", "is not allowed by"] {
        assert!(said.out.contains(text), "{text}: {}", said.out);
    }
    let last = "curl gets 500 and the body; a page on http://app.example gets TypeError: Failed to fetch";
    assert!(said.out.replace('\n', " ").contains(last), "{}", said.out);
}

#[test]
fn nothing_is_wider_than_80_columns() {
    let headers = [
        "Access-Control-Allow-Origin: http://app.example.com",
        "Vary: a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q",
    ];
    let server = Server::granting(response("404 Not Found", &headers), "");
    let said =
        corslet(&["check", &server.url("/"), "--origin", "http://app.example", "-X", "PUT", "-H", "X-A: 1"]);
    for line in said.out.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
}

#[test]
fn a_hostile_server_cannot_reach_the_terminal() {
    let value = "Access-Control-Allow-Origin: http://\u{202e}moc.elpmaxe\u{200b}";
    let server = Server::granting("", response("200 OK", &[value, &format!("Vary: {}", "x".repeat(5000))]));
    let said = corslet(&["check", &server.url("/"), "--origin", "http://app.example"]);
    assert_eq!(said.code, 1);
    assert!(!said.out.contains(['\u{202e}', '\u{200b}', '\u{1b}']), "{}", said.out);
    assert!(said.out.contains("\\u{202e}"));
    assert!(said.out.len() < 10_000, "{}", said.out.len());
}

#[test]
fn secrets_are_in_no_output() {
    let location = "Location: http://joe:secretpassword@127.0.0.1:9/?token=secrettoken";
    let cookie = "Set-Cookie: id=secretcookie; Path=/";
    let server = Server::granting(
        response("204 No Content", &[OWN, "Access-Control-Allow-Headers: *"]),
        response("302 Found", &[OWN, location, cookie]),
    );
    let url = server.url("/?api_key=secretkey1&x=1");
    for format in ["human", "json"] {
        let said = corslet(&[
            "check",
            &url,
            "--origin",
            "http://app.example",
            "--format",
            format,
            "-H",
            "Authorization: Bearer secretbearer",
            "-H",
            "X-Api-Key: secretheader",
            "-H",
            "Cookie: a=secretpagecookie",
        ]);
        assert_eq!(said.code, 1, "{said:?}");
        assert!(!said.out.contains("secret"), "{format}: {}", said.out);
        assert!(said.out.contains("api_key=<redacted>&x=1"), "{format}: {}", said.out);
    }
    assert!(server.asked()[1].text.contains("Authorization: Bearer secretbearer"));
}

#[test]
fn colour_only_when_asked_for() {
    let server = Server::granting("", response("200 OK", &[OWN]));
    assert!(!corslet(&["check", &server.url("/"), "--origin", "http://app.example"]).out.contains('\u{1b}'));
}

#[test]
fn a_short_secret_is_in_no_step() {
    let server = Server::granting("", response("200 OK", &[OWN]));
    let said = check(&server.url("/"), &["-H", "Authorization: Bearer q7z"]);
    assert!(said.out.contains("Authorization: Bearer <redacted>"), "{}", said.out);
    assert!(!said.out.contains("q7z"), "{}", said.out);
}

#[test]
fn a_server_cannot_blank_the_reports_own_words() {
    let cookies = ["Set-Cookie: a=BLOCKED", "Set-Cookie: b=verdict", "Set-Cookie: c=actual:missing-acao"];
    let server = Server::granting("", response("200 OK", &cookies));
    let said = corslet(&["check", &server.url("/"), "--origin", "http://app.example"]);
    for word in ["BLOCKED in chromium", "verdict", "actual:missing-acao"] {
        assert!(said.out.contains(word), "{word}: {}", said.out);
    }
}
