//! D28: the preflight is granted, and the answer itself is not.

use corslet::verdict::{Failure, Kind};

use super::case::{Case, Seen};
use super::diagnosis::diagnosis;
use super::wording::host;
use super::{Evidence, Judgement, Place, Probe};
use crate::fixes::{Need, Problem};

diagnosis! {
    /// # Only the preflight is granted
    ///
    /// The answer to `OPTIONS` has every CORS header, and the answer to the request itself has none.
    ///
    /// ## What you see
    ///
    /// “No 'Access-Control-Allow-Origin' header is present on the requested resource”, without the words about a preflight;
    /// and `curl -X OPTIONS` shows all headers.
    ///
    /// ## What is really wrong
    ///
    /// The headers are set where `OPTIONS` is answered only: in nginx in `if ($request_method = OPTIONS) { … }`, in a handler
    /// for `OPTIONS`, in an API gateway's mock integration. The preflight asks whether the request may be sent; whether the page
    /// may read the answer, the answer itself has to say.
    ///
    /// ## How to fix
    ///
    /// Set `Access-Control-Allow-Origin` (and `-Credentials`, `-Expose-Headers`) on every answer, and keep `-Methods`,
    /// `-Headers` and `-Max-Age` for the preflight. In an API gateway with a proxy integration, the function sends them.
    ///
    /// ## Found
    ///
    /// ```http
    /// > OPTIONS /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: GET
    /// > Access-Control-Request-Headers: authorization
    /// >
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Access-Control-Allow-Headers: authorization
    /// < Vary: Origin
    /// <
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Authorization: Bearer token
    /// >
    /// < HTTP/1.1 200 OK
    /// < Content-Type: application/json
    /// <
    /// []
    /// ```
    ///
    /// A request that needs no preflight, and an extra one that shows it:
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// <
    /// > OPTIONS /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: PUT
    /// * probe: preflight
    /// >
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Access-Control-Allow-Methods: PUT
    /// <
    /// ```
    ///
    /// ## Clean
    ///
    /// Both are granted:
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
    /// <
    /// > PUT /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// <
    /// ```
    ///
    /// The request itself failed, which hides the headers:
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
    /// <
    /// > PUT /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 500 Internal Server Error
    /// <
    /// ```
    rank: AllowOrigin,
    certainty: Proved,
    specialises: ["D01"],
    probes: [Preflight],
    suspects: is_ungranted,
    judge: judge,
}

/// An answer without a grant, which the preflight may have.
fn is_ungranted(case: &Case) -> bool {
    ungranted(case).is_some()
}

fn ungranted(case: &Case) -> Option<(usize, &Seen)> {
    let (_, index, seen) = case.fails(|one| {
        matches!(one.failure, Failure::AllowOriginIsMissing { .. }) && one.on == Kind::Actual && one.hop == 0
    })?;
    seen.is_ok().then_some((index, seen))
}

fn judge(case: &Case) -> Option<Judgement> {
    let (index, seen) = ungranted(case)?;
    let allow_origin = "access-control-allow-origin";
    let grants = |preflight: &Seen| preflight.is_ok() && preflight.has(allow_origin);
    let own = case.preflight().filter(|(_, preflight)| grants(preflight));
    let granted = match own {
        Some((preflight, _)) => case.at_header(preflight, allow_origin, "the preflight has it"),
        None => {
            let (probe, preflight) = case.probed(Probe::Preflight).filter(|(_, probed)| grants(probed))?;
            let (line, value) = preflight.lines(allow_origin).next()?;
            let place = Place::Header { line, bytes: 0..value.len() };
            vec![Evidence::new(0, place, "a preflight has it").in_probe(probe)]
        }
    };
    let host = host(seen);
    Some(
        Judgement::proved(format!(
            "{host} grants in its answer to OPTIONS, and not in its answer to {}",
            case.method()
        ))
        .at([Evidence::missing(index, "Access-Control-Allow-Origin")])
        .at(granted)
        .fix(format!(
            "Let {host} send `Access-Control-Allow-Origin: {}` and `Vary: Origin` with every answer, outside of the branch that \
             answers OPTIONS.",
            case.origin()
        ))
        .need(Need::of(case, Problem::PreflightOnly)),
    )
}
