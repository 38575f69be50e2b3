//! `acao-multiple`: an answer names several origins.

use crate::audit::{Confidence, Evidence, Finding, Probe, Section, Severity, Want, rule};
use crate::exchange::Response;

rule! {
    /// # An answer names several origins
    ///
    /// `Access-Control-Allow-Origin` holds one origin. A list in it matches nobody.
    ///
    /// ## What it finds
    ///
    /// A good answer has `Access-Control-Allow-Origin` on several lines, or several origins on one line, with commas or blanks between
    /// them. Twice the same origin is several too.
    ///
    /// ## Why it matters
    ///
    /// Browsers join the lines with commas and [compare the whole](https://fetch.spec.whatwg.org/#concept-cors-check) with the page's
    /// origin: it is never equal, and every page is refused. Mostly a proxy and the application behind it both add the header.
    ///
    /// ## How to fix
    ///
    /// Let one layer do it: the one that knows the list. Answer the one origin that asks, when it is on the list, with `Vary: Origin`.
    ///
    /// ### nginx
    ///
    /// ```nginx
    /// map $http_origin $cors { default ""; "https://app.shop.example" $http_origin; }
    /// proxy_hide_header Access-Control-Allow-Origin;
    /// add_header Access-Control-Allow-Origin $cors always;
    /// ```
    ///
    /// ### Apache
    ///
    /// ```apache
    /// Header always unset Access-Control-Allow-Origin
    /// Header onsuccess unset Access-Control-Allow-Origin
    /// ```
    ///
    /// ### Envoy, Traefik, Caddy
    ///
    /// Remove the header from the upstream's response where the gateway answers CORS: `response_headers_to_remove`,
    /// `headers.customResponseHeaders` with an empty value, `header_down -Access-Control-Allow-Origin`.
    ///
    /// ### Node, Python, Java, .NET, Go, Rust
    ///
    /// Give the library the list and let it pick; never join the list into the header yourself.
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
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// ```
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example, https://www.shop.example
    /// ```
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example https://www.shop.example
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
    /// ```
    ///
    /// Some libraries list everybody when nobody asks. No page makes such a request, and whoever asks is answered well.
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// < Access-Control-Allow-Origin: https://www.shop.example
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// < Vary: Origin
    /// ```
    "acao-multiple", "an answer names several origins";
    section: Section::Values,
    severity: Severity::Low,
    confidence: Confidence::High,
    cwe: &[942],
    asvs: &["3.4.2"],
    implied_by: &[],
    wants: wants,
    judge: judge,
}

/// How many of the origins on a list are asked for.
const MOST_LISTED: usize = 2;

fn wants(evidence: &Evidence) -> Vec<Want> {
    let mut wants = vec![Want::quick(Probe::plain()), Want::quick(Probe::from(evidence.stranger()))];
    wants.extend(evidence.front_wants());
    // Whoever is on the list may be answered with one name.
    wants.extend(listed(evidence).into_iter().map(|name| Want::full(Probe::from(name))));
    wants
}

/// The first origins on the list in the plain answer.
fn listed(evidence: &Evidence) -> Vec<String> {
    let Some((_, plain)) = evidence.response(&Probe::plain()) else { return Vec::new() };
    if !plain.is_ok() || !is_list(plain) {
        return Vec::new();
    }
    let value = plain.header("access-control-allow-origin").unwrap_or_default();
    let names = value.split([',', ' ']).filter(|name| name.contains("://")).take(MOST_LISTED);
    names.map(str::to_owned).collect()
}

fn is_listed(evidence: &Evidence, origin: &str) -> bool {
    listed(evidence).iter().any(|one| one == origin)
}

fn judge(evidence: &Evidence) -> Option<Finding> {
    let lists = |asked: bool| {
        evidence.actual().chain(evidence.preflights()).find(move |(_, exchange, response)| {
            let counts = match exchange.request.origin() {
                // What is said to an origin that no page has says nothing of pages: an echo of one may look like a list.
                Some(origin) => asked && (evidence.is_plain_origin(origin) || is_listed(evidence, origin)),
                None => !asked,
            };
            counts && response.is_ok() && is_list(response)
        })
    };
    let is_somebody_served = || {
        evidence.actual().any(|(_, exchange, response)| {
            response.is_ok() && exchange.request.origin().is_some_and(|origin| response.allows(origin))
        })
    };
    let (index, _, response) = match lists(true) {
        Some(found) => found,
        None if is_somebody_served() => return None,
        None => lists(false)?,
    };
    let lines = response.head.headers.get_all("access-control-allow-origin").count();
    let how = match lines {
        1 => "a list of origins on one line".to_owned(),
        _ => format!("{lines} lines"),
    };
    Some(
        Finding::new(
            "acao-multiple",
            Severity::Low,
            Confidence::High,
            format!("`Access-Control-Allow-Origin` is {how}, which matches no page: it holds one origin."),
        )
        .seen(evidence.point(
            index,
            "access-control-allow-origin",
            "more than one origin in one answer",
        )),
    )
}

fn is_list(response: &Response) -> bool {
    let mut lines = response.head.headers.get_all("access-control-allow-origin");
    let first = lines.next();
    lines.next().is_some()
        || first.is_some_and(|line| {
            let parts = line.as_bytes().split(|byte| matches!(byte, b',' | b' ' | b'\t'));
            parts.filter(|part| !part.is_empty()).count() > 1
        })
}
