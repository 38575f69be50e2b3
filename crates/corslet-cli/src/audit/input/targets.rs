//! Where the targets come from, by what is written on the command line.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use corslet::Url;

use crate::audit::arguments::Arguments;
use crate::audit::source::{self, Source};
use crate::audit::target::Found;
use crate::audit::{har, policy};
use crate::check::{Problem, url_input};

/// Where the targets come from.
#[derive(Default)]
pub(super) struct Targets {
    pub(super) sources: Vec<Source>,
    /// The origins of the URLs that are written on the command line.
    pub(super) typed: Vec<String>,
}

/// Every source.
pub(super) fn read(arguments: &Arguments, problems: &mut Vec<Problem>) -> Targets {
    let lists = &arguments.lists;
    let mut targets = Targets::default();
    let mut urls: Vec<Url> = Vec::new();
    for text in &arguments.targets {
        let path = Path::new(text);
        let of_file = match kind(text) {
            Kind::Url => {
                match url_input::read(&text.to_string_lossy()) {
                    Ok(url) => urls.push(url),
                    Err(problem) => problems.push(problem),
                }
                continue;
            }
            Kind::Input => Ok(Source::Input),
            Kind::Policy => policy::routes(path).map(Source::Known),
            Kind::Recording => har::recorded("TARGET", path).map(Source::Known),
        };
        keep(of_file, &mut targets.sources, problems);
    }
    targets.typed = urls.iter().map(|url| url.origin().ascii_serialization()).collect();
    if let Some(file) = &lists.openapi {
        if let [_, second, ..] = urls.as_slice() {
            let what = "with --openapi write one URL at most: the one at which the API is served";
            problems.push(Problem::new("URL", second.as_str(), what));
        }
        match source::openapi(Path::new(file), urls.first(), arguments.audit.active) {
            Ok(found) => targets.sources.push(Source::Known(found)),
            Err(more) => problems.extend(more),
        }
    } else if !urls.is_empty() {
        targets.sources.insert(0, Source::Known(urls.into_iter().map(Found::written).collect()));
    }
    targets.sources.extend(lists.files.iter().map(|file| match file == "-" {
        true => Source::Input,
        false => Source::List(PathBuf::from(file)),
    }));
    targets.sources.extend(lists.sitemap.iter().map(|file| Source::Sitemap(PathBuf::from(file))));
    if let Some(file) = &lists.har {
        keep(har::targets("--har", Path::new(file)).map(Source::Known), &mut targets.sources, problems);
    }
    if targets.sources.is_empty() && problems.is_empty() {
        let what = "write what is to be audited: corslet audit https://api.example/orders";
        problems.push(Problem::missing("TARGET", what));
    }
    targets
}

fn keep(source: Result<Source, Problem>, sources: &mut Vec<Source>, problems: &mut Vec<Problem>) {
    match source {
        Ok(source) => sources.push(source),
        Err(problem) => problems.push(problem),
    }
}

enum Kind {
    Url,
    Input,
    Policy,
    Recording,
}

/// A name without a scheme and with one of our extensions is a file.
fn kind(text: &OsStr) -> Kind {
    if text == "-" {
        return Kind::Input;
    }
    let extension = Path::new(text).extension().and_then(OsStr::to_str).unwrap_or_default();
    match extension.to_ascii_lowercase().as_str() {
        _ if text.to_string_lossy().contains("://") => Kind::Url,
        "toml" => Kind::Policy,
        "har" => Kind::Recording,
        _ => Kind::Url,
    }
}
