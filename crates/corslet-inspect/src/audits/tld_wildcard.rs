//! `tld-wildcard`: a trusted name is trusted under any top-level domain.

use super::prefix_match;
use crate::audit::{Base, Confidence, Evidence, Finding, Obtainable, Section, Severity, Want, rule};

rule! {
    /// # The top-level domain is left open
    ///
    /// The name is compared and what stands behind it is not: `https://shop.anything` is trusted beside `https://shop.com`.
    ///
    /// ## What it finds
    ///
    /// A trusted name without its public suffix is answered with itself before a stranger's domain, or under two top-level domains
    /// that nobody would have listed. One alone may be a brand's own name there.
    ///
    /// ## Why it matters
    ///
    /// The same name under another top-level domain is free more often than not, and a name before a domain of one's own always is.
    ///
    /// ## How to fix
    ///
    /// List the names that the organisation has registered, each with its top-level domain.
    ///
    /// ### nginx, Apache
    ///
    /// `"~^https://shop\.(com|de|co\.uk)$"` in place of `shop\.[a-z.]+`.
    ///
    /// ### Caddy, Envoy, Traefik
    ///
    /// One `exact` matcher a name.
    ///
    /// ### Express and other Node servers
    ///
    /// `origin: ["https://shop.com", "https://shop.de"]`.
    ///
    /// ### Python, Java, .NET, Go, Rust
    ///
    /// Lists of whole origins; a `*` at the end of a pattern leaves it open.
    ///
    /// ## Found
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://api.shop.attacker.com
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://api.shop.attacker.com
    /// < Access-Control-Allow-Credentials: true
    /// ```
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://shop.ws
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://shop.ws
    /// < Access-Control-Allow-Credentials: true
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://shop.nu
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://shop.nu
    /// < Access-Control-Allow-Credentials: true
    /// ```
    ///
    ///
    ///
    /// ## Clean
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://api.shop.attacker.com
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// ```
    ///
    /// A brand that lists one more of its names:
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://shop.ws
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://shop.ws
    /// < Access-Control-Allow-Credentials: true
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://shop.nu
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://shop.icu
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// ```
    "tld-wildcard", "a trusted name is trusted under any top-level domain";
    section: Section::Trust,
    severity: Severity::High,
    confidence: Confidence::High,
    cwe: &[346, 942],
    asvs: &["3.4.2"],
    implied_by: &["reflect-any", "substring-match"],
    wants: wants,
    judge: judge,
}

/// Each base without its suffix, before a stranger's domain.
fn before_a_stranger(evidence: &Evidence) -> Vec<String> {
    let first = &evidence.names.first;
    bases(evidence)
        .filter_map(|base| Some(base.plain(&format!("{}.{first}", base.without_suffix()?))))
        .collect()
}

/// Each base under two top-level domains of one length that hardly anybody has, as pairs.
fn elsewhere(evidence: &Evidence) -> Vec<[String; 2]> {
    let [two, other_two, three, other_three] = evidence.names.unlikely_suffixes();
    let mut pairs = Vec::new();
    // A name that is trusted elsewhere is trusted at home; the domain is asked for in any case.
    let is_worth_it =
        |base: &Base| base.domain.as_ref() == Some(&base.host) || evidence.trusts(&base.on(&base.host));
    for base in bases(evidence).filter(is_worth_it).take(2) {
        let Some(front) = base.without_suffix() else { continue };
        for (one, other) in [(two, other_two), (three, other_three)] {
            pairs.push([base.plain(&format!("{front}.{one}")), base.plain(&format!("{front}.{other}"))]);
        }
    }
    pairs
}

fn bases(evidence: &Evidence) -> impl Iterator<Item = Base> {
    evidence.compared_bases().into_iter().filter(|base| !base.is_address())
}

fn wants(evidence: &Evidence) -> Vec<Want> {
    evidence.once_baseline_is_known(|| {
        let mut wants = Want::origins(before_a_stranger(evidence), 1);
        for [first, second] in elsewhere(evidence) {
            let is_trusted = evidence.trusts(&first);
            wants.extend(Want::origins([first], 0));
            wants.extend(Want::origins(is_trusted.then_some(second), 0));
        }
        // Whether letters glued to the name are trusted too: then it is a beginning that is compared.
        if evidence.first_hit(before_a_stranger(evidence)).is_some() {
            wants.extend(Want::origins(prefix_match::glued(evidence), 1));
        }
        wants
    })
}

fn judge(evidence: &Evidence) -> Option<Finding> {
    if evidence.first_hit(prefix_match::glued(evidence)).is_some() {
        return None;
    }
    let both = |[first, second]: [String; 2]| evidence.hit(&first).filter(|_| evidence.trusts(&second));
    let hit = evidence
        .first_hit(before_a_stranger(evidence))
        .or_else(|| elsewhere(evidence).into_iter().find_map(both))?;
    Some(evidence.finding(
        "tld-wildcard",
        Obtainable::ByAnybody,
        &hit,
        format!("`{}` is trusted: the name counts, and what stands behind it does not.", hit.origin),
        "the name under another top-level domain, echoed",
    ))
}
