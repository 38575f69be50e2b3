//! `any-port`: every port of a trusted host is trusted.

use crate::audit::{Confidence, Evidence, Finding, Obtainable, Section, Severity, Want, rule};

rule! {
    /// # Every port is trusted
    ///
    /// The port is not compared: `https://shop.com:8443` is trusted because `https://shop.com` is.
    ///
    /// ## What it finds
    ///
    /// Two ports that nobody would have listed are answered with themselves on one host. A listed port, for development say, is not
    /// found by them.
    ///
    /// ## Why it matters
    ///
    /// Another port may be another service with other people, or a program of another user on the same machine. Cookies do not know
    /// ports, so the session goes along.
    ///
    /// ## How to fix
    ///
    /// Compare the whole origin: the port is a part of it.
    ///
    /// ### nginx, Apache
    ///
    /// A pattern without `(:\d+)?` at its end.
    ///
    /// ### Caddy, Envoy, Traefik
    ///
    /// `exact` matchers with the port that is meant.
    ///
    /// ### Express and other Node servers
    ///
    /// Compare `origin`, not `new URL(origin).hostname`.
    ///
    /// ### Python
    ///
    /// Compare the origin, not `urlsplit(origin).hostname`.
    ///
    /// ### Java and Spring
    ///
    /// `allowedOriginPatterns` with `:[8080,8443]` names ports; `:[*]` takes any.
    ///
    /// ### .NET, Go, Rust
    ///
    /// Compare the origin, not `Uri.Host`, `url.Hostname()` or `Url::host_str()`.
    ///
    /// ## Found
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://api.shop.example:8416
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://api.shop.example:8416
    /// < Access-Control-Allow-Credentials: true
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://api.shop.example:3316
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://api.shop.example:3316
    /// < Access-Control-Allow-Credentials: true
    /// ```
    ///
    /// ## Clean
    ///
    /// One port is listed, and others are not:
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://api.shop.example:8416
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://api.shop.example:8416
    /// < Access-Control-Allow-Credentials: true
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://api.shop.example:3316
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// ```
    "any-port", "every port of a trusted host is trusted";
    section: Section::Trust,
    severity: Severity::Medium,
    confidence: Confidence::High,
    cwe: &[346, 942],
    asvs: &["3.4.2"],
    implied_by: &["reflect-any", "prefix-match", "substring-match", "suffix-match", "tld-wildcard", "special-char-host"],
    wants: wants,
    judge: judge,
}

/// The most hosts whose ports are asked for.
const MOST: usize = 2;

/// Ports of trusted hosts that nobody would have listed, of four digits and of five, in pairs.
fn candidates(evidence: &Evidence) -> Vec<[String; 2]> {
    let mut pairs = Vec::new();
    let mut bases = evidence.trusted_bases();
    bases.truncate(MOST - 1);
    let own = evidence.bases().into_iter().find(|base| bases.iter().all(|known| known.host != base.host));
    bases.extend(own);
    let mut has_five = false;
    for base in &bases {
        // Five digits are asked for only where the host is trusted at all, and once: one list is compared in one way.
        let is_trusted = evidence.trusts(&base.on(&base.host));
        let widths = if is_trusted && !std::mem::replace(&mut has_five, true) { 0..2 } else { 0..1 };
        for which in widths {
            let on = |which| format!("{}:{}", base.plain(&base.host), evidence.names.port(which));
            pairs.push([on(which), on(which + 2)]);
        }
    }
    pairs
}

fn wants(evidence: &Evidence) -> Vec<Want> {
    evidence.once_baseline_is_known(|| {
        let mut wants = Vec::new();
        for [first, second] in candidates(evidence) {
            let is_trusted = evidence.trusts(&first);
            wants.extend(Want::origins([first], 0));
            wants.extend(Want::origins(is_trusted.then_some(second), 1));
        }
        wants
    })
}

fn judge(evidence: &Evidence) -> Option<Finding> {
    let both = |[first, second]: [String; 2]| Some((evidence.hit(&first)?, evidence.hit(&second)?));
    let (hit, other) = candidates(evidence).into_iter().find_map(both)?;
    let finding = evidence.finding(
        "any-port",
        Obtainable::WithMore("a page on another port of the same host"),
        &hit,
        format!("`{}` is trusted, and so is every other port.", hit.origin),
        "a port that nobody would have listed, echoed",
    );
    Some(finding.seen(evidence.point(
        other.index,
        "access-control-allow-origin",
        "another such port, echoed too",
    )))
}
