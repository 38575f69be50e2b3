//! `wildcard-literal-credentials`: `*` in a list means nothing where credentials are allowed.

use crate::audit::{Confidence, Evidence, Finding, Section, Severity, rule};

rule! {
    /// # `*` in a list means nothing where credentials are allowed
    ///
    /// With credentials, `*` is the method or the header named `*`.
    ///
    /// ## What it finds
    ///
    /// An answer names an origin, allows credentials, and has `*` in `Access-Control-Allow-Methods`, `Access-Control-Allow-Headers` or
    /// `Access-Control-Expose-Headers`.
    ///
    /// ## Why it matters
    ///
    /// Browsers [take `*` literally](https://fetch.spec.whatwg.org/#cors-protocol-and-credentials) as soon as credentials go along:
    /// methods and headers are refused, or hidden, although everything was meant to be allowed.
    ///
    /// ## How to fix
    ///
    /// List the methods and headers that the page uses.
    ///
    /// ### nginx
    ///
    /// ```nginx
    /// add_header Access-Control-Allow-Methods "GET, PUT, DELETE" always;
    /// add_header Access-Control-Allow-Headers "authorization, content-type" always;
    /// ```
    ///
    /// ### Express
    ///
    /// ```js
    /// cors({ origin: ['https://app.shop.example'], credentials: true, exposedHeaders: ['x-total'] })
    /// ```
    ///
    /// ### Spring, .NET
    ///
    /// `allowedMethods` and `WithMethods` with names; `exposedHeaders("*")` and `WithExposedHeaders("*")` do not work with credentials.
    ///
    /// ### Envoy, Gateway API
    ///
    /// `allow_methods`, `allow_headers` and `expose_headers` with names.
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
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// < Access-Control-Allow-Credentials: true
    /// < Access-Control-Allow-Methods: *
    /// ```
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// < Access-Control-Allow-Credentials: true
    /// < Access-Control-Expose-Headers: *
    /// ```
    ///
    /// ## Clean
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// < Access-Control-Allow-Credentials: true
    /// < Access-Control-Expose-Headers: x-total
    /// ```
    ///
    /// Without credentials `*` is everything.
    ///
    /// ```http
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    /// > Access-Control-Request-Method: PUT
    ///
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// < Access-Control-Allow-Methods: *
    /// ```
    ///
    /// What stands in a list of methods on another answer than a preflight's is read by nobody.
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// < Access-Control-Allow-Credentials: true
    /// < Access-Control-Allow-Methods: GET
    /// ```
    "wildcard-literal-credentials", "`*` in a list means nothing where credentials are allowed";
    section: Section::Values,
    severity: Severity::Low,
    confidence: Confidence::High,
    cwe: &[942],
    asvs: &[],
    implied_by: &[],
    wants: |evidence| {
        let mut wants = evidence.front_wants();
        wants.extend(evidence.preflight_wants());
        wants
    },
    judge: judge,
}

/// The lists in which a star stands for everything, and the answers in which browsers read them.
const LISTS: [(&str, bool); 3] = [
    ("access-control-allow-methods", true),
    ("access-control-allow-headers", true),
    ("access-control-expose-headers", false),
];

fn judge(evidence: &Evidence) -> Option<Finding> {
    let mut stars = Vec::new();
    for (name, is_preflights) in LISTS {
        let star = evidence.actual().chain(evidence.preflights()).find(|(_, exchange, response)| {
            exchange.request.is_preflight() == is_preflights
                && response.is_ok()
                && response.allows_credentials()
                && !response.allows_any()
                && exchange.request.origin().is_some_and(|origin| response.allows(origin))
                && response.lists(name, "*")
        });
        stars.extend(star.map(|(index, _, _)| (index, name)));
    }
    if stars.is_empty() {
        return None;
    }
    let mut finding = Finding::new(
        "wildcard-literal-credentials",
        Severity::Low,
        Confidence::High,
        "`*` stands in a list beside credentials, where browsers take it for a name.",
    );
    for (index, name) in stars {
        finding = finding.seen(evidence.point(index, name, "`*`, which is only a name here"));
    }
    Some(finding)
}
