//! Whatever a server sends, a diagnosis says something that can be shown, points at what is there, and never panics.
#![allow(clippy::panic, clippy::unwrap_used)]

use std::sync::{Arc, LazyLock};

use corslet::verdict::ResponseHead;
use corslet::words::{HeaderList, HeaderName, HeaderValue, Status};
use corslet_inspect::diagnoses::case::{Came, Seen};
use corslet_inspect::diagnoses::{Case, Of, Place, Probe, RULES, diagnose, wanted};
use proptest::prelude::*;

/// The cases of all documentations, to begin with.
static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let sections = RULES.iter().flat_map(|rule| {
        let docs = rule.docs();
        ["Found", "Clean"].map(|heading| docs.section(heading).unwrap().http_blocks().unwrap()).concat()
    });
    sections.map(|block| Case::of_conversation(&block).unwrap()).collect()
});

/// What happens to one answer.
#[derive(Clone, Debug)]
enum Change {
    Remove(usize),
    Repeat(usize),
    Value(usize, Vec<u8>),
    Add(String, Vec<u8>),
    Status(u16),
    Body(Vec<u8>),
}

const NAMES: &[&str] = &[
    "Access-Control-Allow-Origin",
    "Access-Control-Allow-Credentials",
    "Access-Control-Allow-Methods",
    "Access-Control-Allow-Headers",
    "Access-Control-Expose-Headers",
    "Access-Control-Max-Age",
    "Location",
    "Vary",
    "Set-Cookie",
    "Server",
    "Content-Type",
    "Allow",
    "Cross-Origin-Resource-Policy",
    "Cache-Control",
];

fn values() -> impl Strategy<Value = Vec<u8>> {
    let plain = [
        "",
        "*",
        "null",
        "true",
        "https://app.example.com",
        "https://é.example/",
        "*, *",
        ",,,",
        "/x",
        "//[",
        "a=b; SameSite=None",
    ];
    prop_oneof![
        proptest::sample::select(plain.to_vec()).prop_map(|text| text.as_bytes().to_vec()),
        proptest::collection::vec(any::<u8>(), 0..40),
        "\\PC{0,20}".prop_map(String::into_bytes),
        Just(vec![b'a'; 5000]),
        Just(b"\x1b[31m\xe2\x80\xae".to_vec()),
    ]
}

fn changes() -> impl Strategy<Value = Vec<(usize, Change)>> {
    let change = prop_oneof![
        (0usize..8).prop_map(Change::Remove),
        (0usize..8).prop_map(Change::Repeat),
        (0usize..8, values()).prop_map(|(line, value)| Change::Value(line, value)),
        (proptest::sample::select(NAMES.to_vec()), values())
            .prop_map(|(name, value)| Change::Add(name.to_owned(), value)),
        proptest::sample::select(vec![
            0u16, 103, 200, 204, 301, 304, 400, 401, 403, 404, 407, 429, 500, 503, 999
        ])
        .prop_map(Change::Status),
        values().prop_map(Change::Body),
    ];
    proptest::collection::vec((0usize..3, change), 1..5)
}

fn change(seen: &mut Seen, change: &Change) {
    let Came::Head(head) = &seen.came else { return };
    let mut lines: Vec<(HeaderName, HeaderValue)> =
        head.headers.iter().map(|(name, value)| (name.clone(), value.clone())).collect();
    let mut status = head.status;
    match change {
        Change::Remove(line) if *line < lines.len() => drop(lines.remove(*line)),
        Change::Repeat(line) if *line < lines.len() => lines.push(lines[*line].clone()),
        Change::Value(line, value) if *line < lines.len() => lines[*line].1 = HeaderValue::received(value),
        Change::Add(name, value) => {
            lines.push((HeaderName::parse(name).unwrap(), HeaderValue::received(value)));
        }
        Change::Status(code) => status = Status::new(*code).unwrap(),
        Change::Body(body) => seen.body.clone_from(body),
        Change::Remove(_) | Change::Repeat(_) | Change::Value(..) => {}
    }
    let headers: HeaderList = lines.into_iter().collect();
    seen.came = Came::Head(Arc::new(ResponseHead { status, headers }));
}

/// Text that cannot break a line, move a cursor or turn around what follows.
fn is_shown(text: &str) -> bool {
    !text
        .chars()
        .any(|one| one.is_control() || matches!(one, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn whatever_a_server_sends(which in any::<prop::sample::Index>(), changes in changes()) {
        let example = which.get(&CASES);
        let mut exchanges = example.exchanges.clone();
        for (at, one) in &changes {
            if let Some(seen) = exchanges.get_mut(*at) {
                change(seen, one);
            }
        }
        let mut case = Case::replayed(example.init.clone(), example.url.clone(), exchanges);
        case.said = example.said.clone();
        case.probes.clone_from(&example.probes);
        case.compared.clone_from(&example.compared);
        let diagnosed = diagnose(&case);
        for one in diagnosed.root.iter().chain(&diagnosed.also_true) {
            let (number, judgement) = (one.rule.number(), &one.judgement);
            for text in [&judgement.cause, &judgement.fix] {
                prop_assert!(is_shown(text), "{number}: {text:?}");
                prop_assert!(text.chars().count() < 2000, "{number}: {} characters", text.chars().count());
            }
            for evidence in &judgement.evidence {
                let Of::Exchange(index) = evidence.of else { continue };
                prop_assert!(is_shown(&evidence.label), "{number}: {:?}", evidence.label);
                let seen = &case.exchanges[index];
                let is_there = match &evidence.place {
                    Place::Header { line, bytes } => seen
                        .head()
                        .and_then(|head| head.headers.line(*line))
                        .is_some_and(|(_, value)| value.as_bytes().get(bytes.clone()).is_some()),
                    Place::RequestHeader { line, bytes } => seen.request[*line].1.get(bytes.clone()).is_some(),
                    Place::Body(bytes) => seen.body.get(bytes.clone()).is_some(),
                    Place::NoHeader(name) => seen.head().is_some_and(|head| !head.headers.contains(name)),
                    Place::RequestLine | Place::Status | Place::NoResponse => true,
                };
                prop_assert!(is_there, "{number}: {:?}", evidence.place);
            }
            if let Some(need) = &judgement.need {
                for origin in &need.grant.origins {
                    prop_assert!(origin != "*" && origin != "null", "{number}: {origin}");
                }
            }
        }
        prop_assert!(wanted(&case).len() <= Probe::ALL.len());
    }
}
