//! What a page gets from an element, an event source, a beacon or an XMLHttpRequest instead of `fetch()`.
#![allow(clippy::panic, clippy::unwrap_used)]

#[allow(dead_code, reason = "each of these tests uses a part of it")]
mod check_server {
    pub(crate) mod raw;
    pub(crate) mod run;
}

use check_server::raw::{Server, response};
use check_server::run::{check, corslet};

const ANY: &str = "Access-Control-Allow-Origin: *";

fn answering(headers: &[&str]) -> Server {
    Server::granting(response("204 No Content", headers), response("200 OK", headers))
}

/// What the page gets in an engine.
fn gets(said: &check_server::run::Said, engine: &str) -> String {
    said.json()["engines"][engine]["page_gets"].as_str().unwrap().to_owned()
}

#[test]
fn each_element_asks_in_its_own_mode() {
    for (element, without, with_any, origin, accept) in [
        ("img", 0, 0, false, "image/png"),
        ("script", 0, 0, false, "*/*"),
        ("style", 0, 0, false, "text/css"),
        ("module", 1, 0, true, "*/*"),
        ("eventsource", 1, 0, true, "text/event-stream"),
    ] {
        for (headers, code) in [(&[][..], without), (&[ANY], with_any)] {
            let server = answering(headers);
            let said = check(&server.url("/"), &["--element", element]);
            assert_eq!(said.code, code, "{element}: {said:?}");
            assert_eq!(server.methods(), ["GET"], "{element}");
            let text = server.asked()[0].text.clone();
            assert_eq!(text.contains("Origin: http://app.example"), origin, "{element}: {text}");
            assert!(text.contains(&format!("Accept: {accept}")), "{element}: {text}");
            let json = said.json();
            assert_eq!(json["request"]["api"], element);
            assert!(json["engines"]["chromium"]["readable"].is_null(), "an element hands out no header");
        }
    }
}

#[test]
fn the_attribute_makes_it_a_cors_request() {
    for element in ["img", "script", "style"] {
        let server = answering(&[]);
        let said = check(&server.url("/"), &["--element", element, "--crossorigin"]);
        assert_eq!(said.code, 1, "{said:?}");
        assert_eq!(said.failed("chromium"), ["actual:missing-acao"]);
        assert!(gets(&said, "chromium").contains("an error event without a reason"));
        let star = answering(&[ANY]);
        let said = check(&star.url("/"), &["--element", element, "--crossorigin", "use-credentials"]);
        assert_eq!(said.failed("firefox"), ["actual:wildcard-with-credentials", "actual:acac-not-true"]);
    }
}

#[test]
fn fonts_need_a_grant_except_in_webkit() {
    let server = answering(&[]);
    let said = check(&server.url("/"), &["--element", "font"]);
    assert_eq!(said.code, 1);
    assert_eq!(said.outcome("chromium"), "blocked");
    assert_eq!(said.outcome("webkit"), "opaque");
    let human =
        corslet(&["check", &server.url("/"), "--origin", "http://app.example", "--element", "font"]).out;
    assert!(human.contains("mode no-cors, credentials include in webkit"), "{human}");
}

#[test]
fn a_beacon_is_queued_whatever_comes() {
    let server = answering(&[]);
    let said = check(&server.url("/"), &["--element", "beacon", "-d", "a=1", "--send"]);
    assert_eq!(said.code, 0, "{said:?}");
    let text = server.asked()[0].text.clone();
    assert!(
        text.starts_with("POST ") && text.ends_with("a=1") && text.contains("Origin: http://app.example"),
        "{text}"
    );
    let json = ["--element", "beacon", "--json", "{}", "--send"];
    let said = check(&server.url("/"), &json);
    assert_eq!(said.code, 1);
    assert!(gets(&said, "chromium").starts_with("true all the same"));
}

#[test]
fn an_xhr_is_told_less_and_preflights_for_its_listener() {
    let server = answering(&[]);
    let said = check(&server.url("/"), &["--xhr", "--credentials", "include"]);
    assert_eq!(said.code, 1);
    assert_eq!(gets(&said, "firefox"), "an error event, status 0 and no reason");
    let headline = said.json()["engines"]["chromium"]["headline"]["text"].as_str().unwrap().to_owned();
    assert!(headline.starts_with("Access to XMLHttpRequest at"), "{headline}");

    let server = answering(&[ANY]);
    check(&server.url("/"), &["--upload-listener", "-d", "x", "-H", "Content-Type: text/plain", "--send"]);
    assert_eq!(server.methods(), ["OPTIONS", "POST"]);
}

#[test]
fn the_verdict_says_what_the_page_sees() {
    let server = answering(&[]);
    let run = |more: &[&str]| {
        let url = server.url("/");
        let mut all = vec!["check", &url, "--origin", "http://app.example", "--engine", "chromium"];
        all.extend(more);
        corslet(&all).out
    };
    let allowed = run(&["--element", "img"]);
    assert!(allowed.contains("ALLOWED in chromium: the page gets a load event and the image"), "{allowed}");
    assert!(!allowed.contains("what the page reads"), "{allowed}");
    let blocked = run(&["--element", "script", "--crossorigin"]);
    assert!(blocked.contains("Access to script at"), "{blocked}");
    assert!(
        blocked.contains("BLOCKED in chromium: the page gets an error event without a reason"),
        "{blocked}"
    );
}
