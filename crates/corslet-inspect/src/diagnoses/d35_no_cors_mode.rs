//! D35: the page asks with mode `no-cors`, and so can read nothing.

use corslet::browser::Mode;
use corslet::verdict::Outcome;

use super::Judgement;
use super::case::Case;
use super::diagnosis::diagnosis;

diagnosis! {
    /// # `mode: 'no-cors'` does not switch CORS off
    ///
    /// The page asks without CORS, and gets a response that it cannot look into.
    ///
    /// ## What you see
    ///
    /// No error, and an empty response: `response.type` is `opaque`, `response.status` is 0, `response.json()` fails.
    ///
    /// ## What is really wrong
    ///
    /// `no-cors` means “I will not read it”: it is how an `<img>` asks. The request goes out, its own headers are dropped, and the
    /// browser hands an opaque response to the page.
    ///
    /// ## How to fix
    ///
    /// Take `mode: 'no-cors'` out. Then the browser asks the server, and the server has to grant.
    ///
    /// ## Found
    ///
    /// ```http
    /// * page: https://app.example.com
    /// * mode: no-cors
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Content-Type: application/json
    /// <
    /// []
    /// ```
    ///
    /// ## Clean
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: *
    /// <
    /// []
    /// ```
    ///
    /// An image asks in this way, and need not be read:
    ///
    /// ```http
    /// * page: https://app.example.com
    /// * api: img
    /// > GET /logo.png HTTP/1.1
    /// > Host: cdn.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Content-Type: image/png
    /// <
    /// ```
    rank: Exposure,
    certainty: Advice,
    specialises: [],
    probes: [],
    judge: judge,
}

fn judge(case: &Case) -> Option<Judgement> {
    let is_opaque = case.browsers().any(|run| run.outcome() == Outcome::Opaque);
    if !case.is_scripted() || case.mode() != Mode::NoCors || !is_opaque {
        return None;
    }
    let dropped: usize = case.browsers().map(|run| run.dropped.len()).max().unwrap_or_default();
    let more = if dropped > 0 { "; headers that it set were dropped too" } else { "" };
    Some(
        Judgement::advice(format!(
            "the page asks with mode `no-cors`, so its response is opaque: status 0, no header, no body{more}"
        ))
        .withholds()
        .fix(
            "Take `mode: 'no-cors'` out of the call: it does not switch CORS off. Then let the server grant.",
        ),
    )
}
