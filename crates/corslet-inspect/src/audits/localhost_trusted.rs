//! `localhost-trusted`: the user's own machine is trusted.

use crate::audit::{Confidence, Evidence, Finding, Obtainable, Section, Severity, Want, rule};

rule! {
    /// # The user's own machine is trusted
    ///
    /// Development's origins were left in production: pages from `localhost` may read the answers.
    ///
    /// ## What it finds
    ///
    /// `localhost`, `127.0.0.1` or `[::1]`, over http or https, with a port that development servers have, with any or with none, is
    /// answered with itself. One port alone is less severe than any port.
    ///
    /// ## Why it matters
    ///
    /// Whatever program serves pages on the user's machine reads the answers as the user: a development server with somebody's package
    /// in it, a local application, another user of the same machine.
    ///
    /// ## How to fix
    ///
    /// Keep development's origins in development's configuration, and let the two never meet.
    ///
    /// ### nginx, Apache, Caddy, Envoy, Traefik
    ///
    /// Take the lines with `localhost` and `127.0.0.1` out of the production files.
    ///
    /// ### Express and other Node servers
    ///
    /// `origin: process.env.CORS_ORIGINS.split(",")`, with nothing local in production.
    ///
    /// ### Python
    ///
    /// `CORS_ALLOWED_ORIGINS` from the environment; no `^http://localhost:\\d+$` in `CORS_ALLOWED_ORIGIN_REGEXES`.
    ///
    /// ### Java and Spring, .NET
    ///
    /// A profile (`application-dev.yml`, `appsettings.Development.json`) has the local origins.
    ///
    /// ### Go, Rust
    ///
    /// A list from the configuration of the environment.
    ///
    /// ## Found
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
    /// ```
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: http://127.0.0.1
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: http://127.0.0.1
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
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// ```
    ///
    /// The target is on that machine itself:
    ///
    /// ```http
    /// * target: http://localhost:8000/account
    ///
    /// > GET /account HTTP/1.1
    /// > Host: localhost:8000
    /// > Origin: http://localhost:3000
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: http://localhost:3000
    /// < Access-Control-Allow-Credentials: true
    /// ```
    "localhost-trusted", "the user's own machine is trusted";
    section: Section::Trust,
    severity: Severity::Medium,
    confidence: Confidence::High,
    cwe: &[346, 942],
    asvs: &["3.4.2"],
    implied_by: &["reflect-any", "localhost-prefix"],
    wants: wants,
    judge: judge,
}

/// Where development servers listen the most.
const USUAL: &str = "http://localhost:3000";

/// A local origin with any port, and another: who trusts both trusts every port.
fn any_port(evidence: &Evidence) -> [String; 2] {
    [0, 2].map(|which| format!("http://localhost:{}", evidence.names.port(which)))
}

fn candidates(evidence: &Evidence) -> Vec<String> {
    if evidence.target.is_on_loopback() {
        return Vec::new();
    }
    let [any, other] = any_port(evidence);
    let mut origins: Vec<String> =
        [USUAL, "http://127.0.0.1:8080", "http://localhost", "http://localhost:8080"]
            .map(str::to_owned)
            .to_vec();
    origins.push(any);
    origins.extend(["https://localhost", "http://127.0.0.1", "http://[::1]"].map(str::to_owned));
    origins.push(other);
    origins
}

fn wants(evidence: &Evidence) -> Vec<Want> {
    evidence.once_baseline_is_known(|| {
        let [any, other] = any_port(evidence);
        let mut origins = candidates(evidence);
        // Whoever trusts every port trusts a usual one.
        let is_any = evidence.trusts(USUAL);
        origins.retain(|origin| (*origin != any || is_any) && (*origin != other || evidence.trusts(&any)));
        Want::origins(origins, 0)
    })
}

fn judge(evidence: &Evidence) -> Option<Finding> {
    let hit = evidence.first_hit(candidates(evidence))?;
    let is_any =
        !evidence.target.is_on_loopback() && any_port(evidence).iter().all(|origin| evidence.trusts(origin));
    let ports = if is_any { ", and with any port" } else { "" };
    let finding = evidence.finding(
        "localhost-trusted",
        Obtainable::WithMore("a program that serves pages on the user's own machine"),
        &hit,
        format!("`{}` is trusted{ports}: programs on the user's machine read the answers.", hit.origin),
        "an origin on the user's own machine, echoed",
    );
    Some(match is_any {
        true => finding,
        false => finding.at_most(Severity::Low, "Not every port is: the program has to serve on that one."),
    })
}
