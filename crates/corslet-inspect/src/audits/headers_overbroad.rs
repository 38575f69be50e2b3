//! `headers-overbroad`: more request headers are allowed than any page sends.

use corslet::words::is_no_cors_safelisted_name;

use crate::audit::{Confidence, Evidence, Finding, Section, Severity, rule};

/// A list of this many names, beside those that need no permission, was copied and not written.
const LONG: usize = 12;

rule! {
    /// # More request headers are allowed than any page sends
    ///
    /// Everything is allowed, or a list that was copied from somewhere.
    ///
    /// ## What it finds
    ///
    /// A granted preflight has `Access-Control-Allow-Headers: *`, or the same list of a dozen names or more for whatever it is asked.
    /// With credentials `*` is only a name, which is another fault.
    ///
    /// ## Why it matters
    ///
    /// It is no hole while the list of origins holds. Headers that nobody thought about are how a page that is trusted by mistake gets
    /// at more: a method override, a forwarded address, a debug switch. What the pages send is known to their owner alone.
    ///
    /// ## How to fix
    ///
    /// List what the pages send: mostly `authorization` and `content-type`.
    ///
    /// ### nginx
    ///
    /// ```nginx
    /// add_header Access-Control-Allow-Headers "authorization, content-type" always;
    /// ```
    ///
    /// ### Express
    ///
    /// ```js
    /// cors({ allowedHeaders: ['authorization', 'content-type'] })
    /// ```
    ///
    /// ### Python
    ///
    /// `allow_headers=["authorization"]` (Starlette), `allow_headers=[...]` (flask-cors), `CORS_ALLOW_HEADERS` (Django).
    ///
    /// ### Spring, .NET
    ///
    /// `allowedHeaders("authorization")`; `WithHeaders("authorization")` for `AllowAnyHeader()`.
    ///
    /// ### Go, Rust
    ///
    /// `AllowedHeaders: []string{"authorization"}`, `allow_headers([AUTHORIZATION])`.
    ///
    /// ## Found
    ///
    /// ```http
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    /// > Access-Control-Request-Method: PUT
    ///
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// < Access-Control-Allow-Headers: *, authorization
    /// ```
    ///
    /// ```http
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    /// > Access-Control-Request-Method: PUT
    ///
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// < Access-Control-Allow-Headers: DNT, X-CustomHeader, Keep-Alive, User-Agent, X-Requested-With, If-Modified-Since, Cache-Control, Authorization, X-Api-Key, X-Token, X-Forwarded-For, X-Debug, X-User-Id
    /// ```
    ///
    /// ## Clean
    ///
    /// ```http
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    /// > Access-Control-Request-Method: PUT
    ///
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// < Access-Control-Allow-Headers: accept, accept-language, authorization, content-language, content-type, user-agent, x-csrftoken, x-requested-with
    /// ```
    ///
    /// With credentials `*` is only a name.
    ///
    /// ```http
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    /// > Access-Control-Request-Method: PUT
    ///
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// < Access-Control-Allow-Credentials: true
    /// < Access-Control-Allow-Headers: *
    /// ```
    "headers-overbroad", "more request headers are allowed than any page sends";
    section: Section::Protocol,
    severity: Severity::Low,
    confidence: Confidence::Medium,
    cwe: &[942],
    asvs: &[],
    // Where anybody is trusted, this is a part of how bad that is.
    implied_by: &["reflect-any", "preflight-reflect"],
    wants: |evidence| {
        let mut wants = evidence.front_wants();
        wants.extend(evidence.preflight_wants());
        wants
    },
    judge: judge,
}

fn judge(evidence: &Evidence) -> Option<Finding> {
    let name = "access-control-allow-headers";
    let (index, what) = evidence.granting_preflights().find_map(|(index, exchange, response)| {
        let mut names: Vec<String> =
            response.tokens(name).iter().map(|one| one.to_ascii_lowercase()).collect();
        if names.iter().any(|one| one == "*") {
            return (!response.allows_credentials()).then(|| (index, "every request header".to_owned()));
        }
        // What was asked may be an echo.
        let asked = exchange.request.headers.get("access-control-request-headers").unwrap_or_default();
        let asked = String::from_utf8_lossy(&asked).into_owned();
        names.retain(|one| {
            !is_no_cors_safelisted_name(one) && !asked.split(',').any(|name| name.trim() == one)
        });
        names.sort_unstable();
        names.dedup();
        (names.len() >= LONG).then(|| (index, format!("{} request headers", names.len())))
    })?;
    Some(
        Finding::new(
            "headers-overbroad",
            Severity::Info,
            Confidence::Medium,
            format!("The preflight allows {what}: list those that the pages send."),
        )
        .seen(evidence.point(index, name, "more than any page sends"))
        .note("Whether the resource needs them all is not to be seen from outside."),
    )
}
