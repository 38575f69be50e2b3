//! What every layer writes: nothing that grants more than was asked for, and nothing that is left open.
#![allow(clippy::panic, clippy::unwrap_used)]

use std::collections::BTreeSet;

use corslet_inspect::diagnoses::{Case, RULES, diagnose};
use corslet_inspect::docs::Docs;
use corslet_inspect::fixes::{Grant, LAYERS, Need, Problem};
use corslet_inspect::layers;
use proptest::prelude::*;

const PROBLEMS: [Problem; 6] = [
    Problem::Grant,
    Problem::Errors,
    Problem::PreflightRefused,
    Problem::PreflightUnanswered,
    Problem::GrantedTwice,
    Problem::PreflightOnly,
];

fn grant() -> Grant {
    Grant {
        origins: vec!["https://app.example.com".into(), "http://localhost:5173".into()],
        methods: vec!["PUT".into(), "DELETE".into()],
        request_headers: vec!["authorization".into(), "x-tenant".into()],
        exposed_headers: vec!["X-Total-Count".into()],
        credentials: true,
        max_age: 600,
    }
}

#[test]
fn every_layer_writes_all_of_the_grant() {
    let mut ids = BTreeSet::new();
    for layer in LAYERS {
        assert!(ids.insert(layer.id), "{} twice", layer.id);
        for problem in PROBLEMS {
            let fix = layer.write(&Need { problem, grant: grant() });
            let text: String = fix.pieces.iter().map(|piece| piece.text.as_str()).collect();
            let wanted = ["authorization", "x-tenant", "X-Total-Count", "600"];
            for wanted in wanted.iter().chain(&["PUT", "DELETE"]) {
                let is_there = text.to_lowercase().contains(&wanted.to_lowercase());
                assert!(is_there, "{}: no {wanted} in\n{text}", layer.id);
            }
            for origin in ["app.example.com", "localhost:5173"] {
                let is_there = text.replace('\\', "").contains(origin);
                assert!(is_there, "{}: no {origin} in\n{text}", layer.id);
            }
            for piece in &fix.pieces {
                let says_where = ["in ", "at ", "behind ", "among ", "as "];
                assert!(
                    says_where.iter().any(|word| piece.place.starts_with(word)),
                    "{}: {}",
                    layer.id,
                    piece.place
                );
                assert!(
                    piece.text.ends_with('\n') && !piece.text.ends_with("\n\n"),
                    "{}: {:?}",
                    layer.id,
                    piece.text
                );
            }
            for note in &fix.notes {
                assert!(note.ends_with(['.', ')']), "{}: {note}", layer.id);
            }
            // What a preflight asks for is never sent back as it came.
            for reflected in ["$http_origin;", "{header.Origin}", "{http.request.header", "%{HTTP:Origin}"] {
                assert!(!text.contains(reflected), "{}: {reflected}", layer.id);
            }
            assert!(!text.contains("Allow-Origin \"*\"") && !text.contains("Allow-Origin *"), "{}", layer.id);
        }
    }
}

#[test]
fn what_is_guessed_can_be_written() {
    let ids: BTreeSet<&str> = LAYERS.iter().map(|layer| layer.id).collect();
    for fix in layers::every_fix() {
        assert!(ids.contains(fix), "{fix}");
    }
}

/// A grant that a page relies on elsewhere is in the fix, although this request does not ask for it.
#[test]
fn what_is_granted_by_name_stays() {
    let need = |origin: &str| {
        let page = format!(
            "# A\n\nB.\n\n## Found\n\n```http\n\
             > OPTIONS /orders HTTP/1.1\n> Host: api.example.com\n> Origin: https://app.example.com\n\
             > Access-Control-Request-Method: GET\n> Access-Control-Request-Headers: x-tenant\n>\n\
             < HTTP/1.1 204 No Content\n< Access-Control-Allow-Origin: {origin}\n\
             < Access-Control-Allow-Credentials: true\n< Access-Control-Allow-Headers: content-type\n<\n```\n"
        );
        let block = Docs::parse(&page).section("Found").unwrap().http_blocks().unwrap().remove(0);
        diagnose(&Case::of_conversation(&block).unwrap()).root.unwrap().judgement.need.unwrap().grant
    };
    let named = need("https://app.example.com");
    assert!(named.credentials, "{named:?}");
    assert_eq!(named.request_headers, ["x-tenant", "content-type"]);
    // What was never granted to anybody is not granted now.
    assert!(!need("*").credentials);
}

#[test]
fn a_page_without_origin_is_granted_nothing() {
    for rule in RULES {
        for block in rule.docs().section("Found").unwrap().http_blocks().unwrap() {
            let case = Case::of_conversation(&block).unwrap();
            if case.init.origin.is_opaque() {
                let root = diagnose(&case).root.unwrap();
                assert_eq!(root.judgement.need, None, "{}", rule.id());
            }
        }
    }
}

proptest! {
    /// A server, or a file that was recorded elsewhere, puts in what it likes: a name that is no plain one is left out.
    #[test]
    fn nothing_from_outside_ends_a_quote(name in "\\PC{0,12}") {
        let mut grant = Grant { origins: Vec::new(), methods: Vec::new(), request_headers: Vec::new(),
            exposed_headers: Vec::new(), credentials: false, max_age: 600 };
        grant.allow_origin(&name);
        grant.allow_method(&name);
        grant.allow_header(&name);
        grant.expose(&name);
        let all: String = grant.origins.concat() + &grant.methods.concat() + &grant.request_headers.concat()
            + &grant.exposed_headers.concat();
        prop_assert!(all.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.:/[]+".contains(&byte)), "{all}");
    }
}
