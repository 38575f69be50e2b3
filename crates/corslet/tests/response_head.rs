//! Heads of responses, byte by byte: what each browser's reader makes of them.
#![allow(clippy::panic, clippy::unwrap_used, clippy::expect_used)]

mod conversation;

use std::collections::BTreeSet;

use conversation::bytes;
use corslet::browser::head::{self, HeadErrorKind, HeadRead, NoHeader, ReadHead};
use corslet::browser::{Engine, Profile};
use proptest::prelude::*;

/// What a reader says: the status and the lines with their passed-over number, or what is wrong.
fn told(profile: &Profile, bytes: &[u8], is_default_port: bool) -> String {
    match head::read(bytes, &profile.rules.head, is_default_port) {
        Err(error) => match error.kind {
            HeadErrorKind::NotHttp => "not http".to_owned(),
            HeadErrorKind::StatusLine => "status line".to_owned(),
            HeadErrorKind::Nul => "nul".to_owned(),
            HeadErrorKind::ContentLengths => "lengths".to_owned(),
            HeadErrorKind::TooLong(_) => "too long".to_owned(),
        },
        Ok(HeadRead::Incomplete) => "incomplete".to_owned(),
        Ok(HeadRead::Complete(read)) if read.is_http09 => format!("http/0.9 at {}", read.at.start),
        Ok(HeadRead::Complete(read)) => {
            let line = |(name, value): (&corslet::words::HeaderName, &corslet::words::HeaderValue)| {
                format!(" {}=<{}>", name.as_str(), value.as_bytes().escape_ascii())
            };
            let lines: String = read.head.headers.iter().map(line).collect();
            let interim =
                if read.interim.is_empty() { String::new() } else { format!("{:?} ", read.interim) };
            format!("{interim}{}{lines}", read.head.status)
        }
    }
}

fn complete(text: &[u8], engine: Engine) -> ReadHead {
    match head::read(text, &engine.profile().rules.head, false) {
        Ok(HeadRead::Complete(read)) => *read,
        other => panic!("{engine}: {other:?}"),
    }
}

/// What every reader says alike.
#[test]
fn where_the_readers_agree() {
    let table: &[(&[u8], &str)] = &[
        (
            b"HTTP/1.1 200 OK\r\nX-B: 1\r\nvary: a\r\nx-a: 2\r\nVary: b\r\n\r\n",
            "200 X-B=<1> vary=<a> x-a=<2> Vary=<b>",
        ),
        (b"HTTP/1.1 200 OK\r\nA:1\r\nB: \t 2 \t \r\nC:\r\nD: \r\n\r\n", "200 A=<1> B=<2> C=<> D=<>"),
        (b"HTTP/1.0 404 Not Found\r\n\r\nbody", "404"),
        (b"HTTP/1.1 200\r\nA: 1\r\n\r\n", "200 A=<1>"),
        (b"HTTP/1.1 204 \r\n\r\n", "204"),
        (b"HTTP/1.1 200 OK\nA: 1\nB: 2\n\nC: 3", "200 A=<1> B=<2>"),
        (b"HTTP/1.1 200 OK\nA: 1\n\r\nC: 3", "200 A=<1>"),
        (b"HTTP/1.1 200 OK\r\nA: 1\r\n\nC: 3", "200 A=<1>"),
        (b"HTTP/1.1 200 OK\r\nA: a:b::c\r\n\r\n", "200 A=<a:b::c>"),
        (
            b"HTTP/1.1 200 OK\r\nno colon\r\nA: 1\r\n: 2\r\nB C: 3\r\nD(: 4\r\nE\xe9: 5\r\nF: 6\r\n\r\n",
            "200 A=<1> F=<6>",
        ),
        (b"HTTP/1.1 200 OK\r\nA: x\r\n y\r\n\tz\r\nB: 1\r\n\r\n", "200 A=<x y\\tz> B=<1>"),
        (b"HTTP/1.1 200 OK\r\n A: 1\r\nno colon\r\n B: 2\r\nC: 3\r\n\r\n", "200 C=<3>"),
        (b"HTTP/1.1 200 OK\r\nA: \xff\xe9\x01\x7f\x1b[31m\r\n\r\n", "200 A=<\\xff\\xe9\\x01\\x7f\\x1b[31m>"),
        (b"HTTP/1.1 200 OK\r\nA: *\0\r\n\r\n", "nul"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n", "lengths"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2, 3\r\n\r\n", "lengths"),
        (
            b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\n",
            "200 Content-Length=<2> Content-Length=<2>",
        ),
        (b"HTTP/1.1 103 Early\r\nA: 1\r\n\r\nHTTP/1.1 204 No\r\nB: 2\r\n\r\n", "[103] 204 B=<2>"),
        (b"HTTP/1.1 100 Continue\r\n\r\n", "incomplete"),
        (b"HTTP/1.1 200 OK\r\nA: 1\r\n", "incomplete"),
        (b"HTTP/1.1 200 OK\r\nA: 1\r\n\r", "incomplete"),
        (b"HTTP", "incomplete"),
        (b"", "incomplete"),
    ];
    let mut wrong = Vec::new();
    for (bytes, wanted) in table {
        for engine in Engine::ALL {
            let told = told(engine.profile(), bytes, false);
            // A tab behind a fold's break: one blank or itself.
            let is_same = told == *wanted || told == wanted.replace("\\t", " ");
            if !is_same {
                wrong.push(format!("{engine}: `{}`: {told}, not {wanted}", bytes.escape_ascii()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What they say differently: the standard, Chromium, Firefox, WebKit.
#[test]
fn where_the_readers_differ() {
    let long = |length: usize| {
        let start = b"HTTP/1.1 200 OK\r\nA: ";
        let mut head = start.to_vec();
        head.resize(length - 4, b'x');
        head.extend_from_slice(b"\r\n\r\n");
        head
    };
    let reaches = |length: usize, limit: usize| if length > limit { "too long" } else { "200" };
    #[rustfmt::skip]
    let table: &[(&[u8], [&str; 4])] = &[
        (b"HTTP/1.1 200 OK\r\nX: 1\rA: 2\r\n\r\n",      ["200 X=<1 A: 2>", "200 X=<1> A=<2>", "200 X=<1\\rA: 2>", "200 X=<1 A: 2>"]),
        (b"HTTP/1.1 200 OK\r\nA \t: 1\r\n\r\n",         ["200", "200 A=<1>", "200", "200"]),
        (b"HTTP/1.1 200 OK\r\nA: 1  \r\n \t 2\r\n\r\n", ["200 A=<1 2>", "200 A=<1   2>", "200 A=<1   \\t 2>", "200 A=<1 2>"]),
        (b"HTTP/1.1 200 OK\r\nno\0colon\r\n\r\n",       ["nul", "nul", "200", "nul"]),
        (b"HTTP/1.1 200 O\0K\r\n\r\n",                  ["nul", "nul", "200", "nul"]),
        (b"\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",            ["200"; 4]),
        (b"\r\n\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",        ["200", "not http", "http/0.9 at 0", "200"]),
        (b"abcdHTTP/1.1 200 OK\r\n\r\n",                ["not http", "200", "200", "not http"]),
        (b"abcdeHTTP/1.1 200 OK\r\n\r\n",               ["not http", "not http", "http/0.9 at 0", "not http"]),
        (b"http/1.1 404 No\r\n\r\n",                    ["not http", "404", "http/0.9 at 17", "not http"]),
        (b"HTTP/2 404 No\r\nA: 1\r\n\r\n",              ["not http", "404 A=<1>", "404 A=<1>", "status line"]),
        (b"HTTP/1.2 200 OK\r\n\r\n",                    ["200", "200", "200", "status line"]),
        (b"ICY 404 No\r\nA: 1\r\n\r\n",                 ["not http", "not http", "404 A=<1>", "404 A=<1>"]),
        (b"HTTP/1.1\r\nA: 1\r\n\r\n",                   ["status line", "200 A=<1>", "200 A=<1>", "status line"]),
        (b"HTTP/1.1 \r\n\r\n",                          ["status line", "200", "status line", "status line"]),
        (b"HTTP/1.1  404 No\r\n\r\n",                   ["status line", "404", "404", "404"]),
        (b"HTTP/1.1 OK\r\n\r\n",                        ["status line", "200", "status line", "status line"]),
        (b"HTTP/1.1 404No\r\n\r\n",                     ["status line", "404", "status line", "404"]),
        (b"HTTP/1.1 44 No\r\n\r\n",                     ["status line", "44", "44", "status line"]),
        (b"HTTP/1.1 2000 OK\r\n\r\n",                   ["status line"; 4]),
        (b"HTTP/1.1 099 No\r\n\r\n",                    ["status line", "99", "99", "status line"]),
        (b"HTTP/1.1 101 Up\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", ["101", "[101] 200", "101", "[101] 200"]),
        (b"SSH-2.0-OpenSSH_9.2\r\n",                    ["not http", "not http", "http/0.9 at 0", "not http"]),
        (b"\x15\x03\x01",                               ["not http", "incomplete", "incomplete", "not http"]),
        (&long(100 * 1024 + 1), ["200", "200", "200", "too long"]),
        (&long(256 * 1024),     ["200", "200", "200", "too long"]),
        (&long(256 * 1024 + 1), ["200", "too long", "200", "too long"]),
        (&long(384 * 1024 + 1), ["200", reaches(2, 1), reaches(2, 1), "too long"]),
    ];
    let mut wrong = Vec::new();
    for (bytes, wanted) in table {
        for (engine, wanted) in Engine::ALL.into_iter().zip(wanted) {
            let mut told = told(engine.profile(), bytes, false);
            if bytes.len() > 1000 && told.starts_with("200 ") {
                told.truncate(3);
            }
            if told != *wanted {
                let bytes = &bytes[..bytes.len().min(40)];
                wrong.push(format!("{engine}: `{}`: {told}, not {wanted}", bytes.escape_ascii()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn http09_needs_the_own_port_in_chromium() {
    let bytes = b"<html>hello</html>";
    let told = |is_default_port| Engine::ALL.map(|engine| told(engine.profile(), bytes, is_default_port));
    assert_eq!(told(true), ["not http", "http/0.9 at 0", "http/0.9 at 0", "not http"]);
    assert_eq!(told(false), ["not http", "not http", "http/0.9 at 0", "not http"]);
}

/// Each deviation of the head reader with bytes that it reads otherwise.
#[test]
fn every_deviation_of_the_reader_is_shown() {
    let mut limit = b"HTTP/1.1 200 OK\r\nA: ".to_vec();
    limit.resize(400 * 1024, b'x');
    limit.extend_from_slice(b"\r\n\r\n");
    let rows: &[(&str, &[u8])] = &[
        ("head-bare-cr", b"HTTP/1.1 200 OK\r\nX: 1\rA: 2\r\n\r\n"),
        ("head-blank-before-colon", b"HTTP/1.1 200 OK\r\nA : 1\r\n\r\n"),
        ("head-fold", b"HTTP/1.1 200 OK\r\nA: 1  \r\n 2\r\n\r\n"),
        ("head-nul", b"HTTP/1.1 200 OK\r\nno\0colon\r\n\r\n"),
        ("head-status-line", b"HTTP/1.1  200 OK\r\n\r\n"),
        ("head-http09", b"<html>hello</html>"),
        ("head-101", b"HTTP/1.1 101 Up\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"),
        ("head-limit", &limit),
    ];
    for engine in Engine::ALL {
        let profile = engine.profile();
        let mut missing: BTreeSet<&str> =
            profile.deviations.iter().map(|it| it.name).filter(|it| it.starts_with("head-")).collect();
        for (name, bytes) in rows {
            if missing.remove(name) {
                let without = profile.without(name).unwrap();
                assert_ne!(told(profile, bytes, true), told(&without, bytes, true), "{engine}: {name}");
            }
        }
        assert!(missing.is_empty(), "{engine}: no row shows {missing:?}");
    }
}

#[test]
fn what_is_no_header_is_told_with_its_place() {
    let text =
        b"HTTP/1.1 200 OK\r\nA: 1\r\n 2\r\nB : 2\r\n: 3\r\nno colon\r\n and more\r\nC\x01: 4\r\n\r\nbody";
    let read = complete(text, Engine::Standard);
    let at: Vec<&[u8]> = read.lines.iter().map(|at| &text[at.clone()]).collect();
    assert_eq!(at, [b"A: 1\r\n 2"]);
    let passed: Vec<(&[u8], NoHeader)> =
        read.passed_over.iter().map(|passed| (&text[passed.at.clone()], passed.why)).collect();
    let [blank, none, colon, (byte, NoHeader::NameError(_))] = passed[..] else { panic!("{passed:?}") };
    assert_eq!(blank, (&b"B : 2"[..], NoHeader::BlankBeforeColon));
    assert_eq!(none, (&b": 3"[..], NoHeader::NoName));
    assert_eq!(colon, (&b"no colon\r\n and more"[..], NoHeader::NoColon));
    assert_eq!(byte, b"C\x01: 4");
    assert_eq!(&text[read.at.end..], b"body");
}

/// Pieces that heads are made of, right and wrong.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    let texts: &[&[u8]] = &[
        b"HTTP/1.1 200 OK\r\n",
        b"HTTP/1.1 103 Early\r\n",
        b"HTTP/1.1 101 Up\r\n",
        b"http/1.0 404\n",
        b"ICY 200\r\n",
        b"A: 1\r\n",
        b"Vary: Origin\n",
        b" folded\r\n",
        b"\tfolded\n",
        b"B : 2\r\n",
        b"X: 1\rY: 2\r\n",
        b": 3\r\n",
        b"no colon\r\n",
        b"\r\n",
        b"\n",
        b"\r",
        b"\r\n\r\n",
        b"\0",
        b"HTTP/",
        b" 99999 ",
        b":",
        b"\xff\xfe",
    ];
    prop_oneof![
        8 => proptest::sample::select(texts).prop_map(<[u8]>::to_vec),
        1 => proptest::collection::vec(any::<u8>(), 0..8),
    ]
}

proptest! {
    #[test]
    fn pieces_read_alike_however_they_arrive(
        start in proptest::option::of(piece()), pieces in proptest::collection::vec(piece(), 0..12)
    ) {
        let mut all = start.unwrap_or_else(|| b"HTTP/1.1 200 OK\r\n".to_vec());
        all.extend(pieces.concat());
        bytes::response_head(&all);
    }
}
