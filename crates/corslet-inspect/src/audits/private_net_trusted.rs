//! `private-net-trusted`: addresses of private networks are trusted.

use crate::audit::{Confidence, Evidence, Finding, Obtainable, Section, Severity, Want, rule};

rule! {
    /// # Addresses of private networks are trusted
    ///
    /// Any machine on the network where the user happens to be may read the answers.
    ///
    /// ## What it finds
    ///
    /// An address that nobody can have guessed, from the private ranges `192.168.0.0/16`, `10.0.0.0/8` and `172.16.0.0/12` or the
    /// link-local `169.254.0.0/16`, is answered with itself: a pattern trusts the range. A single listed address is not found by it.
    ///
    /// ## Why it matters
    ///
    /// The user's next network has the same addresses. Whoever is on it, or owns a device there, serves a page on one of them, over
    /// http and without a certificate.
    ///
    /// ## How to fix
    ///
    /// Give internal front ends names and certificates, and list those.
    ///
    /// ### nginx, Apache
    ///
    /// Take patterns such as `192\.168\.` out.
    ///
    /// ### Caddy, Envoy, Traefik
    ///
    /// `exact` matchers with names.
    ///
    /// ### Express and other Node servers, Python
    ///
    /// Development's patterns belong into development's configuration.
    ///
    /// ### Java and Spring
    ///
    /// No `http://192.168.*` in `allowedOriginPatterns`.
    ///
    /// ### .NET, Go, Rust
    ///
    /// Lists of names.
    ///
    /// ## Found
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: http://192.168.29.138
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: http://192.168.29.138
    /// < Access-Control-Allow-Credentials: true
    /// ```
    ///
    /// The pattern has no end:
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: http://192.168.29.138
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: http://192.168.29.138
    /// < Access-Control-Allow-Credentials: true
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: http://192.168.29.138.attacker.com
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: http://192.168.29.138.attacker.com
    /// < Access-Control-Allow-Credentials: true
    /// ```
    ///
    /// ## Clean
    ///
    /// One address is listed:
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: http://192.168.4.29
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: http://192.168.4.29
    /// < Access-Control-Allow-Credentials: true
    /// ```
    "private-net-trusted", "addresses of private networks are trusted";
    section: Section::Trust,
    severity: Severity::High,
    confidence: Confidence::High,
    cwe: &[346, 942],
    asvs: &["3.4.2"],
    implied_by: &["reflect-any"],
    wants: wants,
    judge: judge,
}

/// Addresses of the private ranges that nobody can have guessed.
fn addresses(evidence: &Evidence) -> [String; 4] {
    let octet = |which| evidence.names.octet(which);
    [
        format!("192.168.{}.{}", octet(0), octet(1)),
        format!("10.{}.{}.{}", octet(2), octet(3), octet(4)),
        format!("172.{}.{}.{}", 16 + octet(5) % 16, octet(6), octet(7)),
        format!("169.254.{}.{}", octet(8), octet(9)),
    ]
}

fn candidates(evidence: &Evidence) -> Vec<String> {
    let addresses = addresses(evidence);
    let mut origins: Vec<String> = addresses.iter().map(|address| format!("http://{address}")).collect();
    origins.push(format!("http://{}:3000", addresses[0]));
    origins.push(format!("https://{}", addresses[0]));
    origins
}

/// The same addresses before a stranger's domain.
fn unanchored(evidence: &Evidence) -> Vec<String> {
    addresses(evidence).iter().map(|address| format!("http://{address}.{}", evidence.names.first)).collect()
}

fn wants(evidence: &Evidence) -> Vec<Want> {
    evidence.once_baseline_is_known(|| {
        let mut wants = Want::origins(candidates(evidence), 0);
        let trusted: Vec<bool> =
            addresses(evidence).iter().map(|address| evidence.trusts(&format!("http://{address}"))).collect();
        let behind = unanchored(evidence).into_iter().zip(trusted);
        wants
            .extend(Want::origins(behind.filter(|(_, is_trusted)| *is_trusted).map(|(origin, _)| origin), 4));
        wants
    })
}

fn judge(evidence: &Evidence) -> Option<Finding> {
    let hit = evidence.first_hit(candidates(evidence))?;
    let free = evidence.first_hit(unanchored(evidence));
    let obtainable = match free {
        Some(_) => Obtainable::ByAnybody,
        None => Obtainable::WithMore("a device on the network where the user is"),
    };
    let finding = evidence.finding(
        "private-net-trusted",
        obtainable,
        free.as_ref().unwrap_or(&hit),
        format!("`{}` is trusted, and with it any device on such a network.", hit.origin),
        "an address of a private network, echoed",
    );
    Some(match free {
        Some(free) => finding.note(format!(
            "The pattern has no end: `{}` is trusted too, which anybody can have.",
            free.origin
        )),
        None => finding,
    })
}
