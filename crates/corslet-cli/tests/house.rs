//! The rules of the house: which way the arrows point, and what a file may be.
#![allow(clippy::panic, clippy::unwrap_used)]

mod house {
    pub(crate) mod rust;
    pub(crate) mod tree;
}

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::process::Command;

use house::rust::{modules_named, parts, words};
use house::tree::{files, paths, root};
use serde_json::Value;

/// Inside the engine: what each part may import, beside itself.
const INNER_ARROWS: &[(&str, &[&str])] = &[
    ("words", &[]),
    ("verdict", &["words"]),
    ("browser", &["verdict", "words"]),
    ("policy", &["verdict", "words"]),
    // Prose: its examples are a reader's programs.
    ("manual", &[]),
];

/// Between the crates: which of the others each may depend on. A new crate gets a line.
const CRATE_ARROWS: &[(&str, &[&str])] = &[
    ("corslet", &[]),
    ("corslet-cli", &["corslet", "corslet-inspect"]),
    ("corslet-inspect", &["corslet"]),
    ("corslet-tower", &["corslet"]),
];

/// The pure crates, and all that they may depend on outside the project; the policy file needs the second line.
#[rustfmt::skip]
const PURE: &[(&str, &[&str])] = &[
    ("corslet", &[
        "data-url", "http", "psl", "serde", "url",
        "annotate-snippets", "schemars", "serde_json", "toml",
    ]),
    ("corslet-inspect", &["anstyle", "corslet", "serde", "serde_json"]),
];

/// The longest that a source file may be.
const CEILING: usize = 500;

/// Names that say nothing of what a file holds.
const VAGUE: &[&str] = &["util", "utils", "common", "helper", "helpers", "misc"];

/// Fails with every problem at once.
fn none(rule: &str, problems: impl IntoIterator<Item = String>) {
    let problems: Vec<String> = problems.into_iter().collect();
    assert!(problems.is_empty(), "{rule}:\n  {}", problems.join("\n  "));
}

#[test]
fn the_inner_arrows_point_down() {
    let base = "crates/corslet/src/";
    let mut problems = Vec::new();
    for file in files(base, &[".rs"]) {
        let inner = file.path[base.len()..].trim_end_matches(".rs");
        let mut module: Vec<&str> = inner.split('/').collect();
        if matches!(module.last(), Some(&("mod" | "lib"))) {
            module.pop();
        }
        let Some(&own) = module.first() else { continue };
        let Some((_, allowed)) = INNER_ARROWS.iter().find(|(part, _)| *part == own) else { continue };
        for named in modules_named(&parts(&file.text).code, &module) {
            let is_part = INNER_ARROWS.iter().any(|(part, _)| *part == named);
            if is_part && named != own && !allowed.contains(&named.as_str()) {
                problems.push(format!("{}: `{own}` imports `{named}`", file.path));
            }
        }
    }
    none(
        "inside the engine, {browser | policy} stand on verdict, verdict on words, words on nothing",
        problems,
    );
}

#[test]
fn every_part_of_the_engine_has_its_arrows_written_down() {
    let parts_of_the_engine: BTreeSet<String> = paths("crates/corslet/src")
        .iter()
        .filter_map(|path| {
            path.strip_prefix("crates/corslet/src/")?.split_once('/').map(|(part, _)| part.to_owned())
        })
        .collect();
    let unknown =
        parts_of_the_engine.into_iter().filter(|part| !INNER_ARROWS.iter().any(|(known, _)| known == part));
    none("a new part of the engine gets a line in INNER_ARROWS", unknown);
}

/// The members of the workspace, as `cargo metadata` has them.
fn members() -> Vec<Value> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--no-deps", "--locked", "--offline"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    metadata["packages"].as_array().unwrap().clone()
}

/// The names of a package's dependencies that are shipped with it: not those of its tests.
fn shipped_dependencies(package: &Value) -> BTreeSet<&str> {
    let dependencies = package["dependencies"].as_array().unwrap();
    dependencies.iter().filter(|one| one["kind"] != "dev").map(|one| one["name"].as_str().unwrap()).collect()
}

#[test]
fn the_crates_arrows_point_down() {
    let members = members();
    let names: BTreeSet<&str> = members.iter().map(|package| package["name"].as_str().unwrap()).collect();
    let mut problems = Vec::new();
    for package in &members {
        let name = package["name"].as_str().unwrap();
        let Some((_, allowed)) = CRATE_ARROWS.iter().find(|(member, _)| *member == name) else {
            problems.push(format!("`{name}` has no line in CRATE_ARROWS"));
            continue;
        };
        for dependency in shipped_dependencies(package) {
            if names.contains(dependency) && !allowed.contains(&dependency) {
                problems.push(format!("`{name}` depends on `{dependency}`"));
            }
        }
    }
    none("a crate depends only on those below it", problems);
}

#[test]
fn a_pure_crate_depends_on_pure_crates() {
    let members = members();
    let mut problems = Vec::new();
    for (name, allowed) in PURE {
        let package = members.iter().find(|package| package["name"] == *name).unwrap();
        let extra =
            shipped_dependencies(package).into_iter().filter(|dependency| !allowed.contains(dependency));
        problems.extend(extra.map(|dependency| format!("`{name}` depends on `{dependency}`")));
    }
    none("the engine touches nothing, and so does what it stands on", problems);
}

#[test]
fn each_pure_crate_has_a_clippy_file_and_the_root_has_none() {
    let found: BTreeSet<String> =
        paths(".").into_iter().filter(|path| path.ends_with("clippy.toml")).collect();
    let wanted: BTreeSet<String> =
        PURE.iter().map(|(name, _)| format!("crates/{name}/clippy.toml")).collect();
    // One at the root would bind the program too, which is there to touch the world.
    assert_eq!(found, wanted);
}

#[test]
fn no_source_file_is_longer_than_the_ceiling() {
    let too_long = files(".", &[".rs", ".js", ".sh", ".css", ".html"])
        .into_iter()
        .map(|file| (file.text.lines().count(), file.path))
        .filter(|(lines, _)| *lines > CEILING)
        .map(|(lines, path)| format!("{path}: {lines} lines"));
    none("a source file has 500 lines at most, tests and benches too", too_long);
}

#[test]
fn every_file_is_named_by_what_it_holds() {
    let vague = paths(".").into_iter().filter(|path| {
        path.split('/')
            .any(|part| VAGUE.contains(&part.split('.').next().unwrap_or_default().to_lowercase().as_str()))
    });
    none("no file or directory is called utils, common, helpers or misc", vague);
}

#[test]
fn every_source_file_begins_with_a_sentence() {
    let without = files(".", &[".rs"]).into_iter().filter(|file| {
        let paragraph: Vec<&str> = file
            .text
            .lines()
            .map_while(|line| line.strip_prefix("//! ").map(str::trim).filter(|line| !line.is_empty()))
            .collect();
        let is_sentence = paragraph.join(" ").ends_with(['.', '?', '!', ':']);
        !is_sentence || paragraph[0].starts_with(char::is_lowercase)
    });
    none("the first `//!` line of a file says what it is", without.map(|file| file.path));
}

#[test]
fn lib_and_mod_files_hold_no_logic() {
    const LOGIC: &[&str] = &[
        "fn",
        "impl",
        "struct",
        "enum",
        "trait",
        "match",
        "if",
        "for",
        "while",
        "loop",
        "let",
        "macro_rules",
    ];
    let with_logic = files("crates", &["/lib.rs", "/mod.rs"]).into_iter().filter_map(|file| {
        let code = parts(&file.text).code;
        let found: BTreeSet<&str> = words(&code).filter(|word| LOGIC.contains(word)).collect();
        (!found.is_empty()).then(|| format!("{}: {found:?}", file.path))
    });
    none("lib.rs and mod.rs hold docs, `mod`, `pub use` and registries", with_logic);
}

/// What documents and comments leave out: how the work is organised, and where it was done.
const FOREIGN: &[&str] = &[
    "this session",
    "next session",
    "last session",
    "previous session",
    "our session",
    "subagent",
    "sub-agent",
    "coding agent",
    "ai agent",
    "language model",
    "chatgpt",
    "claude",
    "copilot",
    "the brief",
    "/work/",
    "/tmp/",
    "/root/",
    "/home/",
];

/// Marks of unfinished work, in capitals as they are always written.
const UNFINISHED: &[&str] = &["TODO", "FIXME", "XXX", "HACK"];

#[test]
fn documents_and_comments_speak_of_the_project_alone() {
    let mut problems = Vec::new();
    for file in files(".", &[".rs", ".md", ".toml", ".js", ".conf", ".yml", "test", ".ci/run", ".gitignore"])
    {
        let prose = match file.name().rsplit_once('.') {
            Some((_, "rs" | "js")) => parts(&file.text).comments,
            Some((_, "md")) => file.text.clone(),
            _ => file
                .text
                .lines()
                .map(|line| line.find('#').map_or("", |at| &line[at..]))
                .collect::<Vec<_>>()
                .join("\n"),
        };
        for (number, line) in prose.lines().enumerate() {
            let lower = line.to_lowercase();
            let foreign = FOREIGN.iter().filter(|phrase| lower.contains(*phrase)).copied();
            let unfinished = words(line).filter(|word| UNFINISHED.contains(word));
            let said = foreign.chain(unfinished).chain(ticket(line));
            problems.extend(said.map(|said| format!("{}:{}: `{said}`", file.path, number + 1)));
        }
    }
    none("documents and comments tell what is, not how it came to be", problems);
}

/// A ticket's number: `#12` on its own.
fn ticket(line: &str) -> Option<&str> {
    line.split(|character: char| character.is_whitespace() || "()[],;:.".contains(character)).find(|word| {
        word.strip_prefix('#')
            .is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
    })
}

/// A corpus file's text, unpacked.
fn unpacked(path: &str) -> Result<String, String> {
    let bytes = std::fs::read(root().join(path)).map_err(|error| error.to_string())?;
    let mut text = String::new();
    let read = match path.ends_with(".gz") {
        true => flate2::read::MultiGzDecoder::new(bytes.as_slice()).read_to_string(&mut text),
        false => bytes.as_slice().read_to_string(&mut text),
    };
    read.map(|_| text).map_err(|error| error.to_string())
}

/// The ids of a JSON Lines file: each line is an object with an id of its own.
fn ids(path: &str) -> Result<BTreeSet<String>, String> {
    let mut ids = BTreeSet::new();
    for (number, line) in unpacked(path)?.lines().enumerate() {
        let number = number + 1;
        let value: Value = serde_json::from_str(line).map_err(|error| format!("line {number}: {error}"))?;
        let id = value["id"].as_str().ok_or_else(|| format!("line {number}: no id"))?;
        if !ids.insert(id.to_owned()) {
            return Err(format!("line {number}: `{id}` a second time"));
        }
    }
    if ids.is_empty() { Err("no line".to_owned()) } else { Ok(ids) }
}

#[test]
fn every_file_of_the_corpus_parses() {
    let mut problems = Vec::new();
    let mut corpora: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in paths("cases") {
        let read = match path.trim_end_matches(".gz").rsplit_once('.') {
            Some((_, "jsonl")) => ids(&path).map(|ids| drop(corpora.insert(path.clone(), ids))),
            Some((_, "json")) => unpacked(&path).and_then(|text| {
                serde_json::from_str::<Value>(&text).map(drop).map_err(|error| error.to_string())
            }),
            // What is wrong with these is what they are there for.
            Some(_) if path.starts_with("cases/policies/bad/") => unpacked(&path).map(drop),
            Some((_, "toml")) => unpacked(&path).and_then(|text| {
                toml::from_str::<toml::Table>(&text).map(drop).map_err(|error| error.to_string())
            }),
            // Prose, expected output and the recorder: text is all that they have to be.
            Some((_, "md" | "txt" | "py" | "js")) => unpacked(&path).map(drop),
            _ => Err("a kind of file that this test cannot read yet".to_owned()),
        };
        problems.extend(read.err().map(|error| format!("{path}: {error}")));
    }
    for (path, ids) in &corpora {
        // `recorded.verdicts.firefox.jsonl.gz` speaks of `recorded.cases.jsonl.gz`.
        let Some((name, _)) = path.split_once(".verdicts.") else { continue };
        match corpora.get(&format!("{name}.cases.jsonl.gz")) {
            None => problems.push(format!("{path}: there is no {name}.cases.jsonl.gz")),
            Some(cases) => {
                problems.extend(ids.difference(cases).map(|id| format!("{path}: `{id}` is no case")));
                problems.extend(cases.difference(ids).map(|id| format!("{path}: no verdict on `{id}`")));
            }
        }
    }
    none("every file under cases/ can be read, and every recorded verdict has its case", problems);
}

#[test]
fn the_readers_of_this_test_read_rightly() {
    let source = "//! Of crate::policy.\nuse crate::{browser::{A, B}, words::C};\nfn f<'a>(x: &'a str) -> char {\n    \
                  let s = \"crate::policy // no\"; /* super::policy /* */ */ r#\"\"crate::policy\"#; '\"' }\nuse super::super::verdict;\n\
                  use super::origin::X;\npub(crate) mod y;\n$crate::verdict::steps!{}\n";
    let parts = parts(source);
    assert!(parts.comments.contains("Of crate::policy.") && parts.comments.contains("super::policy"));
    assert_eq!(parts.code.lines().count(), source.lines().count());
    assert_eq!(
        modules_named(&parts.code, &["words", "host"]),
        ["browser", "words", "verdict", "words", "verdict"]
    );
    assert_eq!(ticket("see #12."), Some("#12"));
    assert_eq!(ticket("https://fetch.spec.whatwg.org/#cors-check and #12a"), None);
}
