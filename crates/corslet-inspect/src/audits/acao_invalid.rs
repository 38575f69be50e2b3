//! `acao-invalid`: `Access-Control-Allow-Origin` is no origin.

use corslet::words::Origin;

use crate::audit::{Confidence, Evidence, Finding, Probe, Section, Severity, Want, rule};

rule! {
    /// # The allowed origin is no origin
    ///
    /// A value that no browser ever sends as `Origin` allows nobody.
    ///
    /// ## What it finds
    ///
    /// A good answer to a page that may well be meant has an `Access-Control-Allow-Origin` that is neither `*`, nor `null`, nor an
    /// origin as browsers write it: scheme, host and port, in lower case, without a slash at its end, without a path and without the
    /// scheme's default port. `https://*.shop.example` is none either: `*` stands alone or not at all.
    ///
    /// ## Why it matters
    ///
    /// The [comparison is byte for byte](https://fetch.spec.whatwg.org/#concept-cors-check): the page that was meant is refused. What
    /// looks like a fault of the browser is then often repaired by allowing everybody.
    ///
    /// ## How to fix
    ///
    /// Write what the browser sends: `https://app.shop.example`. For several origins or all subdomains, compare on the server and answer
    /// the one that asks.
    ///
    /// ### nginx
    ///
    /// ```nginx
    /// map $http_origin $cors { default ""; "~^https://[a-z0-9-]+\.shop\.example$" $http_origin; }
    /// add_header Access-Control-Allow-Origin $cors always;
    /// ```
    ///
    /// ### Django
    ///
    /// ```python
    /// CORS_ALLOWED_ORIGINS = ["https://app.shop.example"]   # a scheme, no slash
    /// ```
    ///
    /// ### Spring
    ///
    /// ```java
    /// .allowedOriginPatterns("https://*.shop.example")   // allowedOrigins takes no pattern
    /// ```
    ///
    /// ### .NET
    ///
    /// ```csharp
    /// policy.WithOrigins("https://*.shop.example").SetIsOriginAllowedToAllowWildcardSubdomains();
    /// ```
    ///
    /// ## Found
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example/
    /// ```
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://*.shop.example
    /// ```
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: app.shop.example
    /// ```
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example:443
    /// ```
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: HTTPS://APP.SHOP.EXAMPLE
    /// ```
    ///
    /// ## Clean
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// ```
    ///
    /// Nobody asked, and whoever asks is answered well.
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin:
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// ```
    ///
    /// What no page sends may come back as it was sent.
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: HTTPS://APP.SHOP.EXAMPLE
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: HTTPS://APP.SHOP.EXAMPLE
    /// ```
    "acao-invalid", "the allowed origin is no origin";
    section: Section::Values,
    severity: Severity::Low,
    confidence: Confidence::High,
    cwe: &[942],
    asvs: &["3.4.2"],
    implied_by: &["acao-multiple"],
    wants: |evidence| {
        let mut wants = vec![Want::quick(Probe::plain()), Want::quick(Probe::from(evidence.stranger()))];
        wants.extend(evidence.front_wants());
        wants
    },
    judge: judge,
}

fn judge(evidence: &Evidence) -> Option<Finding> {
    let invalid = |asked: bool| {
        evidence.actual().chain(evidence.preflights()).find_map(move |(index, exchange, response)| {
            let origin = exchange.request.origin();
            let counts = match origin {
                Some(origin) => asked && evidence.is_plain_origin(origin),
                None => !asked,
            };
            let value = response.header("access-control-allow-origin")?;
            let is_echo = origin == Some(value.as_str());
            (counts && response.is_ok() && !is_echo && !is_value(&value)).then_some((index, value))
        })
    };
    let is_somebody_served = || {
        evidence.actual().any(|(_, exchange, response)| {
            response.is_ok() && exchange.request.origin().is_some_and(|origin| response.allows(origin))
        })
    };
    let (index, value) = match invalid(true) {
        Some(found) => found,
        None if is_somebody_served() => return None,
        None => invalid(false)?,
    };
    let what = if value.is_empty() { "empty".to_owned() } else { format!("`{value}`") };
    Some(
        Finding::new(
            "acao-invalid",
            Severity::Low,
            Confidence::High,
            format!("`Access-Control-Allow-Origin` is {what}, which no browser sends as an origin: nobody is allowed."),
        )
        .seen(evidence.point(index, "access-control-allow-origin", "not an origin as browsers write it")),
    )
}

/// Whether it is one value that can match: a list is another fault.
fn is_value(value: &str) -> bool {
    value == "*" || value == "null" || value.trim().contains([' ', ',']) || Origin::parse(value).is_ok()
}
