//! D04: authentication answers the preflight, which never carries credentials.

use corslet::verdict::Failure;

use super::case::{Case, Seen};
use super::diagnosis::diagnosis;
use super::wording::host;
use super::{Evidence, Judgement};
use crate::fixes::{Need, Problem};

diagnosis! {
    /// # The preflight is asked to log in
    ///
    /// The server answers the preflight with 401, 403 or 407, as if it had to be authenticated.
    ///
    /// ## What you see
    ///
    /// “Response to preflight request doesn't pass access control check: It does not have HTTP ok status.” With curl and the
    /// same token everything works.
    ///
    /// ## What is really wrong
    ///
    /// A browser sends the preflight itself, without cookies, without `Authorization`, without a client certificate: it asks
    /// whether it may send those. A server that wants to see them first refuses the question.
    ///
    /// ## How to fix
    ///
    /// Let CORS answer before authentication looks, for preflights only: `OPTIONS` with `Origin` and
    /// `Access-Control-Request-Method`. Spring: `http.cors(withDefaults())`; ASP.NET: `UseCors` before `UseAuthentication`;
    /// Express: `app.use(cors(…))` first; API Gateway: `OPTIONS` with authorization `NONE` (an authorizer's cache makes it come
    /// and go); Cloudflare Access: “bypass OPTIONS requests to origin”. Exempt nothing beyond the preflight.
    ///
    /// ## Found
    ///
    /// ```http
    /// > OPTIONS /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: GET
    /// > Access-Control-Request-Headers: authorization
    /// >
    /// < HTTP/1.1 401 Unauthorized
    /// < WWW-Authenticate: Bearer realm="orders"
    /// <
    /// ```
    ///
    /// ```http
    /// > OPTIONS /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: DELETE
    /// >
    /// < HTTP/1.1 403 Forbidden
    /// < Content-Type: application/json
    /// <
    /// {"error":"missing token"}
    /// ```
    ///
    /// ## Clean
    ///
    /// A CORS layer that refuses this origin says what its answer depends on:
    ///
    /// ```http
    /// > OPTIONS /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://unknown.example
    /// > Access-Control-Request-Method: PUT
    /// >
    /// < HTTP/1.1 403 Forbidden
    /// < Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
    /// <
    /// ```
    ///
    /// The preflight passes, and the request itself is refused, which is where authentication belongs:
    ///
    /// ```http
    /// > OPTIONS /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: DELETE
    /// >
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Access-Control-Allow-Methods: DELETE
    /// <
    /// > DELETE /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 401 Unauthorized
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// <
    /// ```
    rank: Status,
    certainty: Proved,
    specialises: [],
    probes: [SimpleGet],
    judge: judge,
}

fn judge(case: &Case) -> Option<Judgement> {
    let (_, index, seen) =
        case.fails(|one| matches!(one.failure, Failure::PreflightStatusIsNotOk { status: 401 | 403 | 407 }))?;
    let status = seen.status();
    if status == 403 && is_refused_by_cors(seen) {
        return None;
    }
    let asks = seen.has("www-authenticate") || seen.has("proxy-authenticate");
    let cause = format!(
        "{} answers the preflight with {status}, and a preflight never carries credentials",
        host(seen)
    );
    // A 403 that asks for nothing can be a firewall, too.
    let judgement = if status != 403 || asks { Judgement::proved(cause) } else { Judgement::inferred(cause) };
    let header = if seen.has("proxy-authenticate") { "proxy-authenticate" } else { "www-authenticate" };
    Some(
        judgement
            .at([Evidence::status(index, "a preflight needs 200 to 299")])
            .at(case.at_header(index, header, "it asks for credentials"))
            .fix(format!(
                "Let the CORS layer of {} answer preflights (OPTIONS with Origin and Access-Control-Request-Method) before \
                 authentication looks at them; keep authentication for everything else.",
                host(seen)
            ))
            .need(Need::of(case, Problem::PreflightRefused)),
    )
}

/// Whether the refusal is a CORS layer's own: it varies with the origin, or says so in its body.
fn is_refused_by_cors(seen: &Seen) -> bool {
    seen.lists("vary", "origin") || seen.text().to_lowercase().contains("cors")
}
