//! What the way to the servers was, where a reader could be mistaken about it.

use corslet::browser::head::{NoHeader, PassedOver};

use super::engine_run::EngineRun;
use super::plan::Plan;
use super::recording::{Came, Recorded};
use crate::transport::{BodyEnd, Version};

/// The most lines told of one head.
const MOST_LINES: usize = 5;

/// The most bytes shown of such a line.
const LONGEST_SHOWN: usize = 40;

/// The notes.
pub(super) fn notes(plan: &Plan, runs: &[EngineRun], exchanges: &[Recorded]) -> Vec<String> {
    let mut notes = Vec::new();
    let answered: Vec<&Recorded> =
        exchanges.iter().filter(|recorded| matches!(recorded.came, Came::Head(_))).collect();
    if plan.network.version == Version::Http2 && answered.iter().any(|recorded| !recorded.is_http2) {
        notes.push(
            "--http2: the answer came by HTTP/1.1; HTTP/2 is spoken behind TLS, where the server offers it"
                .to_owned(),
        );
    }
    if answered.iter().any(|recorded| recorded.is_http2) {
        notes.push(
            "HTTP/2: header names are in lower case there, and the order of lines is not the wire's"
                .to_owned(),
        );
    }
    for (index, recorded) in exchanges.iter().enumerate() {
        if recorded.body.end == BodyEnd::Broken {
            notes.push(format!(
                "request {}: the connection broke after {} bytes of the body; the page gets the response, and an error \
                 when it reads the body",
                index + 1,
                recorded.body.bytes.len()
            ));
        }
        notes.extend(readings(runs, recorded));
    }
    notes
}

/// Where a browser passes over a line that another takes for a header.
fn readings(runs: &[EngineRun], recorded: &Recorded) -> Vec<String> {
    let Some(raw) = &recorded.raw else { return Vec::new() };
    let mut passed: Vec<(PassedOver, Vec<&str>)> = Vec::new();
    for run in runs {
        let Ok(read) = raw.read(&run.profile.rules.head) else { continue };
        for line in read.passed_over {
            match passed.iter_mut().find(|(known, _)| *known == line) {
                Some((_, engines)) => engines.push(run.engine.as_str()),
                None => passed.push((line, vec![run.engine.as_str()])),
            }
        }
    }
    let mut notes: Vec<String> = passed
        .into_iter()
        .map(|(line, engines)| {
            // The name alone: a value may be a secret that nothing else has told.
            let text = raw.bytes.get(line.at).unwrap_or_default();
            let name = text.iter().position(|&byte| byte == b':').map_or(text, |colon| &text[..=colon]);
            let shown = name[..name.len().min(LONGEST_SHOWN)].escape_ascii();
            let who =
                if engines.len() == runs.len() { "every engine".to_owned() } else { engines.join(", ") };
            format!("the line `{shown}` is no header to {who}: {}", why(line.why))
        })
        .collect();
    notes.truncate(MOST_LINES);
    notes
}

fn why(why: NoHeader) -> String {
    match why {
        NoHeader::NoColon => "it has no colon".to_owned(),
        NoHeader::NoName => "nothing stands before its colon".to_owned(),
        NoHeader::ContinuesNothing => "it begins with a blank".to_owned(),
        NoHeader::BlankBeforeColon => "a blank stands before its colon".to_owned(),
        NoHeader::NameError(error) => error.to_string(),
    }
}
