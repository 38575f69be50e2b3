//! D02: the server fails, and its error page carries no grant.

use corslet::verdict::{Failure, Kind};

use super::case::Case;
use super::diagnosis::diagnosis;
use super::wording::host;
use super::{Evidence, Judgement};
use crate::fixes::{Need, Problem};

diagnosis! {
    /// # A failing server that looks like CORS
    ///
    /// The server answers with a status of 500 or above, and that answer has none of the CORS headers.
    ///
    /// ## What you see
    ///
    /// “No 'Access-Control-Allow-Origin' header is present on the requested resource”, for a request that worked a moment
    /// ago or works with other data. The status is nowhere to be seen in the page.
    ///
    /// ## What is really wrong
    ///
    /// The application failed. Its error page was made outside of the part that adds the CORS headers, so the browser keeps
    /// even the status from the page, and complains of what it looks at: the missing header.
    ///
    /// ## How to fix
    ///
    /// Mend the failure first: it stands in the server's log, at the time of the answer's `Date`. Then let errors carry the
    /// headers too, or the next failure hides in the same way:
    ///
    /// - nginx: `add_header … always`; Apache: `Header always set`;
    /// - Starlette and FastAPI answer unhandled exceptions outside of all middleware: wrap the whole application;
    /// - Express: `app.use(cors(…))` before the routes, and an error handler that keeps the response's headers.
    ///
    /// ## Found
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 500 Internal Server Error
    /// < Date: Sun, 22 Nov 2026 20:15:04 GMT
    /// < Content-Type: text/plain
    /// <
    /// Internal Server Error
    /// ```
    ///
    /// The preflight proves that the server grants when it does not fail:
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
    /// < HTTP/1.1 502 Bad Gateway
    /// < Server: nginx/1.25.3
    /// < Content-Type: text/html
    /// <
    /// <html><head><title>502 Bad Gateway</title></head></html>
    /// ```
    ///
    /// ## Clean
    ///
    /// It fails, and the page can read that it does:
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 500 Internal Server Error
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Vary: Origin
    /// <
    /// ```
    ///
    /// Refused is not failed:
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 404 Not Found
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
        matches!(one.failure, Failure::AllowOriginIsMissing { status: 500.. }) && one.on == Kind::Actual
    })?;
    let status = seen.status();
    let date = seen.header("date").map(|date| format!(" (at {})", super::wording::plain(&date)));
    let when = date.unwrap_or_default();
    let what = format!("{} failed with status {status}, and its error page has no CORS header", host(seen));
    let granted = case.grant_elsewhere();
    let judgement = match granted {
        Some(_) => Judgement::proved(format!("{what}, which its other answers have")),
        None => Judgement::inferred(what),
    };
    Some(
        judgement
            .at([
                Evidence::status(index, "the server failed"),
                Evidence::missing(index, "Access-Control-Allow-Origin"),
            ])
            .at(granted)
            .fix(format!(
                "This is not CORS: see the server's log for the {status}{when} and mend that. Then let errors carry the CORS \
                 headers too, so that the page can read what went wrong."
            ))
            .need(Need::of(case, Problem::Errors)),
    )
}
