//! `regex-unescaped-dot`: a dot of a pattern stands for any letter.

use super::suffix_match;
use crate::audit::{Base, Confidence, Evidence, Finding, Obtainable, Section, Severity, Want, rule};

rule! {
    /// # A dot in a pattern is not escaped
    ///
    /// In a regular expression `.` is any character: `^https://api.shop.com$` takes `https://apixshop.com` too.
    ///
    /// ## What it finds
    ///
    /// The target's name, or a trusted one's, with a letter in the place of a dot is answered with itself, and the result is another
    /// registrable domain. A dot whose place leaves the name inside its own domain (`axb.shop.com`), and the dot before the top-level
    /// domain (`shopxcom`, which nobody can register), are not reported.
    ///
    /// ## Why it matters
    ///
    /// The domain that looks so can be registered by anybody.
    ///
    /// ## How to fix
    ///
    /// Write `\.` for a dot, or compare strings.
    ///
    /// ### nginx
    ///
    /// `"~^https://app\.shop\.com$"`, or the exact string, which needs no escape.
    ///
    /// ### Apache
    ///
    /// `SetEnvIf Origin "^https://app\.shop\.com$"`.
    ///
    /// ### Caddy, Envoy, Traefik
    ///
    /// `exact` matchers; in `safe_regex` and `accessControlAllowOriginListRegex` every dot is `\.` (`\\.` in a quoted string).
    ///
    /// ### Express and other Node servers
    ///
    /// `/^https:\/\/app\.shop\.com$/`. In `new RegExp("…")` the backslash itself has to be doubled.
    ///
    /// ### Python
    ///
    /// `re.escape(name)`, or a raw string with `\.`.
    ///
    /// ### Java and Spring, .NET
    ///
    /// `Pattern.quote(name)`, `Regex.Escape(name)`.
    ///
    /// ### Go, Rust
    ///
    /// `regexp.QuoteMeta`, `regex::escape`; a list needs neither.
    ///
    /// ## Found
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://apixshop.example
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://apixshop.example
    /// < Access-Control-Allow-Credentials: true
    /// ```
    ///
    /// Below a suffix of two labels the inner dot counts too:
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.co.uk
    /// > Origin: https://api.shopxco.uk
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://api.shopxco.uk
    /// < Access-Control-Allow-Credentials: true
    /// ```
    ///
    /// ## Clean
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://apixshop.example
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// ```
    ///
    /// The dot before the top-level domain makes nothing that can be registered:
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://api.shopxexample
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://api.shopxexample
    /// < Access-Control-Allow-Credentials: true
    /// ```
    "regex-unescaped-dot", "a dot of a pattern stands for any letter";
    section: Section::Trust,
    severity: Severity::High,
    confidence: Confidence::High,
    cwe: &[346, 942],
    asvs: &["3.4.2"],
    implied_by: &["reflect-any", "substring-match", "prefix-match"],
    wants: wants,
    judge: judge,
}

/// What stands in the place of a dot.
const LETTER: &str = "x";

/// Each base with one of its dots replaced, where the result is somebody else's domain.
fn candidates(evidence: &Evidence) -> Vec<String> {
    let mut origins = Vec::new();
    let mut bases = evidence.compared_bases();
    // A subdomain that is trusted by a pattern shows the pattern's other dots.
    if let Some(domain) = &evidence.target.domain {
        let subdomain = evidence.target.origin_on(&format!("{}.{domain}", evidence.names.label));
        bases.extend(Base::parse(&subdomain).filter(|_| evidence.trusts(&subdomain)));
    }
    for base in bases.iter().filter(|base| !base.is_address()) {
        let Some(last) = base.host.rfind('.') else { continue };
        for (dot, _) in base.host.match_indices('.').filter(|(dot, _)| *dot != last) {
            let host = format!("{}{LETTER}{}", &base.host[..dot], &base.host[dot + 1..]);
            let origin = base.on(&host);
            if base.is_foreign(&host) && !origins.contains(&origin) {
                origins.push(origin);
            }
        }
    }
    origins
}

fn wants(evidence: &Evidence) -> Vec<Want> {
    evidence.once_baseline_is_known(|| Want::origins(candidates(evidence), 0))
}

fn judge(evidence: &Evidence) -> Option<Finding> {
    // Who compares the end trusts these for their end, not for their letter.
    let is_by_end = suffix_match::is_by_end(evidence);
    let hit = evidence.first_hit(candidates(evidence).into_iter().filter(|origin| {
        let domain = evidence.target.domain.as_deref().unwrap_or_default();
        !is_by_end || !origin.ends_with(domain)
    }));
    let hit = hit.or_else(|| suffix_match::by_any_letter(evidence))?;
    Some(evidence.finding(
        "regex-unescaped-dot",
        Obtainable::ByAnybody,
        &hit,
        format!("`{}` is trusted: a letter stands where the trusted name has a dot.", hit.origin),
        "a look-alike with a letter for a dot, echoed",
    ))
}
