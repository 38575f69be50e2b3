//! `special-char-host`: an odd character is taken for the end of the host.

use crate::audit::{Base, Confidence, Evidence, Finding, Obtainable, Probe, Section, Severity, Want, rule};

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

/// The other characters that the [URL Standard](https://url.spec.whatwg.org/#forbidden-domain-code-point) allows in a host.
const SOMEWHERE: [char; 15] = ['!', '`', '{', '&', '$', '\'', '(', ')', '+', ',', ';', '=', '}', '~', '"'];

/// The target's host, and the trusted front end that it is likeliest compared with.
fn bases(evidence: &Evidence) -> Vec<Base> {
    let mut bases: Vec<Base> = evidence.bases().into_iter().take(1).collect();
    let is_other = |base: &Base| bases.iter().all(|known| known.host != base.host);
    let other = evidence.trusted_bases().into_iter().find(is_other);
    bases.extend(other);
    bases.retain(|base| !base.host.starts_with('['));
    bases
}

/// Each base, a character, and a stranger's domain.
fn candidates(evidence: &Evidence, characters: &[char]) -> Vec<String> {
    let first = &evidence.names.first;
    let mut origins = Vec::new();
    for (index, base) in bases(evidence).into_iter().enumerate() {
        // What few browsers open is asked for at the target's own host; of the other, whether any such character will do.
        let most = if index == 0 || characters.len() == EVERYWHERE.len() { characters.len() } else { 1 };
        let odd = characters.iter().take(most);
        origins.extend(odd.map(|one| base.plain(&format!("{}{one}.{first}", base.host))));
    }
    origins
}

/// The bases with nothing between them and the stranger's domain.
fn without_character(evidence: &Evidence) -> Vec<String> {
    let first = &evidence.names.first;
    bases(evidence).iter().map(|base| base.plain(&format!("{}.{first}", base.host))).collect()
}

fn wants(evidence: &Evidence) -> Vec<Want> {
    evidence.once_baseline_is_known(|| {
        let mut plain = without_character(evidence);
        let odd = || candidates(evidence, &EVERYWHERE).into_iter().chain(candidates(evidence, &SOMEWHERE));
        if evidence.first_hit(odd()).is_none() {
            // A host that is in no comparison needs no look without the character, unless it is trusted with one.
            let compared = evidence.compared_bases();
            plain.retain(|origin| {
                compared
                    .iter()
                    .any(|base| *origin == base.plain(&format!("{}.{}", base.host, evidence.names.first)))
            });
        }
        // Who trusts these needs no character, and most of what is asked here is not worth asking before.
        let is_known = plain.iter().all(|origin| evidence.knows(&Probe::from(origin)));
        let is_by_beginning = evidence.first_hit(plain.clone()).is_some();
        let mut wants = Want::origins(plain, 0);
        if is_known && !is_by_beginning {
            wants.extend(Want::origins(odd(), 0));
        }
        wants
    })
}

fn judge(evidence: &Evidence) -> Option<Finding> {
    let is_by_beginning = evidence.first_hit(without_character(evidence)).is_some();
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
    let hit = everywhere.or_else(|| evidence.first_hit(candidates(evidence, &SOMEWHERE)))?;
    Some(evidence.finding(
        "special-char-host",
        obtainable,
        &hit,
        format!("`{}` is trusted: the odd character is taken for the end of the host.", hit.origin),
        "a host that goes on behind an odd character, echoed",
    ))
}
