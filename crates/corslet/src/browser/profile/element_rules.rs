//! What browsers make of elements differently: the requests, and the events.

use super::choices::{FrameEvent, NoreferrerForm, ObjectRequest, OwnOrigin};

/// What a browser makes of elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ElementRules {
    /// Whether the fonts of style sheets are asked for in `no-cors` mode with credentials.
    pub fonts_are_no_cors: bool,
    /// Whether a preloaded font is asked for as a font of a style sheet is, whatever `crossorigin` says.
    pub preloaded_fonts_are_anonymous: bool,
    /// Whether a `<track>` of media without `crossorigin` is asked for in `no-cors` mode.
    pub tracks_are_no_cors: bool,
    /// How an `<object>` asks.
    pub object: ObjectRequest,
    /// Which elements tell `Origin` in a `cors` request to the page's own origin.
    pub own_origin: OwnOrigin,
    /// Whether `new Worker()` throws for a URL of another origin.
    pub worker_constructor_throws: bool,
    /// Whether `new WebSocket()` throws for mixed content.
    pub mixed_websocket_throws: bool,
    /// Whether a preload that fails fires `load`.
    pub failed_preloads_load: bool,
    /// Whether the errors of scripts of other origins show their text without CORS.
    pub foreign_script_errors_shown: bool,
    /// What `rel=noreferrer` of a form does.
    pub noreferrer_form: NoreferrerForm,
    /// What the page hears of a frame that is mixed content.
    pub mixed_frame: FrameEvent,
    /// What the page hears of a form whose target is mixed content.
    pub mixed_form: FrameEvent,
    /// Whether a `<track>` tells no `Referer`.
    pub tracks_have_no_referrer: bool,
    /// What the page hears of a frame without the embedder policy that the page demands.
    pub frame_without_embedder_policy: FrameEvent,
    /// What the page hears of a frame that its resource policy withholds.
    pub frame_withheld_by_resource_policy: FrameEvent,
}

impl ElementRules {
    /// The standard's.
    pub(super) const STANDARD: ElementRules = ElementRules {
        fonts_are_no_cors: false,
        preloaded_fonts_are_anonymous: false,
        tracks_are_no_cors: false,
        object: ObjectRequest::Navigate,
        own_origin: OwnOrigin::Never,
        worker_constructor_throws: false,
        mixed_websocket_throws: false,
        failed_preloads_load: false,
        foreign_script_errors_shown: false,
        noreferrer_form: NoreferrerForm::HasPolicy,
        mixed_frame: FrameEvent::Load,
        mixed_form: FrameEvent::Load,
        tracks_have_no_referrer: false,
        frame_without_embedder_policy: FrameEvent::Load,
        frame_withheld_by_resource_policy: FrameEvent::Load,
    };
}
