//! `null-origin`: the origin `null` is trusted.

use crate::audit::{
    Confidence, Evidence, Finding, Obtainable, Probe, Section, Severity, Trust, Want, rule, weigh,
};

rule! {
    /// # The origin `null` is trusted
    ///
    /// `null` looks like nobody, and is everybody.
    ///
    /// ## What it finds
    ///
    /// The answer to `Origin: null` has `Access-Control-Allow-Origin: null`. `Null` in any other spelling is not it: browsers
    /// compare byte for byte.
    ///
    /// ## Why it matters
    ///
    /// `null` is nobody's and everybody's: a sandboxed `<iframe>`, a `data:` URL and a page behind certain redirects all have
    /// it, so any page can make one that sends it.
    ///
    /// ## How to fix
    ///
    /// Take `null` off the list. What needed it has an origin of its own that can be listed: serve local files from
    /// `http://localhost:PORT`, list an app's own scheme, or give a sandboxed frame `allow-same-origin`.
    ///
    /// ## Found
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: null
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: null
    /// < Access-Control-Allow-Credentials: true
    /// ```
    ///
    /// ## Clean
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: null
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: Null
    /// < Access-Control-Allow-Credentials: true
    /// ```
    "null-origin", "the origin `null` is trusted";
    section: Section::Trust,
    severity: Severity::High,
    confidence: Confidence::High,
    cwe: &[346, 942],
    asvs: &["3.4.2"],
    implied_by: &["reflect-any"],
    wants: |_| vec![Want::quick(Probe::from("null"))],
    judge: judge,
}

fn judge(evidence: &Evidence) -> Option<Finding> {
    let (index, trust) = evidence.trusting("null").filter(|(_, trust)| *trust >= Trust::Anonymous)?;
    let weight = weigh(evidence, Obtainable::ByAnybody, trust);
    let mut finding = Finding::new(
        "null-origin",
        weight.severity,
        weight.confidence,
        "The origin `null` is trusted, and any page can make a frame that has it.",
    )
    .seen(evidence.point(index, "access-control-allow-origin", "`null`, which every sandboxed frame has"))
    .proved(evidence.prove(index));
    finding.notes = weight.notes;
    Some(finding)
}
