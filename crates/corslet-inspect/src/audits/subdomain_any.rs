//! `subdomain-any`: every subdomain is trusted.

use super::shared_host_trusted;
use crate::audit::{Base, Confidence, Evidence, Finding, Obtainable, Section, Severity, Want, rule};

rule! {
    /// # Every subdomain is trusted
    ///
    /// Any host below the domain may read the answers: the oldest, the forgotten and the rented ones as well.
    ///
    /// ## What it finds
    ///
    /// A subdomain that nobody can have guessed is answered with itself: of the registrable domain, of the target's host or of
    /// a trusted host, one label or two.
    ///
    /// ## Why it matters
    ///
    /// One hole in one of them (a page that can be injected into, a name that points to a service which somebody else can rent) gives
    /// its finder all answers. A subdomain is on the same site: SameSite does not keep its cookies back. Below a public suffix
    /// everybody is a subdomain.
    ///
    /// ## How to fix
    ///
    /// List the subdomains that need it.
    ///
    /// ### nginx, Apache
    ///
    /// One line a name in the `map`, in place of `[a-z0-9-]+\.`.
    ///
    /// ### Caddy, Envoy, Traefik
    ///
    /// `exact` matchers in place of `suffix` and of patterns.
    ///
    /// ### Express and other Node servers, Python
    ///
    /// Lists of strings in place of patterns.
    ///
    /// ### Java and Spring
    ///
    /// `allowedOrigins` in place of `allowedOriginPatterns("https://*.shop.com")`.
    ///
    /// ### .NET
    ///
    /// Without `SetIsOriginAllowedToAllowWildcardSubdomains`.
    ///
    /// ### Go, Rust
    ///
    /// Lists of origins. A Corslet policy that needs it says `https://*.shop.com`, one label, over https only.
    ///
    /// ## Found
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://qwertz.shop.example
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://qwertz.shop.example
    /// < Access-Control-Allow-Credentials: true
    /// ```
    ///
    /// Only two labels deep, or with a digit:
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://qwertz.uiopas.shop.example
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://qwertz.uiopas.shop.example
    /// < Access-Control-Allow-Credentials: true
    /// ```
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://qwertz-1.shop.example
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://qwertz-1.shop.example
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
    /// > Origin: https://qwertz.shop.example
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// ```
    "subdomain-any", "every subdomain is trusted";
    section: Section::Trust,
    severity: Severity::High,
    confidence: Confidence::High,
    cwe: &[346, 942],
    asvs: &["3.4.2"],
    implied_by: &["reflect-any", "suffix-match", "substring-match"],
    wants: wants,
    judge: judge,
}

/// Subdomains that nobody can have guessed.
fn candidates(evidence: &Evidence) -> Vec<String> {
    let (names, target) = (&evidence.names, &evidence.target);
    let (label, inner) = (&names.label, &names.inner);
    let mut origins = Vec::new();
    if let Some(domain) = &target.domain {
        origins.extend(
            [format!("{label}.{domain}"), format!("{label}.{inner}.{domain}"), format!("{label}-1.{domain}")]
                .map(|host| target.origin_on(&host)),
        );
    }
    // Below another site, only its domain has subdomains that a list means.
    let is_worth_it = |base: &Base| base.domain == target.domain || base.domain.as_ref() == Some(&base.host);
    for base in evidence.bases().into_iter().filter(is_worth_it) {
        let origin = base.on(&format!("{label}.{}", base.host));
        if !base.is_address() && base.host.contains('.') && !origins.contains(&origin) {
            origins.push(origin);
        }
    }
    origins
}

fn wants(evidence: &Evidence) -> Vec<Want> {
    evidence.once_baseline_is_known(|| Want::origins(candidates(evidence), 1))
}

fn judge(evidence: &Evidence) -> Option<Finding> {
    if shared_host_trusted::includes_neighbours(evidence) {
        return None;
    }
    let hit = evidence.first_hit(candidates(evidence))?;
    let target = &evidence.target;
    let is_hosting = target.domain.is_none() && hit.origin.ends_with(&format!(".{}", target.host));
    let obtainable = match is_hosting {
        true => Obtainable::ByAnybody,
        false => Obtainable::WithMore("a hole in any of the subdomains, or one that can be taken over"),
    };
    Some(evidence.finding(
        "subdomain-any",
        obtainable,
        &hit,
        format!("`{}` is trusted, which nobody can have listed: any subdomain is.", hit.origin),
        "a subdomain that nobody can have guessed, echoed",
    ))
}
