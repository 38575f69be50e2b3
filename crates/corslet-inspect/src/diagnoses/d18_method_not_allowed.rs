//! D18: the preflight does not allow the method.

use corslet::verdict::Failure;

use super::case::Case;
use super::diagnosis::diagnosis;
use super::wording::{host, plain, quoted};
use super::{Evidence, Judgement};
use crate::fixes::{Need, Problem};

const NAME: &str = "Access-Control-Allow-Methods";

diagnosis! {
    /// # The method is not allowed
    ///
    /// The answer to the preflight does not list the request's method.
    ///
    /// ## What you see
    ///
    /// “Method PUT is not allowed by Access-Control-Allow-Methods in preflight response.”
    ///
    /// ## What is really wrong
    ///
    /// `GET`, `HEAD` and `POST` are always allowed; every other method has to be listed, in the same case of letters. Browsers
    /// write `DELETE`, `GET`, `HEAD`, `OPTIONS`, `POST` and `PUT` in capitals by themselves, and leave every other method as the
    /// page wrote it: `patch` is not `PATCH`.
    ///
    /// ## How to fix
    ///
    /// Add the method to `Access-Control-Allow-Methods`; where the page wrote `patch`, write `PATCH` there.
    ///
    /// ## Found
    ///
    /// ```http
    /// > OPTIONS /orders/7 HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: PUT
    /// >
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Access-Control-Allow-Methods: GET, POST
    /// <
    /// ```
    ///
    /// ```http
    /// > OPTIONS /orders/7 HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: patch
    /// >
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Access-Control-Allow-Methods: GET, PATCH
    /// <
    /// ```
    ///
    /// ## Clean
    ///
    /// `POST` needs no listing; the header does:
    ///
    /// ```http
    /// > OPTIONS /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: POST
    /// > Access-Control-Request-Headers: content-type
    /// >
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Access-Control-Allow-Methods: GET
    /// <
    /// ```
    ///
    /// The preflight grants nothing at all:
    ///
    /// ```http
    /// > OPTIONS /orders/7 HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: DELETE
    /// >
    /// < HTTP/1.1 405 Method Not Allowed
    /// < Allow: GET
    /// <
    /// ```
    rank: AllowMethods,
    certainty: Proved,
    specialises: [],
    probes: [],
    judge: judge,
}

fn judge(case: &Case) -> Option<Judgement> {
    let (failing, index, seen) =
        case.fails(|one| matches!(one.failure, Failure::MethodIsNotAllowed { .. }))?;
    let Failure::MethodIsNotAllowed { method, .. } = failing.failure else { return None };
    if !seen.has_any_grant() {
        return None;
    }
    let listed = seen.list(NAME);
    let in_capitals = listed.iter().find(|one| one.eq_ignore_ascii_case(method));
    let host = host(seen);
    let mut evidence = case.at_header(index, NAME, &format!("{} is not among them", plain(method)));
    if evidence.is_empty() {
        evidence.push(Evidence::missing(index, NAME));
    }
    evidence.extend(case.at_request_header(index, "access-control-request-method", method, "asked for here"));
    if let Some(listed) = in_capitals {
        let cause = format!(
            "the page sends {}, and {host} allows `{listed}`: case counts in methods",
            quoted(method)
        );
        let fix = format!("Write the method in the page's code as {}.", quoted(listed));
        return Some(Judgement::proved(cause).at(evidence).fix(fix));
    }
    let cause = match listed.as_slice() {
        [] => format!("{host} lists no method, so it does not allow {}", quoted(method)),
        some => format!("{host} allows {}, and not {}", plain(&some.join(", ")), quoted(method)),
    };
    let mut wanted = listed.clone();
    wanted.retain(|one| one != "*");
    wanted.push(method.clone());
    Some(
        Judgement::proved(cause)
            .at(evidence)
            .fix(format!("Let {host} answer the preflight with `{NAME}: {}`.", plain(&wanted.join(", "))))
            .need(Need::of(case, Problem::Grant)),
    )
}
