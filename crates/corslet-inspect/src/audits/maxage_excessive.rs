//! `maxage-excessive`: preflights are to be kept for longer than any browser keeps them.

use corslet::words::Extracted;

use crate::audit::{Confidence, Evidence, Finding, Section, Severity, rule};

/// The longest that any browser keeps a preflight: Firefox, a day.
const LONGEST: u64 = 86_400;

rule! {
    /// # Preflights are to be kept for longer than any browser keeps them
    ///
    /// The number promises what no browser does.
    ///
    /// ## What it finds
    ///
    /// A granted preflight has `Access-Control-Max-Age` above 86400.
    ///
    /// ## Why it matters
    ///
    /// Chromium keeps a preflight for two hours at most, Firefox for a day, Safari for ten minutes. A bigger number changes nothing,
    /// except for clients without a bound, which keep a permission long after it was taken back.
    ///
    /// ## How to fix
    ///
    /// `Access-Control-Max-Age: 7200` is the most that Chromium honours, 600 the most that all do.
    ///
    /// ### nginx
    ///
    /// ```nginx
    /// add_header Access-Control-Max-Age 7200 always;
    /// ```
    ///
    /// ### Libraries
    ///
    /// `maxAge: 7200` (Express), `max_age=7200` (Python), `maxAge(7200)` (Spring), `SetPreflightMaxAge(TimeSpan.FromHours(2))` (.NET),
    /// `MaxAge: 7200` (Go), `max_age(Duration::from_secs(7200))` (Rust).
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
    /// < Access-Control-Max-Age: 1728000
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
    /// < Access-Control-Max-Age: 86400
    /// ```
    "maxage-excessive", "preflights are to be kept for longer than any browser keeps them";
    section: Section::Protocol,
    severity: Severity::Info,
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

fn judge(evidence: &Evidence) -> Option<Finding> {
    let name = "access-control-max-age";
    let (index, age) = evidence.granting_preflights().find_map(|(index, _, response)| {
        match response.head.headers.extract_delta_seconds(name) {
            Extracted::Values(age) if age > LONGEST => Some((index, age)),
            _ => None,
        }
    })?;
    Some(
        Finding::new(
            "maxage-excessive",
            Severity::Info,
            Confidence::High,
            format!(
                "Preflights are to be kept for {age} seconds; no browser keeps them for more than {LONGEST}."
            ),
        )
        .seen(evidence.point(index, name, "longer than any browser keeps it")),
    )
}
