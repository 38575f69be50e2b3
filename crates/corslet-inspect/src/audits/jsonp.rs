//! `jsonp`: a user's data is given to any page as a script.

use crate::audit::{
    Confidence, Evidence, Finding, Obtainable, Place, Probe, Section, SessionUse, Severity, Trust, Want,
    rule, weigh,
};
use crate::exchange::Response;

/// The parameters by which a page names its function.
const PARAMETERS: [&str; 3] = ["callback", "jsonp", "cb"];

rule! {
    /// # A user's data is given to any page as a script
    ///
    /// JSONP goes around the same-origin policy: CORS is not asked.
    ///
    /// ## What it finds
    ///
    /// With `callback`, `jsonp` or `cb` in the query the answer is a script that calls the function so named, and what it is called with
    /// is another thing with the session than without it. A browser has to run it: with `X-Content-Type-Options: nosniff` only as
    /// JavaScript. Public data as JSONP is not reported.
    ///
    /// ## Why it matters
    ///
    /// A script may be loaded from anywhere, with the user's cookies. Any page that a logged-in user opens defines the function, loads
    /// the script and has the data; no list of origins is in the way.
    ///
    /// ## How to fix
    ///
    /// Take the parameter out, and answer JSON with CORS for the front ends that need it. Until then answer as `application/json` with
    /// `X-Content-Type-Options: nosniff`, and set the session's cookie `SameSite=Lax`.
    ///
    /// ### Express
    ///
    /// `res.json(data)` for `res.jsonp(data)`; `app.set('jsonp callback name', …)` does not turn it off.
    ///
    /// ### Python
    ///
    /// Django REST framework: take `JSONPRenderer` out of `DEFAULT_RENDERER_CLASSES`. Flask: no wrapper around `jsonify`.
    ///
    /// ### Java
    ///
    /// Spring removed `AbstractJsonpResponseBodyAdvice`; take the copy of it out. Jersey: no `@JSONP`.
    ///
    /// ### .NET
    ///
    /// Take the JSONP formatter out of `Formatters`.
    ///
    /// ### Go
    ///
    /// `c.JSON` for gin's `c.JSONP`.
    ///
    /// ### nginx, Apache, Caddy
    ///
    /// ```nginx
    /// add_header X-Content-Type-Options nosniff always;
    /// ```
    ///
    /// ## Found
    ///
    /// ```http
    /// * target: https://api.shop.example/account
    /// > GET /account?callback=qwertz HTTP/1.1
    /// > Host: api.shop.example
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Content-Type: application/javascript
    /// <
    /// /**/qwertz({"name":"Ada"});
    ///
    /// > GET /account?callback=qwertz HTTP/1.1
    /// > Host: api.shop.example
    ///
    /// < HTTP/1.1 401 Unauthorized
    /// ```
    ///
    /// ## Clean
    ///
    /// Public data: the same for everybody.
    ///
    /// ```http
    /// * target: https://api.shop.example/account
    /// > GET /account?callback=qwertz HTTP/1.1
    /// > Host: api.shop.example
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Content-Type: application/javascript
    /// <
    /// qwertz({"rate":1.08})
    ///
    /// > GET /account?callback=qwertz HTTP/1.1
    /// > Host: api.shop.example
    ///
    /// < HTTP/1.1 200 OK
    /// < Content-Type: application/javascript
    /// <
    /// qwertz({"rate":1.08})
    /// ```
    ///
    /// No browser runs JSON that says so for sure.
    ///
    /// ```http
    /// * target: https://api.shop.example/account
    /// > GET /account?callback=qwertz HTTP/1.1
    /// > Host: api.shop.example
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Content-Type: application/json
    /// < X-Content-Type-Options: nosniff
    /// <
    /// qwertz({"name":"Ada"})
    ///
    /// > GET /account?callback=qwertz HTTP/1.1
    /// > Host: api.shop.example
    ///
    /// < HTTP/1.1 401 Unauthorized
    /// ```
    ///
    /// A parameter that only comes back is none.
    ///
    /// ```http
    /// * target: https://api.shop.example/account
    /// > GET /account?callback=qwertz HTTP/1.1
    /// > Host: api.shop.example
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Content-Type: application/json
    /// <
    /// {"callback":"qwertz","name":"Ada"}
    ///
    /// > GET /account?callback=qwertz HTTP/1.1
    /// > Host: api.shop.example
    ///
    /// < HTTP/1.1 401 Unauthorized
    /// ```
    "jsonp", "a user's data is given to any page as a script";
    section: Section::Leftovers,
    severity: Severity::High,
    confidence: Confidence::High,
    cwe: &[346, 352],
    asvs: &["3.5.6"],
    implied_by: &[],
    wants: wants,
    judge: judge,
}

fn probe(evidence: &Evidence, parameter: &str) -> Probe {
    Probe::plain().at(Place::Query(parameter.to_owned(), evidence.names.label.clone()))
}

fn wants(evidence: &Evidence) -> Vec<Want> {
    let mut wants = Vec::new();
    for parameter in PARAMETERS {
        let probe = probe(evidence, parameter);
        if is_script(evidence, &probe) && !evidence.settings.session.is_empty() {
            let without = probe.clone().session(SessionUse::None);
            wants.push(Want::quick(without.clone()));
            // What differs each time differs without a session too.
            wants.push(Want::quick(without.again()));
        }
        wants.push(Want::full(probe));
    }
    wants
}

/// Whether the answer is a script that calls the function that the page has named.
fn is_script(evidence: &Evidence, probe: &Probe) -> bool {
    evidence.response(probe).is_some_and(|(_, response)| {
        response.is_ok() && is_run(response) && is_call(&response.body, &evidence.names.label)
    })
}

/// Whether a body is a call: `name(`, after the comments and checks that servers put in front.
fn is_call(body: &[u8], name: &str) -> bool {
    let text = String::from_utf8_lossy(&body[..body.len().min(512)]);
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    while let Some((_, after)) = rest.strip_prefix("/*").and_then(|comment| comment.split_once("*/")) {
        rest = after.trim_start();
    }
    rest = rest.trim_start_matches(';').trim_start();
    if let Some(check) = rest.strip_prefix("typeof") {
        rest = check.split_once("&&").map_or("", |(_, after)| after).trim_start();
    }
    let rest = rest.strip_prefix("window.").unwrap_or(rest);
    rest.strip_prefix(name).is_some_and(|after| after.trim_start().starts_with('('))
}

/// Whether browsers run it as a [script](https://fetch.spec.whatwg.org/#should-response-to-request-be-blocked-due-to-nosniff?).
fn is_run(response: &Response) -> bool {
    let media = response.header("content-type").unwrap_or_default().to_ascii_lowercase();
    let media = media.split(';').next().unwrap_or_default().trim().to_owned();
    let is_sniffed = !response.header("x-content-type-options").is_some_and(|value| {
        value.split(',').next().is_some_and(|first| first.trim().eq_ignore_ascii_case("nosniff"))
    });
    let is_javascript = media.ends_with("javascript") || media.ends_with("ecmascript");
    let is_never =
        ["image/", "audio/", "video/"].iter().any(|start| media.starts_with(start)) || media == "text/csv";
    is_javascript || is_sniffed && !is_never
}

fn judge(evidence: &Evidence) -> Option<Finding> {
    let scripts = PARAMETERS.iter().find_map(|parameter| {
        let probe = probe(evidence, parameter);
        is_script(evidence, &probe).then_some((*parameter, probe))
    });
    let (parameter, probe) = scripts?;
    let (index, with) = evidence.response(&probe)?;
    let session = &evidence.settings.session;
    let finding = |severity, confidence| {
        Finding::new(
            "jsonp",
            severity,
            confidence,
            format!("With `{parameter}` in the query, any page gets the answer as a script, with the user's cookies."),
        )
        .seen(evidence.point(index, "content-type", "a call of the function that the page has named"))
    };
    if session.is_empty() {
        return Some(finding(Severity::Low, Confidence::Low).note(
            "Not verified: no session was given, so whether the answer holds a user's data is not known; give one with -b.",
        ));
    }
    let (_, without) = evidence.response(&probe.clone().session(SessionUse::None))?;
    let again = evidence.response(&probe.session(SessionUse::None).again());
    let is_stable = again.is_none_or(|(_, again)| again.body == without.body);
    let differs = with.status() != without.status() || with.body != without.body && is_stable;
    if !session.is_ambient() || !differs {
        return None;
    }
    let weight = weigh(evidence, Obtainable::ByAnybody, Trust::Credentialed);
    let mut finding = finding(weight.severity.max(Severity::Medium), Confidence::High);
    finding.notes.push("The script holds other data with the session given than without it.".to_owned());
    Some(finding)
}
