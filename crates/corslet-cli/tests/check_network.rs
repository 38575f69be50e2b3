//! Servers that do not answer as servers do: each failure names its phase, and exits with 3.
#![allow(clippy::panic, clippy::unwrap_used)]

#[allow(dead_code, reason = "each of these tests uses a part of it")]
mod check_server {
    pub(crate) mod kept;
    pub(crate) mod raw;
    pub(crate) mod run;
    pub(crate) mod tls;
}

use std::net::TcpListener;
use std::time::{Duration, Instant};

use check_server::kept::Kept;
use check_server::raw::{Reply, Server, response};
use check_server::run::{Said, check, corslet};
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
    let endless = |line: &'static [u8]| {
        let start = b"HTTP/1.1 200 OK\r\n".to_vec();
        Server::start(move |_| Reply::Endless(start.clone(), line.to_vec()))
    };
    failed(&check(&endless(b"X-Again: 1\r\n").url("/"), &[]), "wait", &["more than 512 KiB"]);
    failed(&check(&endless(b"yyyyyyyyyyyy").url("/"), &[]), "wait", &["more than 512 KiB"]);
    let interim = Server::start(|_| Reply::Endless(Vec::new(), b"HTTP/1.1 100 Continue\r\n\r\n".to_vec()));
    failed(&check(&interim.url("/"), &[]), "wait", &["more than 512 KiB"]);
}

#[test]
fn a_head_that_is_too_long_for_some() {
    let long = response("200 OK", &[ANY, &format!("X: {}", "y".repeat(300 * 1024))]);
    let said = check(&Server::granting("", long).url("/"), &[]);
    assert_eq!(said.code, 3, "{:?}", said.json()["engines"]["chromium"]["failed"]);
    assert_eq!(said.failed("chromium"), ["network"]);
    assert!(said.json()["engines"]["chromium"]["failed"].to_string().contains("262144 bytes"));
    assert_eq!(said.outcome("firefox"), "readable");
    let many: String = (0..2000).map(|index| format!("X-{index}: 1\r\n")).collect();
    let many = Server::granting("", format!("HTTP/1.1 200 OK\r\n{ANY}\r\n{many}Content-Length: 0\r\n\r\n"));
    assert_eq!(check(&many.url("/"), &[]).code, 0, "there is no limit to the lines");
}

#[test]
fn a_byte_now_and_then() {
    let start = b"HTTP/1.1 200 OK\r\nX: ".to_vec();
    let dripping = Server::start(move |_| Reply::Dripping(start.clone(), b'y', Duration::from_millis(100)));
    failed(&check(&dripping.url("/"), &["-m", "0.5"]), "wait", &["within 0.5 s", "bytes of a head did"]);

    // A body that comes as slowly is not waited for.
    let start = format!("HTTP/1.1 200 OK\r\n{ANY}\r\n\r\n").into_bytes();
    let dripping = Server::start(move |_| Reply::Dripping(start.clone(), b'y', Duration::from_secs(1)));
    let begun = Instant::now();
    assert_eq!(check(&dripping.url("/"), &[]).code, 0);
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
}

#[test]
fn a_body_of_a_gibibyte() {
    let start = format!("HTTP/1.1 200 OK\r\n{ANY}\r\nContent-Length: 1073741824\r\n\r\n").into_bytes();
    let large = Server::start(move |_| Reply::Endless(start.clone(), vec![b'y'; 1 << 16]));
    let begun = Instant::now();
    assert_eq!(check(&large.url("/"), &[]).code, 0);
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
}

#[test]
fn a_reset_in_the_middle() {
    let head = Server::start(|_| Reply::Reset(b"HTTP/1.1 200 OK\r\nA: b".to_vec()));
    failed(&check(&head.url("/"), &[]), "wait", &["in the middle"]);
    let body = format!("HTTP/1.1 200 OK\r\n{ANY}\r\nContent-Length: 100\r\n\r\nhalf").into_bytes();
    let body = Server::start(move |_| Reply::Reset(body.clone()));
    let said = check(&body.url("/"), &[]);
    assert_eq!(said.code, 0, "the page gets the response: {said:?}");
    assert!(said.json()["notes"].to_string().contains("the connection broke after 4 bytes of the body"));
}

#[test]
fn a_redirect_loop() {
    let server = Server::granting("", response("302 Found", &[ANY, "Location: /again"]));
    let said = check(&server.url("/"), &[]);
    assert_eq!(said.code, 1, "{said:?}");
    assert_eq!(said.failed("chromium"), ["redirect:count"]);
    assert_eq!(server.methods().len(), 21, "all engines share the twenty redirects");
}

#[test]
fn bytes_that_a_terminal_would_obey() {
    let head = b"HTTP/1.1 200 \x1b[2J\r\nAccess-Control-Allow-Origin: \x1b[31m\xff\xfe\x07\r\nVary: \x1b]0;x\x07\r\n\r\n";
    let server = Server::start(move |_| Reply::Bytes(head.to_vec()));
    let url = server.url("/");
    for format in ["human", "json"] {
        let said = corslet(&["check", &url, "--origin", "http://app.example", "--format", format]);
        assert_eq!(said.code, 1, "{said:?}");
        let controls = said.out.chars().chain(said.err.chars()).filter(|it| it.is_control() && *it != '\n');
        assert_eq!(controls.count(), 0, "{said:?}");
    }
    let value = check(&url, &[]).json()["exchanges"][0]["response"]["headers"][0]["value"].clone();
    let value = value.as_str().unwrap();
    assert!(value.contains("[31m") && value.starts_with('\u{1b}'), "{value:?}");
}

#[test]
fn interim_responses_are_passed_over() {
    let answer = format!("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n{}", response("200 OK", &[ANY]));
    assert_eq!(check(&Server::granting("", answer).url("/"), &[]).code, 0);
}

#[test]
fn heads_are_read_as_each_browser_reads_them() {
    let head = "HTTP/1.1 200 OK\nno colon\nACCESS-control-allow-origin : *\nX-Folded: a\n b\n\n";
    let said = check(&Server::granting("", head).url("/"), &[]);
    assert_eq!(said.code, 1, "{said:?}");
    assert_eq!(said.outcome("chromium"), "readable");
    for engine in ["firefox", "webkit", "standard"] {
        assert_eq!(said.failed(engine), ["actual:missing-acao"]);
    }
    let json = said.json();
    let headers = &json["exchanges"][0]["response"]["headers"];
    assert_eq!(headers[0]["name"], "ACCESS-control-allow-origin");
    assert_eq!(headers[1]["value"], "a b");
    let notes = json["notes"].to_string();
    assert!(
        notes.contains("is no header to firefox, webkit, standard: a blank stands before its colon"),
        "{notes}"
    );
    assert!(notes.contains("`ACCESS-control-allow-origin :` is no header"), "{notes}");
    assert!(notes.contains("`no colon` is no header to every engine"), "{notes}");

    // Firefox's and Chromium's mercy for servers that name another protocol.
    let said = check(&answering(b"HTTP/2 200 OK\r\nAccess-Control-Allow-Origin: *\r\n\r\n").url("/"), &[]);
    assert_eq!((said.code, said.outcome("chromium").as_str()), (3, "readable"));
    assert_eq!(said.failed("webkit"), ["network"]);
}

#[test]
fn the_request_is_spelt_as_the_page_spells_it() {
    let server =
        Kept::start(9, |_| response("200 OK", &[ANY, "Access-Control-Allow-Headers: *"]).into_bytes());
    let arguments = ["--engine", "standard", "-H", "x-UPPER: 1", "-H", "X-lower: 2", "--send"];
    assert_eq!(check(&server.url("/"), &arguments).code, 0);
    let heads = server.heads();
    assert!(heads[0].starts_with("OPTIONS / HTTP/1.1\r\nHost: 127.0.0.1:"), "{heads:?}");
    assert!(heads[1].contains("\r\nx-UPPER: 1\r\nX-lower: 2\r\nOrigin: http://app.example\r\n"), "{heads:?}");
    assert_eq!(server.connections(), 1, "the preflight's connection is used again");
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
fn a_certificate_that_has_expired() {
    let url = format!("https://localhost:{}/", tls::expired(response("200 OK", &[ANY])));
    failed(&check(&url, &["--cacert", tls::SECOND]), "tls", &["has expired", "renew it"]);
}

#[test]
fn a_server_that_wants_to_know_its_clients() {
    let url = format!("https://localhost:{}/", tls::for_known_clients(response("200 OK", &[ANY])));
    let known = check(&url, &["--cacert", tls::AUTHORITY, "--cert", tls::CLIENT, "--key", tls::CLIENT_KEY]);
    assert_eq!(known.code, 0, "{known:?}");
    let unknown = check(&url, &["--cacert", tls::AUTHORITY]);
    failed(&unknown, "tls", &["CertificateRequired", "--cert FILE"]);
    let missing = check(&url, &["--cert", "/missing.pem"]);
    assert_eq!(missing.code, 2, "{missing:?}");
    assert!(missing.err.contains("--cert /missing.pem"), "{missing:?}");
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
