//! What is to be audited and how, once everything that was written has been understood.

use std::path::PathBuf;

use corslet_inspect::audit::{Confidence, Settings, Severity};
use corslet_inspect::report::Known;

use super::name_service::NameService;
use super::scope::Scope;
use super::source::Source;
use crate::transport;

/// What is to be audited, and how.
pub(crate) struct Plan {
    pub(super) sources: Vec<Source>,
    /// How many targets there are, when that is known.
    pub(super) count: Option<usize>,
    pub(super) scope: Scope,
    /// What holds for every target.
    pub(super) settings: Settings,
    pub(super) network: transport::Settings,
    pub(super) manners: Manners,
    /// Who says whether the domains of trusted origins exist.
    pub(super) names: Option<NameService>,
    /// Whether requests are only printed.
    pub(super) dry_run: bool,
    /// Where it is kept what is done.
    pub(super) resume: Option<PathBuf>,
    pub(super) output: Output,
}

/// How much servers are asked to bear.
#[derive(Clone, Copy, Debug)]
pub(super) struct Manners {
    /// Requests a second and host, 0 without a bound; nothing for what is usual.
    pub(super) rate: Option<f64>,
    /// How many targets are under way at most.
    pub(super) concurrency: usize,
}

/// What is written, and where to.
#[derive(Clone, Debug)]
pub(super) struct Output {
    pub(super) format: Format,
    /// In place of standard output.
    pub(super) file: Option<PathBuf>,
    /// The least that makes the program's exit code 1.
    pub(super) fail_on: Severity,
    /// The least that is reported.
    pub(super) min_confidence: Confidence,
    /// What is known already.
    pub(super) known: Known,
    /// Where it is written what is found.
    pub(super) write_baseline: Option<PathBuf>,
    /// Where the pages that prove findings go.
    pub(super) proofs: Option<PathBuf>,
    pub(super) every_exchange: bool,
    pub(super) show_secrets: bool,
    pub(super) ascii: bool,
}

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Human,
    Json,
    Jsonl,
    Sarif,
    Junit,
    Html,
    Markdown,
}

impl Format {
    pub(super) const ALL: [Format; 7] = [
        Format::Human,
        Format::Json,
        Format::Jsonl,
        Format::Sarif,
        Format::Junit,
        Format::Html,
        Format::Markdown,
    ];

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Format::Human => "human",
            Format::Json => "json",
            Format::Jsonl => "jsonl",
            Format::Sarif => "sarif",
            Format::Junit => "junit",
            Format::Html => "html",
            Format::Markdown => "markdown",
        }
    }
}
