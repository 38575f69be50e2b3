//! A request's [destination](https://fetch.spec.whatwg.org/#concept-request-destination): what the response is for.

/// A request's [destination](https://fetch.spec.whatwg.org/#concept-request-destination).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Destination {
    /// None: `fetch()`, `XMLHttpRequest`, `EventSource`, `sendBeacon()`, `WebSocket`.
    #[default]
    Empty,
    /// `<audio>`
    Audio,
    /// A font of a style sheet.
    Font,
    /// `<iframe>`, and a form whose target is one.
    Iframe,
    /// `<img>`, and the images of style sheets.
    Image,
    /// `<object>`
    Object,
    /// `<script>`, modules included.
    Script,
    /// `<link rel=stylesheet>`
    Style,
    /// `<track>`
    Track,
    /// `<video>`
    Video,
    /// `Worker`
    Worker,
}

impl Destination {
    /// The standard's keyword; empty for none. `Sec-Fetch-Dest` says `empty` then.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Destination::Empty => "",
            Destination::Audio => "audio",
            Destination::Font => "font",
            Destination::Iframe => "iframe",
            Destination::Image => "image",
            Destination::Object => "object",
            Destination::Script => "script",
            Destination::Style => "style",
            Destination::Track => "track",
            Destination::Video => "video",
            Destination::Worker => "worker",
        }
    }

    /// What an https page still [loads](https://w3c.github.io/webappsec-mixed-content/#upgrade-algorithm) from an http URL,
    /// by way of https.
    pub(super) fn is_upgradeable(self) -> bool {
        matches!(self, Destination::Audio | Destination::Image | Destination::Video)
    }
}
