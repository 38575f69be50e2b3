//! Every rule of the audit is documented in full, and its examples are what it says they are.
#![allow(clippy::panic, clippy::unwrap_used)]

mod example {
    pub(crate) mod evidence;
}

use std::collections::BTreeSet;

use corslet_inspect::audit::{Rule, Severity};
use corslet_inspect::audits::ALL;
use corslet_inspect::docs::Docs;
use example::evidence::evidence;

const HEADINGS: [&str; 5] = ["What it finds", "Why it matters", "How to fix", "Found", "Clean"];

/// Fails with every problem at once.
fn none(what: &str, problems: Vec<String>) {
    assert!(problems.is_empty(), "{what}:\n  {}", problems.join("\n  "));
}

/// Runs each rule alone on the blocks below a heading.
fn on_examples(
    heading: &str,
    mut check: impl FnMut(&Rule, usize, Vec<&'static str>) -> Option<String>,
) -> Vec<String> {
    let mut problems = Vec::new();
    for rule in ALL {
        let docs = Docs::parse(rule.docs);
        let Some(section) = docs.section(heading) else { continue };
        match section.http_blocks() {
            Err(errors) => problems.extend(errors.iter().map(|error| format!("{}: {error}", rule.id))),
            Ok(blocks) if blocks.is_empty() => {
                problems.push(format!("{}: no example below {heading}", rule.id))
            }
            Ok(blocks) => {
                for (index, block) in blocks.iter().enumerate() {
                    let found = (rule.judge)(&evidence(block));
                    problems.extend(check(rule, index, found.iter().map(|finding| finding.id).collect()));
                }
            }
        }
    }
    problems
}

#[test]
fn every_rule_is_documented() {
    let mut problems = Vec::new();
    for rule in ALL {
        problems.extend(
            Docs::parse(rule.docs).problems(&HEADINGS).iter().map(|one| format!("{}: {one}", rule.id)),
        );
        if rule.cwe.is_empty() && rule.severity > Severity::Info {
            problems.push(format!("{}: no weakness of the CWE", rule.id));
        }
    }
    none("documentation", problems);
}

#[test]
fn ids_are_unique_and_what_implies_a_rule_exists() {
    let ids: BTreeSet<&str> = ALL.iter().map(|rule| rule.id).collect();
    assert_eq!(ids.len(), ALL.len());
    let unknown = ALL.iter().flat_map(|rule| rule.implied_by.iter().map(|id| (rule.id, *id)));
    none(
        "implied_by",
        unknown.filter(|(_, id)| !ids.contains(id)).map(|(rule, id)| format!("{rule}: `{id}`")).collect(),
    );
}

#[test]
fn what_is_to_be_found_is_found() {
    let problems = on_examples("Found", |rule, index, found| {
        (found != [rule.id]).then(|| format!("{}: example {} gives {found:?}", rule.id, index + 1))
    });
    none("Found", problems);
}

#[test]
fn what_is_clean_is_clean() {
    let problems = on_examples("Clean", |rule, index, found| {
        (!found.is_empty()).then(|| format!("{}: example {} gives {found:?}", rule.id, index + 1))
    });
    none("Clean", problems);
}
