//! What is written, and where to.

use std::path::{Path, PathBuf};

use super::arguments::OutputArguments;
use super::problem::Problem;

/// How the report is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Format {
    /// For people.
    #[default]
    Human,
    /// As `corslet/check/1`; several checks are an array of it.
    Json,
    /// One line each.
    Jsonl,
}

/// What is written, and where to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Output {
    pub(crate) format: Format,
    /// In place of standard output.
    pub(crate) file: Option<PathBuf>,
    pub(crate) har: Option<PathBuf>,
    /// Whether the exchanges are printed as curl commands.
    pub(crate) curl: bool,
    pub(crate) ascii: bool,
    pub(crate) show_secrets: bool,
}

/// Reads the flags of the output.
pub(super) fn read(arguments: &OutputArguments, is_batch: bool, problems: &mut Vec<Problem>) -> Output {
    let file = arguments.output.as_ref().map(PathBuf::from);
    let format = match arguments.format.as_deref() {
        Some("human") if is_batch => {
            let what = "a batch is written as JSON Lines: leave --format out";
            problems.push(Problem::new("--format", "human", what));
            Format::Human
        }
        Some("human") => Format::Human,
        Some("json") if is_batch => {
            let what = "a batch is written line by line: write --format jsonl, or leave it out";
            problems.push(Problem::new("--format", "json", what));
            Format::Json
        }
        Some("json") => Format::Json,
        Some("jsonl") => Format::Jsonl,
        Some(other) => {
            problems.push(Problem::new("--format", other, "write one of: human, json, jsonl"));
            Format::Human
        }
        None if is_batch => Format::Jsonl,
        None => file.as_deref().map_or(Format::Human, of_extension),
    };
    for (flag, path) in [("-o", &file), ("--har", &arguments.har.as_ref().map(PathBuf::from))] {
        if let Some(path) = path.as_deref().filter(|path| path.is_dir() || path.as_os_str().is_empty()) {
            let what = "this is no file to write to: write a file's name, such as report.json";
            problems.push(Problem::new(flag, path.display().to_string(), what));
        }
    }
    Output {
        format,
        file,
        har: arguments.har.as_ref().map(PathBuf::from),
        curl: arguments.curl,
        ascii: arguments.print.ascii,
        show_secrets: arguments.print.show_secrets,
    }
}

fn of_extension(path: &Path) -> Format {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("json") => Format::Json,
        Some("jsonl" | "ndjson") => Format::Jsonl,
        _ => Format::Human,
    }
}
