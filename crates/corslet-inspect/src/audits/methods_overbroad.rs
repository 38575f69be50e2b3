//! `methods-overbroad`: more methods are allowed than any page needs.

use crate::audit::{Confidence, Evidence, Finding, Section, Severity, rule};

/// The methods that a list of everything has.
const WHOLE: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/// The methods that no page [can send](https://fetch.spec.whatwg.org/#forbidden-method).
const FORBIDDEN: [&str; 3] = ["CONNECT", "TRACE", "TRACK"];

rule! {
    /// # More methods are allowed than any page needs
    ///
    /// A list of everything is no list.
    ///
    /// ## What it finds
    ///
    /// A granted preflight allows `*`, a method that browsers forbid pages to send (`CONNECT`, `TRACE`, `TRACK`), or all of `GET`,
    /// `HEAD`, `POST`, `PUT`, `PATCH`, `DELETE` and `OPTIONS`. With credentials `*` is only a name, which is another fault.
    ///
    /// ## Why it matters
    ///
    /// It is no hole while the list of origins holds. A list that nobody thought about lets a page that is trusted by mistake, or
    /// one with a hole, change and delete where it was to read. What the resource really has is known to its owner alone.
    ///
    /// ## How to fix
    ///
    /// List what the pages use beyond `GET`, `HEAD` and `POST`, which need no mention.
    ///
    /// ### nginx
    ///
    /// ```nginx
    /// add_header Access-Control-Allow-Methods "PUT, DELETE" always;
    /// ```
    ///
    /// ### Express
    ///
    /// ```js
    /// cors({ methods: ['GET', 'PUT'] })
    /// ```
    ///
    /// ### Python
    ///
    /// `allow_methods=["GET", "PUT"]` (Starlette), `methods=["GET", "PUT"]` (flask-cors), `CORS_ALLOW_METHODS` (Django): their own
    /// defaults, or `"*"`, are everything.
    ///
    /// ### Spring, .NET
    ///
    /// `allowedMethods("GET", "PUT")`; `WithMethods("PUT")` for `AllowAnyMethod()`.
    ///
    /// ### Go, Rust
    ///
    /// Name them: `AllowedMethods`, `allow_methods([Method::GET, Method::PUT])`.
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
    /// < Access-Control-Allow-Methods: GET, TRACE
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
    /// < Access-Control-Allow-Methods: *
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
    /// < Access-Control-Allow-Methods: DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT
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
    /// < Access-Control-Allow-Methods: GET, HEAD, PUT, PATCH, POST, DELETE
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
    /// < Access-Control-Allow-Methods: *
    /// ```
    ///
    /// A preflight that is not granted allows nothing.
    ///
    /// ```http
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://attacker.com
    /// > Access-Control-Request-Method: PUT
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Methods: GET, TRACE
    /// ```
    "methods-overbroad", "more methods are allowed than any page needs";
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
    let name = "access-control-allow-methods";
    let (index, severity, what) =
        evidence.granting_preflights().find_map(|(index, exchange, response)| {
            let methods = response.tokens(name);
            let has = |method: &str| methods.contains(&method);
            // An echo of what was asked says nothing about a list.
            let asked = exchange.request.headers.get("access-control-request-method");
            let is_echo = |method: &str| asked.as_deref() == Some(method.as_bytes());
            let forbidden = FORBIDDEN.iter().find(|method| has(method) && !is_echo(method));
            match forbidden {
                Some(method) => Some((index, Severity::Low, format!("`{method}`, which no page can send"))),
                None if has("*") && !response.allows_credentials() => {
                    Some((index, Severity::Info, "every method there is".to_owned()))
                }
                None if WHOLE.iter().all(|method| has(method)) => {
                    Some((index, Severity::Info, "every method that is in common use".to_owned()))
                }
                None => None,
            }
        })?;
    Some(
        Finding::new(
            "methods-overbroad",
            severity,
            Confidence::Medium,
            format!("The preflight allows {what}: list the methods that the pages use."),
        )
        .seen(evidence.point(index, name, "more than any page needs"))
        .note("Whether the resource needs them all is not to be seen from outside."),
    )
}
