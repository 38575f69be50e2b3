//! Preflights and the protocol: where the two halves of an answer, or its lists, do not fit.

use super::server::{APP, Ask, Reply, Row, good, person, public};

const ORIGIN: &str = "Access-Control-Allow-Origin";
const CREDENTIALS: &str = "Access-Control-Allow-Credentials";
const METHODS: &str = "Access-Control-Allow-Methods";
const HEADERS: &str = "Access-Control-Allow-Headers";
const AGE: &str = "Access-Control-Max-Age";
const EXPOSED: &str = "Access-Control-Expose-Headers";
const PRIVATE: &str = "Access-Control-Allow-Private-Network";

/// The correct server, with another line in its granted preflights.
fn preflight(ask: &Ask, name: &'static str, value: &str) -> Reply {
    let reply = good(ask);
    if ask.is_preflight && reply.has(ORIGIN) { reply.set(name, value) } else { reply }
}

/// The correct server, with another line in the answers that it lets the listed page read.
fn actual(ask: &Ask, name: &'static str, value: &str) -> Reply {
    let reply = good(ask);
    if !ask.is_preflight && reply.has(ORIGIN) { reply.set(name, value) } else { reply }
}

/// The correct server, with preflights that have this status.
fn refusing(ask: &Ask, status: u16) -> Reply {
    if ask.method == "OPTIONS" && ask.path == "/account" { Reply::new(status) } else { good(ask) }
}

/// A preflight that grants whoever asks.
fn echo(ask: &Ask, methods: &str) -> Reply {
    let origin = ask.origin.clone().unwrap_or_default();
    Reply::new(204).line(ORIGIN, origin).line(METHODS, methods).line(HEADERS, "content-type")
}

pub(crate) fn rows() -> Vec<Row> {
    vec![
        Row::new("preflights for anybody, with credentials", &["preflight-reflect"], |ask| {
            if ask.is_preflight && ask.path == "/account" {
                echo(ask, "PUT, DELETE").line(CREDENTIALS, "true")
            } else {
                good(ask)
            }
        }),
        Row::new("preflights for anybody, for DELETE only", &["preflight-reflect"], |ask| {
            match ask.request_method.as_deref() {
                Some("DELETE") if ask.path == "/account" => echo(ask, "DELETE").line(CREDENTIALS, "true"),
                _ => good(ask),
            }
        }),
        Row::new("preflights for anybody, for JSON only", &["preflight-reflect"], |ask| {
            match (ask.request_method.as_deref(), ask.request_headers.as_deref()) {
                (Some("POST"), Some("content-type")) => echo(ask, "POST").line(CREDENTIALS, "true"),
                _ => good(ask),
            }
        }),
        Row::new("and no answer names anybody", &["preflight-reflect"], |ask| match ask.is_preflight {
            true if ask.path == "/account" => echo(ask, "PUT").line(CREDENTIALS, "true"),
            _ if ask.path == "/account" => Reply::new(200).body(person(ask)),
            _ => Reply::new(404),
        }),
        Row::new("only OPTIONS knows the list", &["preflight-actual-mismatch"], |ask| {
            if ask.is_preflight { good(ask) } else { good(ask).without(ORIGIN).without(CREDENTIALS) }
        }),
        Row::new("OPTIONS says `*`, nobody else does", &["preflight-actual-mismatch"], |ask| {
            if ask.is_preflight { public(ask) } else { public(ask).without(ORIGIN) }
        }),
        Row::new("the framework answers OPTIONS", &["preflight-actual-mismatch"], |ask| {
            if ask.method == "OPTIONS" { Reply::new(200).line("Allow", "GET, HEAD") } else { good(ask) }
        }),
        Row::new("`*` after a preflight with a name", &["preflight-actual-mismatch"], |ask| {
            if ask.is_preflight { good(ask) } else { public(ask) }
        }),
        Row::new("OPTIONS is left to the framework, for public data", &[], |ask| {
            if ask.method == "OPTIONS" { Reply::new(200).line("Allow", "GET, HEAD") } else { public(ask) }
        }),
        Row::new("authentication in front of CORS", &["preflight-status"], |ask| refusing(ask, 401)),
        Row::new("no route for OPTIONS", &["preflight-status"], |ask| refusing(ask, 405)),
        Row::new("a preflight crashes it", &["preflight-status"], |ask| refusing(ask, 500)),
        Row::new("a preflight is asked to come back later", &[], |ask| refusing(ask, 503)),
        Row::new("methods that are not listed are refused", &[], |ask| match ask.request_method.as_deref() {
            Some("GET") | None => good(ask),
            Some(_) => Reply::new(400),
        }),
        Row::new("GET is not listed and refused", &[], |ask| match ask.request_method.as_deref() {
            Some("PUT") | None => good(ask),
            Some(_) => Reply::new(400),
        }),
        Row::new("a token API with authentication in front", &["preflight-status"], |ask| {
            if ask.method == "OPTIONS" { Reply::new(401) } else { public(ask).body(person(ask)) }
        })
        .session(&[("Authorization", "Bearer t")]),
        Row::new("a preflight goes to the slash", &["preflight-redirect"], |ask| {
            refusing(ask, 301).line("Location", "/account/")
        }),
        Row::new("everything goes elsewhere", &[], |_| {
            Reply::new(308).line("Location", "https://www.shopandmore.com/")
        }),
        Row::new("any method", &["acam-reflect"], |ask| {
            let asked = ask.request_method.clone().unwrap_or_default();
            preflight(ask, METHODS, &asked)
        }),
        Row::new("any header", &["acah-reflect"], |ask| {
            let asked = ask.request_headers.clone().unwrap_or_default();
            preflight(ask, HEADERS, &asked)
        }),
        Row::new("any header, of anybody", &[], |ask| {
            let asked = ask.request_headers.clone().unwrap_or_default();
            if ask.is_preflight { public(ask).line(HEADERS, asked) } else { public(ask) }
        }),
        Row::new("TRACE", &["methods-overbroad"], |ask| preflight(ask, METHODS, "GET, TRACE")),
        Row::new("every verb", &["methods-overbroad"], |ask| {
            preflight(ask, METHODS, "GET,HEAD,POST,PUT,PATCH,DELETE,OPTIONS")
        }),
        Row::new("a star among methods", &["methods-overbroad"], |ask| {
            preflight(ask, METHODS, "*").without(CREDENTIALS)
        }),
        Row::new("six verbs", &[], |ask| preflight(ask, METHODS, "GET,HEAD,PUT,PATCH,POST,DELETE")),
        Row::new("a list of headers that was copied", &["headers-overbroad"], |ask| {
            preflight(
                ask,
                HEADERS,
                "DNT,X-CustomHeader,Keep-Alive,User-Agent,X-Requested-With,If-Modified-Since,Cache-Control,Content-Type,Authorization,X-A,X-B,X-C,X-D",
            )
        }),
        Row::new("a short list of headers", &[], |ask| {
            preflight(
                ask,
                HEADERS,
                "accept, authorization, content-type, user-agent, x-csrftoken, x-requested-with",
            )
        }),
        Row::new("twenty days", &["maxage-excessive"], |ask| preflight(ask, AGE, "1728000")),
        Row::new("longer than a number can be", &["maxage-excessive"], |ask| {
            preflight(ask, AGE, "99999999999999999999999999999999999999999")
        }),
        Row::new("a day", &[], |ask| preflight(ask, AGE, "86400")),
        Row::new("an hour in letters", &["maxage-invalid"], |ask| preflight(ask, AGE, "1h")),
        Row::new("less than nothing", &["maxage-invalid"], |ask| preflight(ask, AGE, "-1")),
        Row::new("twice", &["maxage-invalid"], |ask| {
            let reply = good(ask);
            if reply.has(AGE) { reply.line(AGE, "600") } else { reply }
        }),
        Row::new("a long time for strangers who are refused", &[], |ask| {
            if ask.is_preflight && !ask.is_from(APP) { good(ask).line(AGE, "1728000") } else { good(ask) }
        }),
        Row::new("exposes the safelist", &["expose-useless"], |ask| {
            actual(ask, EXPOSED, "X-Total, Content-Type")
        }),
        Row::new("exposes cookies", &["expose-useless"], |ask| actual(ask, EXPOSED, "set-cookie")),
        Row::new("exposes in preflights only", &["expose-useless"], |ask| preflight(ask, EXPOSED, "X-Total")),
        Row::new("exposes in both", &[], |ask| {
            let reply = good(ask);
            if reply.has(ORIGIN) { reply.line(EXPOSED, "X-Total") } else { reply }
        }),
        Row::new("401 without a word", &["error-no-cors"], |ask| match ask.method.as_str() {
            "GET" if ask.path == "/account" && !ask.has_session => Reply::new(401),
            _ => good(ask),
        }),
        Row::new("401 with a word", &[], |ask| match ask.method.as_str() {
            "GET" if ask.path == "/account" && !ask.has_session => Reply { status: 401, ..good(ask) },
            _ => good(ask),
        }),
        Row::new("404 without a word, below the same layer", &["error-no-cors"], |ask| {
            let reply = good(&Ask { path: "/account".to_owned(), ..ask.clone() });
            if ask.path == "/account" || ask.is_preflight { reply } else { Reply::new(404) }
        }),
        Row::new("404 without a word, beside the layer", &[], good),
        Row::new("the network is open to anybody", &["private-network-allow"], |ask| {
            if ask.private_network { public(ask).line(PRIVATE, "true") } else { public(ask) }
        })
        .private(),
        Row::new("the network is open to the list", &[], |ask| {
            if ask.private_network { preflight(ask, PRIVATE, "true") } else { good(ask) }
        })
        .private(),
    ]
}
