//! `dangling-trust`: a trusted name does not exist.

use crate::audit::{
    Base, Confidence, Evidence, Finding, Obtainable, Resolution, Section, Severity, Want, rule,
};

rule! {
    /// # A trusted name does not exist
    ///
    /// An origin is trusted whose domain nobody has any more: whoever registers it next is trusted.
    ///
    /// ## What it finds
    ///
    /// The registrable domain of a trusted origin does not exist, as the name service says. It is asked only when the user wants it: by
    /// `--dns` the system's name servers, by `--dns=ADDRESS` another one. A name that exists only inside an organisation looks the same
    /// from outside, so the finding is not certain.
    ///
    /// ## Why it matters
    ///
    /// The domain can be registered by anybody, for the price of a domain.
    ///
    /// ## How to fix
    ///
    /// Take the origin off the list, or register the domain again. Review the list whenever a partner or a brand is given up.
    ///
    /// ### nginx, Apache, Caddy, Envoy, Traefik
    ///
    /// Take its line out of the `map`, the pattern or the matchers.
    ///
    /// ### Express and other Node servers, Python, Java, .NET, Go, Rust
    ///
    /// Take it out of the list.
    ///
    /// ## Found
    ///
    /// ```http
    /// * trusted: https://app.gone-partner.com
    /// * no-such-name: gone-partner.com
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.gone-partner.com
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.gone-partner.com
    /// < Access-Control-Allow-Credentials: true
    /// ```
    ///
    /// ## Clean
    ///
    /// The name was not looked up:
    ///
    /// ```http
    /// * trusted: https://app.gone-partner.com
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.gone-partner.com
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.gone-partner.com
    /// < Access-Control-Allow-Credentials: true
    /// ```
    ///
    /// It is not trusted:
    ///
    /// ```http
    /// * trusted: https://app.gone-partner.com
    /// * no-such-name: gone-partner.com
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.gone-partner.com
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// ```
    "dangling-trust", "a trusted name does not exist";
    section: Section::Trust,
    severity: Severity::High,
    confidence: Confidence::High,
    cwe: &[346, 942],
    asvs: &["3.4.2"],
    implied_by: &["reflect-any"],
    wants: wants,
    judge: judge,
}

fn wants(evidence: &Evidence) -> Vec<Want> {
    evidence.once_baseline_is_known(Vec::new)
}

fn judge(evidence: &Evidence) -> Option<Finding> {
    let is_gone = |origin: &String| {
        let domain = Base::parse(origin).and_then(|base| base.domain);
        domain.is_some_and(|domain| evidence.resolution(&domain) == Some(Resolution::NoSuchName))
    };
    let hit = evidence.first_hit(evidence.allowed().into_iter().filter(is_gone))?;
    let mut finding = evidence.finding(
        "dangling-trust",
        Obtainable::ByAnybody,
        &hit,
        format!("`{}` is trusted, and its domain does not exist: anybody can register it.", hit.origin),
        "an origin whose domain does not exist, echoed",
    );
    finding.confidence = finding.confidence.min(Confidence::Medium);
    Some(finding.note("A domain that is answered only inside the organisation looks the same from here."))
}
