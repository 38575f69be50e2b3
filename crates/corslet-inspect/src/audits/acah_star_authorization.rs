//! `acah-star-authorization`: `*` allows every request header but `Authorization`.

use crate::audit::{Confidence, Depth, Evidence, Finding, Probe, Section, Severity, Want, rule};

rule! {
    /// # `*` does not allow `Authorization`
    ///
    /// `Access-Control-Allow-Headers: *` covers every header but the one that APIs need most.
    ///
    /// ## What it finds
    ///
    /// A preflight is granted with `Access-Control-Allow-Headers: *`, without credentials, and `Authorization` is not listed beside it.
    ///
    /// ## Why it matters
    ///
    /// The standard [leaves `Authorization` out of `*`](https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name). Browsers
    /// still let it through and some warn of the day when they will not; Chromium and Firefox ask anew before every such request.
    ///
    /// ## How to fix
    ///
    /// List it: `Access-Control-Allow-Headers: authorization, *`, or better the headers that are used. Where the API takes no token,
    /// nothing has to be done.
    ///
    /// ### nginx
    ///
    /// ```nginx
    /// add_header Access-Control-Allow-Headers "authorization, content-type" always;
    /// ```
    ///
    /// ### Express
    ///
    /// ```js
    /// cors({ allowedHeaders: ['authorization', 'content-type'] })
    /// ```
    ///
    /// ### Envoy, Gateway API
    ///
    /// `allow_headers: authorization, content-type`.
    ///
    /// ## Found
    ///
    /// ```http
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    /// > Access-Control-Request-Method: PUT
    ///
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: *
    /// < Access-Control-Allow-Headers: *
    /// ```
    ///
    /// ## Clean
    ///
    /// ```http
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    /// > Access-Control-Request-Method: PUT
    ///
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: *
    /// < Access-Control-Allow-Headers: authorization, *
    /// ```
    ///
    /// Whoever asks for it is granted it by its name:
    ///
    /// ```http
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    /// > Access-Control-Request-Method: PUT
    ///
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: *
    /// < Access-Control-Allow-Headers: *
    ///
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    /// > Access-Control-Request-Method: GET
    /// > Access-Control-Request-Headers: authorization
    ///
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: *
    /// < Access-Control-Allow-Headers: authorization
    /// ```
    ///
    /// With credentials `*` is a name, which is another fault.
    ///
    /// ```http
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    /// > Access-Control-Request-Method: PUT
    ///
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// < Access-Control-Allow-Credentials: true
    /// < Access-Control-Allow-Headers: *
    /// ```
    "acah-star-authorization", "`*` does not allow `Authorization`";
    section: Section::Values,
    severity: Severity::Info,
    confidence: Confidence::High,
    cwe: &[942],
    asvs: &[],
    implied_by: &[],
    wants: wants,
    judge: judge,
}

const LIST: &str = "access-control-allow-headers";

/// A preflight of a page that asks for it by its name.
fn asking(page: &str) -> Probe {
    Probe::preflight(page, "GET").asking_headers("authorization")
}

/// The preflight that is answered with a star and no more, and whose page that is.
fn star(evidence: &Evidence) -> Option<(usize, &str)> {
    let (index, exchange, _) = evidence.granting_preflights().find(|(_, _, response)| {
        !response.allows_credentials() && response.lists(LIST, "*") && !response.lists(LIST, "authorization")
    })?;
    Some((index, exchange.request.origin()?))
}

fn wants(evidence: &Evidence) -> Vec<Want> {
    let mut wants = evidence.preflight_wants();
    wants.extend(star(evidence).map(|(_, page)| Want::full(asking(page))));
    wants
}

fn judge(evidence: &Evidence) -> Option<Finding> {
    let (index, page) = star(evidence)?;
    // Some servers send the star only where no header is asked for, and a quick audit does not ask for one.
    let is_unasked = evidence.settings.depth == Depth::Quick && !evidence.knows(&asking(page));
    let is_granted_by_name = evidence.granting_preflights().any(|(_, exchange, response)| {
        exchange.request.origin() == Some(page) && response.lists(LIST, "authorization")
    });
    if is_granted_by_name || is_unasked {
        return None;
    }
    Some(
        Finding::new(
            "acah-star-authorization",
            Severity::Info,
            Confidence::High,
            "`Access-Control-Allow-Headers: *` does not allow `Authorization`, which has to be listed.",
        )
        .seen(evidence.point(index, LIST, "`*` covers every header but `Authorization`")),
    )
}
