//! Servers that do not answer as servers do: each failure names its phase, and exits with 3.
#![allow(clippy::panic, clippy::unwrap_used)]

#[allow(dead_code, reason = "each of these tests uses a part of it")]
mod check_server {
    pub(crate) mod raw;
    pub(crate) mod run;
    pub(crate) mod tls;
}

use std::net::TcpListener;
use std::time::{Duration, Instant};

use check_server::raw::{Reply, Server, response};
use check_server::run::{Said, check};
use check_server::tls;

const ANY: &str = "Access-Control-Allow-Origin: *";

/// It failed in this phase, and the advice has these words.
#[track_caller]
fn failed(said: &Said, phase: &str, words: &[&str]) {
    assert_eq!(said.code, 3, "{said:?}");
    let json = said.json();
    let failure = &json["exchanges"][0]["failure"];
    assert_eq!(failure["phase"], phase, "{json}");
    for word in words {
        assert!(failure.to_string().contains(word), "{failure} lacks `{word}`");
    }
    assert_eq!(said.failed("chromium"), ["network"]);
    assert_eq!(json["exchanges"].as_array().unwrap().len(), 1, "it is tried once for all engines");
}

fn answering(bytes: &'static [u8]) -> Server {
    Server::start(|_| Reply::Bytes(bytes.to_vec()))
}

#[test]
fn a_name_that_does_not_resolve() {
    // A label of more than 63 letters is refused before anybody is asked.
    let url = format!("http://{}.example/", "a".repeat(64));
    failed(&check(&url, &[]), "dns", &["does not resolve", "spelling"]);
}

#[test]
fn a_refused_port() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://127.0.0.1:{}/", listener.local_addr().unwrap().port());
    drop(listener);
    failed(&check(&url, &[]), "connect", &["refused", "nothing listens"]);
}

#[test]
fn garbage() {
    failed(
        &check(&answering(b"SSH-2.0-OpenSSH_9.6\r\n").url("/"), &[]),
        "wait",
        &["not HTTP/1.1", "SSH-2.0"],
    );
    failed(&check(&answering(b"\x00\x1b[2J\xff").url("/"), &[]), "wait", &["not HTTP/1.1"]);
    failed(&check(&answering(b"HTTP/2 200 OK\r\n\r\n").url("/"), &[]), "wait", &["not HTTP/1.1"]);
}

#[test]
fn a_connection_that_is_closed() {
    failed(&check(&answering(b"").url("/"), &[]), "wait", &["without an answer"]);
    failed(&check(&answering(b"HTTP/1.1 200 OK\r\nA: b").url("/"), &[]), "wait", &["in the middle"]);
}

#[test]
fn a_server_that_is_slow() {
    let server = Server::start(|_| Reply::Silence(Duration::from_secs(20)));
    let begun = Instant::now();
    failed(&check(&server.url("/"), &["-m", "0.3"]), "wait", &["within 0.3 s", "-m"]);
    assert!(begun.elapsed() < Duration::from_secs(10));
    assert_eq!(server.methods().len(), 1);
}

#[test]
fn heads_without_end() {
    let many: String = (0..1000).map(|index| format!("X-{index}: 1\r\n")).collect();
    let many = Server::granting("", format!("HTTP/1.1 200 OK\r\n{many}\r\n"));
    failed(&check(&many.url("/"), &[]), "wait", &["lines"]);
    let long = Server::granting("", response("200 OK", &[&format!("X: {}", "y".repeat(600_000))]));
    failed(&check(&long.url("/"), &[]), "wait", &["256 KiB"]);
    let interim = Server::granting("", "HTTP/1.1 100 Continue\r\n\r\n".repeat(200_000));
    failed(&check(&interim.url("/"), &[]), "wait", &["256 KiB"]);
}

#[test]
fn interim_responses_are_passed_over() {
    let answer = format!("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n{}", response("200 OK", &[ANY]));
    assert_eq!(check(&Server::granting("", answer).url("/"), &[]).code, 0);
}

#[test]
fn heads_are_read_as_leniently_as_browsers_do() {
    let head = "HTTP/1.1 200 OK\nno colon\nACCESS-control-allow-origin : *\nX-Folded: a\n b\n\n";
    let said = check(&Server::granting("", head).url("/"), &[]);
    assert_eq!(said.code, 0, "{said:?}");
    let headers = said.json()["exchanges"][0]["response"]["headers"].clone();
    assert_eq!(headers[0]["name"], "ACCESS-control-allow-origin");
    assert_eq!(headers[1]["value"], "a b");
}

#[test]
fn a_certificate_of_an_unknown_authority() {
    let url = format!("https://localhost:{}/", tls::start(response("200 OK", &[ANY])));
    let said = check(&url, &[]);
    // Where no authority is installed at all, that is what is said.
    failed(&said, "tls", &["--cacert FILE"]);

    let trusted = check(&url, &["--cacert", tls::AUTHORITY]);
    assert_eq!(trusted.code, 0, "{trusted:?}");
    assert!(trusted.json()["exchanges"][0]["milliseconds"]["tls"].is_f64());

    let looked_past = check(&url, &["-k"]);
    assert_eq!(looked_past.code, 0, "{looked_past:?}");
    assert!(looked_past.json()["notes"].to_string().contains("-k: the certificate was not verified"));
}

#[test]
fn a_certificate_for_another_name() {
    let url = format!("https://127.0.0.1:{}/", tls::start(response("200 OK", &[ANY])));
    failed(&check(&url, &["--cacert", tls::AUTHORITY]), "tls", &["not one for 127.0.0.1"]);
}

#[test]
fn tls_where_there_is_none_and_none_where_there_is() {
    let server = Server::start(|_| Reply::Silence(Duration::from_millis(1)));
    let plain = answering_at_once();
    failed(&check(&format!("https://127.0.0.1:{plain}/"), &["-k"]), "tls", &["http://"]);
    let closing = format!("https://127.0.0.1:{}/", server.port());
    failed(&check(&closing, &["-k", "-m", "1"]), "tls", &["http://"]);
    let secure = format!("http://localhost:{}/", tls::start(response("200 OK", &[ANY])));
    failed(&check(&secure, &[]), "wait", &["speaks TLS", "https://"]);
}

/// A server that speaks first, in plain HTTP; gives its port.
fn answering_at_once() -> u16 {
    use std::io::Write;
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
            std::thread::sleep(Duration::from_millis(200));
        }
    });
    port
}

#[test]
fn a_clouds_metadata_service_is_asked_only_by_name() {
    for host in ["169.254.169.254", "[::ffff:169.254.169.254]", "metadata.google.internal", "2852039166"] {
        let location = format!("Location: http://{host}/latest/meta-data/");
        let server = Server::granting("", response("302 Found", &[ANY, &location]));
        let said = check(&server.url("/"), &["-m", "3"]);
        assert_eq!(said.code, 4, "{host}: {said:?}");
        assert_eq!(said.json()["exchanges"][1]["not_sent"]["code"], "refused");
    }
}
