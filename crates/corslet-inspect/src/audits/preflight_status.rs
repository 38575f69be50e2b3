//! `preflight-status`: the preflight of a trusted page is answered with an error.

use crate::audit::{Confidence, Evidence, Finding, Probe, Section, Severity, Want, rule};

rule! {
    /// # A trusted page's preflight is an error
    ///
    /// The answer names the page; its preflight never gets as far.
    ///
    /// ## What it finds
    ///
    /// An origin that the answers name gets an error, 4xx or 5xx, to every preflight: also to the one for `GET`, which no policy has a
    /// reason to refuse. An error that asks to come back later, 429 or 503, is not reported.
    ///
    /// ## Why it matters
    ///
    /// Browsers [want an ok status](https://fetch.spec.whatwg.org/#cors-preflight-fetch) before anything else. Every request with a
    /// token, with JSON, with `PUT` or `DELETE` is blocked. A preflight carries no cookie and no token, so whatever asks for a login in
    /// front of CORS refuses all of them.
    ///
    /// ## How to fix
    ///
    /// Answer preflights in front of authentication and routing.
    ///
    /// ### nginx
    ///
    /// ```nginx
    /// if ($request_method = OPTIONS) { return 204; }   # with the add_header lines in it
    /// ```
    ///
    /// and no `auth_request` or `limit_except` that covers `OPTIONS`.
    ///
    /// ### Apache
    ///
    /// ```apache
    /// <LimitExcept OPTIONS>
    ///   Require valid-user
    /// </LimitExcept>
    /// ```
    ///
    /// ### Express
    ///
    /// `app.use(cors(options))` above `app.use(authenticate)`.
    ///
    /// ### Python
    ///
    /// Django: `CorsMiddleware` first in `MIDDLEWARE`. Starlette: `CORSMiddleware` outermost, that is, added last.
    ///
    /// ### Spring
    ///
    /// `http.cors(withDefaults())`, or the filter answers 401 first.
    ///
    /// ### .NET
    ///
    /// `app.UseCors()` before `app.UseAuthentication()`.
    ///
    /// ### Go
    ///
    /// Wrap the whole mux: a route for `GET /orders` answers `OPTIONS` with 405.
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
    ///
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    /// > Access-Control-Request-Method: GET
    ///
    /// < HTTP/1.1 401 Unauthorized
    /// < Access-Control-Allow-Origin: https://app.shop.example
    ///
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    /// > Access-Control-Request-Method: PUT
    ///
    /// < HTTP/1.1 401 Unauthorized
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// ```
    ///
    /// ## Clean
    ///
    /// A method that is not allowed may be refused with an error.
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
    /// > Access-Control-Request-Method: GET
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example
    ///
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    /// > Access-Control-Request-Method: PUT
    ///
    /// < HTTP/1.1 400 Bad Request
    /// ```
    ///
    /// A stranger may be refused with an error.
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://attacker.com
    ///
    /// < HTTP/1.1 200 OK
    ///
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://attacker.com
    /// > Access-Control-Request-Method: GET
    ///
    /// < HTTP/1.1 403 Forbidden
    ///
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://attacker.com
    /// > Access-Control-Request-Method: PUT
    ///
    /// < HTTP/1.1 403 Forbidden
    /// ```
    ///
    /// Public data for simple requests needs no preflight.
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://attacker.com
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: *
    ///
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://attacker.com
    /// > Access-Control-Request-Method: GET
    ///
    /// < HTTP/1.1 405 Method Not Allowed
    ///
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://attacker.com
    /// > Access-Control-Request-Method: PUT
    ///
    /// < HTTP/1.1 405 Method Not Allowed
    /// ```
    "preflight-status", "a trusted page's preflight is an error";
    section: Section::Protocol,
    severity: Severity::Low,
    confidence: Confidence::High,
    cwe: &[440],
    asvs: &[],
    implied_by: &[],
    wants: |evidence| {
        let mut wants = evidence.front_wants();
        if let Some(page) = page(evidence) {
            let simple = Probe::preflight(&page, "GET");
            if evidence.response(&simple).is_some_and(|(_, response)| !response.is_ok()) {
                wants.push(Want::quick(Probe::preflight(page, "PUT")));
                wants.extend(others(evidence).map(Want::full));
            }
            wants.push(Want::full(simple));
        }
        wants
    },
    judge: judge,
}

/// The most front ends whose preflights are compared with the trusted page's.
const MOST_OTHERS: usize = 5;

/// The page whose preflights ought to be granted. Where a script has to add a token, no request is simple, and `*` means
/// preflights too.
fn page(evidence: &Evidence) -> Option<String> {
    evidence.trusted_page().or_else(|| {
        let session = &evidence.settings.session;
        let stranger = evidence.stranger();
        let (_, response) = evidence.response(&Probe::from(&stranger))?;
        let needs_preflight = session.headers.contains("authorization");
        (needs_preflight && response.is_ok() && response.allows_any()).then_some(stranger)
    })
}

/// The same preflight from the other likely front ends: when it is granted to one of them, `OPTIONS` is answered by a list, and
/// the list is another one.
fn others(evidence: &Evidence) -> impl Iterator<Item = Probe> {
    evidence.front_ends().into_iter().take(MOST_OTHERS).map(|front| Probe::preflight(front, "GET"))
}

fn judge(evidence: &Evidence) -> Option<Finding> {
    let page = page(evidence)?;
    let is_granted = |probe: Probe| {
        let origin = probe.origin.clone().unwrap_or_default();
        evidence.response(&probe).is_some_and(|(_, response)| response.is_ok() && response.allows(&origin))
    };
    if others(evidence).any(is_granted) {
        return None;
    }
    let is_error = |status: u16| status >= 400 && !matches!(status, 429 | 503);
    let theirs =
        || evidence.preflights().filter(|(_, exchange, _)| exchange.request.origin() == Some(page.as_str()));
    let asks_simply = |method: &str| evidence.response(&Probe::preflight(&page, method)).is_some();
    if !asks_simply("GET")
        || !asks_simply("PUT")
        || !theirs().all(|(_, _, response)| is_error(response.status()))
    {
        return None;
    }
    let (index, response) = evidence.response(&Probe::preflight(&page, "GET"))?;
    let status = response.status();
    let note = match status {
        401 | 403 | 407 => {
            "A preflight carries no session: CORS has to be answered before anybody is asked to log in."
        }
        404 | 405 | 501 => {
            "Nothing answers OPTIONS here: CORS has to be answered before the request is routed."
        }
        _ => "The error comes from something in front of CORS, or from CORS itself.",
    };
    Some(
        Finding::new(
            "preflight-status",
            Severity::Low,
            Confidence::High,
            format!("{page} is trusted, and its preflights are answered with {status}: browsers want an ok status."),
        )
        .seen(evidence.point(index, "access-control-allow-origin", format!("{status} to the preflight for GET")))
        .note(note),
    )
}
