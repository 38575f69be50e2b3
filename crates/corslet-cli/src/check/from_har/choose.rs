//! Which of the recorded requests are judged: the one that is named, or the first that was blocked.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use corslet::Url;
use corslet::words::Origin;

use super::conversation::{self, Conversation};
use super::entry::Answer;
use super::log::{self, Log};
use super::page::{self, Read};
use super::tape::Tape;
use super::{hidden, own};
use crate::check::arguments::Arguments;

/// The word of `--element` for a WebSocket.
const WEBSOCKET: &str = "websocket";

/// The most requests looked at for one that is blocked.
const MOST: usize = 1000;

/// A recorded request that can be judged.
pub(crate) struct Choice {
    /// What its page wrote.
    pub(crate) arguments: Arguments,
    pub(crate) tape: Tape,
    /// Whether the recorder's browser has refused it.
    pub(crate) is_refused: bool,
    /// Where it is from, what was inferred, and what the recorder has hidden.
    pub(crate) remarks: Vec<String>,
}

/// The requests to judge, until one is blocked: the recorder's browser has refused the first, or none.
///
/// # Errors
/// What is wrong with the file or its entries, and what to write instead.
pub(crate) fn choose(written: &OsStr, url: Option<&OsStr>) -> Result<Vec<Choice>, String> {
    let (file, number) = parts(written);
    let log = log::read(&file)?;
    let all = conversation::all(&log);
    if let Some(number) = number {
        return named(&log, &all, number).map(|choice| vec![choice]);
    }
    let wanted = match url {
        Some(text) => Some(Url::parse(&text.to_string_lossy()).map_err(|error| {
            format!("the URL chooses among the recorded requests, and it is none ({error})")
        })?),
        None => None,
    };
    let is_wanted = |one: &&Conversation| {
        wanted.as_ref().is_none_or(|url| {
            one.first(&log).is_some_and(|entry| conversation::is_same_resource(&entry.url, url))
        })
    };
    let mut fitting: Vec<(bool, &Conversation, Read)> = Vec::new();
    let mut why_not = None;
    for one in all.iter().filter(is_wanted).take(MOST) {
        match read(&log, one) {
            Ok(read) => fitting.push((is_cross_origin(&read), one, read)),
            Err(why) => why_not = why_not.or(Some(why)),
        }
    }
    if fitting.is_empty() {
        let why = why_not.map_or_else(|| "it was not recorded".to_owned(), |why| why.clone());
        return Err(match wanted {
            Some(url) => format!("no recorded request to {url} can be judged: {why}; {}", urls(&log)),
            None => format!("none of the recorded requests can be judged: {why}; {}", urls(&log)),
        });
    }
    // A browser that refused one is believed; else the engines say which is refused, where origins meet first.
    let refused = fitting.iter().position(|(is_cross, one, _)| *is_cross && is_refused(&log, one));
    if let Some(at) = refused {
        fitting = vec![fitting.swap_remove(at)];
    } else {
        // No browser refuses a WebSocket by CORS, so another request is meant before it.
        fitting.sort_by_key(|(is_cross, _, read)| {
            (read.arguments.page.element.as_deref() == Some(WEBSOCKET), !is_cross)
        });
    }
    Ok(fitting.into_iter().map(|(_, one, read)| choice(&log, one, read)).collect())
}

/// `in.har#3`, unless a file has this very name.
fn parts(written: &OsStr) -> (PathBuf, Option<usize>) {
    let path = PathBuf::from(written);
    if path.exists() {
        return (path, None);
    }
    let text = written.to_string_lossy();
    match text.rsplit_once('#').and_then(|(file, number)| Some((file, number.parse().ok()?))) {
        Some((file, number)) => (Path::new(file).to_owned(), Some(number)),
        None => (path, None),
    }
}

fn named(log: &Log, all: &[Conversation], number: usize) -> Result<Choice, String> {
    let Some(entry) = log.entry(number) else {
        let broken = log.broken.iter().find(|why| why.starts_with(&format!("entry #{number}:")));
        return Err(match broken {
            Some(why) => why.clone(),
            None => format!("there is no entry #{number}: write a number from 1 to {}", log.total),
        });
    };
    let holds = |one: &&Conversation| {
        one.entries().any(|(_, index)| log.entries.get(index).is_some_and(|known| known.number == number))
    };
    let one = all.iter().find(holds).ok_or_else(|| {
        format!("entry #{number} is a later time of the same request: name one of the first")
    })?;
    let read =
        read(log, one).map_err(|why| format!("entry #{number} ({}) cannot be judged: {why}", entry.url))?;
    Ok(choice(log, one, read))
}

fn read(log: &Log, conversation: &Conversation) -> Result<Read, String> {
    match own::read(log, conversation) {
        Some(arguments) => Ok(Read { arguments, remarks: Vec::new() }),
        None => page::read(log, conversation),
    }
}

fn choice(log: &Log, conversation: &Conversation, read: Read) -> Choice {
    let number = conversation.first(log).map_or(0, |entry| entry.number);
    let by = if log.creator.is_empty() { String::new() } else { format!(", recorded by {}", log.creator) };
    let mut remarks = vec![format!(
        "judged from {}, entry #{number} of {}{by}: nobody was asked",
        log.file.display(),
        log.total
    )];
    remarks.extend(read.remarks);
    remarks.extend(hidden::remarks(log, conversation));
    Choice {
        arguments: read.arguments,
        tape: Tape::of(log, conversation),
        is_refused: is_refused(log, conversation),
        remarks,
    }
}

fn is_cross_origin(read: &Read) -> bool {
    let origin = read.arguments.origins.first().map(|text| text.to_string_lossy().into_owned());
    let url = read.arguments.url.as_ref().and_then(|text| Url::parse(&text.to_string_lossy()).ok());
    match (origin.and_then(|text| Origin::parse(text.as_bytes()).ok()), url) {
        (Some(origin), Some(url)) => !origin.same_origin_as_url(&url),
        _ => false,
    }
}

/// Whether the recorder's browser said no, and has kept nothing of the answer.
fn is_refused(log: &Log, conversation: &Conversation) -> bool {
    conversation.entries().filter_map(|(_, index)| log.entries.get(index)).any(|entry| {
        matches!(entry.answer, Answer::Withheld(_)) || entry.head().is_some() && !entry.has_status
    })
}

/// The first of the recorded URLs, to choose from.
fn urls(log: &Log) -> String {
    let some: Vec<String> =
        log.entries.iter().take(3).map(|entry| format!("#{} {}", entry.number, entry.url)).collect();
    format!("the entries are {}{}", some.join(", "), if log.entries.len() > 3 { ", ..." } else { "" })
}
