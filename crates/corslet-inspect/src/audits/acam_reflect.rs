//! `acam-reflect`: whatever method a preflight asks for is allowed.

use crate::audit::{Confidence, Evidence, Finding, Probe, Section, Severity, Want, rule};

rule! {
    /// # Any method is allowed
    ///
    /// The preflight gets back whatever it asked for.
    ///
    /// ## What it finds
    ///
    /// A preflight for a method that does not exist, made up for this audit, is granted: the method stands in
    /// `Access-Control-Allow-Methods`.
    ///
    /// ## Why it matters
    ///
    /// It is no hole while the list of origins holds. It takes away the second line of defence: should an origin be trusted wrongly, it
    /// may send everything the server understands. An origin that is trusted wrongly is told by its own rule.
    ///
    /// ## How to fix
    ///
    /// List the methods that the resource has.
    ///
    /// ### nginx
    ///
    /// ```nginx
    /// add_header Access-Control-Allow-Methods "GET, PUT, DELETE" always;   # not $http_access_control_request_method
    /// ```
    ///
    /// ### Envoy, Spring, Gateway API
    ///
    /// `allow_methods: GET,PUT,DELETE`, `allowedMethods("GET", "PUT", "DELETE")`: `*` there echoes what is asked.
    ///
    /// ### Go, Node, Python, Rust
    ///
    /// Give the library a list of methods; tower-http's `AllowMethods::mirror_request()` is the echo.
    ///
    /// ## Found
    ///
    /// ```http
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    /// > Access-Control-Request-Method: QWERTZ
    ///
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// < Access-Control-Allow-Methods: QWERTZ
    /// ```
    ///
    /// ## Clean
    ///
    /// ```http
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    /// > Access-Control-Request-Method: QWERTZ
    ///
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// < Access-Control-Allow-Methods: GET, PUT
    /// ```
    ///
    /// A method that exists may be on a list.
    ///
    /// ```http
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    /// > Access-Control-Request-Method: PUT
    ///
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// < Access-Control-Allow-Methods: PUT
    /// ```
    ///
    /// Where everybody may read without credentials, an echo gives nobody more.
    ///
    /// ```http
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    /// > Access-Control-Request-Method: QWERTZ
    ///
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: *
    /// < Access-Control-Allow-Methods: QWERTZ
    /// ```
    "acam-reflect", "any method is allowed";
    section: Section::Protocol,
    severity: Severity::Info,
    confidence: Confidence::High,
    cwe: &[942],
    asvs: &[],
    implied_by: &["reflect-any", "preflight-reflect"],
    wants: wants,
    judge: judge,
}

/// A method that nobody has listed.
fn made_up(evidence: &Evidence) -> String {
    evidence.names.label.to_ascii_uppercase()
}

fn wants(evidence: &Evidence) -> Vec<Want> {
    let mut wants = evidence.front_wants();
    wants.extend(evidence.preflight_wants());
    // Only who is granted anything by name is worth asking for.
    let named = evidence.trusted_page().or_else(|| {
        let mut granted = evidence.granting_preflights().filter(|(_, _, response)| !response.allows_any());
        granted.find_map(|(_, exchange, _)| exchange.request.origin().map(str::to_owned))
    });
    wants.extend(named.map(|page| Want::full(Probe::preflight(page, &made_up(evidence)))));
    wants
}

fn judge(evidence: &Evidence) -> Option<Finding> {
    let (name, method) = ("access-control-allow-methods", made_up(evidence));
    let (index, _, _) = evidence.granting_preflights().find(|(_, _, response)| {
        !response.allows_any() && response.tokens(name).contains(&method.as_str())
    })?;
    Some(
        Finding::new(
            "acam-reflect",
            Severity::Info,
            Confidence::High,
            "The preflight allows whatever method it is asked for: it granted one that does not exist.",
        )
        .seen(evidence.point(index, name, "a made-up method, allowed")),
    )
}
