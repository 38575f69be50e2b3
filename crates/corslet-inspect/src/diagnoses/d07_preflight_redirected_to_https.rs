//! D07: the preflight is asked over http, and sent on to https.

use super::Judgement;
use super::case::Case;
use super::diagnosis::diagnosis;
use super::preflight_redirect::Leads;

diagnosis! {
    /// # The preflight is sent on to https
    ///
    /// The URL begins with `http://`, and the server answers the preflight with a redirect to the same URL over https.
    ///
    /// ## What you see
    ///
    /// “Response to preflight request doesn't pass access control check: Redirect is not allowed for a preflight request.”
    /// Sometimes only a colleague sees it: a browser that has visited the host over https before may upgrade the URL by itself.
    ///
    /// ## What is really wrong
    ///
    /// Browsers follow no redirect of a preflight, and every plain `http://` URL of the server is redirected.
    ///
    /// ## How to fix
    ///
    /// Write `https://` in the page's code, its environment file or its proxy's settings. Nothing at the server has to change.
    ///
    /// ## Found
    ///
    /// ```http
    /// * page: http://localhost:5173
    /// * scheme: http
    /// > OPTIONS /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: http://localhost:5173
    /// > Access-Control-Request-Method: PUT
    /// >
    /// < HTTP/1.1 308 Permanent Redirect
    /// < Location: https://api.example.com/orders
    /// <
    /// ```
    ///
    /// ## Clean
    ///
    /// It is the slash that differs:
    ///
    /// ```http
    /// > OPTIONS /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: PUT
    /// >
    /// < HTTP/1.1 301 Moved Permanently
    /// < Location: https://api.example.com/orders/
    /// <
    /// ```
    ///
    /// Another host is more than another scheme:
    ///
    /// ```http
    /// * page: http://localhost:5173
    /// * scheme: http
    /// > OPTIONS /orders HTTP/1.1
    /// > Host: example.com
    /// > Origin: http://localhost:5173
    /// > Access-Control-Request-Method: PUT
    /// >
    /// < HTTP/1.1 301 Moved Permanently
    /// < Location: https://www.example.com/orders
    /// <
    /// ```
    rank: Redirect,
    certainty: Proved,
    specialises: [],
    probes: [OverHttps],
    judge: judge,
}

fn judge(case: &Case) -> Option<Judgement> {
    let redirected = case.redirected_preflight().filter(|it| it.leads == Leads::ToHttps)?;
    let cause = format!(
        "the URL begins with http://, and the preflight is redirected ({}) to https, which browsers do not follow",
        redirected.seen.status()
    );
    Some(
        Judgement::proved(cause)
            .at(case.at_redirect(redirected.exchange, "the same over https"))
            .fix(format!("Ask {} in the page's code.", redirected.target())),
    )
}
