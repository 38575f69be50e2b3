//! `http-trusted`: an https target trusts an origin over http.

use crate::audit::{Base, Confidence, Evidence, Finding, Obtainable, Section, Severity, Want, rule};

rule! {
    /// # An origin over http is trusted
    ///
    /// A page that came over plain http may read what the target serves over https.
    ///
    /// ## What it finds
    ///
    /// The target is asked over https, and an origin with the scheme `http` is answered with itself: the target's own host, its
    /// registrable domain, a usual front end, any subdomain, or a trusted origin with the other scheme. A target over http is not
    /// judged: it has nothing to lose there.
    ///
    /// ## Why it matters
    ///
    /// Whoever sits between the user and the network writes into any page over http, a page on this host included, and reads the
    /// target from there: TLS protects nothing any more. With HSTS for the host, a browser that has seen it never loads such a page.
    ///
    /// ## How to fix
    ///
    /// List origins with `https://` only, and send `Strict-Transport-Security` with `includeSubDomains` from the registrable domain.
    ///
    /// ### nginx, Apache
    ///
    /// `^https://`, not `^https?://`.
    ///
    /// ### Caddy, Envoy, Traefik
    ///
    /// Matchers that begin with `https://`.
    ///
    /// ### Express and other Node servers, Python, Go, Rust
    ///
    /// Take the `http://` entries out of the list; keep development's in development's configuration.
    ///
    /// ### Java and Spring
    ///
    /// `allowedOriginPatterns("https://*.shop.com")`: without a scheme a pattern takes both.
    ///
    /// ### .NET
    ///
    /// `SetIsOriginAllowed` has to look at `Uri.Scheme` too.
    ///
    /// ## Found
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: http://app.shop.example
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: http://app.shop.example
    /// < Access-Control-Allow-Credentials: true
    /// ```
    ///
    /// ## Clean
    ///
    /// The target itself is asked over http:
    ///
    /// ```http
    /// * target: http://api.shop.example/account
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: http://app.shop.example
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: http://app.shop.example
    /// < Access-Control-Allow-Credentials: true
    /// ```
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: http://app.shop.example
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// ```
    "http-trusted", "an origin over http is trusted";
    section: Section::Trust,
    severity: Severity::Medium,
    confidence: Confidence::High,
    cwe: &[346, 942],
    asvs: &["3.4.2"],
    implied_by: &["reflect-any", "suffix-match", "substring-match"],
    wants: wants,
    judge: judge,
}

/// The likely origins over http.
fn candidates(evidence: &Evidence) -> Vec<String> {
    if !evidence.target.is_https() {
        return Vec::new();
    }
    let target = &evidence.target;
    let mut hosts = vec![target.host.clone()];
    if let Some(domain) = &target.domain {
        let label = &evidence.names.label;
        hosts.extend([format!("app.{domain}"), format!("{label}.{domain}")]);
    }
    let mut origins: Vec<String> = hosts.iter().map(|host| format!("http://{host}")).collect();
    for origin in evidence.allowed() {
        let other = origin.replacen("https://", "http://", 1);
        // Nobody is between a browser and its own machine.
        if Base::parse(&other).is_some_and(|base| !base.is_on_loopback()) && !origins.contains(&other) {
            origins.push(other);
        }
    }
    origins
}

fn wants(evidence: &Evidence) -> Vec<Want> {
    evidence.once_baseline_is_known(|| Want::origins(candidates(evidence), 2))
}

fn judge(evidence: &Evidence) -> Option<Finding> {
    let candidates = candidates(evidence);
    let hit = evidence.first_hit(candidates.iter().cloned())?;
    let finding = evidence.finding(
        "http-trusted",
        Obtainable::WithMore("a place on the network between the user and the server"),
        &hit,
        format!("`{}` is trusted, and whoever is on the network can write its pages.", hit.origin),
        "an origin over http, echoed",
    );
    let is_safe = candidates
        .iter()
        .filter(|origin| evidence.trusts(origin))
        .all(|origin| Base::parse(origin).is_some_and(|base| evidence.is_under_hsts(&base.host)));
    Some(match is_safe {
        true => finding.at_most(
            Severity::Low,
            "HSTS covers the host: a browser that has seen it loads no such page over http.",
        ),
        false => finding,
    })
}
