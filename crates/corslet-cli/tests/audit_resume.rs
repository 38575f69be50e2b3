//! `--resume`: an audit that was killed goes on, with nothing lost and nothing done twice.
#![cfg(unix)]
#![allow(clippy::panic, clippy::unwrap_used)]

#[allow(dead_code, reason = "each of these tests uses a part of it")]
mod check_server {
    pub(crate) mod kept;
    pub(crate) mod raw;
    pub(crate) mod run;
}
#[allow(dead_code, reason = "each of these tests uses a part of it")]
mod audit_server {
    pub(crate) mod lines;
    pub(crate) mod open;
}

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use audit_server::lines::{documents, found, target};
use audit_server::open::reflecting;
use check_server::run::{Said, corslet};

/// How many targets there are.
const TARGETS: usize = 120;

struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Scratch {
        let directory = std::env::temp_dir().join(format!("corslet-resume-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&directory).unwrap();
        Scratch(directory)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn list(scratch: &Scratch, url: &str) -> String {
    let lines: String = (0..TARGETS).map(|number| format!("{url}{number}\n")).collect();
    let path = scratch.path("targets.txt");
    std::fs::write(&path, lines).unwrap();
    path
}

/// Begins an audit, and kills it when so many lines have come; gives the whole lines.
fn killed(arguments: &[&str], after: usize) -> String {
    let mut child = Command::new(env!("CARGO_BIN_EXE_corslet"))
        .env_clear()
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut text = String::new();
    for _ in 0..after {
        assert!(out.read_line(&mut text).unwrap() > 0, "it ended too early");
    }
    // No signal that could be caught.
    child.kill().unwrap();
    child.wait().unwrap();
    let mut rest = Vec::new();
    out.read_to_end(&mut rest).unwrap();
    text.push_str(&String::from_utf8_lossy(&rest));
    // The last line may be half of one.
    text.truncate(text.rfind('\n').map_or(0, |end| end + 1));
    text
}

#[test]
fn the_union_equals_an_uninterrupted_run() {
    let scratch = Scratch::new("union");
    let server = reflecting();
    let list = list(&scratch, &server.url("/t"));
    let whole = corslet(&["audit", "--targets", &list, "--format", "jsonl"]);
    assert_eq!(documents(&whole.out).len(), TARGETS);
    let plain_before = requests(&server.heads());

    let store = scratch.path("audit.db");
    let arguments =
        ["audit", "--targets", &list, "--format", "jsonl", "--resume", &store, "--concurrency", "4"];
    let first = killed(&arguments, TARGETS / 2);
    let second: Said = corslet(&arguments);
    assert_eq!(second.code, 1, "{second:?}");
    let both = format!("{first}{}", second.out);
    let mut union = found(&both);
    union.dedup();
    assert_eq!(union, found(&whole.out));
    // Killed between the keeping of a line and its mark, it may be written again; never is a target asked again.
    let twice = documents(&both).len() - TARGETS;
    assert!(twice <= 1, "{twice} lines came twice");

    let asked = requests(&server.heads());
    let again: Vec<_> = asked
        .iter()
        .filter(|(path, count)| **count > plain_before[*path] * 2)
        .map(|(path, count)| format!("{path}: {count} in place of {}", plain_before[path] * 2))
        .collect();
    // Only what was under way when it was killed.
    assert!(again.len() <= 4, "{again:?}");

    let third = corslet(&arguments);
    assert_eq!((third.code, third.out.as_str()), (1, ""), "{third:?}");
    assert!(third.err.contains(&format!("{TARGETS} targets done")), "{}", third.err);
    let all = corslet(&["audit", "--targets", &list, "--format", "json", "--resume", &store]);
    assert_eq!(
        serde_json::from_str::<serde_json::Value>(&all.out).unwrap().as_array().unwrap().len(),
        TARGETS
    );
}

/// How many requests each target got.
fn requests(heads: &[String]) -> BTreeMap<String, usize> {
    let mut requests = BTreeMap::new();
    for head in heads {
        let path = head.split(' ').nth(1).unwrap().split('?').next().unwrap();
        if path.starts_with("/t") {
            *requests.entry(path.to_owned()).or_default() += 1;
        }
    }
    requests
}

#[test]
fn a_file_is_gone_on_with_behind_its_last_whole_line() {
    let scratch = Scratch::new("file");
    let server = reflecting();
    let list = list(&scratch, &server.url("/t"));
    let (store, out) = (scratch.path("audit.db"), scratch.path("out.jsonl"));
    let arguments = ["audit", "--targets", &list, "-o", &out, "--resume", &store, "--depth", "quick"];
    assert_eq!(corslet(&arguments).code, 1);
    let text = std::fs::read_to_string(&out).unwrap();
    assert_eq!(documents(&text).len(), TARGETS);
    std::fs::write(&out, format!("{text}{{\"schema\":\"corsl")).unwrap();
    assert_eq!(corslet(&arguments).code, 1);
    assert_eq!(std::fs::read_to_string(&out).unwrap(), text);
}

#[test]
fn another_audits_file_is_refused() {
    let scratch = Scratch::new("other");
    let server = reflecting();
    let (url, store) = (server.url("/t"), scratch.path("audit.db"));
    assert_eq!(corslet(&["audit", &url, "--resume", &store, "--depth", "quick"]).code, 1);
    let said = corslet(&["audit", &url, "--resume", &store]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("other flags"), "{}", said.err);
    let text = scratch.path("text");
    std::fs::write(&text, "this is no database, and it is long enough to be seen as none at all").unwrap();
    let said = corslet(&["audit", &url, "--resume", &text]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("name a new file"), "{}", said.err);
    let first = documents(&corslet(&["audit", &url, "--format", "jsonl"]).out);
    assert_eq!(target(&first[0]), url);
}
