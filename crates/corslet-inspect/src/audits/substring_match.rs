//! `substring-match`: an origin is trusted that only contains a trusted name.

use crate::audit::{Base, Confidence, Evidence, Finding, Hit, Obtainable, Section, Severity, Want, rule};

rule! {
    /// # Only a part of the origin is compared
    ///
    /// Whatever contains a trusted name is trusted, wherever it stands: `https://x-shop.com.attacker.com` contains `shop.com`.
    ///
    /// ## What it finds
    ///
    /// A name that has the target's in its middle, letters before it and a stranger's domain behind it, is answered with
    /// itself. That it begins and ends as the attacker likes follows from it, and is not reported apart.
    ///
    /// ## Why it matters
    ///
    /// The owner of any domain names hosts below it at will. So anybody can have such an origin.
    ///
    /// ## How to fix
    ///
    /// Compare the whole origin with a list: equality, not *contains*. A regular expression needs `^` and `$`.
    ///
    /// ### nginx
    ///
    /// `"https://app.shop.com" $http_origin;` in the `map`, not `if ($http_origin ~ shop)`.
    ///
    /// ### Apache
    ///
    /// `SetEnvIf Origin "^https://app\.shop\.com$"`, with both anchors.
    ///
    /// ### Caddy, Envoy, Traefik
    ///
    /// `exact` in place of `contains`; patterns from `^` to `$`.
    ///
    /// ### Express and other Node servers
    ///
    /// `allowed.includes(origin)` with an array of whole origins is right; `origin.includes("shop.com")` is this fault.
    ///
    /// ### Python
    ///
    /// `origin in ALLOWED` with a set is right; `"shop.com" in origin` and `re.search` are this fault.
    ///
    /// ### Java and Spring, .NET, Go, Rust
    ///
    /// Lists of whole origins and `equals`, not `contains`, `Contains`, `strings.Contains` or `find()`.
    ///
    /// ## Found
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://qwertz-shop.example.attacker.com
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://qwertz-shop.example.attacker.com
    /// < Access-Control-Allow-Credentials: true
    /// ```
    ///
    /// The first label is enough:
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://qwertz-shop-uiopas.attacker.com
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://qwertz-shop-uiopas.attacker.com
    /// < Access-Control-Allow-Credentials: true
    /// ```
    ///
    /// ## Clean
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://qwertz-shop.example.attacker.com
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Vary: Origin
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://shop.example.attacker.com
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://shop.example.attacker.com
    /// ```
    "substring-match", "an origin is trusted that only contains a trusted name";
    section: Section::Trust,
    severity: Severity::High,
    confidence: Confidence::High,
    cwe: &[346, 942],
    asvs: &["3.4.2"],
    implied_by: &["reflect-any"],
    wants: wants,
    judge: judge,
}

/// The registrable domain in the middle, the target's first label in the middle, and each other base in the middle.
pub(super) fn candidates(evidence: &Evidence) -> Vec<String> {
    let (bases, names) = (evidence.compared_bases(), &evidence.names);
    let on = |host: String| evidence.target.origin_on(&host);
    let mut origins = Vec::new();
    let domains = bases.iter().filter_map(|base| base.domain.as_deref());
    for domain in domains.take(1) {
        origins.push(on(format!("{}-{domain}.{}", names.label, names.first)));
    }
    if let Some(name) = bases.iter().find_map(Base::name) {
        origins.push(on(format!("{}-{name}-{}.{}", names.label, names.inner, names.first)));
    }
    // Whoever has somebody else's name on a list, and takes it for a part, takes it for a beginning.
    let is_worth_it = |base: &Base| {
        let behind = base.plain(&format!("{}.{}", base.host, names.first));
        base.domain == evidence.target.domain || evidence.trusts(&behind)
    };
    for base in bases.iter().filter(|base| !base.host.starts_with('[') && is_worth_it(base)) {
        origins.push(on(format!("{}-{}.{}", names.label, base.host, names.first)));
    }
    if evidence.target.domain.as_ref() == Some(&evidence.target.host) {
        origins.extend(subdomain(evidence));
    }
    origins
}

/// A subdomain of the domain in the middle: a pattern for subdomains takes it, and nothing that is glued to the domain.
pub(super) fn subdomain(evidence: &Evidence) -> Option<String> {
    let domain = evidence.target.domain.as_deref()?;
    Some(evidence.target.origin_on(&format!("{}.{domain}.{}", evidence.names.label, evidence.names.first)))
}

/// The same over a scheme that nobody has: who compares a part does not see the scheme.
fn over_any_scheme(evidence: &Evidence) -> Option<String> {
    let (_, rest) = subdomain(evidence)?.split_once("://").map(|(_, rest)| ((), rest.to_owned()))?;
    Some(format!("{}://{rest}", evidence.names.inner))
}

fn hit(evidence: &Evidence) -> Option<Hit> {
    let hit = evidence.first_hit(candidates(evidence))?;
    let domain = evidence.target.domain.as_deref().unwrap_or_default();
    let is_glued = !hit.origin.contains(&format!(".{domain}."));
    let is_pattern = subdomain(evidence).is_some_and(|origin| evidence.trusts(&origin))
        && !over_any_scheme(evidence).is_some_and(|origin| evidence.trusts(&origin));
    // A pattern for subdomains that lacks its end is found by its beginning.
    (is_glued || !is_pattern).then_some(hit)
}

fn wants(evidence: &Evidence) -> Vec<Want> {
    evidence.once_baseline_is_known(|| {
        let mut wants = Want::origins(candidates(evidence), 2);
        if evidence.first_hit(candidates(evidence)).is_some() {
            wants.extend(Want::origins(subdomain(evidence), 1));
            wants.extend(Want::origins(over_any_scheme(evidence), 1));
        }
        wants
    })
}

fn judge(evidence: &Evidence) -> Option<Finding> {
    let hit = hit(evidence)?;
    Some(evidence.finding(
        "substring-match",
        Obtainable::ByAnybody,
        &hit,
        format!(
            "`{}` is trusted for what it contains, and anybody can have an origin that contains it.",
            hit.origin
        ),
        "a stranger's origin with the name inside, echoed",
    ))
}
