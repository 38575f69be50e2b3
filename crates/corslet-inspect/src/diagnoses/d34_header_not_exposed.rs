//! D34: the response has a header that the page cannot read.

use super::Judgement;
use super::case::{Case, Seen};
use super::diagnosis::diagnosis;
use super::wording::{list, names};
use crate::fixes::{Need, Problem};

diagnosis! {
    /// # A response header that the page cannot read
    ///
    /// The header is there, and `Access-Control-Expose-Headers` does not name it.
    ///
    /// ## What you see
    ///
    /// `response.headers.get('X-Total-Count')` gives `null`, while the network panel shows it.
    ///
    /// ## What is really wrong
    ///
    /// Of a cross-origin response a page reads seven header names and no others, unless the server exposes them: `Cache-Control`,
    /// `Content-Language`, `Content-Length`, `Content-Type`, `Expires`, `Last-Modified` and `Pragma`.
    ///
    /// ## How to fix
    ///
    /// `Access-Control-Expose-Headers: X-Total-Count` on the response itself; on the preflight's answer it does nothing. With
    /// credentials `*` is no wildcard there: name each header. `Set-Cookie` can never be exposed.
    ///
    /// ## Found
    ///
    /// ```http
    /// > GET /orders?page=2 HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Vary: Origin
    /// < X-Total-Count: 120
    /// < Link: </orders?page=3>; rel="next"
    /// <
    /// ```
    ///
    /// ## Clean
    ///
    /// ```http
    /// > GET /orders?page=2 HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Access-Control-Expose-Headers: link, x-total-count
    /// < Vary: Origin
    /// < Server: nginx
    /// < Date: Sun, 22 Nov 2026 20:15:04 GMT
    /// < X-Total-Count: 120
    /// < Link: </orders?page=3>; rel="next"
    /// <
    /// ```
    ///
    /// Nothing of a blocked response is read, and that is another fault:
    ///
    /// ```http
    /// > GET /orders?page=2 HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < X-Total-Count: 120
    /// <
    /// ```
    rank: Exposure,
    certainty: Proved,
    specialises: [],
    probes: [],
    judge: judge,
}

/// What pages look for in responses.
const WANTED: &[&str] = &[
    "authorization",
    "content-disposition",
    "content-range",
    "etag",
    "link",
    "location",
    "retry-after",
    "www-authenticate",
    "x-auth-token",
    "x-correlation-id",
    "x-csrf-token",
    "x-request-id",
    "x-xsrf-token",
];

/// How the names begin under which pages look for counts and limits.
const WANTED_FAMILIES: &[&str] =
    &["x-total", "x-page", "x-pagination", "x-per-page", "x-next", "x-ratelimit", "ratelimit"];

fn judge(case: &Case) -> Option<Judgement> {
    if !case.is_scripted() || case.is_same_origin() {
        return None;
    }
    let (index, seen) = case.last_actual()?;
    let hidden = hidden(case, seen);
    let first = hidden.first()?;
    let verb = if hidden.len() == 1 { "is" } else { "are" };
    let cause = format!(
        "{} {verb} in the response, and the page cannot read {}",
        names(&hidden),
        if hidden.len() == 1 { "it" } else { "them" }
    );
    let mut need = Need::of(case, Problem::Grant);
    if let Some(need) = &mut need {
        hidden.iter().for_each(|name| need.grant.expose(name));
    }
    Some(
        Judgement::proved(cause)
            .withholds()
            .at(case.at_header(index, first, "the page does not see this line"))
            .at(case.at_header(
                index,
                "access-control-expose-headers",
                "what it sees besides the safelisted ones",
            ))
            .fix(format!("Send `Access-Control-Expose-Headers: {}` with the response itself.", list(&hidden)))
            .need(need),
    )
}

/// The header names that the response has, that pages look for, and that some browser does not show.
fn hidden(case: &Case, seen: &Seen) -> Vec<String> {
    let Some(readable) = case.browsers().find_map(|run| run.verdict()?.readable()) else { return Vec::new() };
    let Some(head) = seen.head() else { return Vec::new() };
    let mut hidden: Vec<String> = Vec::new();
    for (name, _) in head.headers.iter().filter(|(name, _)| !readable.is_visible(name)) {
        let lower = name.to_lowercase();
        let is_wanted = WANTED.contains(&lower.as_str()) && (lower != "etag" || is_etag_meant(case, seen))
            || WANTED_FAMILIES.iter().any(|family| lower.starts_with(family));
        if is_wanted && !hidden.iter().any(|known| known.eq_ignore_ascii_case(&lower)) {
            hidden.push(name.as_str().to_owned());
        }
    }
    hidden
}

/// Whether an ETag is there for the page. Servers put one on everything: a weak one made of the body, or one that stands
/// beside the time of a file.
fn is_etag_meant(case: &Case, seen: &Seen) -> bool {
    let is_conditional = ["if-match", "if-none-match"].iter().any(|name| case.page_header(name).is_some());
    let is_made_by_itself =
        seen.has("last-modified") || seen.header("etag").is_some_and(|value| value.starts_with("W/"));
    is_conditional || !is_made_by_itself
}
