//! D33: the server wants to know who asks, and the page sent no credentials.

use super::case::{Case, Seen};
use super::diagnosis::diagnosis;
use super::wording::host;
use super::{Evidence, Judgement};

diagnosis! {
    /// # The page did not ask for credentials
    ///
    /// The server answers that it does not know who asks, and the page's code leaves cookies behind by default.
    ///
    /// ## What you see
    ///
    /// A 401 in the network panel, although you are logged in in another tab.
    ///
    /// ## What is really wrong
    ///
    /// `fetch()` and `XMLHttpRequest` send cookies to their own origin only, unless the page says otherwise. Nothing is wrong with
    /// CORS.
    ///
    /// ## How to fix
    ///
    /// Say it in the page: `fetch(url, { credentials: 'include' })`, `xhr.withCredentials = true`, axios `withCredentials: true` on
    /// the instance. Then the server has to grant credentials: the origin itself instead of `*`, and
    /// `Access-Control-Allow-Credentials: true`.
    ///
    /// ## Found
    ///
    /// ```http
    /// > GET /me HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 401 Unauthorized
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Access-Control-Allow-Credentials: true
    /// < Vary: Origin
    /// <
    /// ```
    ///
    /// ## Clean
    ///
    /// A token went along, and is what is refused:
    ///
    /// ```http
    /// > OPTIONS /me HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: GET
    /// > Access-Control-Request-Headers: authorization
    /// >
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Access-Control-Allow-Headers: authorization
    /// < Access-Control-Max-Age: 600
    /// <
    /// > GET /me HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Authorization: Bearer old
    /// >
    /// < HTTP/1.1 401 Unauthorized
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Vary: Origin
    /// <
    /// ```
    ///
    /// The page asked for credentials:
    ///
    /// ```http
    /// * credentials: include
    /// > GET /me HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 401 Unauthorized
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Access-Control-Allow-Credentials: true
    /// < Vary: Origin
    /// <
    /// ```
    rank: Exposure,
    certainty: Inferred,
    specialises: [],
    probes: [],
    judge: judge,
}

fn judge(case: &Case) -> Option<Judgement> {
    let (index, seen) = case.last_actual()?;
    if seen.status() != 401 || case.includes_credentials() || case.is_same_origin() || !case.is_scripted() {
        return None;
    }
    if case.init.headers.iter().any(|(name, _)| is_token_header(name)) {
        return None;
    }
    let what = format!("{} answers 401, and the page's code sends no cookie across origins", host(seen));
    // Who grants credentials waits for them.
    let judgement = if grants_credentials(seen) {
        Judgement::inferred(format!("{what}, although the server grants it")).at(case.at_header(
            index,
            "access-control-allow-credentials",
            "credentials would be granted",
        ))
    } else {
        Judgement::advice(what)
    };
    Some(judgement.withholds().at([Evidence::status(index, "nobody is logged in")]).fix(
        "Write `credentials: 'include'` (fetch) or `withCredentials` (XMLHttpRequest, axios); the server then has to name the \
         origin and send `Access-Control-Allow-Credentials: true`.",
    ))
}

fn grants_credentials(seen: &Seen) -> bool {
    seen.header("access-control-allow-credentials").as_deref() == Some("true")
}

/// Whether a page's header is the kind by which servers know who asks.
fn is_token_header(name: &[u8]) -> bool {
    let name = String::from_utf8_lossy(name).to_lowercase();
    ["authorization", "token", "api-key", "apikey", "session", "auth"].iter().any(|part| name.contains(part))
}
