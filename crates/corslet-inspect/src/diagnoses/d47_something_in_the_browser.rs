//! D47: the server grants, and something in the browser is in the way.

use super::Judgement;
use super::case::Case;
use super::diagnosis::diagnosis;

diagnosis! {
    /// # Something in the browser is in the way
    ///
    /// Every browser's rules let the page have this answer, and yet it fails in a browser.
    ///
    /// ## What you see
    ///
    /// This check passes; the page does not.
    ///
    /// ## What is really wrong
    ///
    /// Something between the page and the network answers or changes the request: a service worker, an extension (one that is to
    /// “allow CORS” above all), a test runner, a corporate proxy. Or the browser's request is another one than was checked: another
    /// header, another method, another origin.
    ///
    /// ## How to fix
    ///
    /// Try a private window without extensions. In the developer tools, under Application, unregister the service worker. Then copy
    /// the request from the network panel as curl, and check exactly that.
    ///
    /// ## Found
    ///
    /// ```http
    /// * said: Access to fetch at 'https://api.example.com/orders' from origin 'https://app.example.com' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Vary: Origin
    /// <
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
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Vary: Origin
    /// <
    /// ```
    ///
    /// It fails here too:
    ///
    /// ```http
    /// * said: Access to fetch at 'https://api.example.com/orders' from origin 'https://app.example.com' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// <
    /// ```
    rank: Explanation,
    certainty: Advice,
    specialises: [],
    probes: [],
    judge: judge,
}

fn judge(case: &Case) -> Option<Judgement> {
    if !case.said.fails_in_browser || !case.is_allowed() || case.last_actual().is_none() {
        return None;
    }
    Some(
        Judgement::advice(
            "every browser's rules let the page have this answer, so what fails in your browser is something else: a service \
             worker, an extension, a proxy, or another request than this one",
        )
        .works()
        .fix(
            "Try a private window without extensions, unregister the page's service worker, and check the request exactly as \
             the network panel copies it (“Copy as cURL”).",
        ),
    )
}
