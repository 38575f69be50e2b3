//! Whatever a server sends, every format can be written, keeps its form and shows nothing that a reader's program obeys.
#![allow(clippy::panic, clippy::unwrap_used)]

#[allow(dead_code, reason = "each of these tests uses a part of it")]
mod report {
    pub(crate) mod scenes;
    pub(crate) mod tags;
}

use corslet_inspect::audit::Severity;
use corslet_inspect::report::human::{self, Look};
use corslet_inspect::report::{Contents, Document, html, json, junit, markdown, proof, sarif};
use proptest::collection::vec;
use proptest::prelude::*;
use report::scenes::{HOSTILE, saying};
use report::tags::tags;

/// Pieces of what does harm somewhere.
const PIECES: &[&[u8]] = &[
    b"\x1b[31m",
    b"\x1b]8;;http://x\x07",
    b"\x9b1m",
    b"\xc2\x9b",
    b"\xe2\x80\xae",
    b"\xf3\xa0\x81\x81",
    b"\x00",
    b"\x7f",
    b"<script>",
    b"</style>",
    b"-->",
    b"]]>",
    b"<!--",
    b"\"",
    b"'",
    b"`",
    b"```",
    b"~~~",
    b"|",
    b"\\",
    b"{0}",
    b"[x](y)",
    b"![x](y)",
    b"@name",
    b"#1",
    b"&lt;",
    b"&#x41;",
    b"$(id)",
    b"%0d%0a",
    b"javascript:",
    b"\xff\xfe",
    b"a",
    b" ",
    b"; ",
    b"=",
    b",",
];

fn said() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        (0..PIECES.len()).prop_map(|index| PIECES[index].to_vec()),
        vec(
            any::<u8>().prop_filter("no header value has these", |byte| !matches!(byte, b'\r' | b'\n')),
            0..4
        ),
    ];
    vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

#[track_caller]
fn all_formats_hold(said: &[u8]) {
    let document = Document::of(&saying(said), &Contents { every_exchange: true, ..Contents::default() });
    let one = std::slice::from_ref(&document);

    let line = json::line(&document);
    assert!(line.bytes().all(|byte| (0x20..0x7f).contains(&byte)), "{line}");
    assert_eq!(json::read(&line).unwrap(), document);
    assert!(serde_json::from_str::<serde_json::Value>(&sarif::log(one)).is_ok());

    let mut shown = vec![
        ("markdown", markdown::page(one)),
        ("html", html::page(one)),
        ("junit", junit::suites(one, Severity::Info)),
    ];
    shown.extend(
        document
            .findings
            .iter()
            .filter_map(|one| proof::page(&document, one))
            .map(|page| ("proof", page.html)),
    );
    for (format, text) in &shown {
        let is_harmful = |one: char| {
            one != '\n' && one.is_control()
                || matches!(one, '\u{202a}'..='\u{202e}' | '\u{e0000}'..='\u{e007f}')
        };
        assert!(!text.chars().any(is_harmful), "{format}: {text:?}");
    }
    let page = html::page(one);
    let names: Vec<String> =
        tags(page.strip_prefix("<!DOCTYPE html>\n").unwrap()).into_iter().map(|tag| tag.name).collect();
    let innocent = html::page(&[Document::of(&saying(b"a"), &Contents::default())]);
    let kinds = |names: Vec<String>| names.into_iter().collect::<std::collections::BTreeSet<_>>();
    let known =
        tags(innocent.strip_prefix("<!DOCTYPE html>\n").unwrap()).into_iter().map(|tag| tag.name).collect();
    assert!(kinds(names).is_subset(&kinds(known)), "a tag of the server's");

    for is_unicode in [true, false] {
        let text = human::document(&document, Look { width: 80, is_unicode });
        let left = text.split('\u{1b}').skip(1).all(|rest| {
            rest.starts_with('[')
                && rest.split_once('m').is_some_and(|(code, _)| {
                    code[1..].bytes().all(|byte| byte.is_ascii_digit() || byte == b';')
                })
        });
        assert!(left, "{text:?}");
        assert!(text.chars().all(|one| one == '\n' || one == '\u{1b}' || !one.is_control()), "{text:?}");
        assert!(is_unicode || text.is_ascii());
    }
}

#[test]
fn the_worst_that_we_know() {
    all_formats_hold(HOSTILE);
    for piece in PIECES {
        all_formats_hold(piece);
    }
    all_formats_hold(&b"<".repeat(100_000));
    all_formats_hold(&b"`".repeat(5_000));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_a_server_says(said in said()) {
        all_formats_hold(&said);
    }
}
