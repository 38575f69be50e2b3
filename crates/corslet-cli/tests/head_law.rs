//! The law of the head reader: what hyper accepts, the reader accepts, with the same lines.
#![allow(clippy::unwrap_used, clippy::panic)]

use corslet::browser::head::{self, HeadRead};
use corslet::browser::profile::{BlankBeforeColon, HeadRules};
use corslet::browser::{Engine, Rules};
use http_body_util::Empty;
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use proptest::prelude::*;
use tokio::io::AsyncWriteExt;

/// The status and the lines, names in lower case as hyper has them.
type Head = (u16, Vec<(String, Vec<u8>)>);

/// How lenient hyper is.
#[derive(Clone, Copy, Debug)]
struct Options {
    blank_before_colon: bool,
    folds: bool,
    ignores_invalid: bool,
}

const STRICT: Options = Options { blank_before_colon: false, folds: false, ignores_invalid: false };
const LENIENT: Options = Options { blank_before_colon: true, folds: true, ignores_invalid: true };

/// What hyper's client makes of the bytes; none when it refuses them.
fn hyper(bytes: &[u8], options: Options) -> Option<Head> {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        let (near, mut far) = tokio::io::duplex(1 << 20);
        let mut builder = http1::Builder::new();
        builder
            .allow_spaces_after_header_name_in_responses(options.blank_before_colon)
            .allow_obsolete_multiline_headers_in_responses(options.folds)
            .ignore_invalid_headers_in_responses(options.ignores_invalid);
        let (mut sender, connection) = builder.handshake(TokioIo::new(near)).await.ok()?;
        let connection = tokio::spawn(connection);
        let request = hyper::Request::get("/").body(Empty::<Bytes>::new()).unwrap();
        let answer = tokio::spawn(sender.send_request(request));
        // The request goes out first: bytes that come before it are refused as unasked for.
        let mut sent = [0; 1024];
        tokio::io::AsyncReadExt::read(&mut far, &mut sent).await.ok()?;
        far.write_all(bytes).await.ok()?;
        far.shutdown().await.ok()?;
        let response = answer.await.unwrap().ok();
        connection.abort();
        let response = response?;
        let lines = response
            .headers()
            .iter()
            .map(|(name, value)| (name.as_str().to_owned(), value.as_bytes().to_vec()));
        // hyper's map groups lines of one name, so both sides are compared in the order of names.
        Some((response.status().as_u16(), sorted(lines.collect())))
    })
}

fn sorted(mut lines: Vec<(String, Vec<u8>)>) -> Vec<(String, Vec<u8>)> {
    lines.sort_by(|(one, _), (other, _)| one.cmp(other));
    lines
}

/// What our reader makes of them.
fn ours(bytes: &[u8], rules: &HeadRules) -> Result<Head, String> {
    match head::read(bytes, rules, false) {
        Ok(HeadRead::Complete(read)) => {
            let lines = read.head.headers.iter();
            let lines = lines.map(|(name, value)| (name.to_lowercase(), value.as_bytes().to_vec())).collect();
            Ok((read.head.status.code(), sorted(lines)))
        }
        Ok(HeadRead::Incomplete) => Err("incomplete".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

/// A run of blanks is one: hyper puts blanks in the place of a fold's line break.
fn one_blank(value: &[u8]) -> Vec<u8> {
    let mut short: Vec<u8> = Vec::new();
    for &byte in value {
        let byte = if byte == b'\t' { b' ' } else { byte };
        if byte != b' ' || short.last() != Some(&b' ') {
            short.push(byte);
        }
    }
    short
}

/// The law, of hyper as it is: the standard and every browser read the same lines.
fn strict(bytes: &[u8]) {
    let Some(theirs) = hyper(bytes, STRICT) else { return };
    for engine in Engine::ALL {
        // Empty lines before the status line: hyper takes any number, and Chromium and Firefox four bytes.
        let is_behind_empty_lines = matches!(bytes, [b'\r' | b'\n', ..]);
        let is_final = theirs.0 != 101;
        if engine == Engine::Standard || !is_behind_empty_lines && is_final {
            assert_eq!(
                ours(bytes, &engine.profile().rules.head),
                Ok(theirs.clone()),
                "{engine}: `{}`",
                bytes.escape_ascii()
            );
        }
    }
}

/// The law, of hyper at its most lenient: no line that it keeps is missing, and none is kept that it refuses but for a
/// byte of its value, which browsers keep.
fn lenient(bytes: &[u8]) {
    // A NUL refuses a head in every browser; hyper leaves the line out.
    if bytes.contains(&0) {
        return;
    }
    let Some((status, theirs)) = hyper(bytes, LENIENT) else { return };
    let rules = HeadRules { blank_before_colon: BlankBeforeColon::LeftOut, ..Rules::STANDARD.head };
    let shown = bytes.escape_ascii();
    let (our_status, ours) = ours(bytes, &rules).unwrap_or_else(|error| panic!("`{shown}`: {error}"));
    assert_eq!(our_status, status, "`{shown}`");
    let mut ours = ours.into_iter();
    for (name, value) in theirs {
        let found = ours.by_ref().find(|(our_name, our_value)| {
            let is_it = *our_name == name && one_blank(our_value) == one_blank(value.trim_ascii());
            let has_odd_byte = our_value.iter().any(|&byte| byte < b' ' && byte != b'\t' || byte == 0x7f);
            assert!(is_it || has_odd_byte, "`{shown}`: {our_name} is not {name}");
            is_it
        });
        assert!(found.is_some(), "`{shown}`: {name} is missing");
    }
}

/// A response head that is right.
fn right() -> impl Strategy<Value = Vec<u8>> {
    let status =
        proptest::sample::select(vec!["200", "204", "304", "404", "500", "999", "100", "103", "101"]);
    let reason = proptest::sample::select(vec!["", " ", " OK", " Not Found", " \u{e9}t\u{e9}"]);
    let end = proptest::sample::select(vec!["\r\n", "\n"]);
    let before = proptest::sample::select(vec!["", "", "", "\r\n", "\n\r\n\r\n"]);
    let lines = proptest::collection::vec(
        ("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,8}", "[ \\t]{0,2}[!-~\u{80}-\u{ff} \\t]{0,12}"),
        0..6,
    );
    let interim = proptest::option::weighted(0.2, Just("HTTP/1.1 103 Early\r\nLink: </a>\r\n\r\n"));
    (before, interim, 0..2_u8, status, reason, lines, end).prop_map(
        |(before, interim, minor, status, reason, lines, end)| {
            let mut head =
                format!("{before}{}HTTP/1.{minor} {status}{reason}{end}", interim.unwrap_or_default());
            for (name, value) in lines {
                head.push_str(&format!("{name}:{value}{end}"));
            }
            head.push_str(end);
            if status.starts_with('1') && status != "101" {
                head.push_str("HTTP/1.1 200 OK\r\nX-Final: 1\r\n\r\n");
            }
            latin1(&head)
        },
    )
}

fn latin1(text: &str) -> Vec<u8> {
    text.chars().map(|character| u8::try_from(u32::from(character)).unwrap_or(b'?')).collect()
}

/// What is put into a head to spoil it.
fn spoilt() -> impl Strategy<Value = Vec<u8>> {
    let pieces: &[&[u8]] = &[
        b" ",
        b"\t",
        b":",
        b"\r",
        b"\n",
        b"\r\n ",
        b"\r\n\t",
        b"\n ",
        b" :",
        b"\x01",
        b"\x7f",
        b"\x80",
        b"\xff",
        b"\0",
        b"\r\n\r\n",
        b"no colon\r\n",
        b"A : 1\r\n",
        b"HTTP/1.1",
        b"(",
    ];
    let edit = (any::<proptest::sample::Index>(), proptest::sample::select(pieces), any::<bool>());
    (right(), proptest::collection::vec(edit, 0..4)).prop_map(|(mut head, edits)| {
        for (at, piece, is_replaced) in edits {
            let at = at.index(head.len());
            let end = if is_replaced { at + 1 } else { at };
            head.splice(at..end, piece.iter().copied());
        }
        head
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn what_hyper_accepts_every_reader_accepts(head in right()) {
        strict(&head);
        lenient(&head);
    }

    #[test]
    fn also_when_the_head_is_spoilt(head in spoilt()) {
        strict(&head);
        lenient(&head);
    }
}

/// The law would hold of a hyper that accepts nothing.
#[test]
fn hyper_accepts_most_of_what_is_right() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let accepted = |head: Vec<u8>, options| usize::from(hyper(&head, options).is_some());
    let (mut plain, mut odd) = (0, 0);
    for _ in 0..200 {
        plain += accepted(right().new_tree(&mut runner).unwrap().current(), STRICT);
        odd += accepted(spoilt().new_tree(&mut runner).unwrap().current(), LENIENT);
    }
    assert!(plain > 150 && odd > 50, "{plain} and {odd} of 200");
}
