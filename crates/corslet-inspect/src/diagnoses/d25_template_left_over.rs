//! D25: `Access-Control-Allow-Origin` is `null`, empty, or what a template left behind.

use super::Judgement;
use super::allow_origin::Meant;
use super::case::Case;
use super::diagnosis::diagnosis;
use super::wording::{host, quoted};
use crate::fixes::{Need, Problem};

diagnosis! {
    /// # A value that nobody filled in
    ///
    /// `Access-Control-Allow-Origin` is empty, is `null`, or is the name of a variable: `${ORIGIN}`, `undefined`, `$http_origin`.
    ///
    /// ## What you see
    ///
    /// “The 'Access-Control-Allow-Origin' header contains the invalid value 'undefined'”, or “has a value 'null' that is not
    /// equal to the supplied origin”.
    ///
    /// ## What is really wrong
    ///
    /// The origin was to come from the environment or from a template, and the value was not there, or the quotes were the
    /// wrong ones. `null` is often written on purpose, as if it meant “nobody” or “everybody”.
    ///
    /// ## How to fix
    ///
    /// Set the variable where the server runs, and let it refuse to start without. Never grant to `null`: every sandboxed frame
    /// has that origin, so any page can get it.
    ///
    /// ## Found
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: ${ALLOWED_ORIGIN}
    /// <
    /// ```
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: undefined
    /// <
    /// ```
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: null
    /// <
    /// ```
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin:
    /// <
    /// ```
    ///
    /// ## Clean
    ///
    /// A host without its scheme is a value that somebody filled in:
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: app.example.com
    /// <
    /// ```
    ///
    /// The header is not there at all:
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// <
    /// ```
    rank: AllowOrigin,
    certainty: Proved,
    specialises: [],
    probes: [],
    judge: judge,
}

fn judge(case: &Case) -> Option<Judgement> {
    let missed = case.missed_origin()?;
    let host = host(missed.seen);
    let (what, label, first) = match missed.meant {
        Meant::Null => (
            format!(
                "{host} grants to `null`, which is the origin of sandboxed frames and local files, not of this page"
            ),
            "null is an origin that any page can get",
            "Delete the `null`.",
        ),
        Meant::Leftover if missed.received.is_empty() => (
            format!("{host} sends an empty Access-Control-Allow-Origin: its value was not filled in"),
            "it is empty",
            "Set the variable that it comes from.",
        ),
        Meant::Leftover => (
            format!(
                "{host} grants to {}, which is a variable that was not filled in",
                quoted(&missed.received)
            ),
            "this is no origin",
            "Set the variable that it comes from, and see which quotes your template wants.",
        ),
        Meant::Origin | Meant::List | Meant::Twice | Meant::Pattern => return None,
    };
    Some(
        Judgement::proved(what)
            .at(case.at_header(missed.exchange, "access-control-allow-origin", label))
            .fix(format!(
                "{first} Let {host} answer this page with `Access-Control-Allow-Origin: {}` and `Vary: Origin`.",
                missed.expected
            ))
            .need(Need::of(case, Problem::Grant)),
    )
}
