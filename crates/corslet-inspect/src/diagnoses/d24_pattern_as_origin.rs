//! D24: `Access-Control-Allow-Origin` is a pattern.

use super::Judgement;
use super::allow_origin::Meant;
use super::case::Case;
use super::diagnosis::diagnosis;
use super::wording::{host, quoted};
use crate::fixes::{Need, Problem};

diagnosis! {
    /// # A pattern instead of an origin
    ///
    /// `Access-Control-Allow-Origin` is something like `https://*.example.com`, or a regular expression.
    ///
    /// ## What you see
    ///
    /// “The 'Access-Control-Allow-Origin' header contains the invalid value 'https://*.example.com'.”
    ///
    /// ## What is really wrong
    ///
    /// Browsers know no patterns here: they compare the value with the page's origin, byte for byte. Only `*` alone has a
    /// meaning of its own.
    ///
    /// ## How to fix
    ///
    /// Match at the server: compare the request's `Origin` with the pattern there, from its first letter to its last, and send
    /// the origin itself back, with `Vary: Origin`.
    ///
    /// ## Found
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://*.example.com
    /// <
    /// ```
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: ^https://.+\.example\.com$
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
    /// < Access-Control-Allow-Origin: *
    /// <
    /// ```
    ///
    /// Two stars are two grants:
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: *, *
    /// <
    /// ```
    rank: AllowOrigin,
    certainty: Proved,
    specialises: [],
    probes: [],
    judge: judge,
}

fn judge(case: &Case) -> Option<Judgement> {
    let missed = case.missed_origin().filter(|missed| missed.meant == Meant::Pattern)?;
    let host = host(missed.seen);
    let cause =
        format!("{host} grants to the pattern {}, and browsers know no patterns", quoted(&missed.received));
    Some(
        Judgement::proved(cause)
            .at(case.at_header(missed.exchange, "access-control-allow-origin", "browsers know no patterns here"))
            .fix(format!(
                "Let {host} match the request's Origin with the pattern itself, from its first letter to its last, and answer \
                 with the origin: `Access-Control-Allow-Origin: {}` and `Vary: Origin`.",
                missed.expected
            ))
            .need(Need::of(case, Problem::Grant)),
    )
}
