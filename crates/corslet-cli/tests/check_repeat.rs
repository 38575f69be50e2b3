//! The same request again: what the preflight cache answers, and what an expectation turns round.
#![allow(clippy::panic, clippy::unwrap_used)]

#[allow(dead_code, reason = "each of these tests uses a part of it")]
mod check_server {
    pub(crate) mod raw;
    pub(crate) mod run;
}

use check_server::raw::{Server, response};
use check_server::run::{check, corslet, dead_url};

fn granting(max_age: &str) -> Server {
    let grant = ["Access-Control-Allow-Origin: *", "Access-Control-Allow-Methods: PUT", max_age];
    Server::granting(response("204 No Content", &grant), response("200 OK", &grant))
}

const AN_HOUR: &str = "Access-Control-Max-Age: 3600";

#[test]
fn the_cache_answers_the_second_time() {
    let server = granting(AN_HOUR);
    let said = check(&server.url("/"), &["-X", "PUT", "--send", "--repeat", "3", "--engine", "chromium"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(server.methods(), ["OPTIONS", "PUT", "PUT", "PUT"]);
    let json = said.json();
    assert_eq!(json["engines"]["chromium"]["cache_hits"], serde_json::Value::Null);
    let hit = &json["repeats"][0]["engines"]["chromium"]["cache_hits"][0];
    assert!((3590..=3600).contains(&hit["seconds_left"].as_u64().unwrap()), "{hit}");
    assert_eq!(json["exchanges"][3]["time"], 2);
}

#[test]
fn each_browser_forgets_in_its_own_time() {
    // 600 s in WebKit, 3600 s in the others, as the server says.
    let server = granting(AN_HOUR);
    let said = check(&server.url("/"), &["-X", "PUT", "--repeat", "2", "--clock", "+30m"]);
    assert_eq!(said.code, 4, "{said:?}");
    let json = said.json();
    let hits =
        |engine: &str| json["repeats"][0]["engines"][engine]["cache_hits"].as_array().map_or(0, Vec::len);
    assert_eq!(["chromium", "firefox", "webkit"].map(hits), [1, 1, 0]);
    assert_eq!(json["repeats"][0]["later_seconds"].as_f64().unwrap().round(), 1800.0);
    assert_eq!(server.methods(), ["OPTIONS", "OPTIONS"], "WebKit asks again");
}

#[test]
fn a_cache_hit_is_a_row_with_the_seconds_left() {
    let server = granting(AN_HOUR);
    let url = server.url("/");
    let run = |clock: &str| {
        let origin = ["--origin", "http://app.example"];
        let again = ["-X", "PUT", "--send", "--repeat", "2", "--clock", clock, "--engine", "chromium"];
        let mut all = vec!["check", &url];
        all.extend(origin);
        all.extend(again);
        corslet(&all).out
    };
    let kept = run("+10m");
    assert!(kept.contains("time 2, 10 min later"), "{kept}");
    assert!(
        kept.contains("preflight: answered from the cache, nothing is sent\n      3000 s left"),
        "{kept}"
    );
    let forgotten = run("+2h");
    assert!(!forgotten.contains("answered from the cache"), "{forgotten}");
    assert_eq!(forgotten.matches("\n      > OPTIONS").count(), 2, "{forgotten}");
}

#[test]
fn what_may_change_something_goes_out_each_time_only_with_send() {
    let server = granting(AN_HOUR);
    check(&server.url("/"), &["-X", "PUT", "--repeat", "3", "--engine", "chromium"]);
    assert_eq!(server.methods(), ["OPTIONS"]);
}

#[test]
fn an_expectation_turns_0_and_1_round() {
    let open = granting(AN_HOUR);
    let closed = Server::granting("", response("200 OK", &[]));
    for (server, arguments, code) in [
        (&open, &["--expect", "blocked"][..], 1),
        (&open, &["--expect", "allowed"], 0),
        (&closed, &["--expect", "blocked"], 0),
        (&closed, &["--expect", "allowed"], 1),
        (&open, &["--expect", "blocked", "-X", "PUT"], 4),
    ] {
        let said = check(&server.url("/"), arguments);
        assert_eq!(said.code, code, "{arguments:?}: {said:?}");
        assert_eq!(said.json()["exit"], code);
    }
    assert_eq!(check(&dead_url(), &["--expect", "blocked"]).code, 3);
}
