//! `special-char-host`: an odd character is taken for the end of the host.

use crate::audit::{Confidence, Evidence, Finding, Obtainable, Section, Severity, Want, rule};

rule! {
    /// # A host is taken to end at an odd character
    ///
    /// A pattern that ends a host at whatever is no letter trusts `https://shop.com_.attacker.com`.
    ///
    /// ## What it finds
    ///
    /// A trusted host, an odd character, and a stranger's domain behind it: that is answered with itself, and the same without the
    /// character is not. The characters are those that the URL Standard allows in a host: `_ - ! $ & ' ( ) + , ; = { } ~`, the
    /// backtick and the double quote. They are sent as they are; `%60` is never sent by a browser.
    ///
    /// ## Why it matters
    ///
    /// Names with `_` or `-` at the end of a label load in every browser. The others load where names are not asked from the DNS as
    /// they are: in Safari, and behind a proxy that resolves names; there they are the attacker's as well.
    ///
    /// ## How to fix
    ///
    /// Read the origin with a URL parser and compare its parts, or compare the whole text with a list.
    ///
    /// ### nginx, Apache
    ///
    /// A pattern ends in `$`, not in `\b`, `\W` or `[^a-z]`.
    ///
    /// ### Caddy, Envoy, Traefik
    ///
    /// `exact` matchers.
    ///
    /// ### Express and other Node servers
    ///
    /// `new URL(origin).host === "shop.com"` together with the scheme, or a list of strings; not `/^https:\/\/shop\.com\b/`.
    ///
    /// ### Python
    ///
    /// `re.fullmatch`, or a set of origins.
    ///
    /// ### Java and Spring, .NET, Go, Rust
    ///
    /// Lists of whole origins, compared for equality.
    ///
    /// ## Found
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://api.shop.example_.attacker.com
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://api.shop.example_.attacker.com
    /// < Access-Control-Allow-Credentials: true
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://api.shop.example.attacker.com
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// ```
    ///
    /// A character that needs a browser which opens such a host:
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://api.shop.example!.attacker.com
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://api.shop.example!.attacker.com
    /// < Access-Control-Allow-Credentials: true
    /// ```
    ///
    /// ## Clean
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://api.shop.example_.attacker.com
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// ```
    ///
    /// The beginning is all that counts, with or without a character: that is `prefix-match`.
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://api.shop.example_.attacker.com
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://api.shop.example_.attacker.com
    /// < Access-Control-Allow-Credentials: true
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://api.shop.example.attacker.com
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://api.shop.example.attacker.com
    /// < Access-Control-Allow-Credentials: true
    /// ```
    "special-char-host", "an odd character is taken for the end of the host";
    section: Section::Trust,
    severity: Severity::High,
    confidence: Confidence::High,
    cwe: &[346, 942],
    asvs: &["3.4.2"],
    implied_by: &["reflect-any", "substring-match", "prefix-match"],
    wants: wants,
    judge: judge,
}

/// The characters that load in every browser.
const EVERYWHERE: [char; 2] = ['_', '-'];

/// The characters that stand for all others when it is not known whom the target trusts.
const TELLING: [char; 4] = ['!', '`', '{', '&'];

/// The other characters that the [URL Standard](https://url.spec.whatwg.org/#forbidden-domain-code-point) allows in a host.
const OTHERS: [char; 11] = ['$', '\'', '(', ')', '+', ',', ';', '=', '}', '~', '"'];

/// A base, and the host with a character and a stranger's domain behind it.
fn candidates(evidence: &Evidence, characters: &[char]) -> Vec<String> {
    let mut origins = Vec::new();
    for (index, base) in
        evidence.trusted_bases().iter().filter(|base| !base.host.starts_with('[')).enumerate()
    {
        let first = &evidence.names.first;
        // What ends the host of one trusted origin ends all: the second base is there for lists of several patterns.
        let wanted = characters.iter().filter(|one| index == 0 || EVERYWHERE.contains(one));
        origins.extend(wanted.map(|one| base.plain(&format!("{}{one}.{first}", base.host))));
    }
    origins
}

fn all(evidence: &Evidence) -> Vec<String> {
    let mut origins = candidates(evidence, &EVERYWHERE);
    origins.extend(candidates(evidence, &TELLING));
    origins.extend(candidates(evidence, &OTHERS));
    origins
}

fn wants(evidence: &Evidence) -> Vec<Want> {
    evidence.once_baseline_is_known(|| {
        let mut origins = candidates(evidence, &EVERYWHERE);
        origins.extend(candidates(evidence, &TELLING));
        if !evidence.allowed().is_empty() || evidence.first_hit(origins.clone()).is_some() {
            origins.extend(candidates(evidence, &OTHERS));
        }
        Want::origins(origins, 0)
    })
}

fn judge(evidence: &Evidence) -> Option<Finding> {
    let is_by_beginning = evidence
        .trusted_bases()
        .iter()
        .any(|base| evidence.trusts(&base.plain(&format!("{}.{}", base.host, evidence.names.first))));
    if is_by_beginning {
        return None;
    }
    let everywhere = evidence.first_hit(candidates(evidence, &EVERYWHERE));
    let obtainable = match everywhere {
        Some(_) => Obtainable::ByAnybody,
        None => Obtainable::WithMore(
            "a visitor whose browser opens a host with such a character: Safari, or any behind a proxy that resolves names",
        ),
    };
    let hit = everywhere.or_else(|| evidence.first_hit(all(evidence)))?;
    Some(evidence.finding(
        "special-char-host",
        obtainable,
        &hit,
        format!("`{}` is trusted: the odd character is taken for the end of the host.", hit.origin),
        "a host that goes on behind an odd character, echoed",
    ))
}
