//! D29: `GET` is granted, and the preflight of another method is not.

use corslet::verdict::{Failure, Kind};

use super::case::Case;
use super::diagnosis::diagnosis;
use super::{Evidence, Judgement, Place, Probe};
use crate::fixes::{Need, Problem};

diagnosis! {
    /// # Only `GET` is granted
    ///
    /// A plain `GET` of the same URL is granted to the page, and the preflight of what it really wants is answered without a grant.
    ///
    /// ## What you see
    ///
    /// The list loads, and saving fails: “Response to preflight request doesn't pass access control check: No
    /// 'Access-Control-Allow-Origin' header is present on the requested resource.”
    ///
    /// ## What is really wrong
    ///
    /// The CORS headers are added by the route of `GET`. The preflight is an `OPTIONS` request, which goes to another route, or to
    /// the framework's own answer, and there nobody adds them.
    ///
    /// ## How to fix
    ///
    /// Add the CORS headers before the routing, for the whole path: as middleware of the application, or in the proxy's `location`
    /// and not in one of its branches.
    ///
    /// ## Found
    ///
    /// ```http
    /// > OPTIONS /orders/7 HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: PUT
    /// >
    /// < HTTP/1.1 204 No Content
    /// <
    /// > GET /orders/7 HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// * probe: simple-get
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Vary: Origin
    /// <
    /// ```
    ///
    /// ## Clean
    ///
    /// `GET` is not granted either:
    ///
    /// ```http
    /// > OPTIONS /orders/7 HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: PUT
    /// >
    /// < HTTP/1.1 204 No Content
    /// <
    /// > GET /orders/7 HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// * probe: simple-get
    /// < HTTP/1.1 200 OK
    /// <
    /// ```
    rank: AllowOrigin,
    certainty: Proved,
    specialises: ["D01", "D43"],
    probes: [SimpleGet],
    suspects: suspects,
    judge: judge,
}

fn suspects(case: &Case) -> bool {
    ungranted(case).is_some()
}

/// The preflight that was answered well and without a grant.
fn ungranted(case: &Case) -> Option<usize> {
    let (_, index, seen) = case.fails(|one| {
        one.on == Kind::Preflight && matches!(one.failure, Failure::AllowOriginIsMissing { .. })
    })?;
    seen.is_ok().then_some(index)
}

fn judge(case: &Case) -> Option<Judgement> {
    let index = ungranted(case)?;
    let (probe, seen) = case.probed(Probe::SimpleGet)?;
    if !seen.grants(case.origin(), case.includes_credentials()) {
        return None;
    }
    let (line, value) = seen.lines("access-control-allow-origin").next()?;
    let place = Place::Header { line, bytes: 0..value.len() };
    Some(
        Judgement::proved(format!(
            "a plain GET of the same URL is granted to {}, and the preflight of {} is not",
            case.origin(),
            case.method()
        ))
        .at([
            Evidence::missing(index, "Access-Control-Allow-Origin"),
            Evidence::new(0, place, "a plain GET has it").in_probe(probe),
        ])
        .fix("Add the CORS headers before the routing, so that `OPTIONS` gets them too.")
        .need(Need::of(case, Problem::PreflightUnanswered)),
    )
}
