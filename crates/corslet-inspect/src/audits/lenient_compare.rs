//! `lenient-compare`: an origin is recognised that no browser writes so.

use crate::audit::{Confidence, Evidence, Finding, Section, Severity, Want, rule};

rule! {
    /// # The comparison takes what no browser sends
    ///
    /// Upper case, a path or a user name in `Origin` is taken for the trusted origin that it resembles.
    ///
    /// ## What it finds
    ///
    /// A trusted origin in upper case, with a slash behind it or with a user name is answered with itself. It is asked and reported only
    /// when pedantry was asked for: no browser writes an origin so, and nobody gains anything.
    ///
    /// ## Why it matters
    ///
    /// It does not, by itself. It shows that the origin is taken apart before it is compared, and every such step is a place for a
    /// fault that does.
    ///
    /// ## How to fix
    ///
    /// Compare the bytes that were sent with the bytes on the list.
    ///
    /// ### nginx
    ///
    /// `map` compares without regard to case unless the pattern begins with `~` and not `~*`.
    ///
    /// ### Apache
    ///
    /// `SetEnvIf`, not `SetEnvIfNoCase`.
    ///
    /// ### Caddy, Envoy, Traefik
    ///
    /// `exact` without `ignore_case`.
    ///
    /// ### Express and other Node servers, Python, Java, .NET, Go, Rust
    ///
    /// Compare without `toLowerCase()`, `casefold()`, `equalsIgnoreCase`, `OrdinalIgnoreCase` or `EqualFold`.
    ///
    /// ## Found
    ///
    /// ```http
    /// * pedantic: yes
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// < Access-Control-Allow-Credentials: true
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: HTTPS://APP.SHOP.EXAMPLE
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: HTTPS://APP.SHOP.EXAMPLE
    /// < Access-Control-Allow-Credentials: true
    /// ```
    ///
    /// ```http
    /// * pedantic: yes
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// < Access-Control-Allow-Credentials: true
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example/
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example/
    /// < Access-Control-Allow-Credentials: true
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
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: HTTPS://APP.SHOP.EXAMPLE
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: HTTPS://APP.SHOP.EXAMPLE
    /// < Access-Control-Allow-Credentials: true
    /// ```
    ///
    /// ```http
    /// * pedantic: yes
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// < Access-Control-Allow-Credentials: true
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: HTTPS://APP.SHOP.EXAMPLE
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// ```
    "lenient-compare", "an origin is recognised that no browser writes so";
    section: Section::Trust,
    severity: Severity::Info,
    confidence: Confidence::High,
    cwe: &[346],
    asvs: &["3.4.2"],
    implied_by: &[
        "reflect-any",
        "prefix-match",
        "suffix-match",
        "substring-match",
        "tld-wildcard",
        "special-char-host",
        "subdomain-any",
    ],
    wants: wants,
    judge: judge,
}

/// What resembles a trusted origin, and is sent by nobody.
fn candidates(evidence: &Evidence) -> Vec<String> {
    if !evidence.settings.pedantic {
        return Vec::new();
    }
    let Some(trusted) = evidence.allowed().into_iter().next() else { return Vec::new() };
    let mut origins = vec![trusted.to_ascii_uppercase(), format!("{trusted}/")];
    origins.extend(
        trusted.split_once("://").map(|(scheme, rest)| format!("{scheme}://{}@{rest}", evidence.names.label)),
    );
    origins
}

fn wants(evidence: &Evidence) -> Vec<Want> {
    if !evidence.settings.pedantic {
        return Vec::new();
    }
    evidence.once_baseline_is_known(|| Want::origins(candidates(evidence), 0))
}

fn judge(evidence: &Evidence) -> Option<Finding> {
    let hit = evidence.first_hit(candidates(evidence))?;
    Some(
        Finding::new(
            "lenient-compare",
            Severity::Info,
            Confidence::High,
            format!("`{}` is taken for a trusted origin, though no browser writes it so.", hit.origin),
        )
        .seen(evidence.point(
            hit.index,
            "access-control-allow-origin",
            "echoed, and no page can have sent it",
        )),
    )
}
