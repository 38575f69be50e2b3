//! A recording: its file, its entries, and what was wrong with some.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use corslet::Url;
use corslet_inspect::har::{self, Page, Why};
use serde_json::Value;

use super::entry::{self, Entry};

/// The most bytes of a file that are read.
const LONGEST: u64 = 512 * 1024 * 1024;

/// A recording.
pub(super) struct Log {
    pub(super) file: PathBuf,
    /// The program that recorded, with its version.
    pub(super) creator: String,
    pub(super) entries: Vec<Arc<Entry>>,
    /// How many entries the file has, with those that could not be read.
    pub(super) total: usize,
    /// What is wrong with some.
    pub(super) broken: Vec<String>,
    /// The requests of pages, where `--har` wrote the file.
    pub(super) checks: Vec<Value>,
    pages: Vec<Page>,
}

impl Log {
    /// The URL of the page that an entry belongs to.
    pub(super) fn page_of(&self, entry: &Entry) -> Option<Url> {
        let page = self.pages.iter().find(|page| page.id == entry.pageref)?;
        Url::parse(&page.title).ok().filter(|url| url.has_host())
    }

    /// The entry of a number.
    pub(super) fn entry(&self, number: usize) -> Option<&Entry> {
        self.entries.iter().map(Arc::as_ref).find(|entry| entry.number == number)
    }
}

/// Reads the file.
///
/// # Errors
/// What is wrong with it, and what to give instead.
pub(super) fn read(file: &Path) -> Result<Log, String> {
    let text = text(file)?;
    let log = har::read_each(&text).map_err(|not| {
        let place = format!("line {}, column {}", not.line, not.column);
        match not.why {
            Why::NotHar => format!(
                "this is JSON and no HAR ({}, {place}): save one from a browser's network panel, or with \
                 `corslet check --har FILE`",
                not.what
            ),
            Why::Ended | Why::NotJson => {
                format!("{place}: this is no JSON ({}): save the file once more", not.what)
            }
        }
    })?;
    let total = log.entries.len();
    let (mut entries, mut broken) = (Vec::new(), Vec::new());
    for (index, entry) in log.entries.into_iter().enumerate() {
        let number = index + 1;
        let read = entry
            .map_err(|error| format!("entry #{number}: {error}"))
            .and_then(|entry| entry::read(number, entry));
        match read {
            Ok(entry) => entries.push(Arc::new(entry)),
            Err(why) => broken.push(why),
        }
    }
    if total == 0 {
        return Err("the recording has no entries: record again with the network panel open".to_owned());
    }
    if entries.is_empty() {
        let first = broken.first().map_or("", String::as_str);
        return Err(format!("none of its {total} entries can be read; {first}"));
    }
    let creator = format!("{} {}", log.creator.name, log.creator.version).trim().to_owned();
    Ok(Log { file: file.to_owned(), creator, entries, total, broken, checks: log.checks, pages: log.pages })
}

fn text(file: &Path) -> Result<String, String> {
    use std::io::Read;

    let unreadable = |error: std::io::Error| format!("the file cannot be read ({error}): check its path");
    let mut bytes = Vec::new();
    let input: Box<dyn Read> = if file == Path::new("-") {
        Box::new(std::io::stdin())
    } else {
        Box::new(std::fs::File::open(file).map_err(unreadable)?)
    };
    let read = input.take(LONGEST + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if read as u64 > LONGEST {
        return Err("the file is larger than 512 MiB: save only the requests in question".to_owned());
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
