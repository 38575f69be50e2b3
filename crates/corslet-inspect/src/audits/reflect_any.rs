//! `reflect-any`: any origin is echoed.

use crate::audit::{Confidence, Section, Severity};
use crate::audit::{Evidence, Finding, Obtainable, Probe, SessionUse, Trust, Want, rule, weigh};

rule! {
    /// # Any origin is trusted
    ///
    /// The answer names whatever origin asks: the commonest grave fault, and the easiest to exploit.
    ///
    /// ## What it finds
    ///
    /// The server writes whatever `Origin` it is sent into `Access-Control-Allow-Origin`. Two origins that nobody can have
    /// guessed, under different public suffixes, were both answered with themselves.
    ///
    /// ## Why it matters
    ///
    /// Every page on the web may read these answers. With `Access-Control-Allow-Credentials: true` it reads them as the user
    /// who visits it: a page that a logged-in user opens gets that user's data.
    ///
    /// ## How to fix
    ///
    /// Compare the whole `Origin` with a list of the front ends that need the answer, byte for byte, and answer any other
    /// origin without a CORS header. Send `Vary: Origin` with every answer. Where the data is public, answer
    /// `Access-Control-Allow-Origin: *` and no credentials.
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
    /// < Access-Control-Allow-Origin: https://attacker.com
    /// < Access-Control-Allow-Credentials: true
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://stranger.net
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://stranger.net
    /// < Access-Control-Allow-Credentials: true
    /// ```
    ///
    /// ## Clean
    ///
    /// One origin is answered with itself, and a stranger's is not: it is on a list.
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://attacker.com
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// < Vary: Origin
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://stranger.net
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Vary: Origin
    /// ```
    "reflect-any", "any origin is trusted";
    section: Section::Trust,
    severity: Severity::High,
    confidence: Confidence::High,
    cwe: &[346, 942],
    asvs: &["3.4.2"],
    implied_by: &[],
    wants: wants,
    judge: judge,
}

fn wants(evidence: &Evidence) -> Vec<Want> {
    let strangers = [evidence.stranger(), evidence.other_stranger()];
    let mut wants: Vec<Want> = strangers.iter().map(|origin| Want::quick(Probe::from(origin))).collect();
    if evidence.settings.session.is_empty() {
        // Some frameworks turn `*` into the origin itself as soon as there is a cookie.
        wants.extend(
            strangers.iter().map(|origin| Want::quick(Probe::from(origin).session(SessionUse::MadeUp))),
        );
    }
    wants
}

fn judge(evidence: &Evidence) -> Option<Finding> {
    let (first, trust) = evidence.trusting(&evidence.stranger())?;
    let (second, other) = evidence.trusting(&evidence.other_stranger())?;
    let trust = trust.min(other);
    if trust < Trust::Anonymous {
        return None;
    }
    let weight = weigh(evidence, Obtainable::ByAnybody, trust);
    let mut finding = Finding::new(
        "reflect-any",
        weight.severity,
        weight.confidence,
        "Any origin is answered with itself: two that nobody can have guessed were.",
    )
    .seen(evidence.point(first, "access-control-allow-origin", "a stranger's origin, echoed"))
    .seen(evidence.point(second, "access-control-allow-origin", "another stranger's origin, echoed too"))
    .proved(evidence.prove(first));
    finding.notes = weight.notes;
    Some(finding)
}
