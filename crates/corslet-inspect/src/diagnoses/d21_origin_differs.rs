//! D21: another origin is granted than the page's.

use super::Judgement;
use super::allow_origin::Meant;
use super::case::Case;
use super::diagnosis::diagnosis;
use super::origin_difference::difference;
use super::wording::{host, quoted};
use crate::fixes::{Need, Problem};

diagnosis! {
    /// # Another origin is granted
    ///
    /// `Access-Control-Allow-Origin` names one origin, and it is not the page's.
    ///
    /// ## What you see
    ///
    /// “The 'Access-Control-Allow-Origin' header has a value 'http://localhost:5173' that is not equal to the supplied origin.”
    ///
    /// ## What is really wrong
    ///
    /// Browsers compare the value with the page's origin byte for byte: scheme, host and port, in lower case, without a slash
    /// at the end, without a path, without a port that the scheme has by itself. `localhost`, `127.0.0.1` and `[::1]` are three
    /// origins; with `www.` and without are two.
    ///
    /// ## How to fix
    ///
    /// Let the server look the request's `Origin` up in a list and send back the one that it found there, with `Vary: Origin`.
    /// Never send back what is not in the list.
    ///
    /// ## Found
    ///
    /// ```http
    /// * scheme: http
    /// > GET /orders HTTP/1.1
    /// > Host: localhost:8000
    /// > Origin: http://localhost:5174
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: http://localhost:5173
    /// <
    /// ```
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.example.com/
    /// <
    /// ```
    ///
    /// ```http
    /// > OPTIONS /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://www.example.com
    /// > Access-Control-Request-Method: PUT
    /// >
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://example.com
    /// < Access-Control-Allow-Methods: PUT
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
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Vary: Origin
    /// <
    /// ```
    ///
    /// A list is another mistake:
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
    rank: AllowOrigin,
    certainty: Proved,
    specialises: [],
    probes: [],
    judge: judge,
}

fn judge(case: &Case) -> Option<Judgement> {
    let missed = case.missed_origin().filter(|missed| missed.meant == Meant::Origin)?;
    if missed.expected == "null" {
        return None;
    }
    let (what, note) = difference(&missed.received, &missed.expected, missed.mismatch);
    let host = host(missed.seen);
    let cause =
        format!("{host} grants to {}, not to {}: {what}", quoted(&missed.received), quoted(&missed.expected));
    let expected = missed.expected.clone();
    let differs = |value: &[u8]| {
        let same = value.iter().zip(expected.as_bytes()).take_while(|(own, wanted)| own == wanted).count();
        same.min(value.len())..value.len()
    };
    let label = format!("it must be {}", missed.expected);
    let mut fix = format!(
        "Let {host} answer this page with `Access-Control-Allow-Origin: {}` and `Vary: Origin`, looked up in a list of \
         origins.",
        missed.expected
    );
    if !note.is_empty() {
        fix.push(' ');
        fix.push_str(note);
    }
    Some(
        Judgement::proved(cause)
            .at(case.at_header_part(missed.exchange, "access-control-allow-origin", &label, differs))
            .at(case.at_request_header(missed.exchange, "origin", &missed.expected, "the page's origin"))
            .fix(fix)
            .need(Need::of(case, Problem::Grant)),
    )
}
