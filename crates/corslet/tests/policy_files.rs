//! The corpus of policy files: every problem drawn as expected, every good policy through its normal form.
#![cfg(feature = "file")]
#![allow(clippy::panic, clippy::unwrap_used, clippy::disallowed_methods)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use corslet::policy::file::{Reading, json_schema, read, write};
use corslet::policy::{Config, ProblemKind, Severity};

fn files(folder: &str) -> Vec<(String, PathBuf)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/policies").join(folder);
    let mut files: Vec<(String, PathBuf)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), path))
        .collect();
    files.sort();
    files
}

fn read_offline(text: &str) -> Reading<'_> {
    read(text, &|_| None)
}

/// Each bad policy is named after the problem that it has, and no other. `CORSLET_BLESS=1` writes what is drawn.
#[test]
fn every_problem_is_drawn_as_expected() {
    let mut seen = BTreeMap::new();
    let mut others = String::new();
    for (code, path) in files("bad") {
        let text = std::fs::read_to_string(&path).unwrap();
        let reading = read_offline(&text);
        let codes: BTreeSet<&str> = reading.problems().iter().map(|problem| problem.code()).collect();
        if codes != BTreeSet::from([code.as_str()]) {
            others.push_str(&format!("{code}: {codes:?}\n{}\n", reading.render(&code, false)));
        }
        let is_error = reading.problems().iter().any(|problem| problem.severity() == Severity::Error);
        assert_eq!(reading.policy().is_none(), is_error, "{code}");
        let drawn = reading.render(&format!("{code}.toml"), false);
        let expected = path.with_extension("txt");
        if std::env::var_os("CORSLET_BLESS").is_some() {
            std::fs::write(&expected, &drawn).unwrap();
        }
        assert_eq!(drawn, std::fs::read_to_string(&expected).unwrap_or_default(), "{code}");
        let titles: Vec<String> = reading.problems().iter().map(|problem| problem.kind.message()).collect();
        if let Some(other) = seen.insert(titles, code.clone()) {
            panic!("{code} and {other} look alike");
        }
    }
    assert!(others.is_empty(), "{others}");
    let drawn: BTreeSet<&str> = seen.values().map(String::as_str).collect();
    let all: BTreeSet<&str> = ProblemKind::CODES.iter().copied().collect();
    assert_eq!(all.len(), ProblemKind::CODES.len(), "two codes are alike");
    assert_eq!(drawn, all);
}

#[test]
fn every_problem_has_a_place_and_advice() {
    for (code, path) in files("bad") {
        let text = std::fs::read_to_string(&path).unwrap();
        let json = read_offline(&text).to_json("policy.toml").unwrap();
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        for problem in json["problems"].as_array().unwrap() {
            assert_eq!(problem["code"], code.as_str());
            for key in ["severity", "message", "advice", "place"] {
                assert!(problem[key].as_str().is_some_and(|text| !text.is_empty()), "{code}: {problem}");
            }
            assert!(problem["line"].as_u64() >= Some(1) && problem["column"].as_u64() >= Some(1));
            assert!(problem["span"]["end"].as_u64().unwrap() <= text.len() as u64, "{code}");
        }
    }
}

#[test]
fn good_policies_go_through_their_normal_form() {
    let files = files("good");
    assert!(files.len() >= 30);
    for (name, path) in files {
        let text = std::fs::read_to_string(&path).unwrap();
        let reading = read_offline(&text);
        let Some(policy) = reading.policy() else { panic!("{name}:\n{}", reading.render(&name, false)) };
        let normal = policy.to_config();
        let written = write(&normal).unwrap();
        let again = read_offline(&written);
        let Some(same) = again.policy() else { panic!("{name}:\n{written}\n{}", again.render(&name, false)) };
        assert_eq!(same.to_config(), normal, "{name}");
        assert_eq!(toml::from_str::<Config>(&written).unwrap(), normal, "{name}");
        let warned = same.warnings().iter().any(|problem| problem.severity() == Severity::Warning);
        assert!(!warned, "{name}: {}", again.render(&name, false));
    }
}

#[test]
fn the_schema_knows_every_key() {
    let schema = json_schema();
    let keys = |value: &serde_json::Value| -> BTreeSet<String> {
        value["properties"].as_object().unwrap().keys().cloned().collect()
    };
    let top = ["version", "development", "report-only", "groups", "route"];
    assert_eq!(keys(&schema), top.iter().map(|key| (*key).to_owned()).collect());
    let route = keys(&schema["$defs"]["RouteConfig"]);
    let text = "version = 1\n[[route]]\npath = '/'\norigins = []\nnonsense-without-a-neighbour = 1\n";
    let reading = read_offline(text);
    let known = reading.problems().iter().find_map(|problem| match &problem.kind {
        ProblemKind::UnknownKey { known, .. } => Some(known.iter().map(|key| (*key).to_owned()).collect()),
        _ => None,
    });
    assert_eq!(known, Some(route));
}

#[test]
fn variables_come_in_only_where_the_file_says_so() {
    let text = "version = 1\n[groups]\nfront = [{ env = 'FRONT' }]\n[[route]]\nhost = { env = 'HOST' }\npath = '/*'\n\
        origins = ['@front', { env = 'MORE' }, 'https://$home.example.com']\n";
    let environment = |name: &str| match name {
        "FRONT" => Some("https://app.example.com, https://*.preview.example.com".to_owned()),
        "MORE" => Some("https://www.example.org".to_owned()),
        "HOST" => Some("api.example.com".to_owned()),
        _ => panic!("asked for {name}"),
    };
    let reading = read(text, &environment);
    let codes: Vec<&str> = reading.problems().iter().map(|problem| problem.code()).collect();
    assert_eq!(codes, ["origin-invalid"], "{}", reading.render("policy.toml", false));
    let text = text.replace(", 'https://$home.example.com'", "");
    let policy = read(&text, &environment).into_policy().unwrap();
    assert_eq!(policy.to_config().routes[0].host.as_deref(), Some("api.example.com"));
    assert_eq!(
        policy.to_config().routes[0].origins,
        ["https://*.preview.example.com", "https://app.example.com", "https://www.example.org"].into()
    );
}
