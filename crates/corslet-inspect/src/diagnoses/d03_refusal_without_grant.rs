//! D03: the server refuses the request, and its refusal carries no grant.

use corslet::verdict::{Failure, Kind};

use super::case::Case;
use super::diagnosis::diagnosis;
use super::wording::host;
use super::{Evidence, Judgement};
use crate::fixes::{Need, Problem};

diagnosis! {
    /// # A refusal that looks like CORS
    ///
    /// The server answers 401, 403, 404, 429 or another status from 400 to 499, and that answer has none of the CORS headers.
    ///
    /// ## What you see
    ///
    /// “No 'Access-Control-Allow-Origin' header is present on the requested resource”, often only after a while: when the
    /// token has expired, when there were too many requests, when the record is gone.
    ///
    /// ## What is really wrong
    ///
    /// The refusal was made before or beside the part that adds the CORS headers. So the page cannot read the status, and
    /// cannot tell “log in again” from “not found”.
    ///
    /// ## How to fix
    ///
    /// Let every answer carry the headers, refusals too: nginx `add_header … always`; Apache `Header always set`; the CORS
    /// middleware outside of authentication and rate limits; API Gateway: the gateway responses `DEFAULT_4XX` and `DEFAULT_5XX`
    /// (and `UNAUTHORIZED`, `ACCESS_DENIED` where they are set on their own). And mend the refusal itself where it is a mistake.
    ///
    /// ## Found
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 404 Not Found
    /// < Content-Type: text/plain
    /// <
    /// ```
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
    /// > Authorization: Bearer expired
    /// >
    /// < HTTP/1.1 401 Unauthorized
    /// < WWW-Authenticate: Bearer error="invalid_token"
    /// <
    /// ```
    ///
    /// ## Clean
    ///
    /// It refuses, and the page can read why:
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 401 Unauthorized
    /// < Access-Control-Allow-Origin: *
    /// <
    /// ```
    ///
    /// It is the preflight that is refused:
    ///
    /// ```http
    /// > OPTIONS /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: PUT
    /// >
    /// < HTTP/1.1 401 Unauthorized
    /// < WWW-Authenticate: Bearer
    /// <
    /// ```
    rank: Status,
    certainty: Proved,
    specialises: [],
    probes: [SimpleGet, MissingPath],
    judge: judge,
}

fn judge(case: &Case) -> Option<Judgement> {
    let (_, index, seen) = case.fails(|one| {
        matches!(one.failure, Failure::AllowOriginIsMissing { status: 400..=499 }) && one.on == Kind::Actual
    })?;
    let status = seen.status();
    let what = match status {
        401 => "asks for other credentials with status 401",
        403 => "refuses with status 403",
        404 => "has nothing at this URL (status 404)",
        429 => "was asked too often (status 429)",
        _ => "refuses the request",
    };
    let number = if matches!(status, 401 | 403 | 404 | 429) {
        String::new()
    } else {
        format!(" with status {status}")
    };
    let cause = format!("{} {what}{number}, and that answer has no CORS header", host(seen));
    let granted = case.grant_elsewhere();
    let judgement = match granted {
        Some(_) => Judgement::proved(format!("{cause}, which its other answers have")),
        None => Judgement::inferred(cause),
    };
    let first = match status {
        401 => "Send a token or a cookie that is valid.",
        404 => "Check the URL, its path and its version.",
        429 => "Ask less often.",
        _ => "Find out why the server refuses.",
    };
    Some(
        judgement
            .at([
                Evidence::status(index, "the server refuses"),
                Evidence::missing(index, "Access-Control-Allow-Origin"),
            ])
            .at(granted)
            .fix(format!(
                "{first} And let refusals carry the CORS headers, so that the page can read the {status}."
            ))
            .need(Need::of(case, Problem::Errors)),
    )
}
