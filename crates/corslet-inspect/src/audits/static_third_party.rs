//! `static-third-party`: one foreign origin is named in every answer.

use corslet::words::Origin;

use crate::audit::{Base, Confidence, Evidence, Finding, Probe, Section, Severity, Want, rule};

rule! {
    /// # One foreign origin is named in every answer
    ///
    /// Whoever asks, the answer names the same origin, and it is on another site.
    ///
    /// ## What it finds
    ///
    /// Two origins that nobody can have guessed get the same valid `Access-Control-Allow-Origin`, an origin on another registrable
    /// domain, and no other origin was ever answered with itself. A server that has a list and falls back to its first entry is fine.
    ///
    /// ## Why it matters
    ///
    /// The answers are as safe as that site: a hole in it, or its domain when it expires, reads them. Often it is the origin of
    /// somebody's tutorial, or of a partner long gone.
    ///
    /// ## How to fix
    ///
    /// See whether that origin still needs the answers. If so, it is fine: say so with `--trusted-origin`. If not, take the header out.
    ///
    /// ### nginx, Apache, Caddy, Envoy, Traefik
    ///
    /// Look for the literal origin in `add_header`, `Header set` and the like.
    ///
    /// ### Express and other Node servers, Python, Java, .NET, Go, Rust
    ///
    /// Look for it in the list that the middleware is given.
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
    /// < Access-Control-Allow-Origin: https://partner.example.net
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://stranger.net
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://partner.example.net
    /// ```
    ///
    /// ## Clean
    ///
    /// The fallback of a list:
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://attacker.com
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://partner.example.net
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://stranger.net
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://partner.example.net
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// < Access-Control-Allow-Credentials: true
    /// ```
    ///
    /// The target's own site:
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://attacker.com
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://stranger.net
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// ```
    "static-third-party", "one foreign origin is named in every answer";
    section: Section::Trust,
    severity: Severity::Info,
    confidence: Confidence::High,
    cwe: &[346],
    asvs: &["3.4.2"],
    implied_by: &["shared-host-trusted"],
    wants: wants,
    judge: judge,
}

/// What an answer to a stranger names, when it is an origin of another site that the user did not speak of.
fn named(evidence: &Evidence, stranger: &str) -> Option<(usize, String)> {
    let (index, response) = evidence.response(&Probe::from(stranger))?;
    let named = response.header("access-control-allow-origin").filter(|_| response.is_ok())?;
    let base = Base::parse(&named).filter(|base| Origin::parse(&named).is_ok() && base.domain.is_some())?;
    let is_third = evidence.target.domain.is_some()
        && !evidence.is_own_site(&base.on(&base.host))
        && !evidence.settings.trusted_origins.contains(&named);
    is_third.then_some((index, named))
}

fn wants(evidence: &Evidence) -> Vec<Want> {
    let mut wants = vec![Want::quick(Probe::from(evidence.stranger()))];
    if let Some((_, named)) = named(evidence, &evidence.stranger()) {
        wants.push(Want::quick(Probe::from(named)));
        wants.push(Want::quick(Probe::from(evidence.other_stranger())));
        // Whether it is the fallback of a list shows in the answers to those who may be on it.
        wants.extend(evidence.baseline_wants());
    }
    wants
}

fn judge(evidence: &Evidence) -> Option<Finding> {
    let (index, named_first) = named(evidence, &evidence.stranger())?;
    let (second, named_second) = named(evidence, &evidence.other_stranger())?;
    let is_list = evidence.trusted_origins().any(|origin| origin != named_first);
    if named_first != named_second || is_list {
        return None;
    }
    let says = "named to a stranger, and it is neither the stranger nor the target's own site";
    Some(
        Finding::new(
            "static-third-party",
            Severity::Info,
            Confidence::High,
            format!("Every answer names `{named_first}`, an origin of another site."),
        )
        .seen(evidence.point(index, "access-control-allow-origin", says))
        .seen(evidence.point(second, "access-control-allow-origin", "the same, to another stranger")),
    )
}
