//! `origin-as-access-control`: whoever sends the wrong `Origin` is turned away, and whoever sends none is let in.

use crate::audit::{Confidence, Evidence, Finding, Probe, Section, Severity, Want, rule};

/// A page that exists and is known to be harmless: what turns it away does so on principle.
const KNOWN: &str = "https://www.wikipedia.org";

rule! {
    /// # `Origin` is taken for access control
    ///
    /// The wrong `Origin` is turned away; none at all is let in.
    ///
    /// ## What it finds
    ///
    /// Without `Origin` the answer is good. With one that is not on the list it is 401 or 403: for two that nobody can have guessed, for
    /// a page that everybody knows, and for no other reason, because asked again without `Origin` the answer is good again.
    ///
    /// ## Why it matters
    ///
    /// Only browsers send `Origin` as it is. Every other client writes what it likes, or nothing, and is let in: whoever counts on
    /// this check protects nothing. It is no hole by itself where there is a real one beside it.
    ///
    /// ## How to fix
    ///
    /// Answer every request as its session deserves, and leave it to the browser to show the answer or not: no CORS header for an origin
    /// that is not on the list. Against forged requests use tokens, `SameSite`, or refuse methods that change something; not reads.
    ///
    /// ### Spring
    ///
    /// Its `CorsFilter` answers 403 `Invalid CORS request`. Protect the resource with `authorizeHttpRequests`, whatever the origin.
    ///
    /// ### Go
    ///
    /// gin's middleware answers 403: check the session in the handler all the same. `rs/cors` and `jub0bs/cors` let requests pass.
    ///
    /// ### Rust
    ///
    /// poem and warp answer 403: check the session in the handler all the same. tower-http and actix-cors (since 0.7, with
    /// `block_on_origin_mismatch(false)`) let requests pass.
    ///
    /// ### nginx, Express
    ///
    /// Not `if ($cors = "") { return 403; }`, and not `callback(new Error('not allowed'))`: `callback(null, false)`.
    ///
    /// ## Found
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    ///
    /// < HTTP/1.1 200 OK
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://attacker.com
    ///
    /// < HTTP/1.1 403 Forbidden
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://stranger.net
    ///
    /// < HTTP/1.1 403 Forbidden
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://www.wikipedia.org
    ///
    /// < HTTP/1.1 403 Forbidden
    ///
    /// * say: and once more
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    ///
    /// < HTTP/1.1 200 OK
    /// ```
    ///
    /// ## Clean
    ///
    /// A firewall that dislikes strange names is no policy: a page that everybody knows is let in.
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    ///
    /// < HTTP/1.1 200 OK
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://attacker.com
    ///
    /// < HTTP/1.1 403 Forbidden
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://stranger.net
    ///
    /// < HTTP/1.1 403 Forbidden
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://www.wikipedia.org
    ///
    /// < HTTP/1.1 200 OK
    ///
    /// * say: and once more
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    ///
    /// < HTTP/1.1 200 OK
    /// ```
    ///
    /// Whoever is turned away without `Origin` too lacks something else.
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    ///
    /// < HTTP/1.1 200 OK
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://attacker.com
    ///
    /// < HTTP/1.1 403 Forbidden
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://stranger.net
    ///
    /// < HTTP/1.1 403 Forbidden
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://www.wikipedia.org
    ///
    /// < HTTP/1.1 403 Forbidden
    ///
    /// * say: and once more
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    ///
    /// < HTTP/1.1 403 Forbidden
    /// ```
    "origin-as-access-control", "`Origin` is taken for access control";
    section: Section::Leftovers,
    severity: Severity::Low,
    confidence: Confidence::High,
    cwe: &[346],
    asvs: &["v4.0.3-14.5.2"],
    implied_by: &[],
    wants: wants,
    judge: judge,
}

/// Whether every page that was asked for so far is turned away, and whoever names none is not.
fn turns_strangers_away(evidence: &Evidence) -> bool {
    let is_let_in = evidence.response(&Probe::plain()).is_some_and(|(_, response)| response.is_ok());
    is_let_in
        && [evidence.stranger(), evidence.other_stranger()]
            .iter()
            .all(|origin| is_turned_away(evidence, &Probe::from(origin)))
}

fn is_turned_away(evidence: &Evidence, probe: &Probe) -> bool {
    evidence.response(probe).is_some_and(|(_, response)| matches!(response.status(), 401 | 403))
}

fn wants(evidence: &Evidence) -> Vec<Want> {
    let mut wants = vec![Want::quick(Probe::plain()), Want::quick(Probe::from(evidence.stranger()))];
    if is_turned_away(evidence, &Probe::from(evidence.stranger())) {
        wants.push(Want::quick(Probe::from(evidence.other_stranger())));
    }
    if turns_strangers_away(evidence) {
        // One after the other: the last question is whether the door is still open.
        if evidence.knows(&Probe::from(KNOWN)) {
            wants.push(Want::quick(Probe::plain().again()));
        }
        wants.push(Want::quick(Probe::from(KNOWN)));
    }
    wants
}

fn judge(evidence: &Evidence) -> Option<Finding> {
    let is_open_still =
        evidence.response(&Probe::plain().again()).is_some_and(|(_, response)| response.is_ok());
    if !turns_strangers_away(evidence) || !is_turned_away(evidence, &Probe::from(KNOWN)) || !is_open_still {
        return None;
    }
    let (open, _) = evidence.response(&Probe::plain())?;
    let (shut, response) = evidence.response(&Probe::from(evidence.stranger()))?;
    Some(
        Finding::new(
            "origin-as-access-control",
            Severity::Low,
            Confidence::High,
            format!(
                "A page that is not on the list gets {}, and whoever sends no Origin gets the answer.",
                response.status()
            ),
        )
        .seen(evidence.point(shut, "access-control-allow-origin", "turned away for its Origin"))
        .seen(evidence.point(open, "access-control-allow-origin", "let in without one"))
        .note("Any client that is no browser can leave Origin out, or write one that is on the list."),
    )
}
