//! D46: CORS does not apply to a WebSocket.

use std::collections::BTreeSet;

use corslet::browser::{Api, is_websocket_url};

use super::case::Case;
use super::diagnosis::diagnosis;
use super::wording::{address, authority, names, plain};
use super::{Evidence, Judgement};

diagnosis! {
    /// # A WebSocket is not under CORS
    ///
    /// The page opens a WebSocket: its URL is `ws:` or `wss:`. No CORS header is looked at, and none helps.
    ///
    /// ## What you see
    ///
    /// `WebSocket connection to 'wss://…' failed`, taken for a CORS error; or a search for the CORS setting of a WebSocket server.
    /// Or `fetch('wss://…')`, which fails in every browser before anything is sent.
    ///
    /// ## What is really wrong
    ///
    /// The handshake carries `Origin`, and the browser opens the connection for any page, with its cookies. Whether a page may
    /// talk to it is the server's own decision, and a server that does not look at `Origin` lets every site act as the user who is
    /// logged in: cross-site WebSocket hijacking.
    ///
    /// ## How to fix
    ///
    /// Compare `Origin` with a list in the server's handshake handler, and refuse others with 403. What fails is the handshake: see
    /// whether the proxy forwards `Upgrade` and `Connection`, and whether the path is right. `EventSource`, on the other hand, *is*
    /// under CORS.
    ///
    /// ## Found
    ///
    /// ```http
    /// * page: https://app.example.com
    /// * api: websocket
    /// * url: wss://api.example.com/live
    /// ```
    ///
    /// A script asks for the URL, which only `new WebSocket()` takes:
    ///
    /// ```http
    /// * page: https://app.example.com
    /// * mode: cors
    /// * url: wss://api.example.com/live
    /// ```
    ///
    /// The server refuses the page's origin by itself:
    ///
    /// ```http
    /// * api: websocket
    /// > GET /live HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Connection: Upgrade
    /// > Upgrade: websocket
    /// > Sec-WebSocket-Version: 13
    /// >
    /// < HTTP/1.1 403 Forbidden
    /// <
    /// ```
    ///
    /// ## Clean
    ///
    /// The same server, asked over https: an answer without a grant is not about WebSocket.
    ///
    /// ```http
    /// > GET /live HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Content-Type: text/plain
    /// <
    /// ```
    ///
    /// An event stream is under CORS:
    ///
    /// ```http
    /// * api: eventsource
    /// > GET /live HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Accept: text/event-stream
    /// >
    /// < HTTP/1.1 200 OK
    /// < Content-Type: text/event-stream
    /// <
    /// ```
    rank: Context,
    certainty: Proved,
    // To let more cookies go along is no advice for a handshake that any site can begin.
    specialises: ["D32"],
    probes: [],
    judge: judge,
}

fn judge(case: &Case) -> Option<Judgement> {
    let is_ws = is_websocket_url(&case.url);
    match (case.opens_websocket(), is_ws) {
        (true, _) => Some(of_handshake(case)),
        (false, true) => Some(of_script(case)),
        (false, false) => None,
    }
}

/// The page opens it as WebSockets are opened.
fn of_handshake(case: &Case) -> Judgement {
    let server = authority(&case.url);
    let evidence = case.exchanges.first().map_or_else(Vec::new, |_| at_the_handshake(case));
    let judgement = match case.last_actual() {
        Some((_, seen)) if seen.status() == 101 => Judgement::proved(format!(
            "CORS does not apply to a WebSocket: {server} opened it for a page on {}{}, and no browser looks for an \
             Access-Control header there",
            plain(case.origin()),
            cookies(case)
        ))
        .works()
        .at(evidence),
        Some((index, seen)) => Judgement::proved(format!(
            "{server} answers the WebSocket's handshake with status {}: CORS does not apply to it, and no Access-Control header \
             changes that",
            seen.status()
        ))
        .at([Evidence::status(index, "101 opens a WebSocket")])
        .at(evidence),
        None => Judgement::proved(format!(
            "CORS does not apply to a WebSocket: browsers begin the handshake with {server} for a page of any origin{}, and look at no \
             Access-Control header of the answer; only the server can compare the `Origin`",
            cookies(case)
        ))
        .works()
        .at(evidence),
    };
    let is_open = case.last_actual().is_some_and(|(_, seen)| seen.status() == 101);
    judgement.fix(if is_open { compare(case) } else { format!("{} {WHEN_IT_FAILS}", compare(case)) })
}

/// A script asks for the URL of one.
fn of_script(case: &Case) -> Judgement {
    let call = match case.init.api {
        Api::Fetch => "fetch()",
        Api::Xhr { .. } => "XMLHttpRequest",
        Api::Element { element, .. } => element.row().written,
    };
    Judgement::proved(format!(
        "{call} does not ask for `{0}:` URLs, so nothing is sent to {1}: `new WebSocket()` takes them, and CORS does not apply to \
         what it opens",
        case.url.scheme(),
        authority(&case.url)
    ))
    .fix(format!(
        "Write `new WebSocket('{}')`, or an https URL where no WebSocket is meant. {}",
        address(&case.url),
        compare(case)
    ))
}

const WHEN_IT_FAILS: &str = "Where the handshake fails, see that each proxy forwards `Upgrade` and `Connection`, and that path and \
                             port are right.";

/// What the server has to do, since no browser does it.
fn compare(case: &Case) -> String {
    let origin = match case.origin() {
        "null" => "`null` is every sandboxed frame and no origin to trust".to_owned(),
        origin => format!("with `{}` on it", plain(origin)),
    };
    format!(
        "Let the server compare the handshake's `Origin` with a list ({origin}) and refuse others with 403: else any site can \
         talk to it as the user who is logged in (cross-site WebSocket hijacking)."
    )
}

/// What the handshake carries, which the server alone can look at.
fn at_the_handshake(case: &Case) -> Vec<Evidence> {
    let origin = case.at_request_header(0, "origin", case.origin(), "for the server to compare");
    let cookie = case.at_request_header(0, "cookie", "", "goes along whatever page asks");
    origin.into_iter().chain(cookie).collect()
}

/// The cookies that a browser sends with the handshake, by its own rules.
fn cookies(case: &Case) -> String {
    let mut sent = BTreeSet::new();
    for verdict in case.browsers().filter_map(|run| run.verdict()) {
        for cookie in verdict.cookies.iter().flat_map(|cookies| &cookies.retrieval.sent) {
            sent.insert(String::from_utf8_lossy(&cookie.name).into_owned());
        }
    }
    let sent: Vec<String> = sent.into_iter().take(MOST).collect();
    match sent.as_slice() {
        [] => String::new(),
        [_] => format!(", with the cookie {}", names(&sent)),
        _ => format!(", with the cookies {}", names(&sent)),
    }
}

/// As many cookies as a sentence names.
const MOST: usize = 5;
