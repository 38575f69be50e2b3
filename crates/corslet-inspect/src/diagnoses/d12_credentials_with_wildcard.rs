//! D12: the request includes credentials, and the grant is `*`.

use corslet::verdict::Failure;

use super::Judgement;
use super::case::Case;
use super::diagnosis::diagnosis;
use super::wording::host;
use crate::fixes::{Need, Problem};

diagnosis! {
    /// # Credentials, and `*`
    ///
    /// The request includes credentials, and the server grants to `*`: that grants nothing to a request with credentials.
    ///
    /// ## What you see
    ///
    /// “The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's
    /// credentials mode is 'include'.”
    ///
    /// ## What is really wrong
    ///
    /// `*` says that everybody may read this answer, so it must not be an answer made for the user who is logged in. With
    /// `credentials: 'include'` (or `withCredentials`) the server has to name the one origin that may.
    ///
    /// ## How to fix
    ///
    /// Where the cookie is needed: answer with the page's own origin, looked up in a list, with
    /// `Access-Control-Allow-Credentials: true` and `Vary: Origin`. Where it is not, because a token goes along in
    /// `Authorization` or the data is public: leave `credentials: 'include'` out of the page's code. Never send back whatever
    /// origin asks.
    ///
    /// ## Found
    ///
    /// ```http
    /// * credentials: include
    /// > GET /me HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Cookie: session=7
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: *
    /// <
    /// ```
    ///
    /// `Access-Control-Allow-Credentials` beside it changes nothing:
    ///
    /// ```http
    /// * credentials: include
    /// > OPTIONS /me HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: PUT
    /// >
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: *
    /// < Access-Control-Allow-Credentials: true
    /// < Access-Control-Allow-Methods: PUT
    /// <
    /// ```
    ///
    /// ## Clean
    ///
    /// Without credentials, `*` grants:
    ///
    /// ```http
    /// > GET /me HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: *
    /// < Access-Control-Allow-Credentials: true
    /// <
    /// ```
    ///
    /// The origin itself grants, and what is missing is another header:
    ///
    /// ```http
    /// * credentials: include
    /// > GET /me HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Cookie: session=7
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// <
    /// ```
    rank: AllowOrigin,
    certainty: Proved,
    // With `*` the browser has not looked at the credentials' own header yet.
    specialises: ["D13"],
    probes: [],
    judge: judge,
}

fn judge(case: &Case) -> Option<Judgement> {
    let (_, index, seen) =
        case.fails(|one| matches!(one.failure, Failure::AllowOriginIsWildcardWithCredentials))?;
    let cause = format!(
        "the request includes credentials, and {} grants to `*`, which never grants to a request with credentials",
        host(seen)
    );
    let origin = case.origin();
    Some(
        Judgement::proved(cause)
            .at(case.at_header(index, "access-control-allow-origin", "with credentials, only the origin itself"))
            .fix(format!(
                "If the cookie is needed, let {} answer with `Access-Control-Allow-Origin: {origin}`, looked up in a list, \
                 `Access-Control-Allow-Credentials: true` and `Vary: Origin`. If it is not (a token in Authorization needs \
                 none), leave `credentials: 'include'` out of the page's code.",
                host(seen)
            ))
            .need(Need::of(case, Problem::Grant)),
    )
}
