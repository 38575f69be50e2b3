//! `localhost-prefix`: an origin is trusted that begins like the user's own machine.

use super::prefix_match;
use crate::audit::{Base, Confidence, Evidence, Finding, Obtainable, Section, Severity, Want, rule};

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

/// Whether it begins as one of the origins that the target is compared with: on the user's own machine these are such names
/// themselves.
fn is_of_a_base(evidence: &Evidence, origin: &String) -> bool {
    let host = |origin: &String| Base::parse(origin).map(|base| base.host);
    let is_on_loopback = evidence.target.is_on_loopback();
    is_on_loopback && prefix_match::candidates(evidence).iter().any(|one| host(one) == host(origin))
}

/// The names of the user's own machine before a stranger's domain.
pub(super) fn candidates(evidence: &Evidence) -> Vec<String> {
    let first = &evidence.names.first;
    ["http://localhost", "https://localhost", "http://127.0.0.1", "https://127.0.0.1"]
        .map(|start| format!("{start}.{first}"))
        .to_vec()
}

fn wants(evidence: &Evidence) -> Vec<Want> {
    evidence.once_baseline_is_known(|| {
        // Who trusts a name for its beginning trusts the name alone too, which is asked for in any case.
        let mut origins = candidates(evidence);
        origins.retain(|origin| !is_of_a_base(evidence, origin));
        origins.retain(|origin| {
            let (start, _) = origin.split_at(origin.len() - evidence.names.first.len() - 1);
            start == "http://localhost" || evidence.trusts(start) || {
                start == "https://127.0.0.1" && evidence.trusts("http://127.0.0.1")
            }
        });
        Want::origins(origins, 1)
    })
}

fn judge(evidence: &Evidence) -> Option<Finding> {
    let own = candidates(evidence).into_iter().filter(|origin| !is_of_a_base(evidence, origin));
    let hit = evidence.first_hit(own)?;
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
