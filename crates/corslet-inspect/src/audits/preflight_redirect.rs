//! `preflight-redirect`: a preflight is answered with a redirect.

use crate::audit::{Confidence, Evidence, Finding, Section, Severity, rule};

rule! {
    /// # A preflight is redirected
    ///
    /// Browsers follow redirects of requests, never of preflights.
    ///
    /// ## What it finds
    ///
    /// A page whose request is answered with CORS headers gets a redirect, 3xx, to its preflight.
    ///
    /// ## Why it matters
    ///
    /// A [redirected preflight is a failed one](https://fetch.spec.whatwg.org/#cors-preflight-fetch): everything beyond a simple request
    /// is blocked. Mostly it is the way from http to https, to the path with a slash at its end, or to the login page.
    ///
    /// ## How to fix
    ///
    /// Have the page ask the final URL; leave `OPTIONS` out of redirects.
    ///
    /// ### nginx
    ///
    /// ```nginx
    /// if ($request_method = OPTIONS) { return 204; }   # above the return 301
    /// ```
    ///
    /// ### Apache
    ///
    /// ```apache
    /// RewriteCond %{REQUEST_METHOD} !OPTIONS
    /// RewriteRule ^ https://%{HTTP_HOST}%{REQUEST_URI} [R=308,L]
    /// ```
    ///
    /// ### Express, Python, .NET
    ///
    /// CORS in front of whatever redirects: `cors()` before `express-sslify`, `CorsMiddleware` before `CommonMiddleware` (Django's
    /// `APPEND_SLASH`), `UseCors()` before `UseHttpsRedirection()`.
    ///
    /// ### Go
    ///
    /// `http.ServeMux` redirects `/orders` to `/orders/`: ask the one that is registered.
    ///
    /// ## Found
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example
    ///
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    /// > Access-Control-Request-Method: GET
    ///
    /// < HTTP/1.1 301 Moved Permanently
    /// < Location: https://api.shop.example/account/
    /// ```
    ///
    /// ## Clean
    ///
    /// A URL that is redirected whatever asks, and never speaks of CORS, is not meant for pages elsewhere.
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    ///
    /// < HTTP/1.1 301 Moved Permanently
    /// < Location: https://api.shop.example/account/
    ///
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    /// > Access-Control-Request-Method: GET
    ///
    /// < HTTP/1.1 301 Moved Permanently
    /// < Location: https://api.shop.example/account/
    /// ```
    "preflight-redirect", "a preflight is redirected";
    section: Section::Protocol,
    severity: Severity::Low,
    confidence: Confidence::High,
    cwe: &[440],
    asvs: &[],
    implied_by: &[],
    wants: |evidence| {
        let mut wants = evidence.front_wants();
        wants.extend(evidence.preflight_wants());
        wants
    },
    judge: judge,
}

fn judge(evidence: &Evidence) -> Option<Finding> {
    let (index, exchange, response) = evidence.preflights().find(|(_, exchange, response)| {
        let is_redirect = matches!(response.status(), 300..=303 | 305..=308);
        let is_served = |origin: &str| {
            evidence.actual().any(|(_, other, actual)| {
                actual.status() < 400 && other.request.origin() == Some(origin) && actual.allows(origin)
            })
        };
        is_redirect && exchange.request.origin().is_some_and(is_served)
    })?;
    let origin = exchange.request.origin().unwrap_or_default();
    Some(
        Finding::new(
            "preflight-redirect",
            Severity::Low,
            Confidence::High,
            format!(
                "The preflight of {origin} is answered with {}, and browsers follow no redirect there.",
                response.status()
            ),
        )
        .seen(evidence.point(index, "location", "where the preflight is sent")),
    )
}
