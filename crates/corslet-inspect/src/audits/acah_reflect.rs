//! `acah-reflect`: whatever request header a preflight asks for is allowed.

use crate::audit::{Confidence, Evidence, Finding, Probe, Section, Severity, Want, rule};

rule! {
    /// # Any request header is allowed
    ///
    /// The preflight gets back whatever names it asked for.
    ///
    /// ## What it finds
    ///
    /// A preflight for a request header that does not exist, made up for this audit, is granted: its name stands in
    /// `Access-Control-Allow-Headers`.
    ///
    /// ## Why it matters
    ///
    /// It is no hole while the list of origins holds. Should an origin be trusted wrongly, it may send every header too: a method
    /// override, a forwarded address, the header that a gateway takes for proof. An origin that is trusted wrongly is told by its own
    /// rule.
    ///
    /// ## How to fix
    ///
    /// List the headers that the page sends.
    ///
    /// ### nginx
    ///
    /// ```nginx
    /// add_header Access-Control-Allow-Headers "authorization, content-type" always;   # not $http_access_control_request_headers
    /// ```
    ///
    /// ### Express, Fastify, Koa, Hono
    ///
    /// ```js
    /// cors({ origin: ['https://app.shop.example'], allowedHeaders: ['authorization', 'content-type'] })
    /// ```
    ///
    /// Without the option these libraries echo what is asked; Koa calls it `allowHeaders`.
    ///
    /// ### Go
    ///
    /// gin, echo and fiber take a list; an empty one is the echo.
    ///
    /// ### Spring, Envoy
    ///
    /// `allowedHeaders("authorization", "content-type")`, `allow_headers`: `*` there echoes what is asked.
    ///
    /// ### Rust
    ///
    /// `AllowHeaders::list([AUTHORIZATION, CONTENT_TYPE])`; tower-http's `AllowHeaders::mirror_request()` is the echo.
    ///
    /// ## Found
    ///
    /// ```http
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    /// > Access-Control-Request-Method: GET
    /// > Access-Control-Request-Headers: x-qwertz
    ///
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// < Access-Control-Allow-Headers: X-Qwertz
    /// ```
    ///
    /// ## Clean
    ///
    /// ```http
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    /// > Access-Control-Request-Method: GET
    /// > Access-Control-Request-Headers: x-qwertz
    ///
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// < Access-Control-Allow-Headers: content-type
    /// ```
    ///
    /// Where everybody may read without credentials, an echo gives nobody more.
    ///
    /// ```http
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    /// > Access-Control-Request-Method: GET
    /// > Access-Control-Request-Headers: x-qwertz
    ///
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: *
    /// < Access-Control-Allow-Headers: x-qwertz
    /// ```
    "acah-reflect", "any request header is allowed";
    section: Section::Protocol,
    severity: Severity::Info,
    confidence: Confidence::High,
    cwe: &[942],
    asvs: &[],
    implied_by: &["reflect-any", "preflight-reflect"],
    wants: wants,
    judge: judge,
}

/// A header that nobody has listed.
fn made_up(evidence: &Evidence) -> String {
    format!("x-{}", evidence.names.label)
}

fn wants(evidence: &Evidence) -> Vec<Want> {
    let mut wants = evidence.front_wants();
    wants.extend(evidence.preflight_wants());
    // Only who is granted anything by name is worth asking for.
    let named = evidence.trusted_page().or_else(|| {
        let mut granted = evidence.granting_preflights().filter(|(_, _, response)| !response.allows_any());
        granted.find_map(|(_, exchange, _)| exchange.request.origin().map(str::to_owned))
    });
    wants.extend(
        named.map(|page| Want::full(Probe::preflight(page, "GET").asking_headers(&made_up(evidence)))),
    );
    wants
}

fn judge(evidence: &Evidence) -> Option<Finding> {
    let (name, header) = ("access-control-allow-headers", made_up(evidence));
    let (index, _, _) = evidence
        .granting_preflights()
        .find(|(_, _, response)| !response.allows_any() && response.lists(name, &header))?;
    Some(
        Finding::new(
            "acah-reflect",
            Severity::Info,
            Confidence::High,
            "The preflight allows whatever request header it is asked for: it granted one that does not exist.",
        )
        .seen(evidence.point(index, name, "a made-up request header, allowed")),
    )
}
