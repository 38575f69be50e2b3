//! `corslet demo` by itself: the story has every step, and ends well.
#![allow(clippy::panic, clippy::unwrap_used)]

use std::process::Command;

#[test]
fn the_tour_tells_the_whole_conversation() {
    let output = Command::new(env!("CARGO_BIN_EXE_corslet")).env_clear().arg("demo").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{text}");
    let mut rest = text.as_str();
    // In this order.
    for wanted in [
        "> OPTIONS http://api.localhost:",
        "> Origin: http://app.localhost:",
        "> Access-Control-Request-Method: DELETE",
        "> Access-Control-Request-Headers: authorization",
        "< 204 No Content",
        "< Access-Control-Allow-Origin: http://app.localhost:",
        "yes 4 Access-Control-Allow-Origin is the request's origin",
        "> DELETE http://api.localhost:",
        "< 200 OK",
        "ALLOWED in chromium, firefox and webkit, and by the standard",
        "> OPTIONS http://api.localhost:",
        "< Access-Control-Allow-Origin: *",
        "NO  4 Access-Control-Allow-Origin is the request's origin",
        "BLOCKED in chromium, firefox and webkit, and by the standard",
        "has been blocked by CORS policy",
        "What to try next",
        "corslet demo --serve",
        "corslet check",
    ] {
        let at = rest.find(wanted).unwrap_or_else(|| panic!("`{wanted}` is missing in: {rest}"));
        rest = &rest[at + wanted.len()..];
    }
    assert_eq!(text.matches("> DELETE http").count(), 1, "the twin's DELETE never leaves");
    for line in text.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
}

#[test]
fn a_port_that_cannot_be_had_is_said() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    for (port, wanted) in
        [(port.as_str(), "cannot be had"), ("6666", "never connect"), ("0", "0"), ("x", "invalid")]
    {
        let output =
            Command::new(env!("CARGO_BIN_EXE_corslet")).args(["demo", "--port", port]).output().unwrap();
        let text = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{port}: {text}");
        assert!(text.contains(wanted), "{port}: {text}");
    }
}
