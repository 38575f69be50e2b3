//! D23: two layers grant, and together they grant nothing.

use super::allow_origin::{Meant, values};
use super::case::Case;
use super::diagnosis::diagnosis;
use super::wording::{host, joined, quoted};
use super::{Judgement, Place};
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
    /// The application writes names in small letters, so the other line is the proxy's:
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < server: uvicorn
    /// < access-control-allow-origin: *
    /// <
    /// ```
    ///
    /// What the proxy answers by itself, for a path that nothing stands behind, has one of the two:
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Server: nginx
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Access-Control-Allow-Origin: *
    /// <
    ///
    /// > GET /corslet-asks-for-what-is-not-there HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// * probe: missing-path
    /// < HTTP/1.1 404 Not Found
    /// < Server: nginx
    /// < Content-Type: text/html
    /// < Access-Control-Allow-Origin: *
    /// <
    /// <html><body><center><h1>404 Not Found</h1></center><hr><center>nginx</center></body></html>
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
    // What the proxy answers by itself has the proxy's grant alone.
    probes: [MissingPath],
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
    let guesses = layers::guess(case);
    let guessed: Vec<String> = guesses.iter().map(|guess| guess.name.to_owned()).collect();
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
    let mut evidence = case.at_header(missed.exchange, "access-control-allow-origin", "once, in one layer");
    let whose = match case.proxys_line(missed.exchange, &guesses) {
        Some(proxys) => {
            for one in &mut evidence {
                let is_it = matches!(one.place, Place::Header { line, .. } if line == proxys.line);
                one.label = if is_it {
                    format!("a guess: {}'s", proxys.who)
                } else {
                    "the application's, then".to_owned()
                };
            }
            evidence.extend(proxys.evidence);
            let which = if is_first(case, missed.exchange, proxys.line) { "first" } else { "second" };
            format!(" A guess: the {which} is {}'s, because {}.", proxys.who, proxys.because)
        }
        None => WHOSE.to_owned(),
    };
    Some(
        Judgement::proved(cause)
            .at(evidence)
            .fix(format!("Let one layer grant ({who}), and take the header away in the other.{star}{whose}"))
            .need(need),
    )
}

/// How to find out where the wire does not show it.
const WHOSE: &str = " Which is whose this answer does not show: ask the application where it listens, past the proxy \
                     (`--connect-to ::HOST:PORT`); what it still grants there is its own.";

fn is_first(case: &Case, exchange: usize, line: usize) -> bool {
    let seen = case.exchanges.get(exchange);
    let first = seen.and_then(|seen| seen.lines("access-control-allow-origin").next().map(|(line, _)| line));
    first == Some(line)
}
