//! `preflight-reflect`: preflights grant any origin what the answers themselves do not.

use crate::audit::{Confidence, Evidence, Finding, Probe, Section, Severity, Trust, Want, rule};

/// What a page needs a preflight for, and what changes something.
const METHODS: [&str; 3] = ["PUT", "DELETE", "PATCH"];

rule! {
    /// # Any page may send what changes something
    ///
    /// The preflight says yes to everybody; that the answer is then hidden does not undo what was sent.
    ///
    /// ## What it finds
    ///
    /// Two origins that nobody can have guessed are both granted a preflight with credentials, for `PUT`, `DELETE`, `PATCH` or a `POST`
    /// of JSON, while the answers themselves name neither of them.
    ///
    /// ## Why it matters
    ///
    /// A page that a logged-in user opens has the browser send that request with the user's cookies. It reads nothing, and it need not:
    /// the order is deleted. Applications that rely on the preflight to keep strangers from sending such requests are open to
    /// cross-site request forgery.
    ///
    /// ## How to fix
    ///
    /// Decide preflights and answers in one place, from one list. Refuse a preflight from an origin that is not on it: no CORS header.
    ///
    /// ### nginx
    ///
    /// ```nginx
    /// map $http_origin $cors { default ""; "https://app.shop.example" $http_origin; }
    /// if ($request_method = OPTIONS) { add_header Access-Control-Allow-Origin $cors always; return 204; }
    /// ```
    ///
    /// `$http_origin` itself in that line is the fault.
    ///
    /// ### Express
    ///
    /// ```js
    /// const policy = cors({ origin: ['https://app.shop.example'], credentials: true });
    /// app.options('*', policy);   // not cors({ origin: true, credentials: true })
    /// app.use(policy);
    /// ```
    ///
    /// ### Spring
    ///
    /// One `CorsConfigurationSource`, used by Spring Security and by Spring MVC alike.
    ///
    /// ### API gateways
    ///
    /// Take the preflight's answer out of the gateway's mock integration, or give it the same list as the application.
    ///
    /// ## Found
    ///
    /// ```http
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://attacker.com
    /// > Access-Control-Request-Method: PUT
    ///
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://attacker.com
    /// < Access-Control-Allow-Credentials: true
    /// < Access-Control-Allow-Methods: PUT
    ///
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://stranger.net
    /// > Access-Control-Request-Method: PUT
    ///
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://stranger.net
    /// < Access-Control-Allow-Credentials: true
    /// < Access-Control-Allow-Methods: PUT
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://attacker.com
    ///
    /// < HTTP/1.1 200 OK
    /// ```
    ///
    /// A header that needs a preflight is enough.
    ///
    /// ```http
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://attacker.com
    /// > Access-Control-Request-Method: POST
    /// > Access-Control-Request-Headers: content-type
    ///
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://attacker.com
    /// < Access-Control-Allow-Credentials: true
    /// < Access-Control-Allow-Headers: content-type
    ///
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://stranger.net
    /// > Access-Control-Request-Method: POST
    /// > Access-Control-Request-Headers: content-type
    ///
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://stranger.net
    /// < Access-Control-Allow-Credentials: true
    /// < Access-Control-Allow-Headers: content-type
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://attacker.com
    ///
    /// < HTTP/1.1 200 OK
    /// ```
    ///
    /// ## Clean
    ///
    /// Without credentials a page sends what anybody can send.
    ///
    /// ```http
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://attacker.com
    /// > Access-Control-Request-Method: PUT
    ///
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://attacker.com
    /// < Access-Control-Allow-Methods: PUT
    ///
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://stranger.net
    /// > Access-Control-Request-Method: PUT
    ///
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://stranger.net
    /// < Access-Control-Allow-Methods: PUT
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://attacker.com
    ///
    /// < HTTP/1.1 200 OK
    /// ```
    ///
    /// The origin is echoed, and the method is not allowed.
    ///
    /// ```http
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://attacker.com
    /// > Access-Control-Request-Method: PUT
    ///
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://attacker.com
    /// < Access-Control-Allow-Credentials: true
    /// < Access-Control-Allow-Methods: GET
    ///
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://stranger.net
    /// > Access-Control-Request-Method: PUT
    ///
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://stranger.net
    /// < Access-Control-Allow-Credentials: true
    /// < Access-Control-Allow-Methods: GET
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://attacker.com
    ///
    /// < HTTP/1.1 200 OK
    /// ```
    ///
    /// An answer that is echoed too is the greater fault, any origin trusted.
    ///
    /// ```http
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://attacker.com
    /// > Access-Control-Request-Method: PUT
    ///
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://attacker.com
    /// < Access-Control-Allow-Credentials: true
    /// < Access-Control-Allow-Methods: PUT
    ///
    /// > OPTIONS /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://stranger.net
    /// > Access-Control-Request-Method: PUT
    ///
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://stranger.net
    /// < Access-Control-Allow-Credentials: true
    /// < Access-Control-Allow-Methods: PUT
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://attacker.com
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://attacker.com
    /// < Access-Control-Allow-Credentials: true
    /// ```
    "preflight-reflect", "any page may send what changes something";
    section: Section::Protocol,
    severity: Severity::Medium,
    confidence: Confidence::High,
    cwe: &[352, 942],
    asvs: &["3.5.2"],
    implied_by: &["reflect-any"],
    wants: wants,
    judge: judge,
}

/// The preflights that matter, from one origin.
fn preflights(origin: &str) -> Vec<Probe> {
    let mut probes: Vec<Probe> = METHODS.iter().map(|method| Probe::preflight(origin, method)).collect();
    probes.extend(
        ["content-type", "authorization"].map(|name| Probe::preflight(origin, "POST").asking_headers(name)),
    );
    probes
}

fn wants(evidence: &Evidence) -> Vec<Want> {
    let mut wants = vec![Want::quick(Probe::from(evidence.stranger()))];
    let theirs = preflights(&evidence.other_stranger());
    for (one, other) in preflights(&evidence.stranger()).into_iter().zip(theirs) {
        let is_granted = grant(evidence, &one).is_some();
        wants.push(Want::full(one));
        if is_granted {
            wants.push(Want::quick(other));
            break;
        }
    }
    wants
}

/// Where this preflight lets its page send the request with credentials.
fn grant(evidence: &Evidence, probe: &Probe) -> Option<usize> {
    let (index, response) = evidence.response(probe)?;
    let is_credentialed = response.is_ok()
        && !response.allows_any()
        && response.allows_credentials()
        && response.allows(probe.origin.as_deref()?);
    let asked = probe.preflight.as_ref()?.headers.as_deref();
    let are_headers_granted = asked.is_none_or(|name| response.lists("access-control-allow-headers", name));
    (is_credentialed && are_headers_granted && is_sent(evidence, index)).then_some(index)
}

/// Whether any engine sends the request after this preflight.
fn is_sent(evidence: &Evidence, index: usize) -> bool {
    evidence.prove_sending(index).is_some_and(|proof| proof.engines().next().is_some())
}

fn judge(evidence: &Evidence) -> Option<Finding> {
    let (stranger, other) = (evidence.stranger(), evidence.other_stranger());
    let is_readable = [&stranger, &other].iter().any(|origin| {
        evidence.trust(origin) >= Trust::Anonymous
            || evidence.trusting_on_error(origin).is_some_and(|(_, trust)| trust >= Trust::Anonymous)
    });
    let is_answered = evidence.actual().any(|(_, exchange, _)| exchange.request.origin() == Some(&stranger));
    if is_readable || !is_answered {
        return None;
    }
    let (first, second) = preflights(&stranger)
        .iter()
        .zip(&preflights(&other))
        .find_map(|(one, two)| Some((grant(evidence, one)?, grant(evidence, two)?)))?;
    let asked = evidence.exchange(first)?.request.headers.get("access-control-request-method")?;
    let method = String::from_utf8_lossy(&asked).into_owned();
    let session = &evidence.settings.session;
    let has_nothing_to_send = !session.is_empty() && !session.is_ambient();
    let mut finding = Finding::new(
            "preflight-reflect",
            if has_nothing_to_send { Severity::Low } else { Severity::Medium },
            Confidence::High,
            format!("Any page may send a {method} with the user's credentials: the preflight grants it to every origin."),
        )
        .seen(evidence.point(first, "access-control-allow-origin", "a stranger's origin, granted with credentials"))
        .seen(evidence.point(second, "access-control-allow-origin", "another stranger's origin, granted too"))
        .proved(evidence.prove_sending(first))
        .note("The page cannot read the answer: that one does not name it.")
        .note("Cookies that are SameSite=Lax or Strict do not go along from another site.");
    if has_nothing_to_send {
        finding = finding.note(
            "The session given is a header that a script has to add, and an attacker's script has none.",
        );
    }
    Some(finding)
}
