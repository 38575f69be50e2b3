//! D13: the request includes credentials, and `Access-Control-Allow-Credentials` is not exactly `true`.

use corslet::verdict::{Failure, Kind};

use super::case::Case;
use super::diagnosis::diagnosis;
use super::wording::{host, quoted};
use super::{Evidence, Judgement};
use crate::fixes::{Need, Problem};

const NAME: &str = "Access-Control-Allow-Credentials";

diagnosis! {
    /// # `Access-Control-Allow-Credentials` is not exactly `true`
    ///
    /// The origin is granted, the request includes credentials, and `Access-Control-Allow-Credentials` is missing or is not
    /// the four letters `true`.
    ///
    /// ## What you see
    ///
    /// “The value of the 'Access-Control-Allow-Credentials' header in the response is '' which must be 'true' when the
    /// request's credentials mode is 'include'.”
    ///
    /// ## What is really wrong
    ///
    /// Browsers compare the value byte for byte with `true`. `True` is what Python and .NET make of a boolean, `1` and `yes`
    /// come from hand, and two layers that both send the header make `true, true`.
    ///
    /// ## How to fix
    ///
    /// Send `Access-Control-Allow-Credentials: true`, in lower case and in one layer, with the preflight and with the answer.
    /// Or leave `credentials: 'include'` out of the page's code where no cookie is needed.
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
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Access-Control-Allow-Credentials: True
    /// < Vary: Origin
    /// <
    /// ```
    ///
    /// ```http
    /// * credentials: include
    /// > GET /me HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Vary: Origin
    /// <
    /// ```
    ///
    /// ```http
    /// * credentials: include
    /// > GET /me HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Access-Control-Allow-Credentials: true
    /// < Access-Control-Allow-Credentials: true
    /// <
    /// ```
    ///
    /// ## Clean
    ///
    /// Without credentials nobody looks at it:
    ///
    /// ```http
    /// > GET /me HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Access-Control-Allow-Credentials: True
    /// <
    /// ```
    ///
    /// Nothing is granted at all, which comes first:
    ///
    /// ```http
    /// * credentials: include
    /// > GET /me HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// <
    /// ```
    rank: AllowCredentials,
    certainty: Proved,
    specialises: [],
    probes: [],
    judge: judge,
}

fn judge(case: &Case) -> Option<Judgement> {
    // A refusal that has no grant lacks this one too, and that is not what is wrong with it.
    let (failing, index, seen) = case
        .failing_in_browsers()
        .into_iter()
        .filter(|one| matches!(one.failure, Failure::AllowCredentialsIsNotTrue { .. }))
        .find_map(|one| {
            let index = one.exchange?;
            let seen = case.exchanges.get(index)?;
            seen.has("access-control-allow-origin").then_some((one, index, seen))
        })?;
    let Failure::AllowCredentialsIsNotTrue { received } = failing.failure else { return None };
    let lines = seen.lines(NAME).count();
    let which = if failing.on == Kind::Preflight { "answer to the preflight" } else { "answer" };
    let cause = match received {
        None => format!("the request includes credentials, and the {which} of {} has no {NAME}", host(seen)),
        Some(value) if lines > 1 => format!(
            "{} sends {NAME} {lines} times, and browsers read {}",
            host(seen),
            quoted(&String::from_utf8_lossy(value))
        ),
        Some(value) => format!(
            "{} sends {NAME}: {}, and only the four letters `true` count",
            host(seen),
            quoted(&String::from_utf8_lossy(value))
        ),
    };
    let evidence = match received {
        None => vec![Evidence::missing(index, NAME)],
        Some(_) => case.at_header(index, NAME, "it must be true, in lower case and once"),
    };
    Some(
        Judgement::proved(cause)
            .at(evidence)
            .fix(format!(
                "Let {} send `{NAME}: true`, in lower case and once, with preflights and with answers; or leave \
                 `credentials: 'include'` out of the page's code, if no cookie is needed.",
                host(seen)
            ))
            .need(Need::of(case, if lines > 1 { Problem::GrantedTwice } else { Problem::Grant })),
    )
}
