//! What is written, and where to.

use std::path::{Path, PathBuf};

use corslet_inspect::audit::{Confidence, Severity};
use corslet_inspect::report::Known;

use super::words;
use crate::audit::arguments::OutputArguments;
use crate::audit::known;
use crate::audit::plan::{Format, Output};
use crate::check::Problem;

/// Reads the flags of the output.
pub(super) fn read(arguments: &OutputArguments, problems: &mut Vec<Problem>) -> Output {
    let file = arguments.output.as_ref().map(PathBuf::from);
    let format =
        words::one_of("--format", arguments.format.as_deref(), &Format::ALL, Format::as_str, problems);
    let format = format.unwrap_or_else(|| file.as_deref().map_or(Format::Human, of_extension));
    let to = [("-o", &arguments.output), ("--write-baseline", &arguments.write_baseline)];
    for (flag, path) in to {
        let Some(path) = path.as_deref().map(Path::new) else { continue };
        if path.is_dir() || path.as_os_str().is_empty() {
            let what = "this is no file to write to: write a file's name, such as report.json";
            problems.push(Problem::new(flag, path.display().to_string(), what));
        }
    }
    let severities = &Severity::ALL;
    let fail_on =
        words::one_of("--fail-on", arguments.fail_on.as_deref(), severities, Severity::as_str, problems);
    let min_confidence = words::one_of(
        "--min-confidence",
        arguments.min_confidence.as_deref(),
        &Confidence::ALL,
        Confidence::as_str,
        problems,
    );
    let known = arguments
        .baseline
        .as_deref()
        .map_or_else(|| Ok(Known::default()), |path| known::read(Path::new(path)));
    let known = known.map_err(|more| problems.extend(more)).unwrap_or_default();
    Output {
        format,
        file,
        fail_on: fail_on.unwrap_or(Severity::Low),
        min_confidence: min_confidence.unwrap_or(Confidence::Low),
        known,
        write_baseline: arguments.write_baseline.as_ref().map(PathBuf::from),
        proofs: arguments.proof.as_ref().map(PathBuf::from),
        every_exchange: arguments.every_exchange,
        show_secrets: arguments.print.show_secrets,
        ascii: arguments.print.ascii,
    }
}

fn of_extension(path: &Path) -> Format {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    match extension.to_ascii_lowercase().as_str() {
        "json" => Format::Json,
        "jsonl" | "ndjson" => Format::Jsonl,
        "sarif" => Format::Sarif,
        "xml" => Format::Junit,
        "html" | "htm" => Format::Html,
        "md" | "markdown" => Format::Markdown,
        _ => Format::Human,
    }
}
