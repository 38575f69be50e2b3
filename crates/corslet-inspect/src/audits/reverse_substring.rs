//! `reverse-substring`: an origin is trusted that is only a part of a trusted one.

use corslet::words::is_under_listed_suffix;

use crate::audit::{Base, Confidence, Evidence, Finding, Obtainable, Section, Severity, Want, rule};

rule! {
    /// # The list contains the origin as text
    ///
    /// The list is searched for the origin as for a piece of text, and a piece of a trusted origin is found in it.
    ///
    /// ## What it finds
    ///
    /// A trusted origin that lacks its last letters is answered with itself: `https://app.shop.co` beside `https://app.shop.com`.
    ///
    /// ## Why it matters
    ///
    /// Where the shortened name ends in a public suffix, as `.co` and `.ne` are, anybody can register it. Where it does not, nobody
    /// can yet, and the comparison is wrong all the same: the next entry of the list may be cut where it hurts.
    ///
    /// ## How to fix
    ///
    /// Search a list of origins, not a text that has them all: split it first, and compare each for equality.
    ///
    /// ### nginx, Apache, Caddy
    ///
    /// Name each origin on a line of its own in the `map` or the matcher.
    ///
    /// ### Express and other Node servers
    ///
    /// `process.env.ORIGINS.split(",").includes(origin)`; without `split`, `includes` searches text.
    ///
    /// ### Python
    ///
    /// `origin in ORIGINS` with a set or a tuple. `("https://app.shop.com")` is no tuple but a string: it lacks its comma.
    ///
    /// ### Java and Spring
    ///
    /// `List.of(…).contains(origin)`, not `String.contains`.
    ///
    /// ### .NET, Go, Rust
    ///
    /// `HashSet.Contains`, `slices.Contains`, and `contains` on a slice of origins, never on one string of them.
    ///
    /// ## Found
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.com
    /// > Origin: https://app.shop.com
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.com
    /// < Access-Control-Allow-Credentials: true
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.com
    /// > Origin: https://app.shop.co
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.co
    /// < Access-Control-Allow-Credentials: true
    /// ```
    ///
    /// The shortened name cannot be registered, and is trusted:
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// < Access-Control-Allow-Credentials: true
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.exampl
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.exampl
    /// < Access-Control-Allow-Credentials: true
    /// ```
    ///
    /// ## Clean
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.com
    /// > Origin: https://app.shop.com
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.com
    /// < Access-Control-Allow-Credentials: true
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.com
    /// > Origin: https://app.shop.co
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// ```
    "reverse-substring", "an origin is trusted that is only a part of a trusted one";
    section: Section::Trust,
    severity: Severity::High,
    confidence: Confidence::High,
    cwe: &[346, 942],
    asvs: &["3.4.2"],
    implied_by: &["reflect-any", "prefix-match", "tld-wildcard", "any-port"],
    wants: wants,
    judge: judge,
}

/// The most trusted origins that are shortened.
const MOST: usize = 1;

/// Each trusted origin without its last letter, and the longest beginning of it that somebody can register.
fn candidates(evidence: &Evidence) -> Vec<String> {
    let mut origins = Vec::new();
    for origin in evidence.allowed().iter().filter(|origin| origin.is_ascii()).take(MOST) {
        let Some(base) = Base::parse(origin).filter(|base| !base.is_address() && base.domain.is_some())
        else {
            continue;
        };
        let start = base.scheme.len() + "://".len();
        let ends: Vec<&str> = (start + 1..origin.len()).rev().map(|end| &origin[..end]).collect();
        let is_free = |short: &&str| is_registrable(&base, short);
        origins.extend(
            ends.first().filter(|short| !short.ends_with(['.', ':', '-'])).map(|short| (*short).to_owned()),
        );
        origins.extend(ends.into_iter().find(is_free).map(str::to_owned));
    }
    origins.dedup();
    origins
}

/// Whether somebody else can register the host of a shortened origin.
fn is_registrable(base: &Base, short: &str) -> bool {
    Base::parse(short)
        .is_some_and(|short| base.is_foreign(&short.host) && is_under_listed_suffix(&short.host))
}

fn wants(evidence: &Evidence) -> Vec<Want> {
    evidence.once_baseline_is_known(|| Want::origins(candidates(evidence), 0))
}

fn judge(evidence: &Evidence) -> Option<Finding> {
    let candidates = candidates(evidence);
    let base = Base::parse(evidence.allowed().first()?)?;
    let free = evidence.first_hit(candidates.iter().filter(|short| is_registrable(&base, short)).cloned());
    let obtainable = match free {
        Some(_) => Obtainable::ByAnybody,
        None => Obtainable::WithMore("a public suffix that is a part of a trusted origin's"),
    };
    let hit = free.or_else(|| evidence.first_hit(candidates))?;
    Some(evidence.finding(
        "reverse-substring",
        obtainable,
        &hit,
        format!("`{}` is trusted because it is a part of a trusted origin.", hit.origin),
        "a trusted origin without its end, echoed",
    ))
}
