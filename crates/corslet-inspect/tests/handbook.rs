//! `docs/audits` is what the rules say of themselves, and every rule has all that a rule needs.
#![allow(clippy::panic, clippy::unwrap_used)]
#![allow(clippy::disallowed_methods, reason = "the pages are files")]

use std::collections::BTreeSet;
use std::path::PathBuf;

use corslet_inspect::audits::ALL;
use corslet_inspect::docs::Docs;
use corslet_inspect::handbook;
use corslet_inspect::report::sarif;
use serde_json::Value;

fn directory() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/audits")
}

#[test]
fn the_pages_are_what_the_rules_say() {
    let directory = directory();
    let files = handbook::audits();
    if std::env::var_os("CORSLET_WRITE_EXPECTED").is_some() {
        let _ = std::fs::remove_dir_all(&directory);
        std::fs::create_dir_all(&directory).unwrap();
        for file in &files {
            std::fs::write(directory.join(&file.name), &file.text).unwrap();
        }
    }
    let mut problems = Vec::new();
    for file in &files {
        let written = std::fs::read_to_string(directory.join(&file.name)).unwrap_or_default();
        if written != file.text {
            problems.push(format!("{} is another one", file.name));
        }
    }
    let wanted: BTreeSet<&str> = files.iter().map(|file| file.name.as_str()).collect();
    for entry in std::fs::read_dir(&directory).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if !wanted.contains(name.as_str()) {
            problems.push(format!("{name} belongs to no rule"));
        }
    }
    assert!(
        problems.is_empty(),
        "docs/audits: {}; write it with CORSLET_WRITE_EXPECTED=1 cargo test -p corslet-inspect --test handbook",
        problems.join(", ")
    );
}

#[test]
fn every_id_has_its_headings_its_examples_its_sarif_rule_and_its_fix() {
    let log: Value = serde_json::from_str(&sarif::log(&[])).unwrap();
    let written = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    let mut problems = Vec::new();
    for rule in ALL {
        let docs = Docs::parse(rule.docs);
        for heading in ["What it finds", "Why it matters", "How to fix", "Found", "Clean"] {
            let text = docs.section(heading).map(|section| section.text.as_str()).unwrap_or_default();
            if text.len() < 20 {
                problems.push(format!("{}: nothing below `{heading}`", rule.id));
            }
        }
        for heading in ["Found", "Clean"] {
            let blocks = docs.section(heading).map(|section| section.http_blocks());
            if !matches!(blocks, Some(Ok(blocks)) if !blocks.is_empty()) {
                problems.push(format!("{}: no example below `{heading}`", rule.id));
            }
        }
        let in_sarif = written.iter().filter(|one| one["id"] == rule.id && one["help"]["text"] != "").count();
        if in_sarif != 1 {
            problems.push(format!("{}: {in_sarif} SARIF rules", rule.id));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn links_of_the_index_lead_somewhere() {
    let files = handbook::audits();
    for file in &files {
        for link in
            file.text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(link, _)| link)
        {
            if let Some(name) = link.strip_suffix(".md").filter(|name| !name.contains('/')) {
                assert!(ALL.iter().any(|rule| rule.id == name), "{}: {link}", file.name);
            }
        }
    }
    let index = &files[0].text;
    assert!(ALL.iter().all(|rule| index.contains(&format!("]({}.md)", rule.id))));
}
