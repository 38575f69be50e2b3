//! What people paste: texts of every form, with what is read from each, and broken ones with where they break.
#![allow(clippy::panic, clippy::unwrap_used)]

#[path = "pasted/bytes.rs"]
mod bytes;

use std::fmt::Write;

use bytes::paste;
use corslet_inspect::input::{Form, Pasted, Unread, read, read_words};
use proptest::prelude::*;

/// The files of the table: each has sections of a title (`=== `), a text, and what comes of it (`--- `).
const FILES: &[(&str, &str)] = &[
    ("curl", include_str!("pasted/curl.txt")),
    ("cmd", include_str!("pasted/cmd.txt")),
    ("powershell", include_str!("pasted/powershell.txt")),
    ("fetch", include_str!("pasted/fetch.txt")),
    ("xhr", include_str!("pasted/xhr.txt")),
    ("axios", include_str!("pasted/axios.txt")),
    ("websocket", include_str!("pasted/websocket.txt")),
    ("http", include_str!("pasted/http.txt")),
    ("har", include_str!("pasted/har.txt")),
    ("console", include_str!("pasted/console.txt")),
    ("broken", include_str!("pasted/broken.txt")),
];

/// A row of the table.
struct Row {
    file: &'static str,
    title: &'static str,
    text: &'static str,
    wanted: &'static str,
}

fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    for (file, content) in FILES {
        for section in content.split("=== ").skip(1) {
            let (title, rest) = section.split_once('\n').unwrap();
            let (text, wanted) =
                rest.split_once("\n---\n").unwrap_or_else(|| panic!("{file}: {title}: no `---`"));
            rows.push(Row { file, title, text, wanted: wanted.trim_end() });
        }
    }
    rows
}

fn told(read: &Result<Pasted, Unread>) -> String {
    match read {
        Ok(pasted) => shown(pasted),
        Err(unread) => unread.to_string(),
    }
}

fn shown(pasted: &Pasted) -> String {
    let mut out = format!(
        "{}: {} {}",
        pasted.form.as_str(),
        pasted.method.as_deref().unwrap_or("GET"),
        pasted.url.as_ref().map_or("(no URL)", |url| url.as_str())
    );
    let mut says = Vec::new();
    says.extend(pasted.origin.as_ref().map(|origin| format!("from {origin}")));
    says.extend(pasted.credentials.map(|mode| format!("credentials {}", mode.as_str())));
    says.extend(pasted.mode.map(|mode| format!("mode {}", mode.as_str())));
    says.extend(pasted.redirect.map(|mode| format!("redirect {}", mode.as_str())));
    says.extend(pasted.referrer_policy.map(|policy| format!("referrer policy {}", policy.as_str())));
    if pasted.api != corslet::browser::Api::Fetch {
        says.push(format!("{:?}", pasted.api));
    }
    if pasted.network != corslet_inspect::input::Network::default() {
        says.push(format!("{:?}", pasted.network));
    }
    says.extend(pasted.user.as_ref().map(|user| format!("user {user}")));
    if !says.is_empty() {
        write!(out, "\n{}", says.join(", ")).unwrap();
    }
    for (name, value) in &pasted.headers {
        write!(out, "\n{name}: {}", String::from_utf8_lossy(value)).unwrap();
    }
    for cookie in &pasted.cookies {
        write!(out, "\ncookie {cookie}").unwrap();
    }
    if let Some(body) = &pasted.body {
        let text = String::from_utf8_lossy(&body.bytes).escape_debug().to_string();
        write!(out, "\nbody {:?} {text}", body.kind).unwrap();
    }
    for remark in &pasted.remarks {
        write!(out, "\n({}) {}", remark.kind.as_str(), remark.what).unwrap();
    }
    out
}

#[test]
fn every_text_is_read_as_the_table_says() {
    let mut wrong = String::new();
    for row in rows() {
        let got = told(&read(row.text.as_bytes(), None));
        if got.trim_end() != row.wanted {
            write!(wrong, "@@@ {}\n=== {}\n{}\n---\n{got}\n\n", row.file, row.title, row.text).unwrap();
        }
    }
    assert!(wrong.is_empty(), "read otherwise:\n{wrong}");
}

#[test]
fn the_table_is_as_wide_as_it_says() {
    let rows = rows();
    let broken = rows.iter().filter(|row| row.wanted.starts_with("error: ")).count();
    assert!(rows.len() >= 80, "{} texts", rows.len());
    assert!(broken >= 20, "{broken} broken ones");
    for form in Form::ALL {
        let start = format!("{}: ", form.as_str());
        assert!(rows.iter().filter(|row| row.wanted.starts_with(&start)).count() >= 3, "few of {form}");
    }
}

#[test]
fn every_error_shows_where() {
    for row in rows() {
        let Err(unread) = read(row.text.as_bytes(), None) else { continue };
        for problem in &unread.problems {
            assert!(
                problem.at.start <= problem.at.end && problem.at.end <= unread.text.len(),
                "{}",
                row.title
            );
            assert!(
                [
                    "write",
                    "did you mean",
                    "remove",
                    "leave",
                    "put ",
                    "add ",
                    "paste",
                    "export",
                    "record",
                    "save"
                ]
                .iter()
                .any(|word| problem.what.to_lowercase().contains(word)),
                "{}: {}",
                row.title,
                problem.what
            );
        }
        let text = unread.to_string();
        assert!(text.contains('^'), "{}: {text}", row.title);
    }
}

#[test]
fn line_ends_and_encodings_of_windows_are_the_same() {
    for row in rows() {
        if matches!(row.file, "broken" | "http" | "fetch" | "powershell" | "cmd" | "curl") {
            let expected = told(&read(row.text.as_bytes(), None));
            let mut utf16 = vec![0xff, 0xfe];
            utf16.extend(row.text.encode_utf16().flat_map(u16::to_le_bytes));
            assert_eq!(told(&read(&utf16, None)), expected, "{}: UTF-16", row.title);
        }
        if row.file != "broken" {
            let windows = row.text.replace('\n', "\r\n");
            let (unix, windows) = (read(row.text.as_bytes(), None).unwrap(), read(windows.as_bytes(), None));
            let windows = windows.unwrap_or_else(|unread| panic!("{}: {unread}", row.title));
            assert_eq!(unix.url, windows.url, "{}", row.title);
            assert_eq!(unix.headers, windows.headers, "{}", row.title);
        }
    }
}

#[test]
fn words_that_a_shell_took_apart_are_read_too() {
    let words = ["curl", "https://api.example/a b", "-H", "X-A: 1", "-d", "a=1"];
    assert!(read_words(&words).unwrap_err().to_string().contains("%20"));
    let words = ["curl", "https://api.example/", "-H", "X-A: 1", "-d", "a=1"];
    let pasted = read_words(&words).unwrap();
    assert_eq!(pasted.method.as_deref(), Some("POST"));
    assert_eq!(pasted.headers[0], ("X-A".to_owned(), b"1".to_vec()));
    let unread = read_words(&["curl", "https://api.example/", "--hedaer", "X-A: 1"]).unwrap_err();
    assert!(unread.to_string().contains("did you mean --header?"), "{unread}");
    assert!(read_words::<&str>(&[]).is_err());
    assert!(read_words(&["wget", "https://api.example/"]).is_err());
}

#[test]
fn an_entry_of_a_har_file_is_chosen_by_its_number() {
    let row = rows().into_iter().find(|row| row.file == "har").unwrap();
    let pasted = read(row.text.as_bytes(), Some(0)).unwrap();
    assert_eq!(pasted.url.unwrap().as_str(), "https://app.example/");
    let unread = read(row.text.as_bytes(), Some(99)).unwrap_err();
    assert!(unread.to_string().contains("from 0 to"), "{unread}");
}

/// The seeds of the fuzz target.
#[test]
#[allow(clippy::disallowed_methods, reason = "a test may read its files")]
fn every_seed_is_survived() {
    let seeds = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/seeds/paste");
    let mut count = 0;
    for seed in std::fs::read_dir(seeds).unwrap() {
        paste(&std::fs::read(seed.unwrap().path()).unwrap());
        count += 1;
    }
    assert!(count >= 10, "{count} seeds");
}

#[test]
fn deep_nesting_is_refused_and_not_followed() {
    for (open, close) in
        [("[", "]"), ("{a:", "}"), ("(", ")"), ("new X(", ")"), ("`${", "}`"), ("await ", "")]
    {
        let text = format!("fetch({}{})", open.repeat(100_000), close.repeat(100_000));
        paste(text.as_bytes());
        paste(format!("const a = {}1\nfetch(a)", open.repeat(50_000)).as_bytes());
    }
    paste(format!("curl {}", "$(".repeat(100_000)).as_bytes());
    paste(format!("{{\"log\": {}", "[".repeat(100_000)).as_bytes());
    paste(format!("Invoke-WebRequest {}", "(".repeat(100_000)).as_bytes());
    // What repeats is no more work than what nests.
    for piece in [
        "const a = ",
        "“",
        "-H '",
        "cookie: ",
        "; x.open(",
        "; x.setRequestHeader(",
        "axios.create(;",
        "`",
        "\\ ",
        "^ ",
        "$a ",
        "sec-a: 1\n",
    ] {
        for start in ["fetch(", "curl ", "GET / HTTP/1.1\n", "const x = new XMLHttpRequest; ", "iwr "] {
            paste(format!("{start}{}", piece.repeat(4_000)).as_bytes());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn any_bytes_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..256)) {
        paste(&bytes);
    }

    #[test]
    fn any_text_behind_a_beginning_is_survived(
        start in prop::sample::select(vec![
            "curl ", "curl ^\"", "fetch(", "Invoke-WebRequest ", "axios.post(", "GET / HTTP/1.1\n", "{\"log\":",
            "new XMLHttpRequest;x.open(", "Access to fetch at '",
        ]),
        rest in "[\\PC\n\r\t ]{0,80}",
    ) {
        paste(format!("{start}{rest}").as_bytes());
    }

    #[test]
    fn a_changed_text_is_survived(
        index in any::<prop::sample::Index>(),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0usize..4), 1..8),
    ) {
        let rows = rows();
        let mut bytes = rows[index.index(rows.len())].text.as_bytes().to_vec();
        for (at, byte, how) in changes {
            if bytes.is_empty() {
                break;
            }
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                2 => drop(bytes.remove(at)),
                _ => bytes.truncate(at),
            }
        }
        paste(&bytes);
        paste(String::from_utf8_lossy(&bytes).as_bytes());
    }
}
