//! What every format for people says in the same words.

use super::document::{Cap, Document, LeftOut, Proof};
use super::grade::listed;
use crate::audit::Severity;

/// The browsers by their names; the standard is told apart.
const BROWSERS: [&str; 3] = ["chromium", "firefox", "webkit"];

/// `2 findings (1 high, 1 low)`.
pub(super) fn counts(document: &Document) -> String {
    let each: Vec<String> = Severity::ALL
        .iter()
        .rev()
        .filter_map(|severity| {
            let count = document.findings.iter().filter(|finding| finding.severity == *severity).count();
            (count > 0).then(|| format!("{count} {}", severity.as_str()))
        })
        .collect();
    match document.findings.as_slice() {
        [] => "nothing found".to_owned(),
        [one] => format!("1 finding ({})", one.severity.as_str()),
        several => format!("{} findings ({})", several.len(), each.join(", ")),
    }
}

/// `57 requests at full depth, without a session`.
pub(super) fn asked(document: &Document) -> String {
    let session = if document.session { "with the session given" } else { "without a session" };
    match document.answerer.as_str() {
        "recording" => format!("judged from a recording, {session}"),
        "policy" => "judged from a policy in memory".to_owned(),
        _ => {
            let requests = match document.requests {
                1 => "1 request".to_owned(),
                several => format!("{several} requests"),
            };
            format!("{requests} at {} depth, {session}", document.depth)
        }
    }
}

/// `capped at C because vary-missing is medium`.
pub(super) fn cap(cap: &Cap) -> String {
    format!("capped at {} because {}", cap.letter, cap.because)
}

/// `ignored until 2027-03-01: the catalogue is public`.
pub(super) fn why_left_out(one: &LeftOut) -> String {
    match (one.because.as_str(), &one.reason) {
        ("ignored", Some(reason)) => format!("ignored {reason}"),
        ("unsure", _) => "less sure than was asked for".to_owned(),
        (_, _) => "known already".to_owned(),
    }
}

/// `a page on https://attacker.com reads the answer, with the user's credentials`.
pub(super) fn does(proof: &Proof) -> String {
    let who = match proof.origin.as_str() {
        "null" => "a page in a sandboxed frame, whose origin is null,".to_owned(),
        origin => format!("a page on {origin}"),
    };
    let what = match proof.does.as_str() {
        "sends" => format!("sends {}", proof.method),
        _ => "reads the answer".to_owned(),
    };
    let how = match proof.credentials.as_str() {
        "include" => "with the user's credentials",
        _ => "without credentials",
    };
    format!("{who} {what}, {how}")
}

/// Where a page can do it: `in chromium and firefox, and by the standard`; nothing when it cannot anywhere.
pub(super) fn where_it_can(proof: &Proof) -> Option<String> {
    let standard = proof.engines.get("standard").is_some_and(|verdict| verdict.succeeds);
    match (browsers(proof, true), standard) {
        (can, false) if can.is_empty() => None,
        (can, true) if can.is_empty() => Some("by the standard".to_owned()),
        (can, true) => Some(format!("in {}, and by the standard", listed(&can))),
        (can, false) => Some(format!("in {}", listed(&can))),
    }
}

/// Where it cannot: `not in webkit`.
pub(super) fn where_it_cannot(proof: &Proof) -> Option<String> {
    let cannot = browsers(proof, false);
    (!cannot.is_empty()).then(|| format!("not in {}", listed(&cannot)))
}

fn browsers(proof: &Proof, succeeds: bool) -> Vec<&'static str> {
    let is_so = |name: &&str| proof.engines.get(*name).is_some_and(|one| one.succeeds == succeeds);
    BROWSERS.into_iter().filter(is_so).collect()
}

/// Header lines that are read together with the one that is meant.
pub(super) fn is_telling(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.starts_with("access-control-")
        || matches!(name.as_str(), "vary" | "cache-control" | "age" | "location")
}
