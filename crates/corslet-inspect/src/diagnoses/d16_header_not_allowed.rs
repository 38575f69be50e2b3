//! D16: the preflight does not allow a header that the page sends.

use super::Judgement;
use super::case::Case;
use super::diagnosis::diagnosis;
use super::refused_headers::added_by;
use super::wording::names;
use crate::fixes::{Need, Problem};

diagnosis! {
    /// # A request header is not allowed
    ///
    /// The page sends a header that needs permission, and the answer to the preflight does not list it.
    ///
    /// ## What you see
    ///
    /// “Request header field x-tenant is not allowed by Access-Control-Allow-Headers in preflight response.” Browsers name the
    /// first one only; the next attempt names the next.
    ///
    /// ## What is really wrong
    ///
    /// `Access-Control-Allow-Headers` lists other headers, or is not there. Often nobody wrote the header on purpose: a library
    /// added it.
    ///
    /// ## How to fix
    ///
    /// Add every missing name to `Access-Control-Allow-Headers` of the preflight's answer, or leave the header out of the page's
    /// code where nobody reads it.
    ///
    /// ## Found
    ///
    /// ```http
    /// > OPTIONS /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: GET
    /// > Access-Control-Request-Headers: authorization,x-tenant
    /// >
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Access-Control-Allow-Headers: Authorization, Content-Type
    /// <
    /// ```
    ///
    /// ```http
    /// > OPTIONS /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: GET
    /// > Access-Control-Request-Headers: sentry-trace
    /// >
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: *
    /// <
    /// ```
    ///
    /// ## Clean
    ///
    /// Names are compared without regard to case:
    ///
    /// ```http
    /// > OPTIONS /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: GET
    /// > Access-Control-Request-Headers: x-tenant
    /// >
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Access-Control-Allow-Headers: X-TENANT
    /// <
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > X-Tenant: 7
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// <
    /// ```
    ///
    /// The preflight grants nothing at all:
    ///
    /// ```http
    /// > OPTIONS /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: GET
    /// > Access-Control-Request-Headers: x-tenant
    /// >
    /// < HTTP/1.1 404 Not Found
    /// <
    /// ```
    rank: AllowHeaders,
    certainty: Proved,
    specialises: [],
    probes: [],
    judge: judge,
}

fn judge(case: &Case) -> Option<Judgement> {
    let mut refused = case.refused_headers()?;
    let own: Vec<String> = refused
        .names
        .iter()
        .filter(|name| *name != "content-type" && !name.starts_with("access-control-"))
        .cloned()
        .collect();
    let first = own.first()?.clone();
    let who: Vec<String> =
        own.iter().filter_map(|name| added_by(name).map(|who| format!("`{name}`: {who}"))).collect();
    let (plural, verb) = if own.len() == 1 { ("", "is") } else { ("s", "are") };
    let cause = format!(
        "the page sends the header{plural} {}, which {verb} not among those that {} allows",
        names(&own),
        refused.host()
    );
    let evidence = refused.evidence(case, &first);
    refused.names.retain(|name| !name.starts_with("access-control-"));
    let mut fix = format!(
        "Let {} answer the preflight with `Access-Control-Allow-Headers: {}`; or do not send {}.",
        refused.host(),
        refused.wanted_list(),
        if own.len() == 1 { "it" } else { "them" }
    );
    if !who.is_empty() {
        fix.push_str(&format!(" {}.", who.join("; ")));
    }
    Some(Judgement::proved(cause).at(evidence).fix(fix).need(Need::of(case, Problem::Grant)))
}
