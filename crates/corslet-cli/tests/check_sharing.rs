//! Engines share exchanges, and what may change something goes out once at most, and only when it is asked for.
#![allow(clippy::panic, clippy::unwrap_used)]

#[allow(dead_code, reason = "each of these tests uses a part of it")]
mod check_server {
    pub(crate) mod raw;
    pub(crate) mod run;
}

use check_server::raw::{Server, response};
use check_server::run::check;

const GRANT: [&str; 3] =
    ["Access-Control-Allow-Origin: *", "Access-Control-Allow-Methods: *", "Access-Control-Allow-Headers: *"];

fn granting() -> Server {
    Server::granting(response("204 No Content", &GRANT), response("200 OK", &GRANT))
}

#[test]
fn an_unsafe_method_stays_at_home() {
    for (arguments, reaches) in [
        (&["-X", "DELETE"][..], &["OPTIONS"][..]),
        (&["-X", "PUT", "-d", "x"], &["OPTIONS"]),
        (&["-X", "patch"], &["OPTIONS"]),
        (&["-d", "a=1"], &[]),
        (&["-X", "POST", "--mode", "no-cors"], &[]),
        (&["-X", "OPTIONS"], &["OPTIONS"]),
    ] {
        let server = granting();
        let said = check(&server.url("/"), arguments);
        assert_eq!(said.code, 4, "{arguments:?}: {said:?}");
        assert_eq!(said.outcome("chromium"), "inconclusive");
        assert!(said.failed("chromium").is_empty());
        assert_eq!(server.methods(), reaches, "{arguments:?}");
        assert!(said.json()["notes"].to_string().contains("--send"));
    }
}

#[test]
fn a_refused_preflight_is_conclusive_all_the_same() {
    let server = Server::granting(response("403 Forbidden", &[]), response("200 OK", &GRANT));
    assert_eq!(check(&server.url("/"), &["-X", "DELETE"]).code, 1);
}

#[test]
fn with_send_it_goes_out_once() {
    let server = granting();
    let said = check(&server.url("/"), &["-X", "DELETE", "--send"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(server.methods(), ["OPTIONS", "DELETE"]);
    assert_eq!(said.json()["exchanges"][1]["engines"].as_array().unwrap().len(), 4);
}

#[test]
fn the_body_goes_along() {
    let server = granting();
    let said = check(&server.url("/"), &["-d", "a=1", "-d", "b=2", "--send"]);
    assert_eq!(said.code, 0, "{said:?}");
    let asked = server.asked();
    assert_eq!(asked.len(), 1);
    assert!(asked[0].text.starts_with("POST / "));
    assert!(asked[0].text.contains("\r\nContent-Type: application/x-www-form-urlencoded\r\n"));
    assert!(asked[0].text.ends_with("\r\n\r\na=1&b=2"));

    let server = granting();
    check(&server.url("/"), &["-X", "POST", "--send"]);
    assert!(server.asked()[0].text.to_lowercase().contains("\r\ncontent-length: 0\r\n"));
}

#[test]
fn an_engine_that_would_ask_differently_is_told_so() {
    let server = granting();
    // Browsers join repeated headers in ways of their own; the standard sends each line.
    let said = check(&server.url("/"), &["-X", "POST", "-H", "X-A: 1", "-H", "X-A: 2", "--send"]);
    let posts = server.methods().iter().filter(|method| *method == "POST").count();
    assert_eq!(posts, 1, "{:?}", server.methods());
    assert_eq!(said.outcome("chromium"), "readable");
    assert_eq!(said.outcome("standard"), "inconclusive");
    let json = said.json();
    let not_sent =
        json["exchanges"].as_array().unwrap().iter().find(|one| one["not_sent"].is_object()).unwrap();
    assert_eq!(not_sent["not_sent"]["code"], "already-performed");
    assert_eq!(not_sent["not_sent"]["performed"], 1);

    let human = check_server::run::corslet(&[
        "check",
        &server.url("/"),
        "--origin",
        "http://app.example",
        "-X",
        "POST",
        "-H",
        "X-A: 1",
        "-H",
        "X-A: 2",
        "--send",
    ]);
    assert!(human.out.contains("already performed as POST"), "{}", human.out);
}

#[test]
fn each_hop_of_an_unsafe_request_goes_out() {
    let last = granting();
    let location = format!("Location: http://127.0.0.1:{}/", last.port());
    let first = Server::granting("", response("307 Temporary Redirect", &[GRANT[0], &location]));
    let said = check(&first.url("/"), &["-d", "x", "--send", "--engine", "chromium"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(first.methods(), ["POST"]);
    assert_eq!(last.methods(), ["POST"]);
    assert!(last.asked()[0].text.ends_with("\r\n\r\nx"));
}

#[test]
fn a_method_that_a_redirect_makes_safe_is_still_unsafe_before() {
    let server = Server::granting("", response("303 See Other", &[GRANT[0], "Location: /seen"]));
    assert_eq!(check(&server.url("/"), &["-d", "x"]).code, 4);
    assert!(server.methods().is_empty());
}
