//! The same at every address and over both versions of HTTP: the one that differs is shown.
#![allow(clippy::panic, clippy::unwrap_used)]

#[allow(dead_code, reason = "each of these tests uses a part of it")]
mod check_server {
    pub(crate) mod raw;
    pub(crate) mod run;
    pub(crate) mod tls;
}

use std::net::TcpListener;

use check_server::raw::{Reply, Server, response};
use check_server::run::{Said, corslet};
use check_server::tls;
use serde_json::Value;

const OWN: &str = "Access-Control-Allow-Origin: http://app.example";
const PUT: &str = "Access-Control-Allow-Methods: PUT";

/// A server that grants, or one that does not, at an address of this machine; a port of 0 is any.
fn server(address: &str, port: u16, grants: bool) -> Server {
    let headers: &[&str] = if grants { &[OWN, PUT, "Server: good"] } else { &["Server: old"] };
    let text = response("200 OK", headers);
    let listener = TcpListener::bind((address, port)).unwrap();
    Server::on(listener, move |_| Reply::Bytes(text.clone().into_bytes()))
}

/// Three nodes behind one name, of which the second is misconfigured.
fn nodes() -> (Vec<Server>, String) {
    let first = server("127.0.0.1", 0, true);
    let port = first.port();
    let rest = [("127.0.0.2", false), ("127.0.0.3", true)].map(|(at, grants)| server(at, port, grants));
    let resolve = format!("api.example:{port}:127.0.0.1,127.0.0.2,127.0.0.3");
    (std::iter::once(first).chain(rest).collect(), resolve)
}

fn check(url: &str, arguments: &[&str]) -> Said {
    let mut all = vec!["check", url, "--origin", "http://app.example"];
    all.extend(arguments);
    corslet(&all)
}

#[test]
fn the_one_node_that_differs_is_shown() {
    let (nodes, resolve) = nodes();
    let url = format!("http://api.example:{}/orders", nodes[0].port());
    let said = check(&url, &["--resolve", &resolve, "--all-addresses", "--ascii"]);
    assert_eq!(said.code, 1, "{said:?}");
    for wanted in [
        "address    chromium",
        "127.0.0.1  + allowed",
        "127.0.0.2  x BLOCKED",
        "127.0.0.2 differs from the other 2\n",
        "  access-control-allow-origin of the request's answer\n    127.0.0.2:  (none)\n    the others: http://app.example",
        "  server\n    127.0.0.2:  old\n    the others: good",
        "why\n  127.0.0.2\n    actual:missing-acao",
        "one alone tells the whole story: --resolve api.example:",
    ] {
        assert!(said.out.contains(wanted), "{wanted}\n{}", said.out);
    }
    assert!(said.out.is_ascii() && said.out.lines().all(|line| line.len() <= 80), "{}", said.out);
    assert!(nodes.iter().all(|node| node.methods() == ["GET"]));

    let json = check(&url, &["--resolve", &resolve, "--all-addresses", "--format", "json"]).json();
    let ways: Vec<String> = json.as_array().unwrap().iter().map(|one| one["way"].to_string()).collect();
    assert_eq!(
        ways,
        [
            "{\"address\":\"127.0.0.1\",\"differs\":false}",
            "{\"address\":\"127.0.0.2\",\"differs\":true}",
            "{\"address\":\"127.0.0.3\",\"differs\":false}"
        ]
    );
    let lines = check(&url, &["--resolve", &resolve, "--all-addresses", "--format", "jsonl"]);
    let differs =
        |line: &str| serde_json::from_str::<Value>(line).unwrap()["way"]["differs"].as_bool().unwrap();
    assert_eq!(lines.out.lines().map(differs).collect::<Vec<_>>(), [false, true, false]);
}

#[test]
fn what_changes_something_goes_out_once() {
    let (nodes, resolve) = nodes();
    let url = format!("http://api.example:{}/orders", nodes[0].port());
    let said = check(&url, &["--resolve", &resolve, "--all-addresses", "-X", "PUT", "--send"]);
    let methods: Vec<Vec<String>> = nodes.iter().map(Server::methods).collect();
    assert_eq!(methods, [vec!["OPTIONS", "PUT"], vec!["OPTIONS"], vec!["OPTIONS"]], "{said:?}");
    assert_eq!(said.code, 1);
    assert!(said.out.contains("127.0.0.2 differs from the other 2"), "{}", said.out);
}

#[test]
fn nodes_that_agree_are_said_to() {
    let server = server("127.0.0.1", 0, true);
    let url = format!("http://api.example:{}/", server.port());
    let resolve = format!("api.example:{}:127.0.0.1,127.0.0.1", server.port());
    let said = check(&url, &["--resolve", &resolve, "--all-addresses"]);
    assert!(
        said.code == 0 && said.out.contains("--all-addresses: the host has one address, 127.0.0.1"),
        "{said:?}"
    );
    // This machine's own name has two addresses, and nobody listens at one of them.
    let localhost = format!("http://localhost:{}/", server.port());
    let said = check(&localhost, &["--all-addresses"]);
    assert_eq!(said.code, 3, "{said:?}");
    assert!(said.out.contains("[::1] differs from 127.0.0.1"), "{}", said.out);
    let said = check("http://nowhere.invalid/", &["--all-addresses", "-x", "http://127.0.0.1:9"]);
    assert!(said.out.contains("a proxy looks the host up"), "{said:?}");
}

#[test]
fn the_protocol_that_differs_is_shown() {
    let port = tls::either(
        response("200 OK", &[]),
        &[("access-control-allow-origin", "http://app.example"), ("vary", "origin")],
    );
    let url = format!("https://localhost:{port}/");
    let said = check(&url, &["--http1.1", "--http2", "--cacert", tls::AUTHORITY, "-4"]);
    assert_eq!(said.code, 1, "{said:?}");
    for wanted in
        ["protocol", "HTTP/1.1", "HTTP/2 differs from HTTP/1.1", "access-control-allow-origin of the"]
    {
        assert!(said.out.contains(wanted), "{wanted}\n{}", said.out);
    }
    let said = check(
        &url,
        &["--http1.1", "--http2", "--cacert", tls::AUTHORITY, "--all-addresses", "-4", "--format", "json"],
    );
    let ways: Vec<String> = said
        .json()
        .as_array()
        .unwrap()
        .iter()
        .map(|one| format!("{} {}", one["way"]["address"], one["way"]["http_version"]))
        .collect();
    assert_eq!(ways, ["\"127.0.0.1\" \"HTTP/1.1\"", "\"127.0.0.1\" \"HTTP/2\""]);
}

#[test]
fn comparisons_that_make_no_sense_are_said() {
    for (arguments, wanted) in [
        (&["--http1.1", "--http2"][..], "HTTP/2 is spoken behind TLS"),
        (&["--all-addresses", "--origin", "http://other.example"], "write --origin once"),
    ] {
        let said = check("http://127.0.0.1:9/", arguments);
        assert!(said.code == 2 && said.err.contains(wanted), "{wanted}: {said:?}");
    }
}
