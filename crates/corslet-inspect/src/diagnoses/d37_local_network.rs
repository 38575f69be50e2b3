//! D37: a public page asks an address of a private network.

use std::net::IpAddr;

use corslet::words::{Origin, is_potentially_trustworthy_origin};

use super::case::{Case, Seen};
use super::diagnosis::diagnosis;
use super::wording::{browsers, host, plain};
use super::{Evidence, Judgement};
use crate::networks::{Network, is_public_origin, network_of};

diagnosis! {
    /// # A public page asks a private network
    ///
    /// The page comes from the public network, and the server has an address of this machine or of a private network.
    ///
    /// ## What you see
    ///
    /// In Chrome and Edge a question whether the site may connect to devices on your network; or “Permission was denied for this
    /// request to access the `loopback` address space”. Other browsers, and curl, just ask.
    ///
    /// ## What is really wrong
    ///
    /// Chromium (since version 142) lets a public page reach private addresses only with the user's permission, and only when the
    /// page came over https: local network access. This is no CORS header's doing; `Access-Control-Allow-Private-Network` belongs to
    /// an earlier plan and does nothing now. Where the URL is plain http, WebKit takes it for mixed content, also on this machine,
    /// and sends nothing; Chromium and Firefox let this machine pass.
    ///
    /// ## How to fix
    ///
    /// Serve the page from the same network while developing. Where a public page really has to reach a device, let it come over
    /// https, say `targetAddressSpace: 'local'` (or `'loopback'`) in `fetch()`, and tell users why they are asked.
    ///
    /// ## Found
    ///
    /// ```http
    /// > GET /status HTTP/1.1
    /// > Host: printer.example.com
    /// > Origin: https://app.example.com
    /// >
    /// * peer: 192.168.1.20:443
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// <
    /// ```
    ///
    /// ```http
    /// * scheme: http
    /// > GET /status HTTP/1.1
    /// > Host: localhost:3000
    /// > Origin: https://app.example.com
    /// >
    /// * peer: 127.0.0.1:3000
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// <
    /// ```
    ///
    /// ## Clean
    ///
    /// Page and server are both on this machine:
    ///
    /// ```http
    /// * scheme: http
    /// > GET /status HTTP/1.1
    /// > Host: localhost:3000
    /// > Origin: http://localhost:5173
    /// >
    /// * peer: 127.0.0.1:3000
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: http://localhost:5173
    /// <
    /// ```
    ///
    /// A public address:
    ///
    /// ```http
    /// > GET /status HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// * peer: 203.0.114.7:443
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// <
    /// ```
    rank: Context,
    certainty: Proved,
    specialises: [],
    probes: [],
    judge: judge,
}

fn judge(case: &Case) -> Option<Judgement> {
    let origin: &Origin = &case.init.origin;
    if !is_public_origin(origin) {
        return None;
    }
    let local = |(index, seen): (usize, &Seen)| {
        let network = network_of_answer(seen)?;
        (network != Network::Public).then_some((index, network))
    };
    let (index, network) = case.exchanges.iter().enumerate().find_map(local)?;
    let seen = case.exchanges.get(index)?;
    let host = host(seen);
    // An address need not be told twice.
    let at = seen.peer.map(|peer| peer.ip().to_string()).filter(|address| !host.contains(address));
    let place = match at {
        Some(at) => format!("{host} is at {at}, which is {network}"),
        None if network == Network::Local => format!("{host} is of a private network"),
        None => format!("{host} is this machine"),
    };
    let refused_by = case.mixed_content_for();
    let judgement = if !is_potentially_trustworthy_origin(origin) {
        // That such a page is public shows on no wire: while developing, the name is often one of this machine's own.
        let page = plain(origin.serialize());
        Judgement::advice(format!(
            "{place}; if {page} is a public page, Chromium refuses it, for it came over plain http"
        ))
        .works()
        .partial()
    } else if refused_by.is_empty() {
        Judgement::proved(format!("{place}, and the page is public: Chromium asks the user first")).works()
    } else {
        let who = browsers(&refused_by);
        Judgement::proved(format!(
            "{place}, and the page is public: Chromium asks the user first, and {who} sends nothing over plain http"
        ))
        .partial()
    };
    let fix = if refused_by.is_empty() {
        "While developing, serve the page from the same network. Otherwise serve the page over https and expect Chromium's \
         question; no CORS header answers it."
    } else {
        "While developing, serve the page from the same network, over http too. Otherwise serve what it asks over https as \
         well, and expect Chromium's question; no CORS header answers it."
    };
    Some(judgement.at([Evidence::request(index, "goes to a private address")]).fix(fix))
}

/// The network of the address that answered, or of the one that the URL's host is.
fn network_of_answer(seen: &Seen) -> Option<Network> {
    if let Some(peer) = seen.peer {
        return Some(network_of(peer.ip()));
    }
    let host = seen.url.host_str()?;
    match host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>() {
        Ok(address) => Some(network_of(address)),
        Err(_) => (host == "localhost" || host.ends_with(".localhost")).then_some(Network::Loopback),
    }
}
