//! Answers the engines from what was recorded, in place of the network.

use std::sync::Arc;

use corslet::browser::Engine;
use corslet::verdict::{Exchange, Kind};

use super::conversation::{Conversation, is_same_resource};
use super::entry::{Answer, Entry};
use super::log::Log;
use crate::check::recording::{Came, NotSent, Recorded};
use crate::transport::{Body, BodyEnd};

/// The recorded answers of one conversation.
#[derive(Clone, Debug)]
pub(crate) struct Tape {
    frames: Arc<[Frame]>,
}

#[derive(Clone, Debug)]
struct Frame {
    hop: usize,
    entry: Arc<Entry>,
}

impl Frame {
    fn is_of(&self, exchange: &Exchange) -> bool {
        self.hop == exchange.hop
            && self.entry.is_preflight == (exchange.kind == Kind::Preflight)
            && is_same_resource(&self.entry.url, &exchange.url)
    }
}

impl Tape {
    /// The tape of a conversation.
    pub(super) fn of(log: &Log, conversation: &Conversation) -> Tape {
        let frames = conversation
            .entries()
            .filter_map(|(hop, index)| Some(Frame { hop, entry: log.entries.get(index)?.clone() }));
        Tape { frames: frames.collect() }
    }

    /// Puts into `recorded` what was recorded of its exchange.
    pub(crate) fn play(&self, engine: Engine, recorded: &mut Recorded) {
        match self.find(engine, &recorded.exchange) {
            Ok(entry) => fill(recorded, entry),
            Err(why) => recorded.came = Came::NotSent(NotSent::NotRecorded(why)),
        }
    }

    /// Whether the request of this hop was answered, so that somebody must have allowed it.
    pub(crate) fn went_out(&self, preflight: &Exchange) -> bool {
        self.frames.iter().any(|frame| {
            frame.hop == preflight.hop
                && !frame.entry.is_preflight
                && is_same_resource(&frame.entry.url, &preflight.url)
                && frame.entry.head().is_some()
        })
    }

    fn find(&self, engine: Engine, exchange: &Exchange) -> Result<&Entry, String> {
        let of_exchange: Vec<&Entry> =
            self.frames.iter().filter(|frame| frame.is_of(exchange)).map(|frame| &*frame.entry).collect();
        let own: Vec<&Entry> = of_exchange
            .iter()
            .copied()
            .filter(|entry| entry.engines.iter().any(|name| name == engine.as_str()))
            .collect();
        let mut why = None;
        for entry in if own.is_empty() { of_exchange } else { own } {
            match differs(entry, exchange) {
                None => return Ok(entry),
                Some(difference) => why = why.or(Some(difference)),
            }
        }
        let what = if exchange.kind == Kind::Preflight { "preflight" } else { exchange.method.as_str() };
        Err(why.unwrap_or_else(|| {
            let after =
                if exchange.hop > 0 { format!(" after redirect {}", exchange.hop) } else { String::new() };
            format!("the recording has no {what} to {}{after}", exchange.url)
        }))
    }
}

/// What a server could answer otherwise, when it is asked so: the first difference, as a sentence.
fn differs(entry: &Entry, exchange: &Exchange) -> Option<String> {
    let number = entry.number;
    if exchange.kind == Kind::Actual && entry.method != exchange.method.as_str() {
        let asked = exchange.method.as_str();
        return Some(format!(
            "entry #{number} was asked with {}, and this would ask with {asked}",
            entry.method
        ));
    }
    let origin = exchange.origin.as_ref().map(|origin| origin.serialize().to_owned());
    // A recorder that shows no Origin has shown provisional headers, and said nothing about it.
    if let (Some(recorded), Some(asked)) = (entry.header("origin"), &origin)
        && recorded != *asked
    {
        return Some(format!(
            "entry #{number} was asked with Origin: {recorded}, and this would ask with {asked}"
        ));
    }
    if entry.header("origin").is_some() && origin.is_none() {
        return Some(format!("entry #{number} was asked with an Origin, and this would ask without"));
    }
    if exchange.kind == Kind::Actual {
        return None;
    }
    let method = exchange.request_method.as_ref().map(|method| method.as_str().to_owned());
    let asked_names = names(exchange.request_headers.as_deref().unwrap_or_default());
    let recorded_names = names(&entry.header("access-control-request-headers").unwrap_or_default());
    match entry.header("access-control-request-method") {
        Some(recorded) if Some(&recorded) != method.as_ref() => Some(format!(
            "entry #{number} asked for the method {recorded}, and this would ask for {}",
            method.unwrap_or_default()
        )),
        // Without it, the recorder kept no headers of the request at all.
        Some(_) if recorded_names != asked_names => Some(format!(
            "entry #{number} asked for the headers {}, and this would ask for {}",
            listed(&recorded_names),
            listed(&asked_names)
        )),
        _ => None,
    }
}

fn names(list: &str) -> Vec<String> {
    let mut names: Vec<String> = list
        .split(',')
        .map(|name| name.trim().to_ascii_lowercase())
        .filter(|name| !name.is_empty())
        .collect();
    names.sort();
    names.dedup();
    names
}

fn listed(names: &[String]) -> String {
    if names.is_empty() { "(none)".to_owned() } else { names.join(", ") }
}

fn fill(recorded: &mut Recorded, entry: &Entry) {
    recorded.came = match &entry.answer {
        Answer::Head(head) => Came::Head(Arc::clone(head)),
        Answer::Failed(failure) => Came::Failed(failure.clone()),
        Answer::Withheld(why) => Came::NotSent(NotSent::NotRecorded(why.clone())),
    };
    let is_stored =
        |name: &str| name.eq_ignore_ascii_case("cookie") || name.eq_ignore_ascii_case("authorization");
    let by_page = recorded.exchange.headers.clone();
    let is_of_page = |name: &str| by_page.as_ref().is_some_and(|headers| headers.contains(name));
    recorded.added =
        entry.headers.iter().filter(|(name, _)| is_stored(name) && !is_of_page(name)).cloned().collect();
    recorded.phases = entry.phases;
    recorded.peer = entry.peer;
    recorded.began = entry.began;
    recorded.is_http2 = entry.is_http2;
    recorded.har_entry = Some(entry.number);
    recorded.body = Body {
        bytes: entry.content.clone().unwrap_or_default(),
        end: if entry.content.is_some() { BodyEnd::Whole } else { BodyEnd::Cut },
    };
}
