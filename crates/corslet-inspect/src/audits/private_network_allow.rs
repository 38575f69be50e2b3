//! `private-network-allow`: any page on the web may reach into the private network.

use crate::audit::{Confidence, Evidence, Finding, Probe, Section, Severity, Want, rule};

rule! {
    /// # Any page may reach into the private network
    ///
    /// `Access-Control-Allow-Private-Network: true`, to a page that nobody knows.
    ///
    /// ## What it finds
    ///
    /// The preflight of an origin that nobody can have guessed, with `Access-Control-Request-Private-Network: true`, gets
    /// `Access-Control-Allow-Private-Network: true` back.
    ///
    /// ## Why it matters
    ///
    /// With this header a device in a private network told browsers that pages on the web may speak to it. Who says it to everybody lets
    /// any page use the browser of somebody inside as its way in. Newer browsers ask the user instead of the server and ignore the
    /// header; older ones obey, and the server's intent is the same.
    ///
    /// ## How to fix
    ///
    /// Send it to origins that are on the list, and only from servers that are in a private network.
    ///
    /// ### Python
    ///
    /// flask-cors before 4.0.2 sends it by default: update, or `allow_private_network=False`. Starlette:
    /// `allow_private_network=False`.
    ///
    /// ### Go
    ///
    /// rs/cors: leave `AllowPrivateNetwork` off, or list the origins.
    ///
    /// ### Rust
    ///
    /// tower-http: `allow_private_network` with a predicate over the origin, and never `true` beside any origin.
    ///
    /// ### nginx
    ///
    /// Take the `add_header` line out, or bind it to the `map` that holds the list.
    ///
    /// ## Found
    ///
    /// ```http
    /// * private: yes
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://attacker.com
    /// > Access-Control-Request-Method: GET
    /// > Access-Control-Request-Private-Network: true
    ///
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: *
    /// < Access-Control-Allow-Private-Network: true
    /// ```
    ///
    /// ## Clean
    ///
    /// ```http
    /// * private: yes
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://attacker.com
    /// > Access-Control-Request-Method: GET
    /// > Access-Control-Request-Private-Network: true
    ///
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: *
    /// ```
    ///
    /// A page on the list may get it.
    ///
    /// ```http
    /// * private: yes
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    /// > Access-Control-Request-Method: GET
    /// > Access-Control-Request-Private-Network: true
    ///
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// < Access-Control-Allow-Private-Network: true
    /// ```
    ///
    /// Refused is refused.
    ///
    /// ```http
    /// * private: yes
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://attacker.com
    /// > Access-Control-Request-Method: GET
    /// > Access-Control-Request-Private-Network: true
    ///
    /// < HTTP/1.1 403 Forbidden
    /// < Access-Control-Allow-Private-Network: true
    /// ```
    "private-network-allow", "any page may reach into the private network";
    section: Section::Protocol,
    severity: Severity::Medium,
    confidence: Confidence::High,
    cwe: &[942],
    asvs: &["3.4.2"],
    implied_by: &[],
    wants: |evidence| vec![Want::full(Probe::preflight(evidence.stranger(), "GET").asking_private_network())],
    judge: judge,
}

fn judge(evidence: &Evidence) -> Option<Finding> {
    let name = "access-control-allow-private-network";
    let stranger = evidence.stranger();
    let (index, _, response) = evidence.preflights().find(|(_, exchange, response)| {
        exchange.request.origin() == Some(&stranger)
            && exchange.request.headers.contains("access-control-request-private-network")
            && response.is_ok()
            && response.head.headers.get(name).is_some_and(|value| *value == *b"true")
    })?;
    let is_private = evidence.settings.is_private;
    let is_granted = response.allows(&stranger);
    let severity = if is_private && is_granted { Severity::Medium } else { Severity::Low };
    let mut finding = Finding::new(
        "private-network-allow",
        severity,
        Confidence::High,
        "A page that nobody knows is told that it may reach into the private network.",
    )
    .seen(evidence.point(index, name, "`true`, to a stranger"))
    .proved(evidence.prove_sending(index).filter(|proof| proof.engines().next().is_some()))
    .note("Newer browsers ask the user and ignore this header.");
    if !is_private {
        finding =
            finding.note("This server was not reached on a private address, where the header means nothing.");
    }
    if !is_granted {
        finding =
            finding.note("The preflight does not name the stranger otherwise, so the request is not sent.");
    }
    Some(finding)
}
