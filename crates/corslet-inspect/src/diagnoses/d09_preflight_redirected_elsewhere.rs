//! D09: the preflight is sent to a login page, to another host or to another path.

use super::Judgement;
use super::case::Case;
use super::diagnosis::diagnosis;
use super::preflight_redirect::Leads;
use super::wording::host;
use crate::fixes::{Need, Problem};

diagnosis! {
    /// # The preflight is sent to a login or to another host
    ///
    /// The server answers the preflight with a redirect to a login page, to another host, or to another path.
    ///
    /// ## What you see
    ///
    /// “Response to preflight request doesn't pass access control check: Redirect is not allowed for a preflight request.”
    ///
    /// ## What is really wrong
    ///
    /// Browsers follow no redirect of a preflight. To a login page it is usually sent by a proxy for single sign-on, which
    /// sees a request without a session, because a preflight carries no cookie. To another host or path it is sent because the
    /// URL is an old one.
    ///
    /// ## How to fix
    ///
    /// A login: let preflights pass the proxy, and let it answer requests of pages with 401 instead of a redirect, which no
    /// script can follow to a login form. A URL that has moved: ask the new one.
    ///
    /// ## Found
    ///
    /// ```http
    /// > OPTIONS /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: GET
    /// > Access-Control-Request-Headers: x-tenant
    /// >
    /// < HTTP/1.1 302 Found
    /// < Location: https://login.example.com/authorize?client_id=7
    /// <
    /// ```
    ///
    /// ```http
    /// > OPTIONS /v1/orders HTTP/1.1
    /// > Host: example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: PUT
    /// >
    /// < HTTP/1.1 301 Moved Permanently
    /// < Location: https://www.example.com/v1/orders
    /// <
    /// ```
    ///
    /// ## Clean
    ///
    /// The same URL over https:
    ///
    /// ```http
    /// * page: http://localhost:5173
    /// * scheme: http
    /// > OPTIONS /login HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: http://localhost:5173
    /// > Access-Control-Request-Method: PUT
    /// >
    /// < HTTP/1.1 308 Permanent Redirect
    /// < Location: https://api.example.com/login
    /// <
    /// ```
    ///
    /// A redirect status without a `Location` leads nowhere:
    ///
    /// ```http
    /// > OPTIONS /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: PUT
    /// >
    /// < HTTP/1.1 302 Found
    /// <
    /// ```
    rank: Redirect,
    certainty: Proved,
    specialises: [],
    probes: [],
    judge: judge,
}

fn judge(case: &Case) -> Option<Judgement> {
    let redirected = case.redirected_preflight()?;
    let status = redirected.seen.status();
    let (target, host) = (redirected.target(), host(redirected.seen));
    let (cause, label, fix, need) = match redirected.leads {
        Leads::ToHttps | Leads::ToSlash => return None,
        Leads::ToLogin => (
            format!(
                "{host} sends the preflight to a login page ({status} to {target}), and a preflight never carries a session"
            ),
            "a login page",
            format!(
                "Let what logs people in before {host} pass preflights (OPTIONS with Origin and \
                 Access-Control-Request-Method), and answer other requests of pages with 401 instead of a redirect."
            ),
            Need::of(case, Problem::PreflightRefused),
        ),
        Leads::ToHost => (
            format!(
                "{host} sends the preflight to another host ({status} to {target}), which browsers do not follow"
            ),
            "another host",
            format!("Ask {target} in the page's code, if that is where the API lives now."),
            None,
        ),
        Leads::Elsewhere => (
            format!("{host} redirects the preflight ({status} to {target}), which browsers do not follow"),
            "another path",
            format!("Ask {target} in the page's code, if that is where the API lives now."),
            None,
        ),
    };
    Some(Judgement::proved(cause).at(case.at_redirect(redirected.exchange, label)).fix(fix).need(need))
}
