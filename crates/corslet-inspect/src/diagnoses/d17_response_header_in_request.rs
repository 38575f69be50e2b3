//! D17: the page sends a header that only a response has a use for.

use super::case::Case;
use super::diagnosis::diagnosis;
use super::wording::names;
use super::{Evidence, Judgement, Of};

diagnosis! {
    /// # The page sets a response's header on its request
    ///
    /// The page itself sends `Access-Control-Allow-Origin` or one of its sisters. They are headers of responses: a request
    /// cannot grant itself anything.
    ///
    /// ## What you see
    ///
    /// “Request header field access-control-allow-origin is not allowed by Access-Control-Allow-Headers in preflight response”,
    /// even for a `GET` that would have needed no preflight.
    ///
    /// ## What is really wrong
    ///
    /// The header does nothing but to make the browser ask for permission to send it.
    ///
    /// ## How to fix
    ///
    /// Delete it from the page's code. What the server has to send, no page can.
    ///
    /// ## Found
    ///
    /// ```http
    /// > OPTIONS /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: GET
    /// > Access-Control-Request-Headers: access-control-allow-origin,content-type
    /// >
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Access-Control-Allow-Headers: Content-Type
    /// <
    /// ```
    ///
    /// ## Clean
    ///
    /// Another header of the page's own is not allowed:
    ///
    /// ```http
    /// > OPTIONS /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: GET
    /// > Access-Control-Request-Headers: x-access-control
    /// >
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Access-Control-Allow-Headers: Content-Type
    /// <
    /// ```
    rank: AllowHeaders,
    certainty: Proved,
    specialises: ["D16"],
    probes: [],
    judge: judge,
}

fn judge(case: &Case) -> Option<Judgement> {
    let own: Vec<String> = case
        .init
        .headers
        .iter()
        .map(|(name, _)| String::from_utf8_lossy(name).to_lowercase())
        .filter(|name| {
            name.starts_with("access-control-allow-")
                || matches!(name.as_str(), "access-control-expose-headers" | "access-control-max-age")
        })
        .collect();
    let first = own.first()?.clone();
    let refused =
        case.refused_headers().filter(|refused| refused.names.iter().any(|name| own.contains(name)));
    let is_alone = case.requested_headers().iter().all(|name| own.contains(name));
    let only = if is_alone && matches!(case.method().as_str(), "GET" | "HEAD" | "POST") {
        ", and is the only reason for the preflight"
    } else {
        ""
    };
    let cause = format!("the page sends {}, which only a response has a use for{only}", names(&own));
    let asked = case.preflight().map(|(index, _)| index);
    let evidence: Vec<Evidence> = match (&refused, asked) {
        (Some(refused), _) => refused.evidence(case, &first),
        (None, Some(index)) => {
            case.at_request_header(index, "access-control-request-headers", &first, "the page sends it")
        }
        (None, None) => case
            .exchanges
            .iter()
            .position(|seen| seen.request_header(&first).is_some())
            .map(|index| case.at_request_header(index, &first, "", "the page sends it"))
            .unwrap_or_default(),
    };
    let has_evidence = evidence.iter().any(|evidence| matches!(evidence.of, Of::Exchange(_)));
    let judgement = if has_evidence { Judgement::proved(cause) } else { Judgement::inferred(cause) };
    let judgement = if refused.is_some() { judgement } else { judgement.works() };
    Some(
        judgement.at(evidence).fix(format!(
            "Delete {} from the page's code: the server sends it, and no page can.",
            names(&own)
        )),
    )
}
