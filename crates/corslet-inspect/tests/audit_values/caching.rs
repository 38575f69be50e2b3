//! Caching: servers whose answers get to the wrong page, and servers whose answers do not.

use super::server::{APP, Ask, Reply, Row, good, public};

/// The correct server with other lines on its answers to requests, whoever asks.
fn answering(ask: &Ask, name: &'static str, value: &str) -> Reply {
    let reply = good(ask);
    if ask.path == "/account" && !ask.is_preflight { reply.set(name, value) } else { reply }
}

fn without_vary(ask: &Ask) -> Reply {
    if ask.is_preflight { good(ask) } else { good(ask).without("Vary") }
}

pub(crate) fn rows() -> Vec<Row> {
    vec![
        Row::new("a list without Vary", &["vary-missing"], without_vary),
        Row::new("without Vary where it is refused", &["vary-missing"], |ask| {
            if ask.is_from(APP) { good(ask) } else { without_vary(ask) }
        }),
        Row::new("without Vary where nobody asks", &["vary-missing"], |ask| {
            if ask.origin.is_some() { good(ask) } else { without_vary(ask) }
        }),
        Row::new("another Vary", &["vary-missing"], |ask| {
            answering(ask, "Vary", "Accept-Encoding, X-Origin")
        }),
        Row::new("no-cache, and a validator", &["vary-missing"], |ask| {
            if ask.path == "/account" && !ask.is_preflight {
                without_vary(ask).set("Cache-Control", "no-cache").line("ETag", "\"1\"")
            } else {
                good(ask)
            }
        }),
        Row::new("nothing of caching is said", &["vary-missing"], |ask| {
            without_vary(ask).without("Cache-Control")
        }),
        Row::new("an echo without Vary", &["reflect-any", "vary-missing"], |ask| match &ask.origin {
            Some(origin) if ask.path == "/account" => {
                Reply::new(200).line("Access-Control-Allow-Origin", origin.clone())
            }
            _ if ask.path == "/account" => Reply::new(200),
            _ => Reply::new(404),
        }),
        Row::new("Vary in a list, in capitals", &[], |ask| {
            answering(ask, "Vary", "Accept-Encoding,ORIGIN , Cookie")
        }),
        Row::new("Vary on two lines", &[], |ask| answering(ask, "Vary", "Accept").line("Vary", "origin")),
        Row::new("Vary on everything", &[], |ask| answering(ask, "Vary", "*")),
        Row::new("no-store", &[], |ask| {
            if ask.path == "/account" {
                without_vary(ask).set("Cache-Control", "No-Store")
            } else {
                good(ask)
            }
        }),
        Row::new("private", &[], |ask| {
            if ask.path == "/account" {
                without_vary(ask).set("Cache-Control", "private, max-age=60")
            } else {
                good(ask)
            }
        }),
        Row::new("fetched anew each time", &[], |ask| {
            if ask.path == "/account" {
                without_vary(ask).set("Cache-Control", "no-cache")
            } else {
                good(ask)
            }
        }),
        Row::new("the same for everybody", &[], public),
        Row::new("a preflight without Vary", &[], |ask| {
            if ask.is_preflight { good(ask).without("Vary") } else { good(ask) }
        }),
    ]
}
