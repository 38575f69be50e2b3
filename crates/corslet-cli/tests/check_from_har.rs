//! What was recorded is judged as if it happened again, nobody is asked, and what is hidden is said.
#![allow(clippy::panic, clippy::unwrap_used)]

#[allow(dead_code, reason = "each of these tests uses a part of it")]
mod check_server {
    pub(crate) mod raw;
    pub(crate) mod run;
}

use std::path::PathBuf;

use check_server::raw::{Reply, Server, response};
use check_server::run::{Said, check, corslet, dead_url};
use serde_json::{Value, json};

const OWN: &str = "Access-Control-Allow-Origin: http://app.example";
const ENGINES: [&str; 4] = ["chromium", "firefox", "webkit", "standard"];

/// A file of this test's own.
fn file(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("corslet-from-har-{}-{name}.har", std::process::id()))
}

/// A recording with these entries.
fn har(name: &str, creator: &str, entries: &[Value]) -> String {
    let log = json!({"version": "1.2", "creator": {"name": creator, "version": "1"}, "entries": entries});
    let path = file(name);
    std::fs::write(&path, json!({ "log": log }).to_string()).unwrap();
    path.display().to_string()
}

fn pairs(headers: &[(&str, &str)]) -> Value {
    headers.iter().map(|(name, value)| json!({"name": name, "value": value})).collect()
}

fn entry(method: &str, url: &str, asked: &[(&str, &str)], status: u16, came: &[(&str, &str)]) -> Value {
    json!({
        "startedDateTime": "2026-01-31T23:59:59.123Z",
        "time": 1,
        "request": {"method": method, "url": url, "httpVersion": "h2", "headers": pairs(asked), "cookies": []},
        "response": {"status": status, "httpVersion": "h2", "headers": pairs(came), "content": {"size": 0}},
        "timings": {"send": 0, "wait": 1, "receive": 0},
    })
}

fn preflight(url: &str, method: &str, names: &str, status: u16, came: &[(&str, &str)]) -> Value {
    let mut asked = vec![("Origin", "https://app.example"), ("Access-Control-Request-Method", method)];
    if !names.is_empty() {
        asked.push(("Access-Control-Request-Headers", names));
    }
    let mut entry = entry("OPTIONS", url, &asked, status, came);
    entry["_resourceType"] = "preflight".into();
    entry
}

/// A request that Chromium has refused: no status, no header.
fn refused(method: &str, url: &str, asked: &[(&str, &str)]) -> Value {
    let mut entry = entry(method, url, asked, 0, &[]);
    entry["response"]["_error"] = "net::ERR_FAILED".into();
    entry["_resourceType"] = "fetch".into();
    entry
}

fn from_har(path: &str, arguments: &[&str]) -> Said {
    let mut all = vec!["check", "--from-har", path, "--format", "json"];
    all.extend(arguments);
    corslet(&all)
}

fn notes(said: &Said) -> String {
    said.json()["notes"].to_string()
}

/// What each engine says.
fn verdicts(said: &Said) -> Vec<(String, Vec<String>)> {
    ENGINES.iter().map(|engine| (said.outcome(engine), said.failed(engine))).collect()
}

#[test]
fn a_recording_of_the_program_gives_the_same_verdicts() {
    let redirecting = || {
        Server::start(|asked| {
            let text = match asked.path.as_str() {
                "/from" => response("302 Found", &[OWN, "Location: /to?token=hunter2hunter2"]),
                _ => response("200 OK", &[OWN, "X-Two: a", "X-Two: b", "X-Latin: caf\u{e9}"]),
            };
            Reply::Bytes(text.into_bytes())
        })
    };
    let plain = |headers: &[&str]| {
        let text = response("200 OK", headers);
        Server::granting(text.clone(), text)
    };
    let put = ["Access-Control-Allow-Methods: PUT", "Access-Control-Allow-Headers: x-a"];
    let granted =
        || Server::granting(response("204 No Content", &[OWN, put[0], put[1]]), response("200 OK", &[OWN]));
    let cookie = "Set-Cookie: a=b; SameSite=None; Secure";
    let table: Vec<(&str, Server, &str, Vec<&str>)> = vec![
        ("granted", plain(&[OWN]), "/", vec![]),
        ("refused", plain(&[]), "/", vec![]),
        ("two values", plain(&[OWN, OWN]), "/", vec![]),
        (
            "with credentials",
            plain(&["Access-Control-Allow-Origin: *"]),
            "/",
            vec!["--credentials", "include", "-b", cookie],
        ),
        (
            "sent",
            granted(),
            "/",
            vec!["-X", "PUT", "-H", "X-A: 1", "-d", "x=1", "-H", "Content-Type: text/plain", "--send"],
        ),
        ("not sent", granted(), "/", vec!["-X", "PUT"]),
        (
            "header refused",
            granted(),
            "/",
            vec!["-X", "PUT", "-H", "X-B: 1", "-H", "Authorization: Bearer x", "--send"],
        ),
        ("redirected", redirecting(), "/from", vec![]),
        ("no redirect wanted", redirecting(), "/from", vec!["--redirect", "error"]),
        ("element", plain(&[]), "/", vec!["--element", "img", "--crossorigin"]),
        ("opaque", plain(&[]), "/", vec!["--mode", "no-cors"]),
        ("upload", granted(), "/", vec!["--upload-listener", "-d", "x", "--send"]),
        ("user agent", granted(), "/", vec!["-H", "User-Agent: own", "-H", "X-A: 1"]),
        ("repeated", granted(), "/", vec!["-X", "PUT", "--send", "--repeat", "2", "--clock", "+1m"]),
    ];
    for (name, server, path, arguments) in table {
        let har = file(name).display().to_string();
        let mut recorded = vec!["--har", &har];
        recorded.extend(&arguments);
        let live = check(&server.url(path), &recorded);
        let asked = server.asked().len();
        let replayed = from_har(&har, &[]);
        std::fs::remove_file(&har).unwrap();
        assert_eq!(verdicts(&live), verdicts(&replayed), "{name}: {}", replayed.err);
        assert_eq!(live.code, replayed.code, "{name}");
        assert_eq!(server.asked().len(), asked, "{name}: somebody was asked");
    }
    let har = file("dead").display().to_string();
    let live = check(&dead_url(), &["--har", &har]);
    let replayed = from_har(&har, &[]);
    std::fs::remove_file(&har).unwrap();
    assert_eq!((live.code, verdicts(&live)), (3, verdicts(&replayed)));
    assert_eq!(replayed.code, 3);
}

#[test]
fn network_panels_find_the_preflight_and_the_server() {
    let server = Server::granting(
        response("204 No Content", &[OWN, "Access-Control-Allow-Methods: PUT"]),
        response("200 OK", &[OWN]),
    );
    let har = file("panel");
    check(&server.url("/"), &["-X", "PUT", "--send", "--har", har.to_str().unwrap()]);
    let written: Value = serde_json::from_str(&std::fs::read_to_string(&har).unwrap()).unwrap();
    std::fs::remove_file(&har).unwrap();
    let [preflight, actual] = written["log"]["entries"].as_array().unwrap().as_slice() else {
        panic!("{written}")
    };
    assert_eq!(
        (&preflight["_resourceType"], &preflight["_initiator"]["type"]),
        (&json!("preflight"), &json!("preflight"))
    );
    assert_eq!(actual["_resourceType"], "fetch");
    assert_eq!(actual["connection"], server.port().to_string());
    assert_ne!(actual["_connectionId"], actual["connection"]);
    assert_eq!((&preflight["_hop"], &actual["_check"]), (&json!(0), &json!(0)));
}

#[test]
fn what_chromium_refused_is_found_and_its_preflight_judged() {
    let url = "https://api.example/orders";
    let asked = [
        ("Origin", "https://app.example"),
        ("Authorization", "Bearer x"),
        ("sec-ch-ua", "x"),
        ("User-Agent", "U"),
    ];
    let entries = [
        entry("GET", "https://app.example/", &[("sec-fetch-mode", "navigate")], 200, &[]),
        entry(
            "GET",
            "https://api.example/public",
            &[("Origin", "https://app.example")],
            200,
            &[("access-control-allow-origin", "*")],
        ),
        refused("PUT", url, &asked),
        preflight(
            url,
            "PUT",
            "authorization",
            204,
            &[
                ("access-control-allow-origin", "https://app.example"),
                ("access-control-allow-methods", "PUT"),
            ],
        ),
    ];
    let path = har("chromium", "WebInspector", &entries);
    let said = from_har(&path, &[]);
    assert_eq!(said.code, 1, "{said:?}");
    assert_eq!(said.failed("chromium"), ["preflight:authorization"]);
    let json = said.json();
    assert_eq!(
        (&json["request"]["method"], &json["request"]["origin"]),
        (&json!("PUT"), &json!("https://app.example"))
    );
    assert_eq!(json["exchanges"][0]["har_entry"], 4);
    assert!(notes(&said).contains("entry #3 of 4, recorded by WebInspector 1"), "{}", notes(&said));
    assert!(notes(&said).contains("user-agent"), "{}", notes(&said));

    let public = from_har(&format!("{path}#2"), &[]);
    assert_eq!((public.code, public.outcome("firefox")), (0, "readable".to_owned()));
    let chosen = from_har(&path, &["https://api.example/public"]);
    assert_eq!(chosen.json()["exchanges"][0]["har_entry"], 2);
    let other = from_har(&format!("{path}#2"), &["--origin", "https://other.example"]);
    assert_eq!((other.code, other.outcome("chromium")), (4, "inconclusive".to_owned()));
    assert!(other.out.contains("this would ask with https://other.example"), "{}", other.out);
    let navigation = from_har(&format!("{path}#1"), &[]);
    assert!(navigation.code == 2 && navigation.err.contains("it is a navigation"), "{navigation:?}");
    std::fs::remove_file(path).unwrap();
}

#[test]
fn a_preflight_without_its_request_stands_for_it() {
    let url = "https://api.example/orders";
    let path = har("firefox", "Firefox", &[preflight(url, "DELETE", "content-type,x-a", 403, &[])]);
    let said = from_har(&path, &[]);
    std::fs::remove_file(path).unwrap();
    assert_eq!(said.code, 1, "{said:?}");
    assert_eq!(said.json()["request"]["method"], "DELETE");
    assert!(said.failed("webkit").contains(&"preflight:status".to_owned()), "{:?}", said.failed("webkit"));
    assert!(
        notes(&said).contains("whose values the recording does not have: content-type, x-a"),
        "{}",
        notes(&said)
    );
}

#[test]
fn without_its_preflight_an_answer_can_be_refused_and_not_allowed() {
    let url = "https://api.example/orders";
    let asked = [("Origin", "https://app.example"), ("X-A", "1")];
    let granted = [("Access-Control-Allow-Origin", "https://app.example")];
    for (came, code, outcome) in [(&granted[..], 4, "inconclusive"), (&[], 1, "blocked")] {
        let path =
            har(&format!("safari{code}"), "WebKit Web Inspector", &[entry("PUT", url, &asked, 200, came)]);
        let said = from_har(&path, &[]);
        std::fs::remove_file(path).unwrap();
        assert_eq!(said.code, code, "{said:?}");
        for engine in ENGINES {
            assert_eq!(said.outcome(engine), outcome, "{engine}");
        }
        assert!(notes(&said).contains("no preflight is recorded"), "{}", notes(&said));
        let people = corslet(&["check", "--from-har", "/nowhere"]);
        assert_eq!(people.code, 2);
    }
}

#[test]
fn redirects_are_put_together() {
    let origin = ("Origin", "https://app.example");
    let granted = ("Access-Control-Allow-Origin", "https://app.example");
    let entries = [
        entry(
            "GET",
            "https://api.example/a",
            &[origin],
            302,
            &[granted, ("Location", "https://login.example/")],
        ),
        entry("GET", "https://other.example/", &[origin], 200, &[granted]),
        entry("GET", "https://login.example/", &[("Origin", "null")], 200, &[]),
    ];
    let path = har("redirects", "Firefox", &entries);
    let said = from_har(&path, &[]);
    std::fs::remove_file(path).unwrap();
    assert_eq!(said.code, 1, "{said:?}");
    let json = said.json();
    let entries: Vec<&Value> =
        json["exchanges"].as_array().unwrap().iter().map(|one| &one["har_entry"]).collect();
    assert_eq!(entries, [&json!(1), &json!(3)]);
    assert_eq!(json["engines"]["chromium"]["failed"][0]["hop"], 1);
}

#[test]
fn what_the_recorder_hides_is_said() {
    let url = "https://api.example/";
    let mut secret =
        entry("GET", url, &[("Origin", "https://app.example")], 200, &[("access-control-allow-origin", "*")]);
    secret["response"]["content"] = json!({"size": 42});
    let path = har("hidden", "WebInspector", &[secret, json!({"request": {"method": "GET"}})]);
    let said = from_har(&path, &[]);
    for wanted in [
        "unless it is told to save the HAR with sensitive data",
        "has no body",
        "1 of the entries could not be read",
        "no bytes of the heads",
    ] {
        assert!(notes(&said).contains(wanted), "{wanted}: {}", notes(&said));
    }
    std::fs::remove_file(path).unwrap();
    let path = har("withheld", "WebInspector", &[refused("GET", url, &[("Origin", "https://app.example")])]);
    let said = from_har(&path, &[]);
    std::fs::remove_file(path).unwrap();
    assert_eq!((said.code, said.outcome("chromium")), (4, "inconclusive".to_owned()));
    assert!(
        notes(&said).contains("the recorder kept no answer of entry #1 (it says net::ERR_FAILED)"),
        "{}",
        notes(&said)
    );
}

#[test]
fn a_bad_file_is_a_located_error() {
    let path = file("bad");
    let shown = path.display().to_string();
    let table: &[(&str, &str)] = &[
        ("{\n  \"log\": {,\n", "line 2, column 11: this is no JSON"),
        ("{\"log\": {\"version\": \"1.2\"}}", "this is JSON and no HAR (missing field `entries`, line 1"),
        ("{\"log\": {\"entries\": []}}", "the recording has no entries"),
        ("{\"log\": {\"entries\": [1, {}]}}", "none of its 2 entries can be read; entry #1:"),
        ("", "this is no JSON"),
    ];
    for (text, wanted) in table {
        std::fs::write(&path, text).unwrap();
        let said = from_har(&shown, &[]);
        assert!(said.code == 2 && said.err.contains(wanted), "{text}: {}", said.err);
    }
    let one = entry("GET", "https://a.example/", &[("Origin", "https://b.example")], 200, &[]);
    std::fs::write(&path, json!({"log": {"entries": [one]}}).to_string()).unwrap();
    let said = from_har(&format!("{shown}#7"), &[]);
    assert!(
        said.code == 2 && said.err.contains("there is no entry #7: write a number from 1 to 1"),
        "{}",
        said.err
    );
    let said = from_har(&shown, &["https://c.example/"]);
    assert!(said.code == 2 && said.err.contains("no recorded request to https://c.example/"), "{}", said.err);
    std::fs::remove_file(path).unwrap();
}
