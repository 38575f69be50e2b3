//! D39: a firewall or bot protection answers in place of the server.

use super::case::{Case, Seen};
use super::diagnosis::diagnosis;
use super::wording::host;
use super::{Evidence, Judgement};

diagnosis! {
    /// # A firewall answers
    ///
    /// A web application firewall, or a protection against bots, answers in place of the server.
    ///
    /// ## What you see
    ///
    /// “No 'Access-Control-Allow-Origin' header is present”, for some users, from some networks, or since a certain day.
    ///
    /// ## What is really wrong
    ///
    /// The request never reached the application. The protection's page has no CORS headers, and what it wants of a visitor, a
    /// challenge in a browser window, a script's request cannot do.
    ///
    /// ## How to fix
    ///
    /// Except the API's paths from the challenge, and let preflights through: they carry no cookie by which a visitor could be
    /// known again. The protection sees that this check is no browser; it may treat a real browser otherwise.
    ///
    /// ## Found
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 403 Forbidden
    /// < Server: cloudflare
    /// < CF-Mitigated: challenge
    /// < CF-RAY: 8e6f00
    /// < Content-Type: text/html; charset=UTF-8
    /// <
    /// <!DOCTYPE html><title>Just a moment...</title>
    /// ```
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 202 Accepted
    /// < x-amzn-waf-action: challenge
    /// < Content-Type: text/html
    /// <
    /// <html><script src="/challenge.js"></script></html>
    /// ```
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 403 Forbidden
    /// < Server: AkamaiGHost
    /// < Content-Type: text/html
    /// <
    /// <html><title>Access Denied</title></html>
    /// ```
    ///
    /// ## Clean
    ///
    /// The server behind the same network refuses with a page of its own:
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 403 Forbidden
    /// < Server: cloudflare
    /// < CF-RAY: 8e6f00
    /// < Content-Type: text/html
    /// <
    /// <html><title>403 Forbidden</title><hr><center>nginx</center></html>
    /// ```
    ///
    /// The application behind the same network refuses:
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 403 Forbidden
    /// < Server: cloudflare
    /// < CF-RAY: 8e6f00
    /// < Content-Type: application/json
    /// <
    /// {"error": "forbidden"}
    /// ```
    rank: Status,
    certainty: Inferred,
    specialises: ["D01", "D02", "D03", "D04", "D05", "D06", "D42"],
    probes: [],
    judge: judge,
}

/// Headers by which protections say that they answered themselves.
const MARKS: &[(&str, &str)] = &[
    ("cf-mitigated", "Cloudflare"),
    ("x-amzn-waf-action", "AWS WAF"),
    ("x-sucuri-block", "Sucuri"),
    ("x-px-block-score", "HUMAN"),
];

/// Headers that say who stands before the server; that it was they who refused, a page of HTML tells.
const BEFORE: &[(&str, &str, &str)] = &[
    ("x-iinfo", "", "Imperva"),
    ("x-datadome", "", "DataDome"),
    ("server", "akamaighost", "Akamai"),
    ("server", "cloudflare", "Cloudflare"),
];

/// Servers whose own pages name them: what they refuse, no protection refused.
const SERVERS_OWN: &[&str] =
    &["nginx", "apache", "iis", "caddy", "openresty", "<pre>cannot ", "whitelabel error page"];

/// What the pages of protections say, in lower case.
const PAGES: &[(&str, &str)] = &[
    ("just a moment...", "Cloudflare"),
    ("captcha-delivery.com", "DataDome"),
    ("attention required! | cloudflare", "Cloudflare"),
    ("sorry, you have been blocked", "Cloudflare"),
    ("incapsula incident id", "Imperva"),
    ("access denied - sucuri", "Sucuri"),
    ("the requested url was rejected. please consult with your administrator", "F5"),
    ("errors.edgesuite.net", "Akamai"),
    ("request blocked. we can't connect to the server for this app or website", "AWS WAF"),
];

fn judge(case: &Case) -> Option<Judgement> {
    let found = |(index, seen): (usize, &Seen)| {
        let (who, evidence) = protection(case, index, seen)?;
        Some((index, who, evidence))
    };
    let ungranted = case.exchanges.iter().enumerate().filter(|(_, seen)| !seen.has_any_grant());
    let (index, who, evidence) = ungranted.into_iter().find_map(found)?;
    if !case.is_blocked() {
        return None;
    }
    let seen = case.exchanges.get(index)?;
    Some(
        Judgement::inferred(format!(
            "a protection before {} answers with status {}, as {who} does: the request does not reach the application",
            host(seen),
            seen.status()
        ))
        .at(evidence)
        .at([Evidence::status(index, "not the application's")])
        .fix(
            "Except the API's paths from the challenge, and let `OPTIONS` with an `Access-Control-Request-Method` through. A \
             real browser may be treated otherwise than this check.",
        ),
    )
}

/// Which protection answered in place of the server, and what tells.
fn protection(case: &Case, index: usize, seen: &Seen) -> Option<(&'static str, Vec<Evidence>)> {
    if let Some((name, who)) = MARKS.iter().find(|(name, _)| seen.has(name)) {
        return Some((who, case.at_header(index, name, "the protection answered")));
    }
    if !matches!(seen.status(), 403 | 405 | 406 | 429 | 503) {
        return None;
    }
    let body = seen.text().to_lowercase();
    if let Some((text, who)) = PAGES.iter().find(|(text, _)| body.contains(text)) {
        return Some((who, case.at_body(index, text, "the protection's page").into_iter().collect()));
    }
    // An application that is asked for JSON seldom refuses with a page.
    let is_own = !seen.is_html() || SERVERS_OWN.iter().any(|own| body.contains(own));
    let stands =
        |name: &str, value: &str| seen.header(name).is_some_and(|sent| sent.to_lowercase().contains(value));
    let (name, _, who) = BEFORE.iter().filter(|_| !is_own).find(|(name, value, _)| stands(name, value))?;
    Some((who, case.at_header(index, name, "it answers with a page of its own")))
}
