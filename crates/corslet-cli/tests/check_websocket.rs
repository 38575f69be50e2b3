//! A WebSocket is not under CORS: the program says so in every form in which one is asked about, and asks nobody.
#![allow(clippy::panic, clippy::unwrap_used)]

#[allow(dead_code, reason = "each of these tests uses a part of it")]
mod check_server {
    pub(crate) mod raw;
    pub(crate) mod run;
}

use std::net::TcpListener;

use check_server::raw::{Reply, Server, response};
use check_server::run::{Said, corslet, corslet_with};
use serde_json::{Value, json};

const ORIGIN: &str = "https://app.example";

/// A port where somebody listens, and takes it ill to be asked.
struct Silent(TcpListener);

impl Silent {
    fn new() -> Silent {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        Silent(listener)
    }

    fn port(&self) -> u16 {
        self.0.local_addr().unwrap().port()
    }

    fn is_untouched(&self) -> bool {
        self.0.accept().is_err()
    }
}

/// The numbers of what was found, the first first.
fn found(document: &Value) -> Vec<String> {
    let diagnosis = &document["diagnosis"];
    let number = |cause: &Value| cause["number"].as_str().map(str::to_owned);
    let also = diagnosis["also_true"].as_array().into_iter().flatten().filter_map(number);
    number(&diagnosis["root"]).into_iter().chain(also).collect()
}

fn first(said: &Said) -> Option<String> {
    found(&said.json()).into_iter().next()
}

/// The exit code, the outcome in every engine and the first diagnosis.
type Wanted = (i32, &'static str, &'static str);

const UNDECIDED: Wanted = (4, "inconclusive", "D46");
const REFUSED: Wanted = (1, "never-sent", "D46");

#[test]
fn no_way_to_ask_reaches_the_server() {
    let silent = Silent::new();
    let port = silent.port();
    let table: &[(&str, &[&str], Wanted)] = &[
        ("wss", &[], UNDECIDED),
        ("wss", &["--send", "--probe"], UNDECIDED),
        ("wss", &["--repeat", "3", "--clock", "+2h"], UNDECIDED),
        ("wss", &["--engine", "standard"], UNDECIDED),
        ("wss", &["--http1.1"], UNDECIDED),
        ("wss", &["-b", "session=s1", "-u", "a:b", "-k", "-4"], UNDECIDED),
        ("wss", &["--element", "websocket"], UNDECIDED),
        ("https", &["--element", "websocket", "--probe"], UNDECIDED),
        ("http", &["--element", "websocket"], (1, "never-sent", "D36")),
        ("ws", &[], (1, "never-sent", "D36")),
        ("ws", &["--mode", "cors"], (1, "never-sent", "D36")),
        ("wss", &["--mode", "cors"], REFUSED),
        ("wss", &["--mode", "no-cors", "--probe", "--send"], REFUSED),
        ("wss", &["--mode", "same-origin"], (1, "never-sent", "D46")),
        ("wss", &["--xhr", "-X", "PUT", "-d", "x", "--send"], REFUSED),
        ("wss", &["--mode", "cors", "-X", "DELETE", "-H", "X-A: 1", "--send"], REFUSED),
        ("wss", &["--expect", "blocked"], UNDECIDED),
        ("wss", &["--element", "img"], REFUSED),
    ];
    let ways = [
        vec!["--resolve".to_owned(), format!("api.example:{port}:127.0.0.1")],
        vec!["--connect-to".to_owned(), format!("::127.0.0.1:{port}")],
        vec!["-x".to_owned(), format!("http://127.0.0.1:{port}")],
    ];
    for (scheme, arguments, (code, outcome, number)) in table {
        for way in &ways {
            let url = format!("{scheme}://api.example:{port}/live?room=7");
            let mut all = vec!["check", &url, "--origin", ORIGIN, "--format", "json", "--curl"];
            all.extend(arguments.iter().copied().chain(way.iter().map(String::as_str)));
            let said = corslet(&all);
            assert_eq!(said.code, *code, "{all:?}: {}", said.err);
            let document = said.json();
            for (engine, verdict) in document["engines"].as_object().unwrap() {
                assert_eq!(verdict["outcome"], *outcome, "{engine}: {all:?}");
            }
            assert_eq!(first(&said).as_deref(), Some(*number), "{all:?}: {:?}", found(&document));
            assert!(found(&document).contains(&"D46".to_owned()), "{all:?}");
            assert!(silent.is_untouched(), "{all:?}");
        }
    }
}

#[test]
fn the_same_server_asked_over_http_is_no_websocket() {
    let server = Server::start(|_| Reply::Bytes(response("200 OK", &[]).into_bytes()));
    for arguments in [&[][..], &["--probe"], &["--element", "eventsource"]] {
        let mut all = vec!["check", "--origin", "http://app.example", "--format", "json"];
        let url = server.url("/live");
        all.push(&url);
        all.extend(arguments);
        let document = corslet(&all).json();
        assert!(!found(&document).is_empty() && !found(&document).contains(&"D46".to_owned()), "{document}");
    }
    assert!(!server.asked().is_empty());
}

#[test]
fn what_the_handshake_carries_is_shown() {
    let url = "wss://api.example/live";
    let cookie = "Set-Cookie: session=hunter2hunter2; SameSite=None; Secure";
    let strict = "Set-Cookie: strict=1; SameSite=Strict";
    let said = corslet(&["check", url, "--origin", ORIGIN, "--ascii", "--curl", "-b", cookie, "-b", strict]);
    assert_eq!(said.code, 4, "{said:?}");
    for wanted in [
        "> Origin: https://app.example",
        "> Upgrade: websocket",
        "with the cookie `session`",
        "Let the server compare",
        "(cross-site WebSocket",
        "curl -si --http1.1 -m 5",
        "more: corslet explain D46",
    ] {
        assert!(said.out.contains(wanted), "{wanted}: {}", said.out);
    }
    assert!(!said.out.contains("hunter2"), "{}", said.out);
    let numbers =
        found(&corslet(&["check", url, "--origin", ORIGIN, "-b", strict, "--format", "json"]).json());
    assert!(!numbers.contains(&"D32".to_owned()), "more cookies are no advice: {numbers:?}");
}

#[test]
fn whatever_is_pasted_is_understood() {
    let curl = "curl 'wss://api.example/live' -H 'Upgrade: websocket' -H 'Origin: https://app.example' \
                -H 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==' -b 'a=1'";
    let table: &[(&str, i32)] = &[
        ("const live = new WebSocket('wss://api.example/live')", 4),
        ("WebSocket connection to 'wss://api.example/live' failed: Unexpected response code: 403", 4),
        ("GET /live HTTP/1.1\nHost: api.example\nConnection: Upgrade\nUpgrade: websocket\n", 4),
        (curl, 4),
        ("fetch('wss://api.example/live')", 1),
        ("axios.get('wss://api.example/live')", 1),
    ];
    for (text, code) in table {
        let said = corslet_with(&["check", "-", "--origin", ORIGIN, "--format", "json"], text);
        assert_eq!((said.code, first(&said).as_deref()), (*code, Some("D46")), "{text}: {said:?}");
        assert_eq!(said.json()["request"]["url"], "wss://api.example/live", "{text}");
        // What `explain` says to run is read as the same.
        let explained = corslet_with(&["explain", "-", "--format", "json"], text).json();
        if explained["kind"] == "request" {
            let next = explained["next"][0].as_str().unwrap();
            assert_eq!(next.contains("--mode cors"), *code == 1 && text.starts_with("fetch"), "{next}");
        }
    }
    let batch =
        "{\"url\": \"wss://api.example/live\"}\n{\"url\": \"wss://api.example/live\", \"xhr\": true}\n";
    let said = corslet_with(&["check", "--batch", "-", "--origin", ORIGIN], batch);
    let exits: Vec<Value> =
        said.out.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["exit"].clone()).collect();
    assert_eq!((said.code, exits), (1, vec![json!(4), json!(1)]), "{}", said.out);
}

/// A recording with these entries: URL, kind and status.
fn har(name: &str, entries: &[(&str, &str, u16)]) -> String {
    let entry = |(url, kind, status): &(&str, &str, u16)| {
        json!({
            "startedDateTime": "2026-01-31T23:59:59.123Z", "time": 1, "_resourceType": kind, "timings": {},
            "request": {"method": "GET", "url": url, "headers": [{"name": "Origin", "value": ORIGIN}]},
            "response": {"status": status, "headers": [], "content": {}},
        })
    };
    let entries: Vec<Value> = entries.iter().map(entry).collect();
    let path = std::env::temp_dir().join(format!("corslet-websocket-{}-{name}.har", std::process::id()));
    let log = json!({"log": {"version": "1.2", "creator": {"name": "a browser", "version": "1"}, "entries": entries}});
    std::fs::write(&path, log.to_string()).unwrap();
    path.display().to_string()
}

#[test]
fn a_recorded_handshake_is_judged_by_its_answer() {
    let live = "wss://api.example/live";
    let of = |path: &str| corslet(&["check", "--from-har", path, "--format", "json"]);
    let opened = har("opened", &[(live, "websocket", 101)]);
    let said = of(&opened);
    assert_eq!(
        (said.code, said.json()["engines"]["chromium"]["event"].clone()),
        (0, json!("load")),
        "{said:?}"
    );
    assert_eq!(first(&said).as_deref(), Some("D46"));
    let refused = har("refused", &[(live, "websocket", 403)]);
    let said = of(&refused);
    assert_eq!(said.json()["diagnosis"]["root"]["number"], "D46", "{said:?}");
    assert_eq!(said.json()["engines"]["firefox"]["event"], "error");
    // Another request is meant before it, unless it is named.
    let both = har("both", &[(live, "websocket", 101), ("https://api.example/orders", "fetch", 200)]);
    assert_eq!(of(&both).json()["request"]["url"], "https://api.example/orders");
    assert_eq!(of(&format!("{both}#1")).json()["request"]["url"], live);
    for path in [opened, refused, both] {
        std::fs::remove_file(path).unwrap();
    }
}
