//! `preflight-actual-mismatch`: the preflight and the answer to the request itself say different things.

use crate::audit::{Confidence, Evidence, Finding, Probe, Section, Severity, Want, rule};
use crate::exchange::Response;

rule! {
    /// # The preflight says one thing, the answer another
    ///
    /// A page is let in and then refused, or refused at the door of a house that is open.
    ///
    /// ## What it finds
    ///
    /// For the same origin, the preflight is granted and the good answer to the request itself does not name that origin; or the answer
    /// names it, and the preflight, answered well too, does not.
    ///
    /// ## Why it matters
    ///
    /// Both have to agree, or the page gets nothing: a request goes out and its answer is thrown away, after it has had its effect; or
    /// everything beyond a simple request is refused. Mostly the CORS middleware is mounted for `OPTIONS` only, or for everything else
    /// only.
    ///
    /// ## How to fix
    ///
    /// Let the same layer answer both, in front of the routes.
    ///
    /// ### nginx
    ///
    /// Repeat the `add_header` lines outside of `if ($request_method = OPTIONS)`: a block with lines of its own inherits none.
    ///
    /// ### Express
    ///
    /// ```js
    /// app.use(cors(options));   // app.options('*', cors(options)) alone answers only the preflight
    /// ```
    ///
    /// ### Spring
    ///
    /// `http.cors(withDefaults())` puts the filter in front of security; `@CrossOrigin` alone is on one handler.
    ///
    /// ### .NET
    ///
    /// `app.UseCors()` between `UseRouting` and `UseAuthorization`.
    ///
    /// ### API gateways
    ///
    /// A mocked `OPTIONS` needs its twin: the integration's own answer has to have the header too.
    ///
    /// ## Found
    ///
    /// ```http
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    /// > Access-Control-Request-Method: GET
    ///
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.shop.example
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    ///
    /// < HTTP/1.1 200 OK
    /// ```
    ///
    /// The reverse: the framework answers `OPTIONS` by itself.
    ///
    /// ```http
    /// * trusted: https://app.shop.example
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    /// > Access-Control-Request-Method: GET
    ///
    /// < HTTP/1.1 200 OK
    /// < Allow: GET, HEAD
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// ```
    ///
    /// With credentials, `*` is not the page's name.
    ///
    /// ```http
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    /// > Access-Control-Request-Method: GET
    ///
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// < Access-Control-Allow-Credentials: true
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: *
    /// ```
    ///
    /// ## Clean
    ///
    /// ```http
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    /// > Access-Control-Request-Method: GET
    ///
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.shop.example
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// ```
    ///
    /// `*` and the name are the same without credentials.
    ///
    /// ```http
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    /// > Access-Control-Request-Method: GET
    ///
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: *
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// ```
    ///
    /// Public data that needs no preflight may leave `OPTIONS` to the framework.
    ///
    /// ```http
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://attacker.com
    /// > Access-Control-Request-Method: GET
    ///
    /// < HTTP/1.1 200 OK
    /// < Allow: GET, HEAD
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://attacker.com
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: *
    /// ```
    ///
    /// An error says nothing about what a good answer would say.
    ///
    /// ```http
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    /// > Access-Control-Request-Method: GET
    ///
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.shop.example
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    ///
    /// < HTTP/1.1 401 Unauthorized
    /// ```
    "preflight-actual-mismatch", "the preflight says one thing, the answer another";
    section: Section::Protocol,
    severity: Severity::Low,
    confidence: Confidence::High,
    cwe: &[942],
    asvs: &[],
    implied_by: &["reflect-any", "preflight-reflect", "wildcard-with-credentials", "acao-multiple", "acao-invalid"],
    wants: wants,
    judge: judge,
}

/// What an answer gives a page: nothing, itself without credentials, or itself with them.
fn level(response: &Response, origin: &str) -> u8 {
    match response {
        _ if !response.allows(origin) => 0,
        _ if response.allows_any() || !response.allows_credentials() => 1,
        _ => 2,
    }
}

/// The most front ends whose preflights are compared though another's name is in their answers.
const MOST_OTHERS: usize = 3;

fn wants(evidence: &Evidence) -> Vec<Want> {
    let mut wants = evidence.front_wants();
    wants.extend(evidence.preflight_wants());
    let fronts = evidence.front_ends();
    // A list that only `OPTIONS` knows has to be guessed at, when no answer names anybody.
    let is_silent = fronts.iter().all(|front| evidence.knows(&Probe::from(front)))
        && evidence.trusted_page().is_none()
        && !evidence.trusts_strangers();
    // Whoever is answered with another's name may be granted by preflights alone.
    let is_named_otherwise = |front: &&String| {
        evidence.response(&Probe::from(*front)).is_some_and(|(_, response)| {
            response.is_ok() && response.allow_origin().is_some() && !response.allows(front)
        })
    };
    if !is_silent && !evidence.trusts_strangers() {
        let others = fronts.iter().filter(is_named_otherwise).take(MOST_OTHERS);
        wants.extend(others.map(|front| Want::full(Probe::preflight(front, "GET"))));
    }
    if is_silent {
        wants.extend(fronts.iter().map(|front| Want::full(Probe::preflight(front, "GET"))));
    }
    wants
}

fn judge(evidence: &Evidence) -> Option<Finding> {
    let page = evidence.trusted_page();
    for (before, exchange, preflight) in evidence.preflights().filter(|(_, _, response)| response.is_ok()) {
        let Some(origin) = exchange
            .request
            .origin()
            .filter(|origin| evidence.is_plain_origin(origin) || page.as_deref() == Some(origin))
            // What is granted to whoever asks for the private network is another rule's.
            .filter(|_| !exchange.request.headers.contains("access-control-request-private-network"))
        else {
            continue;
        };
        let best = evidence
            .actual()
            .filter(|(_, exchange, response)| response.is_ok() && exchange.request.origin() == Some(origin))
            .max_by_key(|(index, _, response)| (level(response, origin), std::cmp::Reverse(*index)));
        let Some((after, _, actual)) = best else { continue };
        let (asked, given) = (level(preflight, origin), level(actual, origin));
        let is_dropped = asked > 0 && (given == 0 || asked == 2 && actual.allows_any());
        let is_simple = exchange
            .request
            .headers
            .get("access-control-request-method")
            .is_some_and(|method| *method == *b"GET")
            && !exchange.request.headers.contains("access-control-request-headers");
        let is_withheld = page.as_deref() == Some(origin)
            && is_simple
            && !actual.allows_any()
            && (asked == 0 || given == 2 && preflight.allows_any());
        let summary = if is_dropped {
            format!(
                "The preflight is granted to {origin}, and the answer itself does not name it as the preflight did."
            )
        } else if is_withheld {
            format!("The answer names {origin}, and the preflight that a page there needs first does not.")
        } else {
            continue;
        };
        return Some(
            Finding::new("preflight-actual-mismatch", Severity::Low, Confidence::High, summary)
                .seen(evidence.point(before, "access-control-allow-origin", "what the preflight says"))
                .seen(evidence.point(after, "access-control-allow-origin", "what the answer says")),
        );
    }
    None
}
