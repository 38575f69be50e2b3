//! `reflect-on-error`: errors name any origin.

use crate::audit::{Confidence, Evidence, Finding, Place, Probe};
use crate::audit::{Section, SessionUse, Severity, Trust, Want, rule};
use crate::exchange::Exchange;

rule! {
    /// # Errors name any origin
    ///
    /// Errors are answered with whatever origin asks; good answers are not.
    ///
    /// ## What it finds
    ///
    /// A stranger's origin is echoed in an answer with a status of 400 or more (at a path where nothing can be, or at the target without
    /// a session), or in a redirect, and in no good answer. It is told apart from `reflect-any` because a page reads nothing there but
    /// the error, and at the end of a redirect only what is granted there.
    ///
    /// ## Why it matters
    ///
    /// Little, mostly: an error seldom has anything in it. It may when it shows a stack, a user's name or a token; and it shows that
    /// headers are set in two places, which do not agree.
    ///
    /// ## How to fix
    ///
    /// Set CORS headers in one place, before anything can fail, and by one list.
    ///
    /// ### nginx
    ///
    /// `add_header … always` with the value from one `map`; `error_page` and `proxy_intercept_errors` have no headers of their own.
    ///
    /// ### Apache
    ///
    /// `Header always` with the same condition as `Header`; `ErrorDocument` goes through the same rules.
    ///
    /// ### Caddy, Envoy, Traefik
    ///
    /// One policy at the router, not one at the route and one in `handle_errors`.
    ///
    /// ### Express and other Node servers
    ///
    /// `app.use(cors(…))` before all routes; no `res.header("Access-Control-Allow-Origin", req.headers.origin)` in the error handler.
    ///
    /// ### Python, Java, .NET, Go
    ///
    /// The middleware first, around everything; no header in an exception handler.
    ///
    /// ### Rust
    ///
    /// The layer outside of all others, so that it sees the errors too.
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
    ///
    /// > GET /abcdefghijklmnopabcdefghijklmnopabcdefghijklmnop HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://attacker.com
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 404 Not Found
    /// < Access-Control-Allow-Origin: https://attacker.com
    /// < Access-Control-Allow-Credentials: true
    ///
    /// > GET /abcdefghijklmnopabcdefghijklmnopabcdefghijklmnop HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://stranger.net
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 404 Not Found
    /// < Access-Control-Allow-Origin: https://stranger.net
    /// < Access-Control-Allow-Credentials: true
    /// ```
    ///
    /// A redirect is no good answer either.
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://attacker.com
    ///
    /// < HTTP/1.1 302 Found
    /// < Location: /login
    /// < Access-Control-Allow-Origin: https://attacker.com
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://stranger.net
    ///
    /// < HTTP/1.1 302 Found
    /// < Location: /login
    /// < Access-Control-Allow-Origin: https://stranger.net
    /// ```
    ///
    /// ## Clean
    ///
    /// The error names a front end that is on a list:
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://attacker.com
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 404 Not Found
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// ```
    "reflect-on-error", "errors name any origin";
    section: Section::Trust,
    severity: Severity::Low,
    confidence: Confidence::High,
    cwe: &[346, 942],
    asvs: &["3.4.2"],
    implied_by: &["reflect-any"],
    wants: wants,
    judge: judge,
}

/// Where an error may be had without doing anything: at a path where nothing is, and at the target without a session.
fn probes(evidence: &Evidence, origin: &str) -> Vec<Probe> {
    let mut probes = vec![Probe::from(origin).at(Place::Missing)];
    if !evidence.settings.session.is_empty() {
        probes.push(Probe::from(origin).session(SessionUse::None));
    }
    probes
}

fn wants(evidence: &Evidence) -> Vec<Want> {
    if evidence.trusts_anybody() {
        return Vec::new();
    }
    let (first, second) = (evidence.stranger(), evidence.other_stranger());
    let is_echoed =
        |probe: &Probe| evidence.find(probe).is_some_and(|(index, _)| evidence.grants(index).is_granted());
    let mut wants = vec![Want::quick(Probe::from(&first))];
    if is_echoed(&Probe::from(&first)) {
        wants.push(Want::quick(Probe::from(&second)));
    }
    // Where a stranger is named in an answer that is no good one, it is worth a look at once.
    let is_odd = is_echoed(&Probe::from(&first)) && !evidence.trusts(&first);
    for (one, other) in probes(evidence, &first).into_iter().zip(probes(evidence, &second)) {
        let is_echoed = is_echoed(&one);
        wants.push(if is_odd { Want::quick(one) } else { Want::full(one) });
        if is_echoed {
            wants.push(Want::quick(other));
        }
    }
    wants
}

fn judge(evidence: &Evidence) -> Option<Finding> {
    let (first, trust) =
        evidence.trusting_on_error(&evidence.stranger()).filter(|(_, trust)| trust.is_granted())?;
    let (second, _) =
        evidence.trusting_on_error(&evidence.other_stranger()).filter(|(_, trust)| trust.is_granted())?;
    if evidence.trusts(&evidence.stranger()) || evidence.trusts(&evidence.other_stranger()) {
        return None;
    }
    let severity = if trust == Trust::Credentialed { Severity::Low } else { Severity::Info };
    let is_redirect = |index| {
        evidence.exchange(index).and_then(Exchange::response).is_some_and(|response| response.status() < 400)
    };
    let (what, kind) = if is_redirect(first) { ("Redirects", "a redirect") } else { ("Errors", "an error") };
    Some(
        Finding::new(
            "reflect-on-error",
            severity,
            Confidence::High,
            format!("{what} are answered with whatever origin asks, and good answers are not."),
        )
        .seen(evidence.point(
            first,
            "access-control-allow-origin",
            format!("a stranger's origin, echoed in {kind}"),
        ))
        .seen(evidence.point(
            second,
            "access-control-allow-origin",
            format!("another stranger's origin, echoed in {kind} too"),
        ))
        .proved(evidence.prove(first).filter(|proof| proof.engines().next().is_some())),
    )
}
