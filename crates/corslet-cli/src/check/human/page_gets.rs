//! What `fetch()` hands to the page in each browser, in a few words.

use corslet::browser::{Api, Element, Engine, Event, Verdict};
use corslet::verdict::Outcome;

use crate::check::conclusion::Conclusion;
use crate::check::engine_run::{Ended, EngineRun};

/// What the page gets from this engine; `None` when that is not known.
pub(crate) fn page_gets(run: &EngineRun) -> Option<String> {
    let verdict = match &run.ended {
        Ended::NotSent(..) => return None,
        Ended::Thrown(_) => return Some("TypeError before anything is sent".to_owned()),
        Ended::Verdict(verdict) => verdict,
    };
    if let Api::Element { element, .. } = verdict.request.api {
        return Some(element_gets(element, verdict));
    }
    if let Api::Xhr { .. } = verdict.request.api {
        let is_refused = !verdict.outcome.is_allowed();
        if is_refused {
            return Some("an error event, status 0 and no reason".to_owned());
        }
    }
    if run.conclusion() == Conclusion::Unreachable {
        return Some(rejection(run.engine).to_owned());
    }
    Some(match verdict.outcome {
        Outcome::Readable => match verdict.readable() {
            Some(readable) => format!("{} and the body", readable.status()),
            None => "the answer".to_owned(),
        },
        Outcome::Opaque => "an opaque response: status 0, no header, no body".to_owned(),
        Outcome::OpaqueRedirect => "an opaque redirect: status 0, no Location".to_owned(),
        Outcome::Undecided => return None,
        Outcome::Blocked | Outcome::NeverSent => rejection(run.engine).to_owned(),
    })
}

/// What the page hears of an element's request, and sees of it.
fn element_gets(element: Element, verdict: &Verdict) -> String {
    let (row, is_allowed) = (element.row(), verdict.outcome.is_allowed());
    let is_frame = matches!(element, Element::Iframe | Element::Form);
    match verdict.event() {
        Some(Event::Throws) => "a SecurityError: the constructor throws".to_owned(),
        Some(Event::NotQueued) => "false: it is not queued, and nothing is sent".to_owned(),
        Some(Event::Load) if !is_allowed && is_frame => "a load event of an error page".to_owned(),
        Some(Event::Load) if !is_allowed => "a load event all the same, and nothing to take".to_owned(),
        Some(Event::Nothing) if is_frame => "nothing: no event comes".to_owned(),
        Some(Event::Error) if is_frame => "an error event without a reason".to_owned(),
        Some(Event::Error) if element == Element::Worker => "an error event without a reason".to_owned(),
        Some(Event::Error) if is_allowed => {
            format!("{}: the answer's status or type is of no use to it", row.on_failure)
        }
        _ if is_allowed => row.on_success.to_owned(),
        _ => row.on_failure.to_owned(),
    }
}

/// The text of the error with which `fetch()` rejects: all that a page's script learns.
fn rejection(engine: Engine) -> &'static str {
    match engine {
        Engine::Standard => "TypeError",
        Engine::Chromium => "TypeError: Failed to fetch",
        Engine::Firefox => "TypeError: NetworkError when attempting to fetch resource.",
        Engine::WebKit => "TypeError: Load failed",
    }
}
