//! `null-origin`: the origin `null` is trusted.

use crate::audit::{Confidence, Evidence, Finding, Obtainable, Probe, Section, Severity, Want, rule};

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
    /// it, so any page can make one that sends it. An answer that has `null` without being asked, because a server writes it to
    /// say *nobody*, trusts them just the same.
    ///
    /// ## How to fix
    ///
    /// Take `null` off the list. What needed it has an origin of its own that can be listed: serve local files from
    /// `http://localhost:PORT`, list an app's own scheme, or give a sandboxed frame `allow-same-origin`. To refuse an origin,
    /// leave the header out.
    ///
    /// ### nginx, Apache, Caddy
    ///
    /// Take `null` out of the `map`, the `SetEnvIf` or the matcher, and never write `Access-Control-Allow-Origin: null`.
    ///
    /// ### Express and other Node servers
    ///
    /// A function for `origin` has to refuse `"null"` too: it is a string, not a missing origin.
    ///
    /// ### Python, Java, .NET, Go
    ///
    /// Take `"null"` out of the list of origins; a regular expression such as `.*` matches it.
    ///
    /// ### Rust
    ///
    /// Corslet's policies take `null` only by a word that says how dangerous it is.
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
    wants: wants,
    judge: judge,
}

fn wants(evidence: &Evidence) -> Vec<Want> {
    if evidence.trusts_anybody() {
        return Vec::new();
    }
    let mut wants = evidence.plain_wants();
    wants.push(Want::quick(Probe::from("null")));
    wants
}

fn judge(evidence: &Evidence) -> Option<Finding> {
    let hit = evidence.hit("null")?;
    Some(evidence.finding(
        "null-origin",
        Obtainable::ByAnybody,
        &hit,
        "The origin `null` is trusted, and any page can make a frame that has it.",
        "`null`, which every sandboxed frame has",
    ))
}
