//! D46: CORS does not apply to a WebSocket.

use corslet::browser::{Api, Element};

use super::case::Case;
use super::diagnosis::diagnosis;
use super::wording::authority;
use super::{Evidence, Judgement};

diagnosis! {
    /// # A WebSocket is not under CORS
    ///
    /// The URL is `ws:` or `wss:`. No CORS header is looked at, and none helps.
    ///
    /// ## What you see
    ///
    /// `WebSocket connection to 'wss://…' failed`, taken for a CORS error; or a search for the CORS setting of a WebSocket server.
    ///
    /// ## What is really wrong
    ///
    /// The handshake carries `Origin`, and the browser opens the connection for any page, with its cookies. Whether a page may
    /// talk to it is the server's own decision, and a server that does not look at `Origin` lets every site act as the user who is
    /// logged in.
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
    /// * url: wss://api.example.com/live
    /// ```
    ///
    /// ## Clean
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
    specialises: [],
    probes: [],
    judge: judge,
}

fn judge(case: &Case) -> Option<Judgement> {
    let is_element = matches!(case.init.api, Api::Element { element: Element::WebSocket, .. });
    if !matches!(case.url.scheme(), "ws" | "wss") && !is_element {
        return None;
    }
    let evidence = (!case.exchanges.is_empty()).then(|| Evidence::request(0, "a handshake, not a fetch"));
    Some(
        Judgement::proved(format!(
            "{} is asked for a WebSocket, to which CORS does not apply: no header grants or withholds it",
            authority(&case.url)
        ))
        .at(evidence)
        .fix(
            "Let the server compare `Origin` with a list in its handshake and refuse others with 403; if the handshake fails, \
             see that the proxy forwards `Upgrade` and `Connection`.",
        ),
    )
}
