//! `prefix-match`: an origin is trusted that only begins with a trusted one.

use super::substring_match;
use crate::audit::{Base, Confidence, Evidence, Finding, Obtainable, Section, Severity, Want, rule};

rule! {
    /// # Only the beginning of the origin is compared
    ///
    /// Whatever begins with a trusted origin is trusted: `https://app.example.com.attacker.com` does.
    ///
    /// ## What it finds
    ///
    /// An origin that begins with one that may well be trusted, and goes on with a domain that nobody can have guessed, is
    /// answered with itself; that domain alone is not.
    ///
    /// ## Why it matters
    ///
    /// The owner of a domain names hosts below it at will. So anybody can have such an origin, with a certificate and all, and
    /// reads what the trusted front end reads.
    ///
    /// ## How to fix
    ///
    /// Compare the whole origin: equality, not `startsWith`. A regular expression needs `$` at its end.
    ///
    /// ### nginx
    ///
    /// `"~^https://app\.example\.com$" $http_origin;` in the `map`; without `$` it is a beginning. Better: the exact string.
    ///
    /// ### Apache
    ///
    /// `SetEnvIf Origin "^https://app\.example\.com$"`, with `$`.
    ///
    /// ### Caddy, Envoy, Traefik
    ///
    /// `exact` in place of `prefix`; `accessControlAllowOriginListRegex` is not anchored unless it is written so.
    ///
    /// ### Express and other Node servers
    ///
    /// A list of strings, or `/^https:\/\/app\.example\.com$/`, never `origin.startsWith(…)`.
    ///
    /// ### Python
    ///
    /// `re.fullmatch`, not `re.match`, which looks at the beginning only: so do django-cors-headers and flask-cors with
    /// patterns, which need `$`.
    ///
    /// ### Java and Spring
    ///
    /// `Matcher.matches()`, not `lookingAt()`; `allowedOriginPatterns` with a `*` at the end is a beginning.
    ///
    /// ### .NET, Go, Rust
    ///
    /// `==` and lists, not `StartsWith`, `strings.HasPrefix` or `starts_with`.
    ///
    /// ## Found
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://attacker.com
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://api.shop.example.attacker.com
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://api.shop.example.attacker.com
    /// < Access-Control-Allow-Credentials: true
    /// ```
    ///
    /// A front end that is trusted by its beginning:
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example.attacker.com
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example.attacker.com
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
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example.attacker.com
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// ```
    "prefix-match", "an origin is trusted that only begins with a trusted one";
    section: Section::Trust,
    severity: Severity::High,
    confidence: Confidence::High,
    cwe: &[346, 942],
    asvs: &["3.4.2"],
    implied_by: &["reflect-any", "substring-match", "tld-wildcard"],
    wants: wants,
    judge: judge,
}

/// Each base with the stranger's domain behind it.
pub(super) fn candidates(evidence: &Evidence) -> Vec<String> {
    let behind = |base: &Base| base.plain(&format!("{}.{}", base.host, evidence.names.first));
    let mut origins: Vec<String> =
        evidence.compared_bases().iter().filter(|base| !base.host.starts_with('[')).map(behind).collect();
    if evidence.target.domain.as_ref() == Some(&evidence.target.host) {
        origins.extend(substring_match::subdomain(evidence));
    }
    origins
}

/// The first label with letters glued to it: who trusts that compares the beginning, and does not leave the suffix open.
pub(super) fn glued(evidence: &Evidence) -> Vec<String> {
    let glue = |base: Base| {
        let name = base.name()?.to_owned();
        Some(base.plain(&format!("{name}{}", evidence.names.first)))
    };
    evidence.bases().into_iter().filter_map(glue).take(2).collect()
}

fn wants(evidence: &Evidence) -> Vec<Want> {
    evidence.once_baseline_is_known(|| {
        let mut wants = Want::origins(candidates(evidence), 3);
        if evidence.first_hit(candidates(evidence)).is_some() {
            wants.extend(Want::origins(glued(evidence), 1));
        }
        wants
    })
}

fn judge(evidence: &Evidence) -> Option<Finding> {
    let hit = evidence.first_hit(candidates(evidence).into_iter().chain(glued(evidence)))?;
    Some(evidence.finding(
        "prefix-match",
        Obtainable::ByAnybody,
        &hit,
        format!(
            "`{}` is trusted for its beginning, and anybody can have an origin that begins so.",
            hit.origin
        ),
        "an origin below a stranger's domain, echoed",
    ))
}
