//! D43: the framework's own answer to `OPTIONS` comes before the CORS middleware.

use corslet::verdict::{Failure, Kind};

use super::case::Case;
use super::diagnosis::diagnosis;
use super::wording::host;
use super::{Evidence, Judgement};
use crate::fixes::{Need, Problem};

diagnosis! {
    /// # The framework answers `OPTIONS` by itself
    ///
    /// The preflight succeeds with an `Allow` header, and without any CORS header.
    ///
    /// ## What you see
    ///
    /// “Response to preflight request doesn't pass access control check: No 'Access-Control-Allow-Origin' header is present”, with
    /// status 200 in the network panel.
    ///
    /// ## What is really wrong
    ///
    /// Many frameworks answer `OPTIONS` on their own, with the methods of the route in `Allow`. That answer is made before the CORS
    /// middleware has its turn. `Allow` is not `Access-Control-Allow-Methods`: browsers do not look at it.
    ///
    /// ## How to fix
    ///
    /// Register the CORS middleware before the router, for the whole application; or switch the framework's own `OPTIONS` off.
    ///
    /// ## Found
    ///
    /// ```http
    /// > OPTIONS /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: DELETE
    /// >
    /// < HTTP/1.1 200 OK
    /// < Allow: GET,HEAD,DELETE
    /// <
    /// GET,HEAD,DELETE
    /// ```
    ///
    /// ## Clean
    ///
    /// Nobody answers `OPTIONS`:
    ///
    /// ```http
    /// > OPTIONS /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: DELETE
    /// >
    /// < HTTP/1.1 405 Method Not Allowed
    /// < Allow: GET, HEAD
    /// <
    /// ```
    ///
    /// The middleware answers:
    ///
    /// ```http
    /// > OPTIONS /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: DELETE
    /// >
    /// < HTTP/1.1 204 No Content
    /// < Allow: GET,HEAD,DELETE
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Access-Control-Allow-Methods: DELETE
    /// <
    /// > DELETE /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// <
    /// ```
    rank: AllowOrigin,
    certainty: Proved,
    specialises: ["D01"],
    probes: [],
    judge: judge,
}

fn judge(case: &Case) -> Option<Judgement> {
    let (_, index, seen) = case.fails(|one| {
        one.on == Kind::Preflight && matches!(one.failure, Failure::AllowOriginIsMissing { .. })
    })?;
    if !seen.is_ok() || !seen.has("allow") || seen.has_any_grant() {
        return None;
    }
    Some(
        Judgement::proved(format!(
            "{} answers OPTIONS on its own, with Allow and without a CORS header: the CORS middleware is not asked",
            host(seen)
        ))
        .at(case.at_header(index, "allow", "browsers do not look at Allow"))
        .at([Evidence::missing(index, "Access-Control-Allow-Origin")])
        .fix("Register the CORS middleware before the router, for the whole application.")
        .need(Need::of(case, Problem::PreflightUnanswered)),
    )
}
