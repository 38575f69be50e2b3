//! What of a page asks without `fetch()`: elements, and the APIs beside it.

use std::fmt;

use super::Destination;
use super::element_row::{ANONYMOUS, ELEMENTS, ElementRow, NO_CORS, SAME_ORIGIN, Sent};
use super::profile::{ElementRules, ObjectRequest, OwnOrigin};

/// What of a page asks without `fetch()`: an element, something of a style sheet, or an API of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Element {
    /// `<img>`
    Img,
    /// `<script>`
    Script,
    /// `<script type=module>`, and `import()`
    Module,
    /// `@font-face`, and `FontFace`
    Font,
    /// `<link rel=stylesheet>`
    Style,
    /// `new EventSource(…)`
    EventSource,
    /// `navigator.sendBeacon(…)`
    Beacon,
    /// `<video>`
    Video,
    /// `<audio>`
    Audio,
    /// `<track>`; its `crossorigin` is that of the media element
    Track,
    /// `<link rel=preload as=fetch>`
    PreloadFetch,
    /// `<link rel=preload as=font>`
    PreloadFont,
    /// `<link rel=preload as=image>`
    PreloadImage,
    /// `<link rel=preload as=script>`
    PreloadScript,
    /// `<link rel=modulepreload>`
    ModulePreload,
    /// `mask-image`, and the other images of a style sheet that need CORS
    MaskImage,
    /// `background-image`
    BackgroundImage,
    /// `<object>`
    Object,
    /// `<iframe>`
    Iframe,
    /// `<form>`, with a frame for its target
    Form,
    /// `new Worker(…)`
    Worker,
    /// `new WebSocket(…)`
    WebSocket,
}

/// A [CORS settings attribute](https://html.spec.whatwg.org/multipage/urls-and-fetching.html#cors-settings-attribute).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CrossOrigin {
    /// `crossorigin`, `crossorigin=""`, `crossorigin=anonymous` or an unknown value.
    Anonymous,
    /// `crossorigin=use-credentials`; of an `EventSource` it is `withCredentials`.
    UseCredentials,
}

impl Element {
    /// Its row of the table.
    #[must_use]
    pub fn row(self) -> &'static ElementRow {
        // The table's order is the enumeration's; a test holds it.
        &ELEMENTS[self as usize]
    }

    /// How it asks in a browser with these rules. A beacon whose type is not safelisted asks otherwise: see
    /// `potential_cors_request`.
    pub(super) fn asks(self, crossorigin: Option<CrossOrigin>, rules: &ElementRules) -> (Destination, Sent) {
        let row = self.row();
        let sent = row.sent[match crossorigin {
            None => 0,
            Some(CrossOrigin::Anonymous) => 1,
            Some(CrossOrigin::UseCredentials) => 2,
        }];
        match self {
            Element::Font if rules.fonts_are_no_cors => (row.destination, NO_CORS),
            Element::PreloadFont if rules.preloaded_fonts_are_anonymous => (row.destination, ANONYMOUS),
            Element::Track if sent == SAME_ORIGIN && rules.tracks_are_no_cors => (row.destination, NO_CORS),
            Element::Object => match rules.object {
                ObjectRequest::Navigate => (row.destination, sent),
                ObjectRequest::NoCors => (row.destination, NO_CORS),
                ObjectRequest::Image => (Destination::Image, NO_CORS),
            },
            _ => (row.destination, sent),
        }
    }

    /// Whether a `cors` request to the page's own origin tells `Origin`, in a browser where some do.
    pub(super) fn tells_own_origin(self, which: OwnOrigin) -> bool {
        match self {
            Element::EventSource | Element::Beacon | Element::Worker | Element::WebSocket => false,
            Element::Video | Element::Audio => which == OwnOrigin::ElementsAndMedia,
            _ => which != OwnOrigin::Never,
        }
    }

    /// Whether it fetches what is used later.
    pub(super) fn is_preload(self) -> bool {
        matches!(
            self,
            Element::PreloadFetch
                | Element::PreloadFont
                | Element::PreloadImage
                | Element::PreloadScript
                | Element::ModulePreload
        )
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

    /// The state of an attribute that is there, as HTML reads it: whatever is not known is `anonymous`.
    #[must_use]
    pub fn of_attribute(value: &str) -> CrossOrigin {
        if value.eq_ignore_ascii_case("use-credentials") {
            CrossOrigin::UseCredentials
        } else {
            CrossOrigin::Anonymous
        }
    }
}

impl std::str::FromStr for CrossOrigin {
    type Err = String;

    /// Reads a value that was meant: HTML takes an unknown one for `anonymous`, so it is refused here.
    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "anonymous" => Ok(CrossOrigin::Anonymous),
            "use-credentials" => Ok(CrossOrigin::UseCredentials),
            _ => Err(format!("`{text}` is not one of: anonymous, use-credentials")),
        }
    }
}
