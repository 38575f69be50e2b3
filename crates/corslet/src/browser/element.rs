//! What elements and the APIs beside `fetch()` ask: mode, credentials, destination, and what the page sees of it.

use std::fmt;

use super::{CredentialsMode, Engine, Mode};

/// What of a page asks without `fetch()`: an element, a style sheet's font, or an API of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Element {
    /// `<img>`
    Img,
    /// `<script>`
    Script,
    /// `<script type=module>`
    Module,
    /// `@font-face`
    Font,
    /// `<link rel=stylesheet>`
    Style,
    /// `new EventSource(…)`
    EventSource,
    /// `navigator.sendBeacon(…)`
    Beacon,
}

/// A [CORS settings attribute](https://html.spec.whatwg.org/multipage/urls-and-fetching.html#cors-settings-attribute).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CrossOrigin {
    /// `crossorigin`, `crossorigin=""`, `crossorigin=anonymous` or an unknown value.
    Anonymous,
    /// `crossorigin=use-credentials`; of an `EventSource` it is `withCredentials`.
    UseCredentials,
}

/// How a request goes out.
type Sent = (Mode, CredentialsMode);

const NO_CORS: Sent = (Mode::NoCors, CredentialsMode::Include);
const ANONYMOUS: Sent = (Mode::Cors, CredentialsMode::SameOrigin);
const WITH_CREDENTIALS: Sent = (Mode::Cors, CredentialsMode::Include);

/// What one kind of element asks, and what its page sees.
#[derive(Debug)]
pub struct ElementRow {
    /// Which element.
    pub element: Element,
    /// Its short name, as a command line takes it.
    pub keyword: &'static str,
    /// How a page writes it.
    pub written: &'static str,
    /// The request's [destination](https://fetch.spec.whatwg.org/#concept-request-destination), as `Sec-Fetch-Dest` names it.
    pub destination: &'static str,
    /// `Accept`, where the element asks for more than `*/*`.
    pub accept: Option<&'static str>,
    /// Without a `crossorigin` attribute, with `anonymous`, with `use-credentials`.
    sent: [Sent; 3],
    /// Whether it takes a `crossorigin` attribute, or what stands for one.
    pub takes_crossorigin: bool,
    /// What the page sees when the request is allowed.
    pub on_success: &'static str,
    /// What the page sees when it is refused, and when the network fails: no more than this.
    pub on_failure: &'static str,
    /// What Chromium's console calls it: "Access to image at …".
    pub chromium_name: &'static str,
    /// Where the standard says so.
    pub source: &'static str,
    /// The browsers that ask otherwise.
    departures: &'static [Departure],
}

/// A browser that asks otherwise than the standard.
#[derive(Debug)]
struct Departure {
    engine: Engine,
    sent: [Sent; 3],
}

/// Every element, in the order of the enumeration.
pub static ELEMENTS: &[ElementRow] = &[
    ElementRow {
        element: Element::Img,
        keyword: "img",
        written: "<img>",
        destination: "image",
        accept: Some("image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5"),
        sent: [NO_CORS, ANONYMOUS, WITH_CREDENTIALS],
        takes_crossorigin: true,
        on_success: "a load event and the image; without CORS a canvas that draws it is tainted",
        on_failure: "an error event without a reason",
        chromium_name: "image",
        source: "https://html.spec.whatwg.org/multipage/images.html#update-the-image-data",
        departures: &[],
    },
    ElementRow {
        element: Element::Script,
        keyword: "script",
        written: "<script>",
        destination: "script",
        accept: None,
        sent: [NO_CORS, ANONYMOUS, WITH_CREDENTIALS],
        takes_crossorigin: true,
        on_success: "a load event and the script runs; without CORS its errors read `Script error.`",
        on_failure: "an error event without a reason; the script does not run",
        chromium_name: "script",
        source: "https://html.spec.whatwg.org/multipage/webappapis.html#fetch-a-classic-script",
        departures: &[],
    },
    ElementRow {
        element: Element::Module,
        keyword: "module",
        written: "<script type=module>",
        destination: "script",
        accept: None,
        sent: [ANONYMOUS, ANONYMOUS, WITH_CREDENTIALS],
        takes_crossorigin: true,
        on_success: "a load event and the module runs",
        on_failure: "an error event without a reason; the module does not run",
        chromium_name: "script",
        source: "https://html.spec.whatwg.org/multipage/webappapis.html#set-up-the-module-script-request",
        departures: &[],
    },
    ElementRow {
        element: Element::Font,
        keyword: "font",
        written: "@font-face",
        destination: "font",
        accept: None,
        sent: [ANONYMOUS, ANONYMOUS, ANONYMOUS],
        takes_crossorigin: false,
        on_success: "text in this font",
        on_failure: "text in the next font of the list; a FontFace rejects with NetworkError",
        chromium_name: "font",
        source: "https://drafts.csswg.org/css-fonts-4/#font-fetching-requirements",
        // Recorded: the font loads without Access-Control-Allow-Origin, and cookies go along.
        departures: &[Departure { engine: Engine::WebKit, sent: [NO_CORS, NO_CORS, NO_CORS] }],
    },
    ElementRow {
        element: Element::Style,
        keyword: "style",
        written: "<link rel=stylesheet>",
        destination: "style",
        accept: Some("text/css,*/*;q=0.1"),
        sent: [NO_CORS, ANONYMOUS, WITH_CREDENTIALS],
        takes_crossorigin: true,
        on_success: "a load event and the style; without CORS cssRules throws SecurityError",
        on_failure: "an error event without a reason; the style does not apply",
        chromium_name: "CSS stylesheet",
        source: "https://html.spec.whatwg.org/multipage/semantics.html#default-fetch-and-process-the-linked-resource",
        departures: &[],
    },
    ElementRow {
        element: Element::EventSource,
        keyword: "eventsource",
        written: "new EventSource()",
        destination: "empty",
        accept: Some("text/event-stream"),
        sent: [ANONYMOUS, ANONYMOUS, WITH_CREDENTIALS],
        takes_crossorigin: true,
        on_success: "an open event where the status is 200 and the type text/event-stream",
        on_failure: "an error event and readyState CLOSED; it does not try again",
        chromium_name: "resource",
        source: "https://html.spec.whatwg.org/multipage/server-sent-events.html#dom-eventsource",
        departures: &[],
    },
    ElementRow {
        element: Element::Beacon,
        keyword: "beacon",
        written: "navigator.sendBeacon()",
        destination: "empty",
        accept: None,
        // A Content-Type that is not CORS-safelisted makes it a CORS request: see `construct`.
        sent: [NO_CORS, NO_CORS, NO_CORS],
        takes_crossorigin: false,
        on_success: "true: it is queued; the answer is never seen",
        on_failure: "true all the same: it was queued; the answer is never seen",
        chromium_name: "resource",
        source: "https://w3c.github.io/beacon/#sendbeacon-method",
        departures: &[],
    },
];

impl Element {
    /// Its row of the table.
    #[must_use]
    pub fn row(self) -> &'static ElementRow {
        // The table's order is the enumeration's; a test holds it.
        &ELEMENTS[self as usize]
    }
}

impl fmt::Display for Element {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.row().written)
    }
}

impl std::str::FromStr for Element {
    type Err = String;

    /// Reads the short name; the error lists what may be written.
    fn from_str(text: &str) -> Result<Self, String> {
        ELEMENTS.iter().find(|row| row.keyword == text).map(|row| row.element).ok_or_else(|| {
            let keywords: Vec<&str> = ELEMENTS.iter().map(|row| row.keyword).collect();
            format!("`{text}` is not one of: {}", keywords.join(", "))
        })
    }
}

impl CrossOrigin {
    /// The attribute's value.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            CrossOrigin::Anonymous => "anonymous",
            CrossOrigin::UseCredentials => "use-credentials",
        }
    }
}

impl std::str::FromStr for CrossOrigin {
    type Err = String;

    /// Reads the attribute's value as HTML does: an unknown one is `anonymous`, so it is refused here.
    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "anonymous" => Ok(CrossOrigin::Anonymous),
            "use-credentials" => Ok(CrossOrigin::UseCredentials),
            _ => Err(format!("`{text}` is not one of: anonymous, use-credentials")),
        }
    }
}

impl ElementRow {
    /// The mode and the credentials mode with which this engine asks.
    #[must_use]
    pub fn sent(&self, crossorigin: Option<CrossOrigin>, engine: Engine) -> (Mode, CredentialsMode) {
        let departure = self.departures.iter().find(|departure| departure.engine == engine);
        let sent = departure.map_or(&self.sent, |departure| &departure.sent);
        sent[match crossorigin {
            None => 0,
            Some(CrossOrigin::Anonymous) => 1,
            Some(CrossOrigin::UseCredentials) => 2,
        }]
    }
}
