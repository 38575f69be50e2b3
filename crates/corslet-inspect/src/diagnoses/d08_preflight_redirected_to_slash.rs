//! D08: the preflight is sent on to the same path with or without its last slash.

use super::Judgement;
use super::case::Case;
use super::diagnosis::diagnosis;
use super::preflight_redirect::Leads;
use super::wording::quoted;

diagnosis! {
    /// # The preflight is redirected because of a slash
    ///
    /// The server answers the preflight with a redirect to the same path, with a slash at its end or without.
    ///
    /// ## What you see
    ///
    /// “Response to preflight request doesn't pass access control check: Redirect is not allowed for a preflight request.” It
    /// is the commonest reason of this sentence.
    ///
    /// ## What is really wrong
    ///
    /// The framework knows the route with one spelling of the path only, and redirects the other: Django by `APPEND_SLASH`,
    /// FastAPI and Starlette by `redirect_slashes`, nginx for a `location /x/` and for a folder. Browsers follow no redirect of
    /// a preflight.
    ///
    /// ## How to fix
    ///
    /// Write the path in the page's code exactly as the route is registered.
    ///
    /// ## Found
    ///
    /// ```http
    /// > OPTIONS /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: PUT
    /// >
    /// < HTTP/1.1 307 Temporary Redirect
    /// < Location: https://api.example.com/orders/
    /// <
    /// ```
    ///
    /// ```http
    /// > OPTIONS /orders/?page=2 HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: PUT
    /// >
    /// < HTTP/1.1 301 Moved Permanently
    /// < Location: /orders?page=2
    /// <
    /// ```
    ///
    /// ## Clean
    ///
    /// Another path is another route:
    ///
    /// ```http
    /// > OPTIONS /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: PUT
    /// >
    /// < HTTP/1.1 302 Found
    /// < Location: /login/
    /// <
    /// ```
    ///
    /// The request itself may be redirected to the slash, as long as each answer grants:
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 301 Moved Permanently
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Location: /orders/
    /// <
    /// > GET /orders/ HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// <
    /// ```
    rank: Redirect,
    certainty: Proved,
    specialises: [],
    probes: [],
    judge: judge,
}

fn judge(case: &Case) -> Option<Judgement> {
    let redirected = case.redirected_preflight().filter(|it| it.leads == Leads::ToSlash)?;
    let asked = redirected.seen.url.path();
    let wanted = redirected.location.as_ref()?.path();
    let cause = format!(
        "the preflight of {} is redirected ({}) to {}: a slash is the whole difference",
        quoted(asked),
        redirected.seen.status(),
        quoted(wanted)
    );
    Some(Judgement::proved(cause).at(case.at_redirect(redirected.exchange, "only a slash differs")).fix(
        format!("Ask {} in the page's code, with the path spelt {}.", redirected.target(), quoted(wanted)),
    ))
}
