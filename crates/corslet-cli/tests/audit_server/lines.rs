//! The documents that an audit writes, a line each, and what most tests want to know of them.

use serde_json::Value;

/// Every document.
pub(crate) fn documents(out: &str) -> Vec<Value> {
    out.lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .collect()
}

/// The target's URL.
pub(crate) fn target(document: &Value) -> String {
    document["target"].as_str().unwrap().to_owned()
}

/// The ids of what was found, in alphabetical order.
pub(crate) fn ids(document: &Value) -> Vec<String> {
    let findings = document["findings"].as_array().unwrap();
    let mut ids: Vec<String> =
        findings.iter().map(|finding| finding["id"].as_str().unwrap().to_owned()).collect();
    ids.sort();
    ids
}

/// What was found for each target, in alphabetical order.
pub(crate) fn found(out: &str) -> Vec<(String, Vec<String>)> {
    let mut found: Vec<_> = documents(out).iter().map(|document| (target(document), ids(document))).collect();
    found.sort();
    found
}
