//! D42: the front end's own page answers where an API should.

use super::case::{Case, Seen};
use super::diagnosis::diagnosis;
use super::wording::{address, host};
use super::{Evidence, Judgement};

diagnosis! {
    /// # A web page answers in place of the API
    ///
    /// The URL leads to a host that answers every path with its front page.
    ///
    /// ## What you see
    ///
    /// “No 'Access-Control-Allow-Origin' header is present”; or no CORS error and `Unexpected token '<', "<!doctype "... is not
    /// valid JSON`.
    ///
    /// ## What is really wrong
    ///
    /// A server of a single-page application sends its `index.html` for every path that it does not know, with status 200, also for
    /// `OPTIONS`. The request has not reached the API: the base URL is wrong, or the proxy's rule for the API's path does not match.
    ///
    /// ## How to fix
    ///
    /// See which URL the page really asks, and whether the API's prefix is in it. In a proxy put the API's `location` before the
    /// fallback; in a development server configure its proxy for that path.
    ///
    /// ## Found
    ///
    /// ```http
    /// > GET /api/orders HTTP/1.1
    /// > Host: www.example.com
    /// > Origin: https://app.example.com
    /// > Accept: application/json
    /// >
    /// < HTTP/1.1 200 OK
    /// < Content-Type: text/html; charset=utf-8
    /// <
    /// <!doctype html><html><head><title>Shop</title></head><body><div id="root"></div><script type="module" src="/assets/index.js"></script></body></html>
    /// ```
    ///
    /// ## Clean
    ///
    /// A document is asked for, and comes:
    ///
    /// ```http
    /// > GET /terms.html HTTP/1.1
    /// > Host: www.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Content-Type: text/html
    /// <
    /// <!doctype html><html><body><h1>Terms</h1></body></html>
    /// ```
    ///
    /// The API answers JSON:
    ///
    /// ```http
    /// > GET /api/orders HTTP/1.1
    /// > Host: www.example.com
    /// > Origin: https://app.example.com
    /// > Accept: application/json
    /// >
    /// < HTTP/1.1 200 OK
    /// < Content-Type: application/json
    /// <
    /// []
    /// ```
    rank: Status,
    certainty: Inferred,
    specialises: ["D01", "D28", "D43"],
    probes: [],
    judge: judge,
}

/// How the front page of a single-page application looks, in lower case.
const SHELLS: &[&str] = &[
    "<div id=\"root\"",
    "<div id=root",
    "<div id=\"app\"",
    "<div id=app",
    "<div id=\"__next\"",
    "<div id=\"__nuxt\"",
    "<app-root",
    "you need to enable javascript to run this app",
    "doesn't work properly without javascript enabled",
    "/@vite/client",
];

fn judge(case: &Case) -> Option<Judgement> {
    if !case.is_scripted() {
        return None;
    }
    let answered =
        case.exchanges.iter().enumerate().filter(|(_, seen)| seen.status() == 200 && seen.is_html());
    let (index, seen, shell) = answered.into_iter().find_map(|(index, seen)| {
        let shell = SHELLS.iter().copied().find(|shell| seen.text().to_lowercase().contains(shell));
        let is_fallback = shell.is_some() || wants_json(case, seen) && starts_as_document(seen);
        is_fallback.then_some((index, seen, shell))
    })?;
    let path = seen.url.path().to_lowercase();
    if path == "/" || path.ends_with(".html") || path.ends_with(".htm") {
        return None;
    }
    let judgement = Judgement::inferred(format!(
        "{} answers {} with a web page, as for every path that it does not know: this is not the API",
        host(seen),
        address(&seen.url)
    ));
    let judgement = if case.is_blocked() { judgement } else { judgement.withholds() };
    Some(
        judgement
            .at(shell.and_then(|shell| case.at_body(index, shell, "a front end's page")))
            .at(case.at_header(index, "content-type", "no data"))
            .at([Evidence::status(index, "and yet it says 200")])
            .fix(
                "See which URL the page asks, and that the API's prefix and host are in it; in a proxy or a development \
                 server, forward the API's path before the fallback.",
            ),
    )
}

fn wants_json(case: &Case, seen: &Seen) -> bool {
    let says = |value: Option<String>| value.is_some_and(|value| value.to_lowercase().contains("json"));
    says(case.page_header("accept"))
        || says(case.page_header("content-type"))
        || says(seen.request_header("accept"))
}

fn starts_as_document(seen: &Seen) -> bool {
    let text = seen.text().trim_start().to_lowercase();
    text.starts_with("<!doctype html") || text.starts_with("<html")
}
