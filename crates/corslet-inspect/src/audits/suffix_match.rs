//! `suffix-match`: an origin is trusted that only ends with a trusted name.

use super::shared_host_trusted;
use crate::audit::{Base, Confidence, Evidence, Finding, Obtainable, Section, Severity, Want, rule};

rule! {
    /// # Only the end of the origin is compared
    ///
    /// Whatever ends with a trusted name is trusted, without a dot before it: `https://attackershop.com` ends with `shop.com`.
    ///
    /// ## What it finds
    ///
    /// A name that ends with the target's registrable domain and is another domain (letters glued before it, with or without a
    /// hyphen) is answered with itself. When only names that end with the target's *host* are, they are names inside the
    /// same organisation, and the finding is less severe.
    ///
    /// ## Why it matters
    ///
    /// Such a domain can be registered by anybody, for the price of a domain.
    ///
    /// ## How to fix
    ///
    /// Compare the whole origin with a list. If all subdomains have to be trusted, compare with the dot: `.shop.com`, or
    /// `^https://([a-z0-9-]+\.)?shop\.com$`.
    ///
    /// ### nginx
    ///
    /// `"~^https://([a-z0-9-]+\.)?shop\.com$" $http_origin;`, not `"~shop\.com$"`.
    ///
    /// ### Apache
    ///
    /// `SetEnvIf Origin "^https://([a-z0-9-]+\.)?shop\.com$"`.
    ///
    /// ### Caddy, Envoy, Traefik
    ///
    /// Envoy's `suffix` matcher looks at the end of the whole origin: use `exact`, or a `safe_regex` from `https://` on.
    ///
    /// ### Express and other Node servers
    ///
    /// `/^https:\/\/([a-z0-9-]+\.)?shop\.com$/`, not `origin.endsWith("shop.com")` and not `/shop\.com$/`.
    ///
    /// ### Python
    ///
    /// `re.fullmatch` with the scheme in the pattern, not `origin.endswith("shop.com")`.
    ///
    /// ### Java and Spring
    ///
    /// `allowedOriginPatterns("https://*.shop.com")` has the dot; `https://*shop.com` has not.
    ///
    /// ### .NET, Go, Rust
    ///
    /// Lists, or `.SetIsOriginAllowedToAllowWildcardSubdomains()` with `https://*.shop.com`; not `EndsWith`,
    /// `strings.HasSuffix` or `ends_with` on the bare name.
    ///
    /// ## Found
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://qwertzshop.example
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://qwertzshop.example
    /// < Access-Control-Allow-Credentials: true
    /// ```
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://qwertzapi.shop.example
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://qwertzapi.shop.example
    /// < Access-Control-Allow-Credentials: true
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://qwertz.shop.example
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// ```
    ///
    /// ## Clean
    ///
    /// A subdomain is trusted, and a name that only ends so is not.
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://qwertz.shop.example
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://qwertz.shop.example
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://qwertzapi.shop.example
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://qwertzapi.shop.example
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://qwertzshop.example
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// ```
    "suffix-match", "an origin is trusted that only ends with a trusted name";
    section: Section::Trust,
    severity: Severity::High,
    confidence: Confidence::High,
    cwe: &[346, 942],
    asvs: &["3.4.2"],
    implied_by: &["reflect-any", "substring-match"],
    wants: wants,
    judge: judge,
}

/// A base, and an origin whose host ends with a name of the base's.
struct Candidate {
    base: Base,
    host: String,
}

impl Candidate {
    fn origin(&self) -> String {
        self.base.on(&self.host)
    }
}

/// Names that end with a registrable domain, and are another.
fn foreign(evidence: &Evidence) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> = Vec::new();
    for base in evidence.bases().into_iter().filter(|base| !base.is_address()) {
        let name = base.domain.clone().unwrap_or_else(|| base.host.clone());
        let label = &evidence.names.label;
        // A hyphen ends a word as a dot does: worth asking where a subdomain is trusted.
        let is_word = evidence.trusts(&base.on(&format!("{label}.{name}")));
        let hosts =
            std::iter::once(format!("{label}{name}")).chain(is_word.then(|| format!("{label}-{name}")));
        for host in hosts {
            if base.is_foreign(&host) && !candidates.iter().any(|known| known.host == host) {
                candidates.push(Candidate { base: base.clone(), host });
            }
        }
    }
    candidates
}

/// Names that end with a whole host, and are its neighbours.
fn siblings(evidence: &Evidence) -> Vec<Candidate> {
    let bases = evidence
        .compared_bases()
        .into_iter()
        .filter(|base| base.domain.as_ref().is_some_and(|it| *it != base.host));
    bases
        .map(|base| {
            let host = format!("{}{}", evidence.names.label, base.host);
            Candidate { base, host }
        })
        .collect()
}

/// A name that ends with the registrable domain if any letter may stand for its last dot.
fn without_dots(evidence: &Evidence) -> Option<String> {
    let base = evidence.bases().into_iter().find(|base| base.domain.is_some())?;
    let (front, tld) = base.domain.as_deref()?.rsplit_once('.')?;
    Some(base.plain(&format!("{}.{front}x{tld}", evidence.names.label)))
}

/// A name that ends with the domain, trusted because a dot that is not escaped takes any letter: it takes one for the other
/// dot too, or it wants one, so that the domain alone is not trusted.
pub(super) fn by_any_letter(evidence: &Evidence) -> Option<crate::audit::Hit> {
    let domain = evidence.target.domain.as_deref()?;
    let target = &evidence.target;
    let hit = evidence.first_hit(foreign(evidence).iter().map(Candidate::origin))?;
    let wants_a_letter = || {
        let is_refused = |origin: &str| evidence.trust(origin) == crate::audit::Trust::Refused;
        let subdomain = target.origin_on(&format!("{}.{domain}", evidence.names.label));
        target.host != domain && is_refused(&target.origin_on(domain)) && evidence.trusts(&subdomain)
    };
    let takes_a_letter = without_dots(evidence).is_some_and(|origin| evidence.trusts(&origin));
    (takes_a_letter || wants_a_letter()).then_some(hit)
}

/// Whether what ends with this domain is trusted for that alone.
pub(super) fn is_by_end(evidence: &Evidence) -> bool {
    evidence.first_hit(foreign(evidence).iter().map(Candidate::origin)).is_some()
        && by_any_letter(evidence).is_none()
}

fn wants(evidence: &Evidence) -> Vec<Want> {
    evidence.once_baseline_is_known(|| {
        let foreign: Vec<String> = foreign(evidence).iter().map(Candidate::origin).collect();
        let mut wants = Want::origins(foreign.clone(), 0);
        wants.extend(Want::origins(siblings(evidence).iter().map(Candidate::origin), 0));
        if evidence.first_hit(foreign).is_some() {
            wants.extend(Want::origins(without_dots(evidence), 1));
        }
        wants
    })
}

fn judge(evidence: &Evidence) -> Option<Finding> {
    let foreign = foreign(evidence);
    if let Some(hit) = evidence.first_hit(foreign.iter().map(Candidate::origin)) {
        if by_any_letter(evidence).is_some() || shared_host_trusted::includes_neighbours(evidence) {
            return None;
        }
        return Some(evidence.finding(
            "suffix-match",
            Obtainable::ByAnybody,
            &hit,
            format!(
                "`{}` is trusted for its end, and anybody can register a domain that ends so.",
                hit.origin
            ),
            "another domain with the same end, echoed",
        ));
    }
    // A neighbour is trusted for its end only when not every subdomain is.
    let is_subdomain = |candidate: &Candidate| {
        let domain = candidate.base.domain.as_deref().unwrap_or_default();
        evidence.trusts(&candidate.base.on(&format!("{}.{domain}", evidence.names.label)))
    };
    let siblings = siblings(evidence);
    let hit = evidence
        .first_hit(siblings.iter().filter(|candidate| !is_subdomain(candidate)).map(Candidate::origin))?;
    Some(evidence.finding(
        "suffix-match",
        Obtainable::WithMore("a host name inside the same domain whose end is the trusted one's"),
        &hit,
        format!("`{}` is trusted for its end: so is every name in the domain that ends so.", hit.origin),
        "a neighbour's name with the same end, echoed",
    ))
}
