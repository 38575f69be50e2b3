//! D05: nothing at the server answers `OPTIONS`.

use corslet::verdict::Failure;

use super::case::Case;
use super::diagnosis::diagnosis;
use super::wording::{host, plain};
use super::{Evidence, Judgement, Probe};
use crate::fixes::{Need, Problem};

diagnosis! {
    /// # Nobody answers OPTIONS
    ///
    /// The preflight gets 404, 405 or 501: the route knows `GET` and `PUT`, and not the question before them.
    ///
    /// ## What you see
    ///
    /// “Response to preflight request doesn't pass access control check: It does not have HTTP ok status.”
    ///
    /// ## What is really wrong
    ///
    /// Routes are registered by method. No route is registered for `OPTIONS`, and no CORS layer stands before the router to
    /// answer it.
    ///
    /// ## How to fix
    ///
    /// Put the CORS middleware before the router, for the whole application and not for single routes, or let the proxy answer
    /// preflights with 204.
    ///
    /// ## Found
    ///
    /// ```http
    /// > OPTIONS /orders/7 HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: PUT
    /// >
    /// < HTTP/1.1 405 Method Not Allowed
    /// < Allow: GET, PUT
    /// <
    /// ```
    ///
    /// Some write the headers even then; it is the status that counts:
    ///
    /// ```http
    /// > OPTIONS /orders/7 HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: PUT
    /// >
    /// < HTTP/1.1 404 Not Found
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Access-Control-Allow-Methods: PUT
    /// <
    /// ```
    ///
    /// ## Clean
    ///
    /// The preflight is answered, and the request itself is not:
    ///
    /// ```http
    /// > OPTIONS /orders/7 HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: PUT
    /// >
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Access-Control-Allow-Methods: PUT
    /// <
    /// > PUT /orders/7 HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 405 Method Not Allowed
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Allow: GET
    /// <
    /// ```
    ///
    /// Refused is not unknown:
    ///
    /// ```http
    /// > OPTIONS /orders/7 HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: PUT
    /// >
    /// < HTTP/1.1 403 Forbidden
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
        case.fails(|one| matches!(one.failure, Failure::PreflightStatusIsNotOk { status: 404 | 405 | 501 }))?;
    let status = seen.status();
    let gone = case.probed(Probe::SimpleGet).filter(|(_, probed)| status == 404 && probed.status() == 404);
    let allow = seen.header("allow");
    let cause = match (&gone, &allow) {
        (Some(_), _) => format!(
            "{} has nothing at {}: GET gets 404 there, as OPTIONS does",
            host(seen),
            plain(seen.url.path())
        ),
        (None, Some(allow)) if !seen.lists("allow", "options") => {
            format!("{} answers OPTIONS with {status}, and says that it allows {}", host(seen), plain(allow))
        }
        _ => format!("{} answers OPTIONS with {status}, so no preflight can pass", host(seen)),
    };
    let also = match gone {
        Some(_) => "Check the path of the URL first. ",
        None => "",
    };
    Some(
        Judgement::proved(cause)
            .at([Evidence::status(index, "a preflight needs 200 to 299")])
            .at(case.at_header(index, "allow", "no OPTIONS here").into_iter().filter(|_| !seen.lists("allow", "options")))
            .at(gone.map(|(probe, _)| Evidence::status(0, "nothing here for GET either").in_probe(probe)))
            .fix(format!(
                "{also}Let {} answer OPTIONS on every route that pages ask: a CORS layer before the router, or 204 at the proxy.",
                host(seen)
            ))
            .need(Need::of(case, Problem::PreflightUnanswered)),
    )
}
