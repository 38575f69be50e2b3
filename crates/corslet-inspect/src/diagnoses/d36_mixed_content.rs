//! D36: an https page asks for an http URL.

use corslet::Url;
use corslet::browser::is_websocket_url;
use corslet::verdict::Failure;

use super::case::Case;
use super::diagnosis::diagnosis;
use super::wording::{address, authority, browsers};
use super::{Evidence, Judgement, Place, Probe, d37_local_network};

diagnosis! {
    /// # Mixed content
    ///
    /// The page came over https and asks for an http URL: browsers do not even send it.
    ///
    /// ## What you see
    ///
    /// “Mixed Content: The page at 'https://…' was loaded over HTTPS, but requested an insecure resource”, and in the page's code
    /// the same `TypeError` as for CORS.
    ///
    /// ## What is really wrong
    ///
    /// What comes over http can be read and changed on the way, so a page that came over https may not use it. This is decided
    /// before CORS is looked at; no CORS header changes it. Only this
    /// machine (`http://localhost`, `http://127.0.0.1`) is exempt in Chromium and Firefox, and not even that in WebKit.
    ///
    /// ## How to fix
    ///
    /// Serve the API over https, and write `https://` in the page's code.
    ///
    /// ## Found
    ///
    /// ```http
    /// * page: https://app.example.com
    /// * url: http://api.example.com/orders
    /// ```
    ///
    /// ## Clean
    ///
    /// This machine is asked:
    ///
    /// ```http
    /// * scheme: http
    /// > GET /orders HTTP/1.1
    /// > Host: localhost:3000
    /// > Origin: https://app.example.com
    /// >
    /// * peer: 127.0.0.1:3000
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// <
    /// ```
    ///
    /// The page itself came over http:
    ///
    /// ```http
    /// * scheme: http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: http://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: http://app.example.com
    /// <
    /// ```
    rank: Context,
    certainty: Proved,
    specialises: [],
    probes: [OverHttps],
    judge: judge,
}

fn judge(case: &Case) -> Option<Judgement> {
    let failing = case.failing();
    let mixed = failing.iter().find(|one| {
        matches!(one.failure, Failure::MixedContent) && (one.is_in_a_browser() || case.runs.len() == 1)
    })?;
    // To WebKit alone this machine's http is mixed content too; of a public page the private address says so.
    let refused_by = case.mixed_content_for();
    let is_partial = case.browsers().any(|run| !refused_by.contains(&run.engine));
    if is_partial && d37_local_network::RULE.judge(case).is_some() {
        return None;
    }
    let who = if is_partial { browsers(&refused_by) } else { "browsers".to_owned() };
    let after = if mixed.hop > 0 { " behind a redirect" } else { "" };
    let over_https = case.probed(Probe::OverHttps);
    let more = if over_https.is_some() { "; over https the same host answers" } else { "" };
    let at = case.exchanges.iter().rposition(|seen| seen.is_redirect()).filter(|_| mixed.hop > 0);
    let evidence = at.map(|index| case.at_header(index, "location", "to plain http")).unwrap_or_default();
    let proof = over_https.map(|(probe, seen)| {
        let label = format!("over https: {}", seen.status());
        Evidence::new(0, Place::Status, label).in_probe(probe)
    });
    let verb = if refused_by.len() == 1 && is_partial { "refuses" } else { "refuse" };
    let judgement = Judgement::proved(format!(
        "the page came over https and asks {}://{}{after}, which {who} {verb} before anything is sent{more}",
        if secure(&case.url) == "wss" { "ws" } else { "http" },
        authority(&case.url)
    ))
    .at(evidence)
    .at(proof)
    .fix(format!(
        "Serve it over {0}, and write `{0}://{1}` in the page's code. No CORS header changes this.",
        secure(&case.url),
        address(&case.url).split_once("://").map_or_else(String::new, |(_, rest)| rest.to_owned())
    ));
    Some(if is_partial { judgement.partial() } else { judgement })
}

/// The scheme that is no mixed content.
fn secure(url: &Url) -> &'static str {
    if is_websocket_url(url) { "wss" } else { "https" }
}
