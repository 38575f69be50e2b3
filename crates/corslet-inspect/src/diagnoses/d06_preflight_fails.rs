//! D06: the server fails at the preflight, or cannot read it.

use corslet::verdict::Failure;

use super::case::Case;
use super::diagnosis::diagnosis;
use super::wording::host;
use super::{Evidence, Judgement};
use crate::fixes::{Need, Problem};

diagnosis! {
    /// # The server answers the preflight with an error
    ///
    /// The preflight gets 400, 500 or another status that is neither a grant nor a refusal for want of credentials or of a
    /// route.
    ///
    /// ## What you see
    ///
    /// “Response to preflight request doesn't pass access control check: It does not have HTTP ok status.”
    ///
    /// ## What is really wrong
    ///
    /// A preflight has no body, no token and no header of the application. A handler that expects them fails, a validation
    /// refuses, a rate limit counts it. Application code should never see a preflight at all.
    ///
    /// ## How to fix
    ///
    /// Answer preflights before application code runs: with a CORS layer outside of validation, of rate limits and of the
    /// handlers. With 502, 503 and 504 the proxy has no application behind it: that is the fault to mend.
    ///
    /// ## Found
    ///
    /// ```http
    /// > OPTIONS /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: POST
    /// > Access-Control-Request-Headers: content-type
    /// >
    /// < HTTP/1.1 500 Internal Server Error
    /// <
    /// SyntaxError: Unexpected end of JSON input
    /// ```
    ///
    /// ```http
    /// > OPTIONS /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: POST
    /// > Access-Control-Request-Headers: content-type
    /// >
    /// < HTTP/1.1 400 Bad Request
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// <
    /// {"error":"X-Tenant is required"}
    /// ```
    ///
    /// ## Clean
    ///
    /// It is the request itself that fails:
    ///
    /// ```http
    /// > OPTIONS /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: POST
    /// > Access-Control-Request-Headers: content-type
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Access-Control-Allow-Headers: content-type
    /// <
    /// > POST /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Content-Type: application/json
    /// >
    /// < HTTP/1.1 500 Internal Server Error
    /// <
    /// ```
    ///
    /// A route that is missing does not fail:
    ///
    /// ```http
    /// > OPTIONS /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: PUT
    /// >
    /// < HTTP/1.1 501 Not Implemented
    /// <
    /// ```
    rank: Status,
    certainty: Proved,
    specialises: [],
    probes: [SimpleGet],
    judge: judge,
}

fn judge(case: &Case) -> Option<Judgement> {
    let (_, index, seen) = case.fails(|one| match one.failure {
        Failure::PreflightStatusIsNotOk { status } => !matches!(status, 401 | 403 | 404 | 405 | 407 | 501),
        _ => false,
    })?;
    let status = seen.status();
    let host = host(seen);
    let (cause, first) = match status {
        502..=504 => (
            format!(
                "the proxy of {host} answers the preflight with {status}: what stands behind it does not answer"
            ),
            "Start what stands behind the proxy, or mend the way to it.",
        ),
        500.. => (
            format!("{host} fails at the preflight with status {status}"),
            "See the server's log for what fails when an OPTIONS without a body arrives.",
        ),
        429 => (
            format!("{host} counts preflights against a limit, and refuses this one with 429"),
            "Leave preflights out of the rate limit.",
        ),
        400..=499 => (
            format!("{host} cannot do anything with a preflight, and answers {status}"),
            "Leave preflights out of the validation of requests: they carry no body and no header of the application.",
        ),
        _ => (
            format!("{host} answers the preflight with {status}, and only 200 to 299 lets it pass"),
            "Answer preflights with 204.",
        ),
    };
    Some(
        Judgement::proved(cause)
            .at([Evidence::status(index, "a preflight needs 200 to 299")])
            .fix(format!("{first} Answer preflights in a CORS layer, before application code sees them."))
            .need(Need::of(case, Problem::PreflightUnanswered)),
    )
}
