//! `wildcard-public`: everybody reads an answer that is not for everybody.

use crate::audit::{Confidence, Evidence, Finding, Section, Severity, rule};

/// Endings of names that only a network's own resolver knows.
const INTERNAL: &[&str] =
    &["local", "localdomain", "internal", "intranet", "lan", "corp", "home", "private", "home.arpa"];

rule! {
    /// # Everybody reads an answer that is not for everybody
    ///
    /// `*` is right for public data, and this answer does not look like it.
    ///
    /// ## What it finds
    ///
    /// `Access-Control-Allow-Origin: *` on an answer that the session changes, or on a host that only an internal network can reach.
    /// `*` on an answer that is the same for everybody is what it is made for, and is not reported.
    ///
    /// ## Why it matters
    ///
    /// Every page may read what is answered without credentials. A browser never shows a page the logged-in user's answer under `*`,
    /// so this is worth a look and no hole. On an internal host it is one: a page on the web makes the browser of somebody inside
    /// read what the network was meant to keep in.
    ///
    /// ## How to fix
    ///
    /// Answer `*` where the data is public, path by path, and an exact list everywhere else.
    ///
    /// ### nginx
    ///
    /// ```nginx
    /// location /public/ { add_header Access-Control-Allow-Origin "*" always; }
    /// ```
    ///
    /// ### Express
    ///
    /// ```js
    /// app.use('/public', cors());
    /// app.use('/account', cors({ origin: ['https://app.shop.example'], credentials: true }));
    /// ```
    ///
    /// ### Spring
    ///
    /// ```java
    /// registry.addMapping("/public/**").allowedOrigins("*");
    /// registry.addMapping("/account/**").allowedOrigins("https://app.shop.example").allowCredentials(true);
    /// ```
    ///
    /// ## Found
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: *
    /// <
    /// {"name":"Ada"}
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: *
    /// <
    /// {"name":null}
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: *
    /// <
    /// {"name":null}
    /// ```
    ///
    /// On an internal host no session is needed.
    ///
    /// ```http
    /// * target: http://wiki.intranet/pages
    /// > GET /pages HTTP/1.1
    /// > Host: wiki.intranet
    /// > Origin: http://attacker.com
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: *
    /// ```
    ///
    /// ## Clean
    ///
    /// Public data: the same for everybody.
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: *
    /// <
    /// {"rate":1.08}
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: *
    /// <
    /// {"rate":1.08}
    /// ```
    ///
    /// A token that a script has to add is no reason against `*`: an attacker's script has none.
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Authorization: Bearer t
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: *
    /// <
    /// {"name":"Ada"}
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    ///
    /// < HTTP/1.1 401 Unauthorized
    /// < Access-Control-Allow-Origin: *
    /// ```
    "wildcard-public", "everybody reads an answer that is not for everybody";
    section: Section::Values,
    severity: Severity::Medium,
    confidence: Confidence::High,
    cwe: &[942],
    asvs: &["3.4.2"],
    implied_by: &["reflect-any", "wildcard-with-credentials"],
    wants: |evidence| evidence.plain_wants(),
    judge: judge,
}

fn judge(evidence: &Evidence) -> Option<Finding> {
    let (index, _, _) =
        evidence.actual().find(|(_, _, response)| response.is_ok() && response.allows_any())?;
    if evidence.trusts_strangers() {
        return None;
    }
    let seen = evidence.point(index, "access-control-allow-origin", "`*`: every page reads it");
    if is_internal(&evidence.target.host) {
        return Some(
            Finding::new(
                "wildcard-public",
                Severity::Medium,
                Confidence::Medium,
                "An internal host lets every page read its answers: a page on the web reads them through a browser inside.",
            )
            .seen(seen)
            .proved(evidence.prove(index))
            .note("Newer browsers ask the user before a page on the web reaches a private address."),
        );
    }
    if !evidence.settings.session.is_ambient() || evidence.session_matters() != Some(true) {
        return None;
    }
    Some(
        Finding::new(
            "wildcard-public",
            Severity::Info,
            Confidence::High,
            "An answer that depends on the session is for every page to read, as far as it is given without credentials.",
        )
        .seen(seen)
        .proved(evidence.prove(index))
        .note("A browser shows no page the logged-in user's answer under `*`."),
    )
}

/// Whether a host is of an internal network by its very name or address. This machine's own is not one: it is asked for tests.
fn is_internal(host: &str) -> bool {
    if let Ok(address) = host.parse::<std::net::Ipv4Addr>() {
        return address.is_private() || address.is_link_local();
    }
    if host.starts_with('[') {
        return host.starts_with("[fc") || host.starts_with("[fd") || host.starts_with("[fe8");
    }
    if host == "localhost" || host.ends_with(".localhost") {
        return false;
    }
    !host.contains('.')
        || INTERNAL.iter().any(|ending| {
            host.strip_suffix(ending).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        })
}
