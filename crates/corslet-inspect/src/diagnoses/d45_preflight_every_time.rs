//! D45: nothing lets browsers remember the preflight.

use super::case::Case;
use super::d44_old_preflight_kept::max_age;
use super::diagnosis::diagnosis;
use super::wording::host;
use super::{Evidence, Judgement};
use crate::fixes::{Need, Problem};

diagnosis! {
    /// # A preflight before every request
    ///
    /// It works, and each request costs two round trips, because browsers may not remember the preflight.
    ///
    /// ## What you see
    ///
    /// Every other line of the network panel is `OPTIONS`; the page is slow on a slow network.
    ///
    /// ## What is really wrong
    ///
    /// Without `Access-Control-Max-Age` a browser remembers a preflight for 5 seconds. It is remembered for each URL, origin and
    /// credentials mode apart, so a different id in the path is a different preflight all the same.
    ///
    /// ## How to fix
    ///
    /// `Access-Control-Max-Age: 600` on the preflight's answer: the longest that every browser honours (Chromium goes to 7,200,
    /// Firefox to 86,400). And let the preflight name all methods and headers of the route, not just the ones asked for, so that it
    /// serves the next request too.
    ///
    /// ## Found
    ///
    /// ```http
    /// > OPTIONS /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: PUT
    /// >
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Access-Control-Allow-Methods: PUT
    /// < Vary: Origin
    /// <
    /// > PUT /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Vary: Origin
    /// <
    /// ```
    ///
    /// ## Clean
    ///
    /// ```http
    /// > OPTIONS /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: PUT
    /// >
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Access-Control-Allow-Methods: PUT
    /// < Access-Control-Max-Age: 600
    /// < Vary: Origin
    /// <
    /// > PUT /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Vary: Origin
    /// <
    /// ```
    rank: Cache,
    certainty: Proved,
    specialises: [],
    probes: [],
    judge: judge,
}

/// What browsers take when nothing is said: <https://fetch.spec.whatwg.org/#cors-preflight-fetch>.
const DEFAULT: u64 = 5;

fn judge(case: &Case) -> Option<Judgement> {
    if !case.is_allowed() {
        return None;
    }
    let (index, seen) = case.preflight()?;
    let said = seen.header("access-control-max-age");
    let seconds = max_age(seen);
    if seconds.is_some_and(|seconds| seconds > DEFAULT) {
        return None;
    }
    let (what, evidence) = match (said, seconds) {
        (None, _) => {
            ("says nothing of it: 5 s".to_owned(), vec![Evidence::missing(index, "Access-Control-Max-Age")])
        }
        (Some(_), Some(seconds)) => (
            format!("says {seconds} s"),
            case.at_header(index, "access-control-max-age", "hardly remembered"),
        ),
        (Some(_), None) => (
            "says what is no number of seconds: 5 s".to_owned(),
            case.at_header(index, "access-control-max-age", "no number of seconds"),
        ),
    };
    Some(
        Judgement::proved(format!(
            "browsers ask anew before nearly every request: {} lets them remember the preflight, and {what}",
            host(seen)
        ))
        .works()
        .at(evidence)
        .fix("Send `Access-Control-Max-Age: 600` with the preflight's answer.")
        .need(Need::of(case, Problem::Grant)),
    )
}
