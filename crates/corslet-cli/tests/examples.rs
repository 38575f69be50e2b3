//! Every example of the help, the manual and the README does what it says, typed as it stands there.
//!
//! The examples ask `corslet demo --serve` on its usual ports. Here it is on free ones, and these are written in their
//! place: nothing else is changed. A shell runs them in an empty directory, one after another, with `corslet` on its path.
#![cfg(unix)]
#![allow(clippy::panic, clippy::unwrap_used)]

mod demo {
    pub(crate) mod served;
}

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use demo::served::Demo;

/// How each example ends, where it is not with 0: the start of the command that makes it unmistakable, and its code.
const CODES: &[(&str, i32)] = &[
    // The broken twin: blocked, as it must be.
    ("corslet check http://api.localhost:8481/broken/orders --origin http://app.localhost:8480 -X DELETE", 1),
    // One of the two origins is refused.
    (
        "corslet check http://api.localhost:8481/orders --origin http://app.localhost:8480 --origin http://evil",
        1,
    ),
    // What is wrong with the broken twin is found.
    ("corslet audit http://api.localhost:8481/broken/orders", 1),
    ("echo 'http://api.localhost:8481/broken/orders' | corslet audit -", 1),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn corslet(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_corslet")).env_clear().args(arguments).output().unwrap()
}

fn text(arguments: &[&str]) -> String {
    String::from_utf8(corslet(arguments).stdout).unwrap()
}

/// The examples of a text: lines that begin with `corslet` or `echo`, with what a backslash or a bar leads to.
fn examples(text: &str) -> Vec<String> {
    let mut examples = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let line = line.trim();
        let line = line.strip_prefix("$ ").unwrap_or(line);
        let is_example = line.starts_with("corslet ") || line.starts_with("echo '");
        // A sentence of the prose may begin with the name.
        if !is_example || line.ends_with('.') && !line.ends_with("man1") {
            continue;
        }
        let mut example = line.to_owned();
        while example.ends_with('\\') || example.ends_with('|') {
            let rest = lines.next().unwrap_or_default().trim();
            example = format!("{} {rest}", example.trim_end_matches('\\').trim_end());
        }
        examples.push(example.split("  #").next().unwrap().trim().to_owned());
    }
    examples
}

const HELPS: &[&[&str]] = &[
    &["audit", "--help"],
    &["check", "--help"],
    &["demo", "--help"],
    &["explain", "--help"],
    &["policy", "--help"],
    &["policy", "check", "--help"],
    &["policy", "show", "--help"],
    &["policy", "init", "--help"],
    &["replay", "--help"],
    &["completions", "--help"],
    &["man", "--help"],
];

/// Types it into a shell.
fn typed(example: &str, demo: &Demo, directory: &Path) -> Output {
    let (app, api) = demo.ports();
    let command = example.replace(":8480", &format!(":{app}")).replace(":8481", &format!(":{api}"));
    let program = Path::new(env!("CARGO_BIN_EXE_corslet")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default());
    Command::new("sh")
        .args(["-c", &command])
        .env_clear()
        .env("PATH", path)
        .current_dir(directory)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// An empty directory; where a file of the repository is named, it is there.
fn directory(name: &str) -> PathBuf {
    let directory = std::env::temp_dir().join(format!("corslet-examples-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&directory);
    std::fs::create_dir_all(&directory).unwrap();
    std::os::unix::fs::symlink(root().join("cases").canonicalize().unwrap(), directory.join("cases"))
        .unwrap();
    directory
}

fn all_do_what_they_say(name: &str, examples: &[String]) {
    let demo = Demo::serve();
    let directory = directory(name);
    for example in examples {
        if example.starts_with("corslet demo --serve") {
            // It is up.
            continue;
        }
        let code = CODES.iter().find(|(start, _)| example.starts_with(start)).map_or(0, |(_, code)| *code);
        let output = typed(example, &demo, &directory);
        assert_eq!(
            output.status.code(),
            Some(code),
            "{example}\n{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
    }
    std::fs::remove_dir_all(&directory).unwrap();
}

#[test]
fn the_helps_examples() {
    let all: Vec<String> = HELPS.iter().flat_map(|arguments| examples(&text(arguments))).collect();
    assert!(all.len() >= 12, "{all:#?}");
    all_do_what_they_say("help", &all);
}

#[test]
fn the_readmes_examples() {
    let all = examples(&std::fs::read_to_string(root().join("README.md")).unwrap());
    assert!(all.len() >= 6, "{all:#?}");
    all_do_what_they_say("readme", &all);
}

/// A page as it is read: without roff's requests and escapes.
fn plain(page: &str) -> String {
    let lines = page.lines().filter(|line| !line.starts_with('.'));
    let text: Vec<String> = lines
        .map(|line| {
            line.replace("\\-", "-")
                .replace("\\'", "'")
                .replace("\\.", ".")
                .replace("\\*(Aq", "'")
                .replace("\\&", "")
        })
        .collect();
    text.join("\n").replace("\\\\", "\\").replace("\\e", "\\")
}

#[test]
fn the_manual_has_every_page_and_the_same_examples() {
    let manual = text(&["man"]);
    for page in [
        "corslet",
        "corslet-audit",
        "corslet-check",
        "corslet-demo",
        "corslet-policy-init",
        "corslet-completions",
        "corslet-man",
    ] {
        assert!(manual.contains(&format!(".TH {page} 1")), "{page}");
    }
    let in_manual = examples(&plain(&manual));
    for arguments in HELPS {
        for example in examples(&text(arguments)) {
            assert!(in_manual.contains(&example), "{example} is not in the manual: {in_manual:#?}");
        }
    }
    let directory = directory("man");
    let out = directory.join("man1");
    assert!(corslet(&["man", "--out", out.to_str().unwrap()]).status.success());
    let page = std::fs::read_to_string(out.join("corslet-check.1")).unwrap();
    assert!(page.contains("\\-\\-origin"), "{page}");
    assert!(manual.contains(&page), "the same pages");
    std::fs::remove_dir_all(&directory).unwrap();
}

#[test]
fn completions_know_the_commands_and_the_flags() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let text = text(&["completions", shell]);
        for word in ["check", "upload-listener", "completions"] {
            assert!(text.contains(word), "{shell}: {word}");
        }
    }
    assert_eq!(corslet(&["completions", "tcsh"]).status.code(), Some(2));
    if Command::new("bash").arg("--version").output().is_ok() {
        let script = format!(
            "{}\nCOMP_WORDS=(corslet check --upl); COMP_CWORD=2; _corslet corslet --upl check; echo ${{COMPREPLY[@]}}",
            text(&["completions", "bash"])
        );
        let output = Command::new("bash").args(["-c", &script]).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "--upload-listener");
    }
}
