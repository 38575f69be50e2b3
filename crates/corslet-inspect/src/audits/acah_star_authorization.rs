//! `acah-star-authorization`: `*` allows every request header but `Authorization`.

use crate::audit::{Confidence, Evidence, Finding, Section, Severity, rule};

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
    wants: |evidence| evidence.preflight_wants(),
    judge: judge,
}

fn judge(evidence: &Evidence) -> Option<Finding> {
    let name = "access-control-allow-headers";
    let (index, _, _) = evidence.granting_preflights().find(|(_, _, response)| {
        !response.allows_credentials() && response.lists(name, "*") && !response.lists(name, "authorization")
    })?;
    Some(
        Finding::new(
            "acah-star-authorization",
            Severity::Info,
            Confidence::High,
            "`Access-Control-Allow-Headers: *` does not allow `Authorization`, which has to be listed.",
        )
        .seen(evidence.point(index, name, "`*` covers every header but `Authorization`")),
    )
}
