//! The [TAO check](https://fetch.spec.whatwg.org/#concept-tao-check): whether the page may see the timing in detail.

use super::Mode;
use super::fetch::{Fetch, Tainting};
use crate::verdict::{Observe, ResponseHead, steps};

steps! {
    /// The TAO check's steps.
    TAO_CHECK, "TAO check", "https://fetch.spec.whatwg.org/#concept-tao-check";
    "2" TIMING_WAS_ALLOWED "no earlier hop has failed the TAO check"
    "4" TIMING_IS_ALLOWED_TO_ALL "Timing-Allow-Origin contains *"
    "5" TIMING_IS_ALLOWED_TO_ORIGIN "Timing-Allow-Origin contains the request's origin"
    "6" NAVIGATION_IS_SAME_ORIGIN "the request is no navigation, or the URL is of the request's origin"
    "7" TAINTING_IS_BASIC "the response tainting is basic"
}

/// Runs the TAO check, and remembers its failure.
pub(super) fn tao_check<O: Observe>(fetch: &mut Fetch<'_, O>, head: &ResponseHead) {
    let was_allowed = !fetch.timing_allow_failed;
    fetch.observer.step(&TIMING_WAS_ALLOWED, was_allowed, String::new);
    let is_looked_at = was_allowed || fetch.rules().timing.last_hop_decides_protocol;
    fetch.last_hop_allows_timing = is_looked_at && this_hop_passes(fetch, head);
    fetch.timing_allow_failed = !was_allowed || !fetch.last_hop_allows_timing;
}

fn this_hop_passes<O: Observe>(fetch: &mut Fetch<'_, O>, head: &ResponseHead) -> bool {
    if head.headers.contains("timing-allow-origin") {
        let values = head.headers.get_decode_split("timing-allow-origin").unwrap_or_default();
        let shown = || format!("Timing-Allow-Origin: {}", values.join(", "));
        let to_all = values.iter().any(|value| value == "*");
        fetch.observer.step(&TIMING_IS_ALLOWED_TO_ALL, to_all, shown);
        if to_all {
            return true;
        }
        let origin = fetch.serialized_origin();
        let to_origin = values.iter().any(|value| value == origin);
        fetch.observer.step(&TIMING_IS_ALLOWED_TO_ORIGIN, to_origin, shown);
        if to_origin {
            return true;
        }
    }
    let is_own = fetch.request.mode != Mode::Navigate || fetch.is_own_origin();
    fetch
        .observer
        .step(&NAVIGATION_IS_SAME_ORIGIN, is_own, || format!("mode {}", fetch.request.mode.as_str()));
    if !is_own {
        return false;
    }
    let is_basic = fetch.hop.tainting == Tainting::Basic;
    fetch
        .observer
        .step(&TAINTING_IS_BASIC, is_basic, || format!("response tainting {:?}", fetch.hop.tainting));
    is_basic
}
