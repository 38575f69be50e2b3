//! D20: the page sends JSON, and the preflight does not allow `Content-Type`.

use super::Judgement;
use super::case::Case;
use super::diagnosis::diagnosis;
use super::wording::quoted;
use crate::fixes::{Need, Problem};

diagnosis! {
    /// # `Content-Type: application/json` is not allowed
    ///
    /// The page sends a body of a type that no form can send, usually JSON, and the answer to the preflight does not list
    /// `Content-Type`.
    ///
    /// ## What you see
    ///
    /// “Request header field content-type is not allowed by Access-Control-Allow-Headers in preflight response.”
    ///
    /// ## What is really wrong
    ///
    /// `Content-Type` is free for `application/x-www-form-urlencoded`, `multipart/form-data` and `text/plain`. With any other
    /// type it is a header that the server has to allow.
    ///
    /// ## How to fix
    ///
    /// Add `Content-Type` to `Access-Control-Allow-Headers`. Do not send JSON as `text/plain`: any page could forge that
    /// request.
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
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Access-Control-Allow-Headers: Authorization
    /// <
    /// ```
    ///
    /// ## Clean
    ///
    /// It is allowed, and another header is not:
    ///
    /// ```http
    /// > OPTIONS /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: POST
    /// > Access-Control-Request-Headers: content-type,x-tenant
    /// >
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Access-Control-Allow-Headers: Content-Type
    /// <
    /// ```
    ///
    /// A form's type needs no preflight:
    ///
    /// ```http
    /// > POST /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Content-Type: application/x-www-form-urlencoded
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// <
    /// ```
    rank: AllowHeaders,
    certainty: Proved,
    specialises: [],
    probes: [],
    judge: judge,
}

fn judge(case: &Case) -> Option<Judgement> {
    let refused = case.refused_headers()?;
    if !refused.names.iter().any(|name| name == "content-type") {
        return None;
    }
    let kind = case.page_header("content-type").unwrap_or_else(|| "application/json".to_owned());
    let cause = format!(
        "the page sends {}, and {} does not allow the header `content-type`",
        quoted(&kind),
        refused.host()
    );
    Some(
        Judgement::proved(cause)
            .at(refused.evidence(case, "content-type"))
            .fix(format!(
                "Let {} answer the preflight with `Access-Control-Allow-Headers: {}`.",
                refused.host(),
                refused.wanted_list()
            ))
            .need(Need::of(case, Problem::Grant)),
    )
}
