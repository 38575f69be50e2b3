//! What the shipped crates stand on: licences that suit the project's, and one version of what must be one.
#![allow(clippy::panic, clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// Licences that ask for no more than a notice. One that asks for more gets its crate a line of its own in
/// [`EXCEPTIONS`], with the reason. `deny.toml` says the same for users of cargo-deny.
const LICENCES: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Crates under another licence, which one, and why that is right.
const EXCEPTIONS: &[(&str, &str, &str)] = &[];

/// Two versions of these would be two vocabularies in one program: their types cross the borders of crates.
const ONE_VERSION: &[&str] =
    &["http", "http-body", "hyper", "rustls", "rustls-pki-types", "rustls-webpki", "serde", "tokio", "url"];

/// `cargo metadata` of the whole workspace; from what is downloaded already, where that is everything.
fn metadata() -> Value {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let run = |more: &[&str]| {
        Command::new(&cargo)
            .args(["metadata", "--format-version", "1", "--locked"])
            .args(more)
            .current_dir(&root)
            .output()
            .unwrap()
    };
    let offline = run(&["--offline"]);
    // Crates for other systems are downloaded for nothing but this.
    let output = if offline.status.success() { offline } else { run(&[]) };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The packages that the members need to be built and to run, on any system; not those of their tests and benches.
fn shipped(metadata: &Value) -> Vec<&Value> {
    let nodes: BTreeMap<&str, &Value> =
        array(&metadata["resolve"]["nodes"]).map(|node| (node["id"].as_str().unwrap(), node)).collect();
    let mut reached: BTreeSet<&str> = BTreeSet::new();
    let mut waiting: Vec<&str> =
        array(&metadata["workspace_members"]).map(|id| id.as_str().unwrap()).collect();
    while let Some(id) = waiting.pop() {
        if !reached.insert(id) {
            continue;
        }
        for dependency in array(&nodes[id]["deps"]) {
            if array(&dependency["dep_kinds"]).any(|kind| kind["kind"] != "dev") {
                waiting.push(dependency["pkg"].as_str().unwrap());
            }
        }
    }
    array(&metadata["packages"]).filter(|package| reached.contains(package["id"].as_str().unwrap())).collect()
}

fn array(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().unwrap().iter()
}

/// Whether one of the ways that an SPDX expression offers is allowed throughout.
fn is_allowed(expression: &str, is_licence_allowed: &dyn Fn(&str) -> bool) -> bool {
    // `MIT/Apache-2.0` is how crates wrote `OR` before.
    let expression = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = expression.split_whitespace().collect();
    let mut at = 0;
    let allowed = any(&words, &mut at, is_licence_allowed);
    allowed && at == words.len()
}

fn any(words: &[&str], at: &mut usize, is_licence_allowed: &dyn Fn(&str) -> bool) -> bool {
    let mut allowed = all(words, at, is_licence_allowed);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        allowed |= all(words, at, is_licence_allowed);
    }
    allowed
}

fn all(words: &[&str], at: &mut usize, is_licence_allowed: &dyn Fn(&str) -> bool) -> bool {
    let mut allowed = one(words, at, is_licence_allowed);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        allowed &= one(words, at, is_licence_allowed);
    }
    allowed
}

fn one(words: &[&str], at: &mut usize, is_licence_allowed: &dyn Fn(&str) -> bool) -> bool {
    let Some(word) = words.get(*at) else { return false };
    *at += 1;
    if *word == "(" {
        let allowed = any(words, at, is_licence_allowed);
        let is_closed = words.get(*at) == Some(&")");
        *at += 1;
        return allowed && is_closed;
    }
    // An exception only ever allows more.
    if words.get(*at) == Some(&"WITH") {
        *at += 2;
    }
    is_licence_allowed(word)
}

#[test]
fn licences_ask_for_no_more_than_a_notice() {
    let metadata = metadata();
    let mut refused = Vec::new();
    for package in shipped(&metadata) {
        let name = package["name"].as_str().unwrap();
        let licence = package["license"].as_str().unwrap_or("none");
        let is_excepted =
            |one: &str| EXCEPTIONS.iter().any(|(of, excepted, _)| *of == name && *excepted == one);
        if !is_allowed(licence, &|one| LICENCES.contains(&one) || is_excepted(one)) {
            refused.push(format!("{name} {}: {licence}", package["version"].as_str().unwrap()));
        }
    }
    assert!(refused.is_empty(), "not in the list of licences:\n  {}", refused.join("\n  "));
}

#[test]
fn what_must_be_one_has_one_version() {
    let metadata = metadata();
    let mut versions: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for package in shipped(&metadata) {
        let name = package["name"].as_str().unwrap();
        if ONE_VERSION.contains(&name) {
            versions.entry(name).or_default().insert(compatible(package["version"].as_str().unwrap()));
        }
    }
    versions.retain(|_, versions| versions.len() > 1);
    assert!(versions.is_empty(), "more than one: {versions:?}");
}

/// The part of a version that two compatible ones share: the first number that is not 0, and all before it.
fn compatible(version: &str) -> String {
    let mut parts = Vec::new();
    for part in version.split('.') {
        parts.push(part);
        if part != "0" {
            break;
        }
    }
    parts.join(".")
}

#[test]
fn every_shipped_package_comes_from_the_registry_or_from_here() {
    let metadata = metadata();
    let foreign: Vec<&str> = shipped(&metadata)
        .into_iter()
        .filter(|package| package["source"].as_str().is_some_and(|source| !source.starts_with("registry+")))
        .map(|package| package["name"].as_str().unwrap())
        .collect();
    assert!(foreign.is_empty(), "not from the registry: {foreign:?}");
}

#[test]
fn licence_expressions_are_read_rightly() {
    let allowed = |expression: &str| is_allowed(expression, &|one| LICENCES.contains(&one));
    for good in [
        "MIT",
        "MIT OR Apache-2.0",
        "MIT/Apache-2.0",
        "GPL-3.0-only OR MIT",
        "Apache-2.0 WITH LLVM-exception OR GPL-2.0-only",
        "(MIT OR Apache-2.0) AND Unicode-3.0",
    ] {
        assert!(allowed(good), "{good}");
    }
    for bad in [
        "",
        "none",
        "GPL-3.0-only",
        "MIT AND GPL-3.0-only",
        "(MIT OR Apache-2.0) AND OpenSSL",
        "(MIT",
        "MIT MIT",
    ] {
        assert!(!allowed(bad), "{bad}");
    }
}

#[test]
fn versions_are_compared_as_cargo_does() {
    assert_eq!(compatible("1.2.3"), "1");
    assert_eq!(compatible("0.23.4"), "0.23");
    assert_eq!(compatible("0.0.7"), "0.0.7");
}
