//! `reflect-any`: any origin is echoed.

use crate::audit::{Confidence, Depth, Evidence, Finding, Obtainable, Place, Probe};
use crate::audit::{Section, SessionUse, Severity, Want, rule, weigh};

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
    /// ### nginx
    ///
    /// Never `add_header Access-Control-Allow-Origin $http_origin`. A `map` has the list, and gives nothing for the rest:
    ///
    /// ```nginx
    /// map $http_origin $allowed_origin {
    ///     default "";
    ///     "https://app.example.com" $http_origin;
    /// }
    /// add_header Access-Control-Allow-Origin $allowed_origin always;
    /// add_header Vary Origin always;
    /// ```
    ///
    /// ### Apache
    ///
    /// ```apache
    /// SetEnvIf Origin "^https://app\.example\.com$" ALLOWED_ORIGIN=$0
    /// Header always set Access-Control-Allow-Origin "%{ALLOWED_ORIGIN}e" env=ALLOWED_ORIGIN
    /// Header always merge Vary Origin
    /// ```
    ///
    /// ### Caddy
    ///
    /// `@front header Origin https://app.example.com`, and the headers in a block for `@front` only.
    ///
    /// ### Envoy, Traefik
    ///
    /// List `exact` matchers, or `accessControlAllowOriginList`; Traefik answers `*` with credentials by an echo.
    ///
    /// ### Express and other Node servers
    ///
    /// `cors({ origin: ["https://app.example.com"], credentials: true })`; `origin: true` echoes anybody.
    ///
    /// ### Python
    ///
    /// Django: `CORS_ALLOWED_ORIGINS`, not `CORS_ALLOW_ALL_ORIGINS`. Starlette and Flask: name the origins; `["*"]` with
    /// credentials echoes.
    ///
    /// ### Java and Spring
    ///
    /// `allowedOrigins("https://app.example.com")`, not `allowedOriginPatterns("*")`.
    ///
    /// ### .NET
    ///
    /// `WithOrigins("https://app.example.com")`, not `SetIsOriginAllowed(_ => true)`.
    ///
    /// ### Go
    ///
    /// `AllowedOrigins: []string{"https://app.example.com"}`, without `AllowOriginFunc`.
    ///
    /// ### Rust
    ///
    /// `AllowOrigin::list` with tower-http, not `mirror_request`; a Corslet policy cannot be written so.
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

/// The methods whose preflights tell whether only they are answered with the origin.
const METHODS: [&str; 2] = ["PUT", "POST"];

fn wants(evidence: &Evidence) -> Vec<Want> {
    let mut wants = evidence.plain_wants();
    let (first, second) = (evidence.stranger(), evidence.other_stranger());
    wants.extend(both(evidence, [first.clone(), second.clone()], Probe::from, Depth::Quick));
    if judge(evidence).is_some() {
        return wants;
    }
    for pair in evidence.strangers() {
        wants.extend(both(evidence, [pair.first, pair.second], Probe::from, Depth::Full));
    }
    if evidence.trusts_something_odd() {
        for pair in evidence.shapes() {
            wants.extend(both(evidence, [pair.first, pair.second], Probe::from, Depth::Full));
        }
    }
    let pair = || [first.clone(), second.clone()];
    let names = &evidence.names;
    let unique = Place::Query(names.label.clone(), names.inner.clone());
    wants.extend(both(evidence, pair(), |origin| Probe::from(origin).at(unique.clone()), Depth::Full));
    wants.extend(both(evidence, pair(), |origin| Probe::from(origin).method("HEAD"), Depth::Full));
    // Some frameworks turn `*` into the origin itself as soon as there is a cookie, and some servers only without one.
    let (session, depth) = match evidence.settings.session.is_empty() {
        true => (SessionUse::MadeUp, Depth::Quick),
        false => (SessionUse::None, Depth::Full),
    };
    wants.extend(both(evidence, pair(), |origin| Probe::from(origin).session(session), depth));
    if evidence.settings.active {
        wants.extend(both(evidence, pair(), |origin| Probe::from(origin).method("POST"), Depth::Full));
    }
    for method in METHODS {
        wants.extend(both(evidence, pair(), |origin| Probe::preflight(origin, method), Depth::Full));
    }
    if method_that_reflects(evidence).is_some() {
        wants.extend(["GET", "DELETE"].map(|method| Want::full(Probe::preflight(&first, method))));
    }
    wants
}

/// The question by the first stranger, and by the second when the first is trusted.
fn both(
    evidence: &Evidence,
    [first, second]: [String; 2],
    probe: impl Fn(String) -> Probe,
    depth: Depth,
) -> Vec<Want> {
    let first = probe(first);
    let is_trusted = evidence.find(&first).is_some_and(|(index, _)| evidence.grants(index).is_granted());
    let mut wants = vec![Want { probe: first, depth }];
    if is_trusted {
        wants.push(Want::quick(probe(second)));
    }
    wants
}

/// A method that preflights grant to both strangers, with the place of the first's.
fn method_that_reflects(evidence: &Evidence) -> Option<(&'static str, usize)> {
    METHODS.into_iter().find_map(|method| {
        let granted = |origin: String| {
            let (index, response) = evidence.response(&Probe::preflight(origin, method))?;
            (response.is_ok() && evidence.grants(index).is_granted()).then_some(index)
        };
        let first = granted(evidence.stranger())?;
        granted(evidence.other_stranger())?;
        Some((method, first))
    })
}

fn judge(evidence: &Evidence) -> Option<Finding> {
    let Some((first, second, shape)) = evidence.trusted_strangers() else {
        return judge_methods(evidence).or_else(|| judge_refusals(evidence));
    };
    let hit = if second.trust < first.trust { &second } else { &first };
    let summary = format!("{shape} answered with itself: two that nobody can have guessed were.");
    let says = "a stranger's origin, echoed";
    let finding = evidence.finding("reflect-any", Obtainable::ByAnybody, hit, summary, says);
    let other = if hit.index == first.index { second.index } else { first.index };
    Some(finding.seen(evidence.point(
        other,
        "access-control-allow-origin",
        "another stranger's origin, echoed too",
    )))
}

/// Only one method's requests are answered with the origin: their preflights are, and those for `GET` are not. A server that
/// answers every preflight so has another fault.
fn judge_methods(evidence: &Evidence) -> Option<Finding> {
    let (method, index) = method_that_reflects(evidence)?;
    let is_granted = |method: &str| {
        let (index, response) = evidence.response(&Probe::preflight(evidence.stranger(), method))?;
        Some(response.is_ok() && evidence.grants(index).is_granted())
    };
    // Where GET is granted too, or every method but those that need no preflight, it is the preflights that are open.
    if is_granted("GET")? || method != "POST" && is_granted("DELETE")? && is_granted("POST") == Some(false) {
        return None;
    }
    let weight = weigh(evidence, Obtainable::ByAnybody, evidence.grants(index));
    let mut finding = Finding::new(
        "reflect-any",
        weight.severity,
        weight.confidence.min(Confidence::Medium),
        format!("Any origin is answered with itself in requests with {method}: the preflights for it are, and those for GET are not."),
    )
    .seen(evidence.point(index, "access-control-allow-origin", "a stranger's origin, echoed"))
    .proved(evidence.prove_sending(index));
    finding.notes = weight.notes;
    Some(finding.note(format!(
        "The {method} itself was not sent, because it may change something: --active sends it."
    )))
}

/// No session was given, and nothing but refusals was seen: they name whoever asks, and so do the preflights, which are good
/// answers. What somebody gets who is signed in will hardly say anything else.
fn judge_refusals(evidence: &Evidence) -> Option<Finding> {
    let has_seen_more =
        evidence.actual().any(|(_, _, response)| !matches!(response.status(), 401 | 403 | 405));
    if !evidence.settings.session.is_empty() || has_seen_more {
        return None;
    }
    let refused = |origin: String| {
        let (index, _) = evidence.response(&Probe::from(origin))?;
        evidence.grants(index).is_granted().then_some(index)
    };
    let (first, second) = (refused(evidence.stranger())?, refused(evidence.other_stranger())?);
    method_that_reflects(evidence)?;
    let weight = weigh(evidence, Obtainable::ByAnybody, evidence.grants(first));
    let says = "a stranger's origin, echoed";
    let mut finding = Finding::new(
        "reflect-any",
        weight.severity,
        weight.confidence.min(Confidence::Medium),
        "Any origin is answered with itself: two that nobody can have guessed were, in refusals and in preflights.",
    )
    .seen(evidence.point(first, "access-control-allow-origin", says))
    .seen(evidence.point(second, "access-control-allow-origin", "another stranger's origin, echoed too"))
    .proved(evidence.prove(first));
    finding.notes = weight.notes;
    Some(finding.note("Only refusals were seen, because nobody is signed in."))
}
