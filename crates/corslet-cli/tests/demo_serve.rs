//! `corslet demo --serve`: the servers stay up, and every command that it suggests does what it says.
#![cfg(unix)]
#![allow(clippy::panic, clippy::unwrap_used)]

mod demo {
    pub(crate) mod served;
}

use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};

use demo::served::Demo;

/// The suggested commands, each on one line.
fn commands(text: &str) -> Vec<String> {
    let joined = text.replace("\\\n", " ");
    joined
        .lines()
        .map(str::trim)
        .filter(|line| line.starts_with("corslet check ") || line.starts_with("corslet audit "))
        .map(str::to_owned)
        .collect()
}

fn get(address: &str, path: &str) -> String {
    let port = address.rsplit(':').next().unwrap();
    let mut stream = TcpStream::connect(format!("127.0.0.1:{port}")).unwrap();
    let host = address.trim_start_matches("http://");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    text
}

#[test]
fn every_suggested_command_does_what_it_says() {
    let demo = Demo::serve();
    let commands = commands(&demo.text);
    let codes: Vec<Option<i32>> = commands
        .iter()
        .map(|command| {
            let command = command.replacen("corslet", env!("CARGO_BIN_EXE_corslet"), 1);
            Command::new("sh").args(["-c", &command]).stdout(Stdio::null()).status().unwrap().code()
        })
        .collect();
    assert_eq!(codes, [Some(0), Some(1), Some(0), Some(1), Some(1)], "{commands:?}");
}

#[test]
fn the_page_is_small_and_strict() {
    let demo = Demo::serve();
    let app = &format!("http://app.localhost:{}", demo.ports().0);
    let page = get(app, "/");
    assert!(page.starts_with("HTTP/1.1 200 OK\r\n"), "{page}");
    assert!(page.contains("default-src 'none'; script-src 'self'"), "{page}");
    assert!(page.contains("<meta name=\"corslet-api\" content=\"http://api.localhost:"), "{page}");
    assert!(get(app, "/page.js").contains("credentials: 'include'"));
    assert!(get(app, "/page.css").contains("text/css"));
    assert!(get(app, "/../etc/passwd").starts_with("HTTP/1.1 404"));
    // By another name the page would be of another origin.
    let moved = get(&app.replace("app.localhost", "127.0.0.1"), "/");
    assert!(moved.contains(&format!("Location: {app}/\r\n")), "{moved}");
}

#[test]
fn an_interrupt_ends_it() {
    let mut demo = Demo::serve();
    let pid = demo.child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
    assert_eq!(demo.child.wait().unwrap().code(), Some(0));
}
