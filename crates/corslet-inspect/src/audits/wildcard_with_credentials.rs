//! `wildcard-with-credentials`: `*` stands beside credentials, which no browser accepts.

use crate::audit::{Confidence, Evidence, Finding, Probe, Section, Severity, Want, rule};

rule! {
    /// # `*` stands beside credentials
    ///
    /// Two headers that cancel each other out: no page reads this answer with credentials.
    ///
    /// ## What it finds
    ///
    /// An answer has `Access-Control-Allow-Origin: *` and `Access-Control-Allow-Credentials: true`.
    ///
    /// ## Why it matters
    ///
    /// With credentials, browsers [take `*` for a name that nobody has](https://fetch.spec.whatwg.org/#cors-protocol-and-credentials):
    /// every credentialed read fails. It is no hole, but it says what was meant, and the usual repair, an echo of any origin, is the
    /// grave fault. Some frameworks make that repair by themselves as soon as a cookie comes along.
    ///
    /// ## How to fix
    ///
    /// Public data: drop `Access-Control-Allow-Credentials`. A user's data: drop `*`, and list the front ends.
    ///
    /// ### Express
    ///
    /// ```js
    /// cors({ origin: ['https://app.shop.example'], credentials: true })
    /// ```
    ///
    /// ### Python (Starlette, FastAPI)
    ///
    /// ```python
    /// app.add_middleware(CORSMiddleware, allow_origins=["https://app.shop.example"], allow_credentials=True)
    /// ```
    ///
    /// ### Kubernetes (ingress-nginx)
    ///
    /// ```yaml
    /// nginx.ingress.kubernetes.io/cors-allow-origin: "https://app.shop.example"
    /// ```
    ///
    /// Its default is `*` with credentials.
    ///
    /// ## Found
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://attacker.com
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: *
    /// < Access-Control-Allow-Credentials: true
    /// ```
    ///
    /// ## Clean
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://attacker.com
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: *
    /// ```
    ///
    /// `True` is not `true`: that is a fault of its own, and `*` works here.
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://attacker.com
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: *
    /// < Access-Control-Allow-Credentials: True
    /// ```
    "wildcard-with-credentials", "`*` stands beside credentials";
    section: Section::Values,
    severity: Severity::Low,
    confidence: Confidence::High,
    cwe: &[942],
    asvs: &["3.4.2"],
    implied_by: &["reflect-any"],
    wants: |evidence| vec![Want::quick(Probe::plain()), Want::quick(Probe::from(evidence.stranger()))],
    judge: judge,
}

fn judge(evidence: &Evidence) -> Option<Finding> {
    let (index, _, _) = evidence.actual().find(|(_, _, response)| {
        response.is_ok() && response.allows_any() && response.allows_credentials()
    })?;
    Some(
        Finding::new(
            "wildcard-with-credentials",
            Severity::Low,
            Confidence::High,
            "`*` stands beside `Access-Control-Allow-Credentials: true`: every read with credentials fails.",
        )
        .seen(evidence.point(
            index,
            "access-control-allow-origin",
            "`*`, which is nobody as soon as credentials go along",
        ))
        .seen(evidence.point(index, "access-control-allow-credentials", "credentials were meant to go along"))
        .note("Nobody can exploit it: a page reads only what anybody can ask for."),
    )
}
