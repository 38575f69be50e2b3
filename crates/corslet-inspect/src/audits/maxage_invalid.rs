//! `maxage-invalid`: `Access-Control-Max-Age` is no number of seconds.

use crate::audit::{Confidence, Evidence, Finding, Section, Severity, rule};

rule! {
    /// # The lifetime of preflights is no number
    ///
    /// `Access-Control-Max-Age` holds digits, once, and nothing else.
    ///
    /// ## What it finds
    ///
    /// A granted preflight has `Access-Control-Max-Age` with anything but digits, `1h`, `600.0` or `-1`, or on several lines.
    ///
    /// ## Why it matters
    ///
    /// Such a value [counts for nothing](https://fetch.spec.whatwg.org/#http-access-control-max-age): the preflight is kept for five
    /// seconds, or not at all in Firefox, and nearly every request costs two.
    ///
    /// ## How to fix
    ///
    /// Write a number of seconds. `0` says that it is not to be kept.
    ///
    /// ### nginx
    ///
    /// ```nginx
    /// add_header Access-Control-Max-Age 600 always;
    /// ```
    ///
    /// ### Libraries
    ///
    /// `maxAge: 600` (Express, not `'10m'`), `max_age=600` (Python), `maxAge(600)` (Spring), `MaxAge: 600` (Go).
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
    /// < Access-Control-Max-Age: 1h
    /// ```
    ///
    /// ```http
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    /// > Access-Control-Request-Method: PUT
    ///
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// < Access-Control-Max-Age: 600
    /// < Access-Control-Max-Age: 600
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
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// < Access-Control-Max-Age: 0
    /// ```
    "maxage-invalid", "the lifetime of preflights is no number";
    section: Section::Protocol,
    severity: Severity::Info,
    confidence: Confidence::High,
    cwe: &[942],
    asvs: &[],
    implied_by: &["acao-multiple"],
    wants: |evidence| {
        let mut wants = evidence.front_wants();
        wants.extend(evidence.preflight_wants());
        wants
    },
    judge: judge,
}

fn judge(evidence: &Evidence) -> Option<Finding> {
    let name = "access-control-max-age";
    let (index, value) = evidence.granting_preflights().find_map(|(index, _, response)| {
        let is_failure = response.head.headers.extract_delta_seconds(name).is_failure();
        response.header(name).filter(|_| is_failure).map(|value| (index, value))
    })?;
    Some(
        Finding::new(
            "maxage-invalid",
            Severity::Info,
            Confidence::High,
            format!("`Access-Control-Max-Age` is `{value}`, which is no number of seconds: browsers keep the preflight for five seconds at most."),
        )
        .seen(evidence.point(index, name, "not digits, or more than once")),
    )
}
