//! What a page hears of an element's request.

use super::element::Element;
use super::page::Api;
use super::profile::{ElementRules, FrameEvent};
use super::verdict::Verdict;
use crate::verdict::{Failure, Outcome, ResponseHead};
use crate::words::essence;

/// What a page hears of an element's request. Of the content itself the engine sees no byte: it is taken to be what its
/// head says, and what the element expects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Event {
    /// `load`, `canplay` or `open`.
    Load,
    /// `error`
    Error,
    /// The constructor throws.
    Throws,
    /// `sendBeacon()` returns `true`: what becomes of the request, nobody hears.
    Queued,
    /// `sendBeacon()` returns `false`.
    NotQueued,
    /// Nothing.
    Nothing,
}

impl Event {
    /// The event's name in kebab case.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Event::Load => "load",
            Event::Error => "error",
            Event::Throws => "throws",
            Event::Queued => "queued",
            Event::NotQueued => "not-queued",
            Event::Nothing => "nothing",
        }
    }
}

impl From<FrameEvent> for Event {
    fn from(event: FrameEvent) -> Event {
        match event {
            FrameEvent::Load => Event::Load,
            FrameEvent::Error => Event::Error,
            FrameEvent::Nothing => Event::Nothing,
        }
    }
}

impl Verdict {
    /// What the page hears of an element's request; `None` for `fetch()` and `XMLHttpRequest`, and when nothing was decided.
    #[must_use]
    pub fn event(&self) -> Option<Event> {
        let Api::Element { element, .. } = self.request.api else { return None };
        let rules = &self.element_rules;
        if self.outcome == Outcome::Undecided {
            return None;
        }
        Some(match element {
            Element::MaskImage | Element::BackgroundImage => Event::Nothing,
            Element::Beacon if self.has_failed(|failure| *failure == Failure::MixedContent) => {
                Event::NotQueued
            }
            Element::Beacon => Event::Queued,
            Element::Iframe | Element::Form => self.frame_event(element, rules),
            Element::Worker
                if rules.worker_constructor_throws
                    && self.exchanges.is_empty()
                    && self.has_failed(|failure| *failure == Failure::ModeIsSameOrigin) =>
            {
                Event::Throws
            }
            Element::WebSocket
                if rules.mixed_websocket_throws
                    && self.has_failed(|failure| *failure == Failure::MixedContent) =>
            {
                Event::Throws
            }
            preload if preload.is_preload() && rules.failed_preloads_load => Event::Load,
            _ if !self.outcome.is_allowed() => Event::Error,
            _ => match self.last_head() {
                Some(head) if is_usable(element, head) => Event::Load,
                _ => Event::Error,
            },
        })
    }

    /// Whether `window.onerror` hears of this script's errors no more than [`Script error.`](https://html.spec.whatwg.org/#muted-errors).
    #[must_use]
    pub fn mutes_script_errors(&self) -> bool {
        matches!(self.request.api, Api::Element { element: Element::Script, .. })
            && self.outcome == Outcome::Opaque
            && !self.element_rules.foreign_script_errors_shown
    }

    fn frame_event(&self, element: Element, rules: &ElementRules) -> Event {
        let found = self.blocked.iter().find_map(|blocked| match blocked.failure {
            Failure::MixedContent if element == Element::Form => Some(rules.mixed_form),
            Failure::MixedContent => Some(rules.mixed_frame),
            Failure::EmbedderPolicyIsMissing { .. } => Some(rules.frame_without_embedder_policy),
            Failure::ResourcePolicyForbids { .. } | Failure::ResourcePolicyIsMissing { .. } => {
                Some(rules.frame_withheld_by_resource_policy)
            }
            _ => None,
        });
        // A browser shows an error page for any other failure, and that one loads.
        found.map_or(Event::Load, Event::from)
    }

    fn has_failed(&self, is_it: impl Fn(&Failure) -> bool) -> bool {
        self.blocked.iter().any(|blocked| is_it(&blocked.failure))
    }
}

/// Whether the element can use a response with this head.
fn is_usable(element: Element, head: &ResponseHead) -> bool {
    let status = head.status.code();
    let content_type = head.headers.get("content-type");
    let essence = content_type.as_deref().and_then(essence);
    let is_image = || essence.as_ref().is_none_or(|essence| essence.to_cow().starts_with("image/"));
    let is_event_stream = || essence.as_ref().is_some_and(|essence| essence.matches("text", "event-stream"));
    match element {
        // Images are decoded whatever the status is.
        Element::Img => is_image(),
        // https://html.spec.whatwg.org/#the-eventsource-interface
        Element::EventSource => status == 200 && is_event_stream(),
        Element::WebSocket => status == 101,
        _ => head.status.is_ok(),
    }
}
