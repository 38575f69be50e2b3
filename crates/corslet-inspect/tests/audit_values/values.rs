//! Values and credentials: servers that say it wrongly, and servers that only look so.

use super::server::{APP, Ask, Reply, Row, good, person, public};

const ORIGIN: &str = "Access-Control-Allow-Origin";
const CREDENTIALS: &str = "Access-Control-Allow-Credentials";

/// A good answer of the target, with something else as the allowed origin whenever the listed page or nobody asks.
fn saying(ask: &Ask, value: &str) -> Reply {
    if ask.path == "/account" && !ask.is_preflight {
        Reply::new(200).line(ORIGIN, value)
    } else {
        Reply::new(404)
    }
}

/// A correct answer, where whatever is granted is granted with this line instead.
fn granting(ask: &Ask, name: &'static str, value: &str) -> Reply {
    let reply = good(ask);
    if reply.has(ORIGIN) { reply.set(name, value) } else { reply }
}

/// Without credentials.
fn anonymous(ask: &Ask) -> Reply {
    good(ask).without(CREDENTIALS)
}

pub(crate) fn rows() -> Vec<Row> {
    vec![
        Row::new("public data for everybody", &[], public),
        Row::new("public data, asked without a session", &[], public).session(&[]),
        Row::new("`*` for simple requests only", &[], |ask| match ask.method.as_str() {
            "OPTIONS" => Reply::new(405),
            _ => public(ask),
        }),
        Row::new("`*` on what the session changes", &["wildcard-public"], |ask| match ask.is_preflight {
            false if ask.path == "/account" => public(ask).body(person(ask)),
            _ => public(ask),
        }),
        Row::new("`*` on what differs each time", &[], |ask| {
            let from = ask.origin.clone().unwrap_or_default();
            public(ask).body(format!("{} {} {from}", ask.has_session, ask.query.len()))
        })
        .session(&[]),
        Row::new("`*` beside a token that a script adds", &[], |ask| match ask.is_preflight {
            false if ask.path == "/account" => public(ask).body(person(ask)),
            _ => public(ask),
        })
        .session(&[("Authorization", "Bearer t")]),
        Row::new("`*` inside a network", &["wildcard-public"], public).at("http://wiki.intranet/account"),
        Row::new("`*` on a private address", &["wildcard-public"], public).at("http://192.168.1.9/account"),
        Row::new("`*` on this machine", &[], public).at("http://localhost:8080/account"),
        Row::new("`*` with credentials", &["wildcard-with-credentials"], |ask| {
            if ask.path == "/account" { public(ask).line(CREDENTIALS, "true") } else { public(ask) }
        }),
        Row::new("`*` with credentials, and an echo with a cookie", &["reflect-any"], |ask| {
            let reply = public(ask).line(CREDENTIALS, "true").line("Vary", "Origin, Cookie");
            match &ask.origin {
                Some(origin) if ask.has_session && ask.path == "/account" => {
                    reply.set(ORIGIN, origin.clone())
                }
                _ => reply,
            }
        }),
        Row::new("`True`", &["acac-invalid"], |ask| granting(ask, CREDENTIALS, "True")),
        Row::new("`1`", &["acac-invalid"], |ask| granting(ask, CREDENTIALS, "1")),
        Row::new("no value for credentials", &["acac-invalid"], |ask| granting(ask, CREDENTIALS, "")),
        Row::new("credentials twice", &["acac-invalid"], |ask| {
            let reply = good(ask);
            if reply.has(CREDENTIALS) { reply.line(CREDENTIALS, "true") } else { reply }
        }),
        Row::new("`false` is harmless", &[], |ask| granting(ask, CREDENTIALS, "false")),
        Row::new("credentials said to everybody, origins only to the list", &[], |ask| {
            if ask.path == "/account" { good(ask).set(CREDENTIALS, "true") } else { good(ask) }
        }),
        Row::new("a proxy and the application both add it", &["acao-multiple"], |ask| {
            let reply = good(ask);
            if reply.has(ORIGIN) { reply.line(ORIGIN, APP).line(CREDENTIALS, "true") } else { reply }
        }),
        Row::new("a list with commas", &["acao-multiple"], |ask| {
            saying(ask, "https://app.shopandmore.com,https://www.shopandmore.com")
        }),
        Row::new("a list with blanks", &["acao-multiple"], |ask| {
            saying(ask, "https://app.shopandmore.com https://www.shopandmore.com")
        }),
        Row::new("`*` and a name", &["acao-multiple"], |ask| saying(ask, "*").line(ORIGIN, APP)),
        Row::new("the whole list when nobody asks", &[], |ask| match &ask.origin {
            None if ask.path == "/account" => {
                good(ask).line(ORIGIN, APP).line(ORIGIN, "https://www.shopandmore.com")
            }
            _ => good(ask),
        }),
        Row::new("a slash at the end", &["acao-invalid"], |ask| saying(ask, "https://app.shopandmore.com/")),
        Row::new("no scheme", &["acao-invalid"], |ask| saying(ask, "app.shopandmore.com")),
        Row::new("a pattern", &["acao-invalid"], |ask| saying(ask, "https://*.shopandmore.com")),
        Row::new("upper case", &["acao-invalid"], |ask| saying(ask, "https://APP.shopandmore.com")),
        Row::new("the default port", &["acao-invalid"], |ask| saying(ask, "https://app.shopandmore.com:443")),
        Row::new("a path", &["acao-invalid"], |ask| saying(ask, "https://app.shopandmore.com/login")),
        Row::new("nothing", &["acao-invalid"], |ask| saying(ask, "")),
        Row::new("nothing when nobody asks", &[], |ask| match &ask.origin {
            None if ask.path == "/account" => good(ask).line(ORIGIN, ""),
            _ => good(ask),
        }),
        Row::new("its own name, always", &[], |ask| match ask.path.as_str() {
            "/account" => {
                Reply::new(200).line(ORIGIN, "https://api.shopandmore.com").line(CREDENTIALS, "true")
            }
            _ => Reply::new(404),
        }),
        Row::new("the first of the list for strangers", &[], |ask| {
            if ask.path == "/account" && !ask.is_preflight { good(ask).set(ORIGIN, APP) } else { good(ask) }
        }),
        Row::new("a star among methods, with credentials", &["wildcard-literal-credentials"], |ask| {
            if ask.is_preflight { granting(ask, "Access-Control-Allow-Methods", "*") } else { good(ask) }
        }),
        Row::new("a star among headers, with credentials", &["wildcard-literal-credentials"], |ask| {
            if ask.is_preflight { granting(ask, "Access-Control-Allow-Headers", "*") } else { good(ask) }
        }),
        Row::new(
            "a star among exposed headers, with credentials",
            &["wildcard-literal-credentials"],
            |ask| {
                if ask.is_preflight { good(ask) } else { granting(ask, "Access-Control-Expose-Headers", "*") }
            },
        ),
        Row::new("a star among exposed headers, without", &[], |ask| {
            let reply = anonymous(ask);
            if reply.has(ORIGIN) { reply.set("Access-Control-Expose-Headers", "*") } else { reply }
        }),
        Row::new("a star among headers", &["acah-star-authorization", "headers-overbroad"], |ask| {
            let reply = anonymous(ask);
            if reply.has(ORIGIN) && ask.is_preflight {
                reply.set("Access-Control-Allow-Headers", "*")
            } else {
                reply
            }
        }),
        Row::new("a star among headers, and the one it leaves out", &["headers-overbroad"], |ask| {
            let reply = anonymous(ask);
            if reply.has(ORIGIN) && ask.is_preflight {
                reply.set("Access-Control-Allow-Headers", "*, Authorization")
            } else {
                reply
            }
        }),
    ]
}
