//! D01: the server grants nothing to anybody.

use corslet::verdict::{Failure, Kind};

use super::case::{Case, Seen};
use super::diagnosis::diagnosis;
use super::wording::host;
use super::{Evidence, Judgement, Probe};
use crate::fixes::{Need, Problem};

diagnosis! {
    /// # The server does not speak CORS
    ///
    /// The request succeeds, and no header of the answer says that a page of another origin may read it.
    ///
    /// ## What you see
    ///
    /// “No 'Access-Control-Allow-Origin' header is present on the requested resource.” The same request works with curl and
    /// with Postman.
    ///
    /// ## What is really wrong
    ///
    /// Nothing failed at the server: it answered, and the browser keeps the answer from the page, because by default no page
    /// may read what another origin answers. curl and Postman are no pages; nobody has to be protected from them, and they
    /// never ask.
    ///
    /// ## How to fix
    ///
    /// Let the server grant it to this origin, in *one* layer: the application or the proxy before it, never both. If the
    /// server is not yours, ask it from your own back end: between servers there is no CORS.
    ///
    /// ## Found
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Content-Type: application/json
    /// <
    /// []
    /// ```
    ///
    /// The preflight can be the one that finds nothing:
    ///
    /// ```http
    /// > OPTIONS /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: PUT
    /// >
    /// < HTTP/1.1 204 No Content
    /// < Server: example
    /// <
    /// ```
    ///
    /// The server knows CORS, and this origin is not on its list:
    ///
    /// ```http
    /// * credentials: include
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Credentials: true
    /// < Vary: Origin
    /// <
    /// ```
    ///
    /// ## Clean
    ///
    /// It grants, and to another origin:
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://www.example.com
    /// < Vary: Origin
    /// <
    /// ```
    ///
    /// A page of the same origin needs no grant:
    ///
    /// ```http
    /// * page: https://api.example.com
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Content-Type: application/json
    /// <
    /// []
    /// ```
    rank: AllowOrigin,
    certainty: Proved,
    specialises: [],
    probes: [WithoutOrigin],
    judge: judge,
}

fn judge(case: &Case) -> Option<Judgement> {
    let (_, index, seen) =
        case.fails(|one| matches!(one.failure, Failure::AllowOriginIsMissing { .. }) && one.hop == 0)?;
    if !seen.is_ok() || case.exchanges.iter().any(|seen| seen.has("access-control-allow-origin")) {
        return None;
    }
    let sign = knows_cors(seen);
    let host = host(seen);
    let without = case.probed(Probe::WithoutOrigin).filter(|(_, probed)| probed.status() == seen.status());
    let more = if without.is_some() { "; without an Origin it answers just the same" } else { "" };
    let asked = match seen.kind {
        Kind::Preflight => "the preflight".to_owned(),
        Kind::Actual => case.method(),
    };
    let status = seen.status();
    let cause = match sign {
        Some(_) => format!(
            "{host} answers {asked} with status {status}, knows CORS, and does not name {}: it is not on its list",
            case.origin()
        ),
        None => {
            format!("{host} answers {asked} with status {status}, and grants nothing to any origin{more}")
        }
    };
    let evidence =
        without.map(|(probe, _)| Evidence::status(0, "the same without an Origin").in_probe(probe));
    Some(
        Judgement::proved(cause)
            .at([Evidence::missing(index, "Access-Control-Allow-Origin")])
            .at(sign.map(|name| case.at_header(index, &name, "it knows CORS")).unwrap_or_default())
            .at(evidence)
            .fix(format!(
                "Let {host} answer with `Access-Control-Allow-Origin: {}` and `Vary: Origin`, in one layer only. If {host} is \
                 not yours, ask it from your own back end, which needs no CORS.",
                case.origin()
            ))
            .need(Need::of(case, Problem::Grant)),
    )
}

/// The header by which an answer shows that its server knows CORS, although it grants nothing.
fn knows_cors(seen: &Seen) -> Option<String> {
    let names = seen.head()?.headers.iter().map(|(name, _)| name.to_lowercase());
    let is_grant =
        |name: &String| name.starts_with("access-control-allow-") || name == "access-control-expose-headers";
    names.into_iter().find(is_grant).or_else(|| seen.lists("vary", "origin").then(|| "vary".to_owned()))
}
