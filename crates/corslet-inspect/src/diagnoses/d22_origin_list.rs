//! D22: `Access-Control-Allow-Origin` is a list.

use corslet::words::Origin;

use super::Judgement;
use super::allow_origin::{Meant, values};
use super::case::Case;
use super::diagnosis::diagnosis;
use super::wording::host;
use crate::fixes::{Need, Problem};

diagnosis! {
    /// # A list of origins is granted, and browsers take one
    ///
    /// `Access-Control-Allow-Origin` holds several origins, separated by commas or by blanks. It can hold one.
    ///
    /// ## What you see
    ///
    /// “The 'Access-Control-Allow-Origin' header contains multiple values '…, …', but only one is allowed.”
    ///
    /// ## What is really wrong
    ///
    /// The header is the answer to one question: may *this* origin read? Browsers compare all of the value with the page's
    /// origin, and a list is equal to none.
    ///
    /// ## How to fix
    ///
    /// Keep the list in the server's configuration, look the request's `Origin` up in it, and send that one back, with
    /// `Vary: Origin`.
    ///
    /// ## Found
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.example.com, https://www.example.com
    /// <
    /// ```
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: http://localhost:5173 https://app.example.com
    /// <
    /// ```
    ///
    /// ## Clean
    ///
    /// The same origin twice is two layers' work, not a list:
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.example.com, https://app.example.com
    /// <
    /// ```
    ///
    /// Blanks around one origin do no harm:
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin:    https://app.example.com
    /// <
    /// ```
    rank: AllowOrigin,
    certainty: Proved,
    specialises: [],
    probes: [],
    judge: judge,
}

fn judge(case: &Case) -> Option<Judgement> {
    let missed = case.missed_origin().filter(|missed| missed.meant == Meant::List)?;
    let listed: Vec<&str> = values(&missed.received).collect();
    let is_in = if listed.contains(&missed.expected.as_str()) {
        "the page's among them"
    } else {
        "the page's not among them"
    };
    let host = host(missed.seen);
    let cause =
        format!("{host} sends {} origins in one header, {is_in}, and browsers accept one", listed.len());
    let need = Need::of(case, Problem::Grant).map(|mut need| {
        for one in listed.iter().filter(|one| Origin::parse(one).is_ok()) {
            need.grant.allow_origin(one);
        }
        need
    });
    Some(
        Judgement::proved(cause)
            .at(case.at_header(missed.exchange, "access-control-allow-origin", "one origin, never a list"))
            .fix(format!(
                "Let {host} look the request's Origin up in that list, and answer with the one it found and `Vary: Origin`: \
                 here `Access-Control-Allow-Origin: {}`.",
                missed.expected
            ))
            .need(need),
    )
}
