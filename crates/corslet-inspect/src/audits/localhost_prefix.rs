//! `localhost-prefix`: an origin is trusted that begins like the user's own machine.

use crate::audit::{Base, Confidence, Evidence, Finding, Obtainable, Probe, Section, Severity, Want, rule};

rule! {
    /// # What begins with `localhost` is trusted
    ///
    /// Only the beginning of a local origin is compared: `http://localhost.attacker.com` begins so.
    ///
    /// ## What it finds
    ///
    /// `localhost` or `127.0.0.1` before a stranger's domain is answered with itself, over http or https.
    ///
    /// ## Why it matters
    ///
    /// The name belongs to whoever owns the domain behind it. It has nothing to do with the user's machine.
    ///
    /// ## How to fix
    ///
    /// Compare the whole origin, and keep local origins out of production.
    ///
    /// ### nginx, Apache
    ///
    /// `"~^http://localhost(:[0-9]+)?$"`, with the `$`.
    ///
    /// ### Caddy, Envoy, Traefik
    ///
    /// `exact` in place of `prefix`.
    ///
    /// ### Express and other Node servers
    ///
    /// `/^http:\/\/localhost(:\d+)?$/`, not `origin.startsWith("http://localhost")`.
    ///
    /// ### Python
    ///
    /// `re.fullmatch`; `re.match` looks at the beginning only.
    ///
    /// ### Java and Spring
    ///
    /// `http://localhost:[*]`, not `http://localhost*`.
    ///
    /// ### .NET, Go, Rust
    ///
    /// Equality, or a parsed origin whose host is `localhost`.
    ///
    /// ## Found
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: http://localhost.attacker.com
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: http://localhost.attacker.com
    /// < Access-Control-Allow-Credentials: true
    /// ```
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://127.0.0.1.attacker.com
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://127.0.0.1.attacker.com
    /// < Access-Control-Allow-Credentials: true
    /// ```
    ///
    /// ## Clean
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: http://localhost:3000
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: http://localhost:3000
    /// < Access-Control-Allow-Credentials: true
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: http://localhost.attacker.com
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// ```
    "localhost-prefix", "an origin is trusted that begins like the user's own machine";
    section: Section::Trust,
    severity: Severity::High,
    confidence: Confidence::High,
    cwe: &[346, 942],
    asvs: &["3.4.2"],
    implied_by: &["reflect-any"],
    wants: wants,
    judge: judge,
}

/// The names of the user's own machine.
const STARTS: [&str; 4] = ["http://localhost", "https://localhost", "http://127.0.0.1", "https://127.0.0.1"];

/// The names of the user's own machine before a stranger's domain.
pub(super) fn candidates(evidence: &Evidence) -> Vec<String> {
    STARTS.map(|start| format!("{start}.{}", evidence.names.first)).to_vec()
}

fn wants(evidence: &Evidence) -> Vec<Want> {
    evidence.once_baseline_is_known(|| {
        // Who trusts a name for its beginning trusts the name alone too, and with a port behind it.
        let is_trusted = |start: &str| {
            evidence.trusted_origins().filter_map(Base::parse).any(|base| base.plain(&base.host) == start)
        };
        let mut wants = Vec::new();
        for (start, origin) in STARTS.into_iter().zip(candidates(evidence)) {
            wants.push(Want::full(Probe::from(start)));
            if is_trusted(start) {
                wants.push(Want::quick(Probe::from(origin)));
            }
        }
        wants
    })
}

fn judge(evidence: &Evidence) -> Option<Finding> {
    let hit = evidence.first_hit(candidates(evidence))?;
    Some(evidence.finding(
        "localhost-prefix",
        Obtainable::ByAnybody,
        &hit,
        format!(
            "`{}` is trusted for its beginning, and anybody can have an origin that begins so.",
            hit.origin
        ),
        "a stranger's domain behind a local name, echoed",
    ))
}
