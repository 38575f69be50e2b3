//! Servers as functions: which header lines each answers which origin with.

/// Whether an API trusts an origin.
type Trusts = fn(&str) -> bool;

/// A server: its target, and whom it trusts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Api {
    /// What it does, in a few words.
    pub(crate) name: &'static str,
    /// The URL that is audited.
    pub(crate) url: &'static str,
    /// Whom it answers with themselves.
    pub(crate) trusts: Trusts,
    /// What it answers everybody else.
    pub(crate) others: Option<&'static str>,
    /// Whether the trusted may have the user's answer.
    pub(crate) credentials: bool,
}

const fn api(name: &'static str, url: &'static str, trusts: Trusts) -> Api {
    Api { name, url, trusts, others: None, credentials: true }
}

const fn anonymous(name: &'static str, url: &'static str, trusts: Trusts) -> Api {
    Api { credentials: false, ..api(name, url, trusts) }
}

/// The host of an origin, without its port.
fn host(origin: &str) -> &str {
    let rest = origin.split_once("://").map_or("", |(_, rest)| rest);
    rest.split(':').next().unwrap_or_default()
}

/// An origin is on no list.
fn nobody(_: &str) -> bool {
    false
}

/// Servers that let in somebody whom no list names.
pub(crate) const EXPOSED: &[Api] = &[
    api("reflects", "https://api.reflects.example/account", |_| true),
    anonymous("reflects without credentials", "https://api.reflects-anonymous.example/account", |_| true),
    api("reflects over http", "http://api.reflects-plain.example/account", |_| true),
    api("reflects on a port", "https://api.reflects-port.example:8444/account", |_| true),
    api("reflects at an apex", "https://reflects-apex.example/account", |_| true),
    api("reflects what is no null", "https://api.reflects-web.example/account", |origin| origin != "null"),
    api("null", "https://api.nulls.example/account", |origin| origin == "null"),
    anonymous("null without credentials", "https://api.nulls-anonymous.example/account", |origin| {
        origin == "null"
    }),
    api("null over http", "http://api.nulls-plain.example/account", |origin| origin == "null"),
    api("begins with the host", "https://api.prefix.example/account", |origin| {
        origin.starts_with("https://api.prefix.example")
    }),
    api("begins with the domain", "https://api.prefixes.example/account", |origin| {
        origin.starts_with("https://prefixes.example")
    }),
    api("begins with the apex", "https://prefix-apex.example/account", |origin| {
        origin.starts_with("https://prefix-apex.example")
    }),
    anonymous("begins without credentials", "https://api.prefix-anonymous.example/account", |origin| {
        origin.starts_with("https://api.prefix-anonymous.example")
    }),
    api("ends with the domain", "https://api.suffix.example/account", |origin| {
        host(origin).ends_with("suffix.example") && origin.starts_with("https:")
    }),
    api("ends with the apex", "https://suffix-apex.example/account", |origin| {
        host(origin).ends_with("suffix-apex.example") && origin.starts_with("https:")
    }),
    anonymous("ends without credentials", "https://api.suffixes.example/account", |origin| {
        host(origin).ends_with("suffixes.example") && origin.starts_with("https:")
    }),
    api("ends, over http too", "https://api.suffix-any.example/account", |origin| {
        host(origin).ends_with("suffix-any.example")
    }),
    api("contains the domain", "https://api.contains.example/account", |origin| {
        origin.contains("contains.example") && origin.starts_with("https:")
    }),
    api("contains the apex", "https://contains-apex.example/account", |origin| {
        origin.contains("contains-apex.example") && origin.starts_with("https:")
    }),
    anonymous("contains without credentials", "https://api.contained.example/account", |origin| {
        origin.contains("contained.example") && origin.starts_with("https:")
    }),
    api("a dot that is any character", "https://api.dotted.example/account", |origin| {
        let host = host(origin);
        origin.starts_with("https:")
            && host.len() == 18
            && host.starts_with("api")
            && host.ends_with("dotted.example")
    }),
    api("any subdomain", "https://api.subdomains.example/account", |origin| {
        origin.starts_with("https:") && host(origin).ends_with(".subdomains.example")
    }),
    api("any subdomain of the host", "https://subdomain-apex.example/account", |origin| {
        origin.starts_with("https:") && host(origin).ends_with(".subdomain-apex.example")
    }),
    anonymous(
        "any subdomain without credentials",
        "https://api.subdomain-anonymous.example/account",
        |origin| origin.starts_with("https:") && host(origin).ends_with(".subdomain-anonymous.example"),
    ),
    api("its own host over http", "https://api.downgrade.example/account", |origin| {
        matches!(origin, "https://api.downgrade.example" | "http://api.downgrade.example")
    }),
    api("its own host over http, at an apex", "https://downgrade-apex.example/account", |origin| {
        matches!(origin, "https://downgrade-apex.example" | "http://downgrade-apex.example")
    }),
    api("any port", "https://api.ports.example/account", |origin| {
        origin.starts_with("https:") && host(origin) == "api.ports.example"
    }),
    api("any port at an apex", "https://ports-apex.example/account", |origin| {
        origin.starts_with("https:") && host(origin) == "ports-apex.example"
    }),
    api("localhost", "https://api.local.example/account", |origin| host(origin) == "localhost"),
    api("localhost and what begins so", "https://api.localish.example/account", |origin| {
        host(origin).starts_with("localhost")
    }),
    api("127.0.0.1", "https://api.loopback.example/account", |origin| host(origin) == "127.0.0.1"),
    api("a private network", "https://api.private.example/account", |origin| {
        host(origin).starts_with("192.168.")
            && host(origin).bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
    }),
    api("all private networks", "https://api.privates.example/account", |origin| {
        let host = host(origin);
        ["192.168.", "10.", "172.16."].iter().any(|prefix| host.starts_with(prefix))
            && host.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
    }),
    api("all of a shared host", "https://api.shared.example/account", |origin| {
        origin.starts_with("https:") && host(origin).ends_with(".github.io")
    }),
    api("all of another shared host", "https://api.tenants.example/account", |origin| {
        origin.starts_with("https:") && host(origin).ends_with(".netlify.app")
    }),
    api("all of a third shared host", "https://api.vercels.example/account", |origin| {
        origin.starts_with("https:") && host(origin).ends_with(".vercel.app")
    }),
    api("the domain under any suffix", "https://api.suffixless.example/account", |origin| {
        let host = host(origin);
        origin.starts_with("https:")
            && (host.starts_with("suffixless.") || host.starts_with("api.suffixless."))
    }),
    api("an underscore ends the host", "https://api.underscore.example/account", |origin| {
        origin.starts_with("https:")
            && (host(origin) == "api.underscore.example"
                || host(origin).starts_with("api.underscore.example_"))
    }),
    api("an underscore ends the apex", "https://underscore-apex.example/account", |origin| {
        origin.starts_with("https:")
            && (host(origin) == "underscore-apex.example"
                || host(origin).starts_with("underscore-apex.example_"))
    }),
    api("null beside a list", "https://api.nulls-listed.example/account", |origin| {
        matches!(origin, "null" | "https://app.nulls-listed.example")
    }),
    api("reflects any port only", "https://api.reflects-ports.example/account", |origin| {
        origin.starts_with("https:") && origin.matches(':').count() == 2
    }),
    api("reflects subdomains of anybody", "https://api.reflects-https.example/account", |origin| {
        origin.starts_with("https:")
    }),
    api("null on a port", "https://api.nulls-port.example:8445/account", |origin| origin == "null"),
    api("reflects over http on a port", "http://api.reflects-plain-port.example:8081/account", |_| true),
];

/// Servers that let in nobody, or only whom a list names.
pub(crate) const CLEAN: &[Api] = &[
    api("nobody", "https://api.closed.example/account", nobody),
    api("nobody over http", "http://api.closed-plain.example/account", nobody),
    api("one front end", "https://api.listed.example/account", |origin| {
        origin == "https://app.listed.example"
    }),
    api("the first of a list for everybody else", "https://api.first.example/account", |origin| {
        origin == "https://app.first.example"
    })
    .otherwise("https://app.first.example"),
    api("Null is not null", "https://api.capital.example/account", nobody).otherwise("Null"),
    api("an origin with a slash", "https://api.slash.example/account", nobody)
        .otherwise("https://attacker.com/"),
    api("an origin in capitals", "https://api.capitals.example/account", nobody)
        .otherwise("https://ATTACKER.com"),
    api("two origins", "https://api.two.example/account", nobody)
        .otherwise("https://attacker.com, https://stranger.net"),
    api("an empty origin", "https://api.empty.example/account", nobody).otherwise(""),
    api("a pattern, which no browser reads", "https://api.pattern.example/account", nobody)
        .otherwise("https://*.attacker.com"),
];

impl Api {
    const fn otherwise(self, value: &'static str) -> Api {
        Api { others: Some(value), ..self }
    }

    /// The header lines of its answer to an origin.
    pub(crate) fn grant(&self, origin: Option<&str>) -> Vec<(&'static str, String)> {
        let mut lines = vec![("Vary", "Origin".to_owned()), ("Content-Type", "text/plain".to_owned())];
        let named = match origin {
            Some(origin) if (self.trusts)(origin) => Some(origin),
            Some(_) => self.others,
            None => None,
        };
        if let Some(named) = named {
            lines.push(("Access-Control-Allow-Origin", named.to_owned()));
            if self.credentials {
                lines.push(("Access-Control-Allow-Credentials", "true".to_owned()));
            }
        }
        lines
    }

    /// What it answers with: another body for whoever has a session.
    pub(crate) fn body(&self, session: Option<&str>) -> String {
        match session {
            Some(session) => format!("{}: the account of {session}", self.name),
            None => format!("{}: who are you?", self.name),
        }
    }
}
