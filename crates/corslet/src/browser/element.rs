//! What of a page makes requests besides `fetch()` and `XMLHttpRequest`, and how each of them asks.

use super::profile::{ElementRules, ObjectRequest, OwnOrigin};
use super::{CredentialsMode, Destination, Mode};

/// An element, or a constructor, that makes a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Element {
    /// `<img>`
    Img,
    /// `<script>`, a classic one.
    Script,
    /// `<script type=module>`, and `import()`.
    ModuleScript,
    /// `<link rel=stylesheet>`
    Stylesheet,
    /// `<link rel=preload>`
    Preload(PreloadAs),
    /// `<link rel=modulepreload>`
    ModulePreload,
    /// `@font-face`, and `FontFace`.
    Font,
    /// `<video>`
    Video,
    /// `<audio>`
    Audio,
    /// `<track>`; `crossorigin` is that of its media element.
    Track,
    /// `mask-image` and the other images of a style sheet that are asked for with CORS.
    MaskImage,
    /// `background-image`
    BackgroundImage,
    /// `<object>`
    Object,
    /// `<iframe>`
    Iframe,
    /// `<form>`, with a frame for its target.
    Form,
    /// `EventSource`; `withCredentials` is `crossorigin=use-credentials`.
    EventSource,
    /// `navigator.sendBeacon()`
    Beacon,
    /// `new Worker()`
    Worker,
    /// `new WebSocket()`
    WebSocket,
}

/// What is preloaded: the attribute `as`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PreloadAs {
    /// `as=fetch`
    Fetch,
    /// `as=font`
    Font,
    /// `as=image`
    Image,
    /// `as=script`
    Script,
    /// `as=style`
    Style,
}

/// A [CORS settings attribute](https://html.spec.whatwg.org/#cors-settings-attributes).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CrossOrigin {
    /// Without the attribute.
    #[default]
    NoCors,
    /// `crossorigin=anonymous`, and every value that is not another one.
    Anonymous,
    /// `crossorigin=use-credentials`
    UseCredentials,
}

impl CrossOrigin {
    /// The state of an attribute; `None` when there is none. An empty or unknown value is `anonymous`.
    #[must_use]
    pub fn of_attribute(value: Option<&str>) -> CrossOrigin {
        match value {
            None => CrossOrigin::NoCors,
            Some(value) if value.eq_ignore_ascii_case("use-credentials") => CrossOrigin::UseCredentials,
            Some(_) => CrossOrigin::Anonymous,
        }
    }

    /// [Create a potential-CORS request](https://html.spec.whatwg.org/#create-a-potential-cors-request): its mode and
    /// credentials mode.
    fn potential_cors(self) -> (Mode, CredentialsMode) {
        match self {
            CrossOrigin::NoCors => (Mode::NoCors, CredentialsMode::Include),
            CrossOrigin::Anonymous => (Mode::Cors, CredentialsMode::SameOrigin),
            CrossOrigin::UseCredentials => (Mode::Cors, CredentialsMode::Include),
        }
    }

    /// The same where there is no way without CORS.
    fn always_cors(self) -> (Mode, CredentialsMode) {
        match self {
            CrossOrigin::NoCors => CrossOrigin::Anonymous.potential_cors(),
            given => given.potential_cors(),
        }
    }
}

/// How an element asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Asking {
    pub(super) mode: Mode,
    pub(super) credentials: CredentialsMode,
    pub(super) destination: Destination,
}

impl Element {
    /// How this element asks with a `crossorigin` attribute of this state; `body_is_simple` is of
    /// [`sendBeacon()`](https://w3c.github.io/beacon/#sendbeacon-method).
    pub(super) fn asks(self, crossorigin: CrossOrigin, body_is_simple: bool, rules: &ElementRules) -> Asking {
        let potential = crossorigin.potential_cors();
        let navigation = (Mode::Navigate, CredentialsMode::Include);
        let anonymous = CrossOrigin::Anonymous.potential_cors();
        let (destination, (mode, credentials)) = match self {
            Element::Img | Element::BackgroundImage => (Destination::Image, potential),
            Element::Script => (Destination::Script, potential),
            Element::Stylesheet => (Destination::Style, potential),
            Element::Video => (Destination::Video, potential),
            Element::Audio => (Destination::Audio, potential),
            Element::Preload(PreloadAs::Font) if rules.preloaded_fonts_are_anonymous => {
                (Destination::Font, anonymous)
            }
            Element::Preload(what) => (what.destination(), potential),
            Element::ModuleScript | Element::ModulePreload => {
                (Destination::Script, crossorigin.always_cors())
            }
            Element::Font if rules.fonts_are_no_cors => {
                (Destination::Font, CrossOrigin::NoCors.potential_cors())
            }
            Element::Font => (Destination::Font, anonymous),
            Element::MaskImage => (Destination::Image, anonymous),
            // https://html.spec.whatwg.org/#start-the-track-processing-model has the same-origin fallback flag set.
            Element::Track if crossorigin == CrossOrigin::NoCors && !rules.tracks_are_no_cors => {
                (Destination::Track, (Mode::SameOrigin, CredentialsMode::Include))
            }
            Element::Track => (Destination::Track, potential),
            Element::Object => match rules.object {
                ObjectRequest::Navigate => (Destination::Object, navigation),
                ObjectRequest::NoCors => (Destination::Object, CrossOrigin::NoCors.potential_cors()),
                ObjectRequest::Image => (Destination::Image, CrossOrigin::NoCors.potential_cors()),
            },
            Element::Iframe | Element::Form => (Destination::Iframe, navigation),
            Element::EventSource => (Destination::Empty, crossorigin.always_cors()),
            Element::Beacon => {
                let mode = if body_is_simple { Mode::NoCors } else { Mode::Cors };
                (Destination::Empty, (mode, CredentialsMode::Include))
            }
            Element::Worker => (Destination::Worker, (Mode::SameOrigin, CredentialsMode::SameOrigin)),
            Element::WebSocket => (Destination::Empty, (Mode::WebSocket, CredentialsMode::Include)),
        };
        Asking { mode, credentials, destination }
    }

    /// Whether a `cors` request to the page's own origin tells `Origin`, in a browser where some do.
    pub(super) fn tells_own_origin(self, which: OwnOrigin) -> bool {
        match self {
            Element::EventSource | Element::Beacon | Element::Worker | Element::WebSocket => false,
            Element::Video | Element::Audio => which == OwnOrigin::ElementsAndMedia,
            _ => which != OwnOrigin::Never,
        }
    }
}

impl PreloadAs {
    fn destination(self) -> Destination {
        match self {
            PreloadAs::Fetch => Destination::Empty,
            PreloadAs::Font => Destination::Font,
            PreloadAs::Image => Destination::Image,
            PreloadAs::Script => Destination::Script,
            PreloadAs::Style => Destination::Style,
        }
    }
}
