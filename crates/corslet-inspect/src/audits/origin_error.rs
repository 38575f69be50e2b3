//! `origin-error`: an unusual `Origin` makes the server fail.

use crate::audit::{
    Confidence, Depth, Evidence, Finding, Place, Probe, Section, SessionUse, Severity, Want, rule,
};
use crate::exchange::Response;

/// How many letters the long origin has.
const LONG: usize = 3_000;

/// How many failures are tried again.
const MOST_AGAIN: usize = 3;

rule! {
    /// # An unusual `Origin` makes the server fail
    ///
    /// What any client can send is parsed by code that did not expect it.
    ///
    /// ## What it finds
    ///
    /// The answer is 5xx for `null`, an unusual port, an internationalised name or a very long origin, twice, while the same request
    /// without `Origin` does not fail.
    ///
    /// ## Why it matters
    ///
    /// Whatever reads `Origin` breaks on a value that browsers really send. At best it is a page that cannot be served; every such request
    /// costs the server an exception, and shows how it is built when the error page tells.
    ///
    /// ## How to fix
    ///
    /// Compare `Origin` as bytes with the list, or parse it with something that can fail, and take failure for "not on the list".
    ///
    /// ### Node
    ///
    /// `new URL(origin)` throws for `null`: catch it, or compare strings first.
    ///
    /// ### Python
    ///
    /// `urlparse(origin).hostname` is `None` for `null`, and `.port` raises for a port out of range.
    ///
    /// ### Java, .NET
    ///
    /// `URI.create` throws; `new URI` and `Uri.TryCreate` can be asked.
    ///
    /// ### Go, Rust
    ///
    /// `url.Parse` and `Url::parse` return an error: no `must`, no `unwrap`.
    ///
    /// ### nginx, Apache, Caddy
    ///
    /// They do not fail; what is behind them does. Look for the status in the upstream's log.
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
    /// > Origin: null
    ///
    /// < HTTP/1.1 500 Internal Server Error
    ///
    /// * say: and once more
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: null
    ///
    /// < HTTP/1.1 500 Internal Server Error
    /// ```
    ///
    /// ## Clean
    ///
    /// Once is an accident.
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    ///
    /// < HTTP/1.1 200 OK
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: null
    ///
    /// < HTTP/1.1 500 Internal Server Error
    ///
    /// * say: and once more
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: null
    ///
    /// < HTTP/1.1 200 OK
    /// ```
    ///
    /// A server that fails anyway does not fail for `Origin`.
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    ///
    /// < HTTP/1.1 500 Internal Server Error
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: null
    ///
    /// < HTTP/1.1 500 Internal Server Error
    ///
    /// * say: and once more
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: null
    ///
    /// < HTTP/1.1 500 Internal Server Error
    /// ```
    ///
    /// A long header may be refused.
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    ///
    /// < HTTP/1.1 200 OK
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: null
    ///
    /// < HTTP/1.1 431 Request Header Fields Too Large
    ///
    /// * say: and once more
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: null
    ///
    /// < HTTP/1.1 431 Request Header Fields Too Large
    /// ```
    "origin-error", "an unusual `Origin` makes the server fail";
    section: Section::Leftovers,
    severity: Severity::Low,
    confidence: Confidence::High,
    cwe: &[755, 20],
    asvs: &[],
    implied_by: &[],
    wants: wants,
    judge: judge,
}

/// Origins that a careless parser stumbles over.
fn unusual(evidence: &Evidence) -> Vec<String> {
    let target = &evidence.target;
    let long = "a".repeat(LONG);
    vec![
        "null".to_owned(),
        // bücher.example, as browsers write it, with a port that they may have.
        target.origin_on("xn--bcher-kva.example:65535"),
        target.origin_on(&format!("{long}.{}", evidence.names.first)),
    ]
}

/// Whether it failed: being asked to come back later is no failure.
fn is_failure(response: &Response) -> bool {
    response.status() >= 500 && response.status() != 503
}

/// The requests with an origin that failed once: any that was asked, for whatever reason.
fn failed(evidence: &Evidence) -> Vec<Probe> {
    let plain = evidence.response(&Probe::plain());
    if plain.is_none_or(|(_, response)| response.status() >= 500) {
        return Vec::new();
    }
    let failed = evidence.asked().iter().filter_map(|asked| {
        let probe = asked.probe.as_ref().filter(|probe| {
            probe.time == 0
                && probe.origin.is_some()
                && probe.preflight.is_none()
                && probe.place == Place::Target
                && probe.session == SessionUse::Given
        })?;
        asked.exchange.response().filter(|response| is_failure(response)).map(|_| probe.clone())
    });
    failed.take(MOST_AGAIN).collect()
}

fn wants(evidence: &Evidence) -> Vec<Want> {
    let mut wants = vec![Want::quick(Probe::plain())];
    wants.extend(unusual(evidence).into_iter().map(|origin| Want::full(Probe::from(origin))));
    let again = failed(evidence).into_iter().enumerate();
    wants.extend(again.map(|(index, probe)| Want {
        probe: probe.again(),
        depth: if index == 0 { Depth::Quick } else { Depth::Full },
    }));
    wants
}

fn judge(evidence: &Evidence) -> Option<Finding> {
    let (probe, first, second, status) = failed(evidence).into_iter().find_map(|probe| {
        let (first, response) = evidence.response(&probe)?;
        let (second, again) = evidence.response(&probe.clone().again())?;
        let status = response.status();
        is_failure(again).then_some((probe, first, second, status))
    })?;
    let origin = probe.origin.unwrap_or_default();
    let shown = if origin.len() > 80 {
        format!("an origin of {} bytes", origin.len())
    } else {
        format!("`{origin}`")
    };
    Some(
        Finding::new(
            "origin-error",
            Severity::Low,
            Confidence::High,
            format!("The server fails with {status} when Origin is {shown}, and does not without it."),
        )
        .seen(evidence.point(first, "access-control-allow-origin", format!("{status} for this Origin")))
        .seen(evidence.point(second, "access-control-allow-origin", "and once more")),
    )
}
