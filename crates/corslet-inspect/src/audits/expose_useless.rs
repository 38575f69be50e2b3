//! `expose-useless`: `Access-Control-Expose-Headers` says what has no effect.

use corslet::words::{is_cors_safelisted_response_header_name, is_forbidden_response_header_name};

use crate::audit::{Confidence, Evidence, Finding, Section, Severity, rule};

rule! {
    /// # Headers are exposed to no effect
    ///
    /// What every page may read anyway, what no page may read ever, or in an answer where nobody looks.
    ///
    /// ## What it finds
    ///
    /// `Access-Control-Expose-Headers` lists headers that need no permission (`Cache-Control`, `Content-Language`, `Content-Length`,
    /// `Content-Type`, `Expires`, `Last-Modified`, `Pragma`), or `Set-Cookie`, which is never shown; or it stands only in the answer to
    /// the preflight.
    ///
    /// ## Why it matters
    ///
    /// Nothing is exposed by it that was not. Whoever wrote it believes something of CORS that is not so: mostly that a script can read
    /// cookies, or that the preflight speaks for the answer.
    ///
    /// ## How to fix
    ///
    /// List only what the page reads beyond the [safelist](https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name), in the
    /// answer itself.
    ///
    /// ### nginx
    ///
    /// ```nginx
    /// add_header Access-Control-Expose-Headers "x-total" always;   # outside of if ($request_method = OPTIONS)
    /// ```
    ///
    /// ### Libraries
    ///
    /// `exposedHeaders: ['x-total']` (Express), `expose_headers=["x-total"]` (Python), `exposedHeaders("x-total")` (Spring),
    /// `WithExposedHeaders("x-total")` (.NET), `ExposedHeaders` (Go), `expose_headers` (Rust).
    ///
    /// ## Found
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// < Access-Control-Expose-Headers: Content-Type, X-Total
    /// ```
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// < Access-Control-Expose-Headers: Set-Cookie
    /// ```
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example
    ///
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    /// > Access-Control-Request-Method: PUT
    ///
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// < Access-Control-Expose-Headers: X-Total
    /// ```
    ///
    /// ## Clean
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// < Access-Control-Expose-Headers: X-Total, Link
    ///
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    /// > Access-Control-Request-Method: PUT
    ///
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// < Access-Control-Expose-Headers: X-Total, Link
    /// ```
    "expose-useless", "headers are exposed to no effect";
    section: Section::Protocol,
    severity: Severity::Info,
    confidence: Confidence::High,
    cwe: &[942],
    asvs: &[],
    implied_by: &[],
    wants: |evidence| {
        let mut wants = evidence.front_wants();
        wants.extend(evidence.preflight_wants());
        wants
    },
    judge: judge,
}

fn judge(evidence: &Evidence) -> Option<Finding> {
    let name = "access-control-expose-headers";
    let served = || {
        evidence.actual().filter(|(_, exchange, response)| {
            response.is_ok() && exchange.request.origin().is_some_and(|origin| response.allows(origin))
        })
    };
    let is_useless = |header: &str| {
        is_cors_safelisted_response_header_name(header) || is_forbidden_response_header_name(header)
    };
    let finding = |index: usize, summary: String, says: &str| {
        Finding::new("expose-useless", Severity::Info, Confidence::High, summary)
            .seen(evidence.point(index, name, says))
    };
    let listed = served().find_map(|(index, _, response)| {
        let header = response.tokens(name).into_iter().find(|header| is_useless(header))?;
        Some((index, header.to_owned()))
    });
    if let Some((index, header)) = listed {
        let why = if is_forbidden_response_header_name(&header) {
            "no page may ever read"
        } else {
            "every page may read anyway"
        };
        let summary = format!("`Access-Control-Expose-Headers` lists `{header}`, which {why}.");
        return Some(finding(index, summary, "a name to no effect"));
    }
    let (index, exchange, _) =
        evidence.granting_preflights().find(|(_, _, response)| !response.tokens(name).is_empty())?;
    let origin = exchange.request.origin();
    let mut answers = served().filter(|(_, exchange, _)| exchange.request.origin() == origin).peekable();
    answers.peek()?;
    answers.all(|(_, _, response)| !response.head.headers.contains(name)).then(|| {
        let summary =
            "`Access-Control-Expose-Headers` stands only in the answer to the preflight, where nobody reads it.";
        finding(index, summary.to_owned(), "read only in the answer to the request itself")
    })
}
