//! What browsers tell differently in resource timing.

/// What a browser tells in a `PerformanceResourceTiming`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimingRules {
    /// Whether a network error has no entry.
    pub errors_have_no_entry: bool,
    /// Whether the entry of a network error tells the times when the TAO check passes.
    pub errors_tell_times: bool,
    /// Whether an opaque response of `fetch()` has no entry until its body was read, which no page can.
    pub unread_bodies_have_no_entry: bool,
    /// Whether an opaque response with a failing status tells nothing.
    pub failing_opaque_tells_nothing: bool,
    /// Whether the size of the body needs the TAO check, and then no CORS.
    pub body_size_needs_tao: bool,
    /// Whether sizes and `Server-Timing` are told of the page's own origin only.
    pub sizes_are_own_origin_only: bool,
    /// Whether the entry has neither status nor content type.
    pub has_no_status: bool,
    /// Whether the last hop alone decides about the protocol and `Server-Timing`.
    pub last_hop_decides_protocol: bool,
    /// Whether only secure pages see `Server-Timing`.
    pub server_timing_needs_security: bool,
}

impl TimingRules {
    /// The standard's.
    pub(super) const STANDARD: TimingRules = TimingRules {
        errors_have_no_entry: false,
        errors_tell_times: false,
        unread_bodies_have_no_entry: false,
        failing_opaque_tells_nothing: false,
        body_size_needs_tao: false,
        sizes_are_own_origin_only: false,
        has_no_status: false,
        last_hop_decides_protocol: false,
        server_timing_needs_security: false,
    };
}
