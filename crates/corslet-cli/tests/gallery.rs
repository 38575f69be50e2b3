//! The gallery in `docs/gallery`: a server answers what each page shows, the command runs as it stands there, and the text
//! is what the program wrote.
#![allow(clippy::panic, clippy::unwrap_used)]

#[allow(dead_code, reason = "each of these tests uses a part of it")]
#[path = "diagnoses/wire.rs"]
mod wire;

use std::path::{Path, PathBuf};
use std::process::Command;

use corslet_inspect::diagnoses::Case;
use corslet_inspect::docs::Docs;
use wire::Wire;

/// The headings of the report that a page shows.
const SHOWN: &[&str] =
    &["verdict", "root cause", "what the page misses", "also true", "worth knowing", "extra requests"];

/// What stands for lines that a page leaves out.
const LEFT_OUT: &str = "...";

fn gallery() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/gallery")
}

/// Every page but the index, by its name.
fn pages() -> Vec<(String, String)> {
    let mut pages: Vec<(String, String)> = std::fs::read_dir(gallery())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "md") && !path.ends_with("README.md"))
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect();
    pages.sort();
    pages
}

/// The command of a page, and the lines below it.
fn console(page: &str) -> (String, Vec<String>) {
    let (_, rest) = page.split_once("```console\n").unwrap();
    let (block, _) = rest.split_once("```").unwrap();
    let mut command = String::new();
    let mut lines = block.lines();
    for line in lines.by_ref() {
        command.push_str(line.strip_prefix("$ ").unwrap_or(line));
        command.push('\n');
        if !line.ends_with('\\') {
            break;
        }
    }
    (command, lines.map(str::to_owned).collect())
}

/// Types the command; every host is this machine's, and its certificate is not looked at.
fn typed(command: &str, wire: &Wire, environment: &[(&str, &str)]) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_corslet")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default());
    let command = format!("{} --connect-to ::127.0.0.1:{} -k", command.trim_end(), wire.port);
    let output = Command::new("sh")
        .args(["-c", &command])
        .env_clear()
        .env("PATH", path)
        .envs(environment.iter().copied())
        .output()
        .unwrap();
    assert!(output.stderr.is_empty(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The part of a report that a page shows: from the verdict to the end of the diagnosis.
fn shown(report: &str) -> Vec<String> {
    let is_heading = |line: &str| line.starts_with(char::is_alphabetic);
    let is_shown = |line: &str| SHOWN.iter().any(|heading| line.starts_with(heading));
    let mut lines: Vec<String> = report
        .lines()
        .skip_while(|line| *line != "verdict")
        .take_while(|line| !is_heading(line) || is_shown(line))
        .map(str::to_owned)
        .collect();
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    [vec![LEFT_OUT.to_owned()], lines, vec![LEFT_OUT.to_owned()]].concat()
}

/// What a fix writes is to be copied as it is: its lines are as wide as they are.
fn is_narrow(report: &str) -> bool {
    let (mut is_fix, mut is_first) = (false, true);
    report.lines().all(|line| {
        // Its paragraph begins with the layer's name and the place.
        let is_place = is_first && line.starts_with("  ") && line.contains(", in ");
        is_fix = is_place || is_fix && (line.is_empty() || line.starts_with("    "));
        is_first = line.is_empty();
        is_fix || line.chars().count() <= 80
    })
}

fn without_colour(text: &str) -> String {
    let mut bare = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('\u{1b}') {
        bare.push_str(before);
        rest = behind.split_once('m').map_or("", |(_, behind)| behind);
    }
    bare + rest
}

#[test]
fn every_page_is_what_the_program_writes() {
    let mut problems = Vec::new();
    for (name, page) in pages() {
        let docs = Docs::parse(&page);
        let block = docs.section("What happens").unwrap().http_blocks().unwrap();
        let case = Case::of_conversation(&block[0]).unwrap_or_else(|errors| panic!("{name}: {errors:?}"));
        let wire = Wire::serve(&case);
        let (command, lines) = console(&page);
        let report = typed(&command, &wire, &[]);
        if !report.is_ascii() || report.contains('\u{1b}') || !is_narrow(&report) {
            problems.push(format!("{name}: not plain ASCII of 80 columns:\n{report}"));
        }
        let unicode = [("LANG", "C.UTF-8")];
        let colour = [("LANG", "C.UTF-8"), ("CLICOLOR_FORCE", "1")];
        let [plain, coloured] =
            [&unicode[..], &colour[..]].map(|environment| typed(&command, &wire, environment));
        if !coloured.contains('\u{1b}') || shown(&without_colour(&coloured)) != shown(&plain) {
            problems.push(format!("{name}: colour says more than the text"));
        }
        let now = shown(&report);
        if lines == now {
            continue;
        }
        if std::env::var_os("CORSLET_WRITE_EXPECTED").is_some() {
            let (before, _) = page.split_once("```console\n").unwrap();
            let text: String = now.iter().map(|line| format!("{line}\n")).collect();
            let command = page.split_once("```console\n").unwrap().1.split_inclusive('\n');
            let command: String = {
                let mut written = String::new();
                for line in command {
                    written.push_str(line);
                    if !line.ends_with("\\\n") {
                        break;
                    }
                }
                written
            };
            let text = format!("{before}```console\n{command}{text}```\n");
            std::fs::write(gallery().join(&name), text).unwrap();
            continue;
        }
        problems.push(format!("{name}: CORSLET_WRITE_EXPECTED=1 writes it anew. It is:\n{}", now.join("\n")));
    }
    assert!(problems.is_empty(), "{}", problems.join("\n\n"));
}

#[test]
fn the_index_lists_every_page() {
    let index = std::fs::read_to_string(gallery().join("README.md")).unwrap();
    let pages = pages();
    assert_eq!(pages.len(), 20);
    for (name, page) in pages {
        let title = page.lines().next().unwrap().trim_start_matches("# ").to_owned();
        assert!(index.contains(&format!("- [{title}]({name})")), "{name}: {title}");
    }
}
