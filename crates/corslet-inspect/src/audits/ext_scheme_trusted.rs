//! `ext-scheme-trusted`: extensions or apps are trusted, whichever they are.

use super::{localhost_prefix, substring_match};
use crate::audit::{Confidence, Evidence, Finding, Obtainable, Section, Severity, Want, rule};

rule! {
    /// # Any extension or app is trusted
    ///
    /// An origin with the scheme of browser extensions or of apps is trusted, and does not say whose it is.
    ///
    /// ## What it finds
    ///
    /// A browser extension with a random id (`chrome-extension:`, `moz-extension:`), or the origin that every app of a framework has
    /// (`capacitor://localhost`, `ionic://localhost`), or any host of such a scheme is answered with itself. One listed extension is
    /// not found by it. `file://` is not reported: pages from files send `null`.
    ///
    /// ## Why it matters
    ///
    /// Any extension that a user has installed reads the answers as the user, without asking for a permission on this host. An app's
    /// own scheme is every app's: it tells nobody apart.
    ///
    /// ## How to fix
    ///
    /// List the extension's id in full: `chrome-extension://` and its 32 letters. Firefox gives an extension another id in each browser:
    /// let it ask from its background page with a permission for the host. For an app, use native HTTP or tokens instead of cookies.
    ///
    /// ### nginx, Apache
    ///
    /// The whole origin with the id in the `map` or pattern, not `^chrome-extension://`.
    ///
    /// ### Caddy, Envoy, Traefik
    ///
    /// `exact` matchers in place of `prefix`.
    ///
    /// ### Express and other Node servers, Python, Java, .NET, Go
    ///
    /// The whole origin as a string in the list.
    ///
    /// ### Rust
    ///
    /// A Corslet policy lists `chrome-extension://…` with its id like any other origin.
    ///
    /// ## Found
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: chrome-extension://abcdefghijklmnopabcdefghijklmnop
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: chrome-extension://abcdefghijklmnopabcdefghijklmnop
    /// < Access-Control-Allow-Credentials: true
    /// ```
    ///
    /// An app that is any app:
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: capacitor://localhost
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: capacitor://localhost
    /// < Access-Control-Allow-Credentials: true
    /// ```
    ///
    /// ## Clean
    ///
    /// One extension is listed:
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: chrome-extension://cjpalhdlnbpafiamejdnhcphjbkeiagm
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: chrome-extension://cjpalhdlnbpafiamejdnhcphjbkeiagm
    /// < Access-Control-Allow-Credentials: true
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: chrome-extension://abcdefghijklmnopabcdefghijklmnop
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// ```
    "ext-scheme-trusted", "extensions or apps are trusted, whichever they are";
    section: Section::Trust,
    severity: Severity::Medium,
    confidence: Confidence::High,
    cwe: &[346, 942],
    asvs: &["3.4.2"],
    implied_by: &["reflect-any"],
    wants: wants,
    judge: judge,
}

fn candidates(evidence: &Evidence) -> Vec<String> {
    let names = &evidence.names;
    let mut origins = vec![
        format!("chrome-extension://{}", names.extension_id()),
        format!("moz-extension://{}", names.uuid()),
        format!("app://{}", names.label),
    ];
    let local = ["capacitor://localhost", "ionic://localhost"].map(str::to_owned);
    // Whoever trusts all that has `localhost` in it trusts no apps by that.
    let mut beginnings = localhost_prefix::candidates(evidence).into_iter().take(2);
    let has_name = beginnings.all(|origin| evidence.trusts(&origin))
        || evidence.target.host == "localhost"
            && evidence.first_hit(substring_match::candidates(evidence)).is_some();
    let is_by_name = has_name && local.iter().all(|origin| evidence.trusts(origin));
    if !is_by_name {
        origins.extend(local);
    }
    origins
}

fn wants(evidence: &Evidence) -> Vec<Want> {
    evidence.once_baseline_is_known(|| Want::origins(candidates(evidence), 1))
}

fn judge(evidence: &Evidence) -> Option<Finding> {
    let hit = evidence.first_hit(candidates(evidence))?;
    let is_app = !hit.origin.contains("-extension:");
    let needs = if is_app {
        "an app on the user's device that loads the attacker's page"
    } else {
        "an extension that the user has installed"
    };
    let finding = evidence.finding(
        "ext-scheme-trusted",
        Obtainable::WithMore(needs),
        &hit,
        match is_app {
            true => format!("`{}` is trusted, which is the origin of many apps.", hit.origin),
            false => format!(
                "`{}` is trusted, an extension that nobody can have listed: any extension is.",
                hit.origin
            ),
        },
        "an origin that no server can tell from others like it, echoed",
    );
    Some(match is_app {
        true => finding
            .at_most(Severity::Low, "An app has to be installed, and its own cookies are not the browser's."),
        false => finding,
    })
}
