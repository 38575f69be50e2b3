//! D23: two layers grant, and together they grant nothing.

use super::Judgement;
use super::allow_origin::{Meant, values};
use super::case::Case;
use super::diagnosis::diagnosis;
use super::wording::{host, joined, quoted};
use crate::fixes::{Need, Problem};
use crate::layers;

diagnosis! {
    /// # Granted twice
    ///
    /// `Access-Control-Allow-Origin` is there two times: as two lines, or joined to one value.
    ///
    /// ## What you see
    ///
    /// “The 'Access-Control-Allow-Origin' header contains multiple values '*, *', but only one is allowed.”
    ///
    /// ## What is really wrong
    ///
    /// Two layers add the header, each of them rightly: the application and the proxy before it. Browsers join the lines, and
    /// the joined value is equal to no origin.
    ///
    /// ## How to fix
    ///
    /// Let one layer grant. Either delete the grant of the proxy, or let the proxy take the application's away:
    /// nginx `proxy_hide_header Access-Control-Allow-Origin;`, Apache `Header onsuccess unset`, Caddy `header_down -Access-Control-*`,
    /// HAProxy `http-response del-header`.
    ///
    /// ## Found
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Server: nginx/1.25.3
    /// < X-Powered-By: Express
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Vary: Origin
    /// < Access-Control-Allow-Origin: *
    /// <
    /// ```
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
    ///
    /// ## Clean
    ///
    /// A list of different origins is one layer's work:
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
    /// Other headers may be there twice:
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Vary: Origin
    /// < Vary: Origin
    /// <
    /// ```
    rank: AllowOrigin,
    certainty: Proved,
    // The second layer doubles the credentials' header, too.
    specialises: ["D13"],
    probes: [],
    judge: judge,
}

fn judge(case: &Case) -> Option<Judgement> {
    let missed = case.missed_origin().filter(|missed| missed.meant == Meant::Twice)?;
    let host = host(missed.seen);
    let how = match missed.lines {
        0 | 1 => format!("as {} in one line", quoted(&missed.received)),
        lines => format!("in {lines} lines, which browsers join to {}", quoted(&missed.received)),
    };
    let cause = format!("the answer of {host} has Access-Control-Allow-Origin twice, {how}");
    let guessed: Vec<String> = layers::guess(case).iter().map(|guess| guess.name.to_owned()).collect();
    let who = match guessed.as_slice() {
        [] | [_] => "the application or the proxy before it".to_owned(),
        some => joined(some).replace(" and ", " or "),
    };
    let need = Need::of(case, Problem::GrantedTwice).map(|mut need| {
        values(&missed.received).for_each(|value| need.grant.allow_origin(value));
        need
    });
    let has_star = values(&missed.received).any(|value| value == "*");
    let star = if has_star { " Keep the one that names origins, not the `*`." } else { "" };
    Some(
        Judgement::proved(cause)
            .at(case.at_header(missed.exchange, "access-control-allow-origin", "once, in one layer"))
            .fix(format!("Let one layer grant ({who}), and take the header away in the other.{star}"))
            .need(need),
    )
}
