//! Access control and leftovers: what is no CORS and goes around it.

use super::server::{APP, Ask, Reply, Row, good, person};

/// A correct server that also answers with a call where the query names a function.
fn call(ask: &Ask, parameter: &str, media: &str) -> Reply {
    match ask.parameter(parameter) {
        Some(name) => good(ask).line("Content-Type", media).body(format!("/**/ {name}({});", person(ask))),
        None => good(ask),
    }
}

fn file(ask: &Ask, path: &str, body: &str) -> Reply {
    if ask.path == path { Reply::new(200).line("Content-Type", "text/xml").body(body) } else { good(ask) }
}

fn is_foreign(ask: &Ask) -> bool {
    ask.path == "/account" && ask.origin.is_some() && !ask.is_from(APP) && !ask.is_preflight
}

pub(crate) fn rows() -> Vec<Row> {
    vec![
        Row::new("403 for whoever is not listed", &["origin-as-access-control"], |ask| {
            if is_foreign(ask) { Reply::new(403) } else { good(ask) }
        }),
        Row::new("401 for whoever is not listed", &["origin-as-access-control"], |ask| {
            if is_foreign(ask) { Reply::new(401) } else { good(ask) }
        }),
        Row::new("a firewall that dislikes strange names", &[], |ask| {
            let is_strange = |origin: &String| {
                !origin.contains("wikipedia") && !origin.contains("shopandmore.com") && origin != "null"
            };
            if is_foreign(ask) && ask.origin.as_ref().is_some_and(is_strange) {
                Reply::new(403)
            } else {
                good(ask)
            }
        }),
        Row::new("403 for everybody", &[], |ask| match ask.path.as_str() {
            "/account" => Reply::new(403),
            _ => Reply::new(404),
        }),
        Row::new("500 for null", &["origin-error"], |ask| {
            if ask.is_from("null") && !ask.is_preflight { Reply::new(500) } else { good(ask) }
        }),
        Row::new("502 for a long origin", &["origin-error"], |ask| match &ask.origin {
            Some(origin) if origin.len() > 2_000 => Reply::new(502),
            _ => good(ask),
        }),
        Row::new("500 for an odd port", &["origin-error"], |ask| match &ask.origin {
            Some(origin) if origin.ends_with(":65535") => Reply::new(500),
            _ => good(ask),
        }),
        Row::new("500 for an international name", &["origin-error"], |ask| match &ask.origin {
            Some(origin) if origin.contains("//xn--") => Reply::new(500),
            _ => good(ask),
        }),
        Row::new("503 when there is too much of it", &[], |ask| {
            if ask.is_from("null") && !ask.is_preflight { Reply::new(503) } else { good(ask) }
        }),
        Row::new("400 for null", &[], |ask| {
            if ask.is_from("null") && !ask.is_preflight { Reply::new(400) } else { good(ask) }
        }),
        Row::new("crossdomain.xml for everybody", &["legacy-crossdomain"], |ask| {
            file(
                ask,
                "/crossdomain.xml",
                "<?xml version='1.0'?><cross-domain-policy>\n<allow-access-from domain = '*' /></cross-domain-policy>",
            )
        }),
        Row::new("clientaccesspolicy.xml for everybody", &["legacy-crossdomain"], |ask| {
            file(
                ask,
                "/clientaccesspolicy.xml",
                "<access-policy><cross-domain-access><policy><allow-from><domain uri=\"http://*\"/></allow-from></policy></cross-domain-access></access-policy>",
            )
        }),
        Row::new("crossdomain.xml for the own sites", &[], |ask| {
            file(
                ask,
                "/crossdomain.xml",
                "<cross-domain-policy><allow-access-from domain=\"*.shopandmore.com\"/><allow-http-request-headers-from domain=\"*\" headers=\"X\"/></cross-domain-policy>",
            )
        }),
        Row::new("crossdomain.xml, commented out", &[], |ask| {
            file(
                ask,
                "/crossdomain.xml",
                "<cross-domain-policy><!--<allow-access-from domain=\"*\"/>--></cross-domain-policy>",
            )
        }),
        Row::new("a page for whatever path", &[], |ask| match ask.path.as_str() {
            "/account" => good(ask),
            path => Reply::new(200).body(format!("<p>No {path} here. domain=\"*\"</p>")),
        }),
        Row::new("a user's data as a call", &["jsonp"], |ask| {
            call(ask, "callback", "application/javascript")
        }),
        Row::new("by another parameter", &["jsonp"], |ask| call(ask, "cb", "text/javascript; charset=utf-8")),
        Row::new("as JSON that browsers run all the same", &["jsonp"], |ask| {
            call(ask, "jsonp", "application/json")
        }),
        Row::new("with a check in front", &["jsonp"], |ask| match ask.parameter("callback") {
            Some(name) => {
                good(ask).body(format!("/**/ typeof {name} === 'function' && {name}({});", person(ask)))
            }
            None => good(ask),
        }),
        Row::new("as JSON that they do not", &[], |ask| {
            call(ask, "callback", "application/json").line("X-Content-Type-Options", "nosniff")
        }),
        Row::new("public data as a call", &[], |ask| match ask.parameter("callback") {
            Some(name) => good(ask).line("Content-Type", "text/javascript").body(format!("{name}([1])")),
            None => good(ask),
        }),
        Row::new("a parameter that only comes back", &[], |ask| match ask.parameter("callback") {
            Some(name) => good(ask).body(format!("{{\"callback\":\"{name}(\",{}", &person(ask)[1..])),
            None => good(ask),
        }),
        Row::new("a call, for a token that a script adds", &[], |ask| {
            call(ask, "callback", "text/javascript")
        })
        .session(&[("Authorization", "Bearer t")]),
    ]
}
