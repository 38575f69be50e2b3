//! D50: it works, because the server echoes any origin.

use super::case::Case;
use super::diagnosis::diagnosis;
use super::wording::host;
use super::{Evidence, Judgement, Place, Probe};
use crate::fixes::{Need, Problem};

diagnosis! {
    /// # Every origin is granted, with credentials
    ///
    /// The server answers any origin with that origin, and grants it credentials.
    ///
    /// ## What you see
    ///
    /// Nothing: it works.
    ///
    /// ## What is really wrong
    ///
    /// Every site on the web may read this answer as the user who visits it. Whoever mended a CORS error in this way has switched
    /// the same-origin policy off for his users.
    ///
    /// ## How to fix
    ///
    /// Compare the origin with a list of your own front ends, and answer others without a CORS header. See what else is open with
    /// `corslet audit`.
    ///
    /// ## Found
    ///
    /// ```http
    /// * credentials: include
    /// > GET /me HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Access-Control-Allow-Credentials: true
    /// < Vary: Origin
    /// <
    /// > GET /me HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://nobody.corslet.example
    /// >
    /// * probe: other-origin
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://nobody.corslet.example
    /// < Access-Control-Allow-Credentials: true
    /// < Vary: Origin
    /// <
    /// ```
    ///
    /// ```http
    /// * credentials: include
    /// > OPTIONS /me HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: GET
    /// > Access-Control-Request-Headers: x-tenant
    /// >
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Access-Control-Allow-Credentials: true
    /// < Access-Control-Allow-Headers: x-tenant
    /// < Vary: Origin
    /// <
    /// > GET /me HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > X-Tenant: 7
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Access-Control-Allow-Credentials: true
    /// < Vary: Origin
    /// <
    /// > GET /me HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://nobody.corslet.example
    /// >
    /// * probe: other-origin
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://nobody.corslet.example
    /// < Access-Control-Allow-Credentials: true
    /// < Vary: Origin
    /// <
    /// ```
    ///
    /// ## Clean
    ///
    /// ```http
    /// * credentials: include
    /// > GET /me HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Access-Control-Allow-Credentials: true
    /// < Vary: Origin
    /// <
    /// > GET /me HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://nobody.corslet.example
    /// >
    /// * probe: other-origin
    /// < HTTP/1.1 200 OK
    /// < Vary: Origin
    /// <
    /// ```
    rank: AllowOrigin,
    certainty: Proved,
    specialises: [],
    probes: [OtherOrigin],
    suspects: suspects,
    judge: judge,
}

/// A server that names the page's own origin either has it on a list, or echoes.
fn suspects(case: &Case) -> bool {
    case.last_actual().is_some_and(|(_, seen)| {
        seen.header("access-control-allow-origin").is_some_and(|value| value == case.origin())
    })
}

fn judge(case: &Case) -> Option<Judgement> {
    let (probe, seen) = case.probed(Probe::OtherOrigin)?;
    let nobody = seen.request_header("origin")?;
    if !seen.grants(&nobody, true) || seen.header("access-control-allow-origin").as_deref() == Some("*") {
        return None;
    }
    let (line, value) = seen.lines("access-control-allow-origin").next()?;
    let place = Place::Header { line, bytes: 0..value.len() };
    Some(
        Judgement::proved(format!(
            "{} echoes any origin and grants it credentials: every site may read this as the user who visits it",
            host(seen)
        ))
        .works()
        .at([Evidence::new(0, place, "nobody's origin, granted").in_probe(probe)])
        .fix("Compare the origin with a list of your own front ends; `corslet audit` shows what else is open.")
        .need(Need::of(case, Problem::Grant)),
    )
}
