//! Servers that mean harm: they change nothing but their own target's line.
#![allow(clippy::panic, clippy::unwrap_used)]

#[allow(dead_code, reason = "each of these tests uses a part of it")]
mod check_server {
    pub(crate) mod kept;
    pub(crate) mod raw;
    pub(crate) mod run;
}
#[allow(dead_code, reason = "each of these tests uses a part of it")]
mod audit_server {
    pub(crate) mod lines;
    pub(crate) mod open;
}

use std::time::Duration;

use audit_server::lines::{documents, found, ids};
use audit_server::open::{reflecting, silent};
use check_server::raw::{Reply, Server, response};
use check_server::run::corslet;

/// What a hostile server may not bring into any output.
const INJECTED: &str = "\x1b]0;owned\x07\x1b[2J<script>alert(1)</script>\"'&|`]]>";

/// Every hostile server, and a word of what is said of it; none for one that is asked to the end.
fn hostile() -> Vec<(&'static str, Server, Option<&'static str>)> {
    let ok = "HTTP/1.1 200 OK\r\n";
    vec![
        (
            "endless redirects",
            Server::start(|asked| {
                let next = format!("Location: {}x", asked.path);
                Reply::Bytes(response("302 Found", &[&next, "Connection: close"]).into_bytes())
            }),
            None,
        ),
        (
            "a body of 1 GiB",
            Server::start(move |_| {
                let head = format!("{ok}Content-Length: 1073741824\r\n\r\n");
                Reply::Endless(head.into_bytes(), vec![b'x'; 64 * 1024])
            }),
            None,
        ),
        (
            "an endless body in chunks",
            Server::start(move |_| {
                let head = format!("{ok}Transfer-Encoding: chunked\r\n\r\n");
                Reply::Endless(head.into_bytes(), b"5\r\nxxxxx\r\n".repeat(1000))
            }),
            None,
        ),
        (
            "header lines without end",
            Server::start(move |_| {
                Reply::Endless(ok.into(), b"X-A: aaaaaaaaaaaaaaaaaaaaaaaaa\r\n".repeat(500))
            }),
            Some("512 KiB"),
        ),
        (
            "one header line without end",
            Server::start(move |_| Reply::Endless(format!("{ok}X-A: ").into_bytes(), vec![b'a'; 16 * 1024])),
            Some("512 KiB"),
        ),
        (
            "large heads, each allowed",
            Server::start(move |_| {
                let line = format!("X-A: {}\r\n", "a".repeat(1000));
                Reply::Bytes(
                    format!("{ok}{}Content-Length: 0\r\nConnection: close\r\n\r\n", line.repeat(200))
                        .into_bytes(),
                )
            }),
            Some("8 MiB"),
        ),
        (
            "a head that drips",
            Server::start(move |_| {
                Reply::Dripping(format!("{ok}X-A: ").into_bytes(), b'a', Duration::from_millis(20))
            }),
            Some("within 1 s"),
        ),
        (
            "a body that drips",
            Server::start(move |_| {
                let head = format!("{ok}Content-Length: 100000\r\n\r\n");
                Reply::Dripping(head.into_bytes(), b'a', Duration::from_millis(20))
            }),
            None,
        ),
        ("silence", Server::start(|_| Reply::Silence(Duration::from_secs(2))), Some("within 1 s")),
        (
            "garbage",
            Server::start(|_| Reply::Bytes((0..=255).cycle().take(5000).collect())),
            Some("not HTTP"),
        ),
        ("a reset", Server::start(move |_| Reply::Reset(ok.into())), Some("in the middle")),
        ("nothing", Server::start(|_| Reply::Bytes(Vec::new())), Some("without an answer")),
        (
            "only interim answers",
            Server::start(|_| Reply::Endless(Vec::new(), b"HTTP/1.1 103 Early Hints\r\n\r\n".repeat(500))),
            Some(""),
        ),
        (
            "it fails from the second request on",
            {
                let first = std::sync::atomic::AtomicBool::new(true);
                Server::start(move |_| match first.swap(false, std::sync::atomic::Ordering::SeqCst) {
                    true => Reply::Bytes(response("200 OK", &["Connection: close"]).into_bytes()),
                    false => Reply::Reset(b"HTTP/1.1 2".to_vec()),
                })
            },
            Some("in a row failed"),
        ),
        (
            "values that mean to be obeyed",
            Server::start(|asked| {
                let origin = asked
                    .text
                    .lines()
                    .find_map(|line| line.strip_prefix("Origin: "))
                    .unwrap_or("https://a.example")
                    .to_owned();
                let lines = [
                    format!("Access-Control-Allow-Origin: {origin}"),
                    "Access-Control-Allow-Credentials: true".to_owned(),
                    format!("Server: {INJECTED}"),
                    format!("Set-Cookie: {INJECTED}=1"),
                    format!("Access-Control-Allow-Methods: {INJECTED}"),
                    format!("Vary: {INJECTED}"),
                    "Connection: close".to_owned(),
                ];
                let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
                Reply::Bytes(response("200 OK", &lines).into_bytes())
            }),
            None,
        ),
    ]
}

#[test]
fn hostile_servers_change_only_their_own_line() {
    let (open, shut) = (reflecting(), silent());
    let (open_url, shut_url) = (open.url("/x"), shut.url("/x"));
    let alone = corslet(&["audit", &open_url, &shut_url, "--format", "jsonl"]);
    let alone = found(&alone.out);
    let servers = hostile();
    let urls: Vec<String> = servers.iter().map(|(_, server, _)| server.url("/x")).collect();
    let mut arguments = vec!["audit", "--format", "jsonl", "-m", "1", &open_url, &shut_url];
    arguments.extend(urls.iter().map(String::as_str));
    let began = std::time::Instant::now();
    let said = corslet(&arguments);
    assert_eq!(said.code, 1, "{}", said.err);
    let all = documents(&said.out);
    assert_eq!(all.len(), servers.len() + 2);
    let beside: Vec<_> = found(&said.out).into_iter().filter(|one| alone.contains(one)).collect();
    assert_eq!(beside, alone);
    for ((name, _, word), url) in servers.iter().zip(&urls) {
        let document = all.iter().find(|document| document["target"] == url.as_str()).unwrap();
        let stopped = document["stopped"].as_str().or(document["unreachable"].as_str());
        match (word, stopped) {
            (None, None) => {}
            (Some(word), Some(stopped)) => assert!(stopped.contains(word), "{name}: {stopped}"),
            _ => panic!("{name}: {word:?} and {stopped:?}"),
        }
    }
    // Not a measure: only that nothing waits for what never ends.
    assert!(began.elapsed() < Duration::from_secs(120));
    assert!(
        said.out.bytes().all(|byte| byte == b'\n' || (0x20..0x7f).contains(&byte)),
        "only ASCII is written"
    );
}

#[test]
fn no_output_obeys_a_header() {
    let servers = hostile();
    let (_, server, _) = servers.last().unwrap();
    let url = server.url("/x");
    for format in ["human", "markdown", "html", "junit", "sarif", "json"] {
        let said = corslet(&["audit", &url, "-b", "session=1", "--format", format, "--every-exchange"]);
        assert_eq!(said.code, 1, "{format}: {}", said.err);
        for text in [&said.out, &said.err] {
            assert!(!text.contains('\u{1b}') && !text.contains('\u{7}'), "{format}: {text}");
        }
        let is_raw = matches!(format, "html" | "junit") && said.out.contains("<script>");
        assert!(!is_raw, "{format}: {}", said.out);
    }
    let said = corslet(&["audit", &url, "--format", "jsonl"]);
    assert!(ids(&documents(&said.out)[0]).contains(&"reflect-any".to_owned()), "{}", said.out);
}
