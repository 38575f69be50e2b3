//! What the recorder has hidden, so that nobody takes silence for an answer.

use corslet::browser::is_websocket_url;

use super::conversation::Conversation;
use super::entry::{Answer, Entry};
use super::log::Log;

/// Headers that recorders keep to themselves, because they are secrets.
const SECRETS: &[&str] = &["cookie", "set-cookie", "authorization"];

/// What has been hidden, as sentences.
pub(super) fn remarks(log: &Log, conversation: &Conversation) -> Vec<String> {
    let entries: Vec<(usize, &Entry)> = conversation
        .entries()
        .filter_map(|(hop, index)| Some((hop, log.entries.get(index)?.as_ref())))
        .collect();
    let mut remarks = Vec::new();
    if conversation.check.is_none() {
        // With a WebSocket they always go along.
        let is_websocket = entries.iter().any(|(_, entry)| is_websocket_url(&entry.url));
        remarks.extend(secrets(log).filter(|_| !is_websocket));
        remarks.extend(provisional(&entries));
        remarks.extend(preflights(conversation, &entries));
    }
    for (_, entry) in &entries {
        let number = entry.number;
        if let Answer::Withheld(why) = &entry.answer {
            remarks.push(format!(
                "{why}: what a browser refuses it mostly hides from its own recorder; ask without --from-har to see it"
            ));
        } else if entry.head().is_some() && !entry.has_status {
            remarks.push(format!(
                "entry #{number} has headers and no status, as a browser records an answer that it refused: \
                 the headers alone are judged"
            ));
        }
        if entry.content.is_none() && entry.content_size > 0.0 {
            remarks.push(format!(
                "entry #{number} has no body, although there was one of {} bytes",
                entry.content_size
            ));
        }
    }
    if !log.broken.is_empty() {
        let first = log.broken.first().map_or("", String::as_str);
        remarks.push(format!("{} of the entries could not be read; {first}", log.broken.len()));
    }
    remarks.push(
        "a HAR has no bytes of the heads: every browser is taken to read the lines as the recorder did"
            .to_owned(),
    );
    remarks
}

/// Whether cookies and logins are left out of the whole recording.
fn secrets(log: &Log) -> Option<String> {
    let has = |name: &str| {
        log.entries.iter().any(|entry| {
            entry.header(name).is_some() || entry.head().is_some_and(|head| head.headers.contains(name))
        })
    };
    if SECRETS.iter().any(|name| has(name)) {
        return None;
    }
    let who = if log.creator.starts_with("WebInspector") {
        "Chromium's network panel leaves them out, unless it is told to save the HAR with sensitive data"
    } else {
        "the recorder may have left them out"
    };
    Some(format!(
        "there is no Cookie, Set-Cookie or Authorization in the whole recording: {who}. Whether credentials went along \
         is not known; --credentials include judges as if they did"
    ))
}

/// Headers that the browser only meant to send.
fn provisional(entries: &[(usize, &Entry)]) -> Option<String> {
    let (_, entry) = entries.iter().find(|(_, entry)| {
        !entry.is_preflight
            && entry.headers.len() < 4
            && entry.header("host").is_none()
            && entry.peer.is_none()
    })?;
    Some(format!(
        "entry #{} has hardly any request header: these are what the browser meant to send, and not what was sent",
        entry.number
    ))
}

/// A preflight that must have been there.
fn preflights(conversation: &Conversation, entries: &[(usize, &Entry)]) -> Option<String> {
    let has_one = conversation.hops.iter().any(|hop| !hop.preflights.is_empty());
    let needs_one = entries.iter().any(|(_, entry)| {
        let is_plain = matches!(entry.method.as_str(), "GET" | "HEAD" | "POST");
        let is_json = entry.header("content-type").is_some_and(|kind| kind.contains("json"));
        let sets = |name: &str| entry.header(name).is_some();
        let is_cors = sets("origin");
        is_cors && (!is_plain || is_json || sets("authorization") || sets("x-requested-with"))
    });
    (needs_one && !has_one).then(|| {
        "no preflight is recorded: the browser had it in its cache, or its recorder leaves preflights out, as Safari's \
         does. The actual answer can still be refused, and it cannot be called allowed"
            .to_owned()
    })
}
