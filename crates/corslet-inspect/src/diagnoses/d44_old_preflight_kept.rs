//! D44: a browser goes by a preflight from before the fix.

use super::Judgement;
use super::case::{Case, Seen};
use super::diagnosis::diagnosis;

diagnosis! {
    /// # The browser remembers an old preflight
    ///
    /// The server grants now, and a browser that asked earlier goes by what it was told then.
    ///
    /// ## What you see
    ///
    /// You have mended the server, this check passes, and the browser still says no; or it still says yes after a grant was taken
    /// back. In another browser, or tomorrow, it is right.
    ///
    /// ## What is really wrong
    ///
    /// `Access-Control-Max-Age` lets browsers remember a preflight: WebKit for 600 seconds at most, Chromium for 7,200, Firefox for
    /// 86,400. Until then they do not ask again.
    ///
    /// ## How to fix
    ///
    /// Tick “Disable cache” in the developer tools and load the page again, or wait. Keep `Access-Control-Max-Age` at 600 while you
    /// change things; it is also the longest that every browser honours.
    ///
    /// ## Found
    ///
    /// ```http
    /// * said: Access to fetch at 'https://api.example.com/orders' from origin 'https://app.example.com' has been blocked by CORS policy: Method PUT is not allowed by Access-Control-Allow-Methods in preflight response.
    /// > OPTIONS /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: PUT
    /// >
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Access-Control-Allow-Methods: PUT
    /// < Access-Control-Max-Age: 86400
    /// < Vary: Origin
    /// <
    /// > PUT /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Vary: Origin
    /// <
    /// ```
    ///
    /// ## Clean
    ///
    /// Nobody says that it fails:
    ///
    /// ```http
    /// > OPTIONS /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: PUT
    /// >
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Access-Control-Allow-Methods: PUT
    /// < Access-Control-Max-Age: 86400
    /// < Vary: Origin
    /// <
    /// > PUT /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Vary: Origin
    /// <
    /// ```
    rank: Cache,
    certainty: Inferred,
    specialises: ["D47"],
    probes: [],
    judge: judge,
}

/// Longer than a mended server is tried again.
const LONG: u64 = 60;

fn judge(case: &Case) -> Option<Judgement> {
    // The preflight is what counts: the request itself may not have been sent.
    if !case.said.fails_in_browser || case.is_blocked() {
        return None;
    }
    let (index, seconds) = case
        .preflights()
        .find_map(|(index, seen)| Some((index, max_age(seen)?)))
        .filter(|(_, it)| *it > LONG)?;
    Some(
        Judgement::inferred(format!(
            "the server grants it now, and lets browsers remember a preflight for {seconds} s: one that asked before the fix \
             goes by the old answer (WebKit for 600 s at most, Chromium 7200, Firefox 86400)"
        ))
        .works()
        .at(case.at_header(index, "access-control-max-age", "so long it is remembered"))
        .fix("Tick “Disable cache” in the developer tools and reload, or wait; keep it at `600` while you change things."),
    )
}

/// `Access-Control-Max-Age` as [delta-seconds](https://fetch.spec.whatwg.org/#http-access-control-max-age).
pub(super) fn max_age(seen: &Seen) -> Option<u64> {
    seen.header("access-control-max-age")?.trim().parse().ok()
}
