//! Servers that trust anybody, or nobody by the name of somebody; and correct ones that look as if they did.

use corslet_inspect::audit::Session;

use super::row::{Row, answering, listing, trusting};
use super::simulated::{Asked, Said};

const API: &str = "https://api.shop.com/account";
const REFLECT: &[&str] = &["reflect-any"];

pub(crate) fn rows() -> Vec<Row> {
    let mut rows = reflecting();
    rows.extend(shapes());
    rows.extend(errors());
    rows.extend(nobody());
    rows.extend(fixed());
    rows.extend(correct());
    rows
}

fn reflecting() -> Vec<Row> {
    vec![
        trusting("anybody", API, REFLECT, |_| true),
        trusting("anybody, at an address", "https://203.0.113.9:8443/", REFLECT, |_| true),
        trusting("anybody, at localhost", "http://localhost:8000/", REFLECT, |_| true),
        trusting("anybody but null", API, REFLECT, |origin| origin != "null"),
        trusting("anybody over https", API, REFLECT, |origin| origin.starts_with("https://")),
        trusting("anybody over http", API, REFLECT, |origin| origin.starts_with("http://")),
        trusting("anybody with a port", API, REFLECT, |origin| origin.ends_with(":8443")),
        trusting("anybody but scanners", API, REFLECT, |origin| {
            !origin.contains("evil") && !origin.contains("attacker")
        }),
        answering("anybody, without credentials", API, REFLECT, |asked| {
            Said::usual(asked).with("Access-Control-Allow-Origin", asked.origin.unwrap_or("*"))
        }),
        answering("anybody who is logged in", API, REFLECT, |asked| {
            let said = Said::usual(asked);
            if asked.has_cookie { said.granting(asked) } else { said.status(401) }
        }),
        answering("anybody who is not logged in", API, REFLECT, |asked| {
            let said = Said::usual(asked);
            if asked.has_cookie { said } else { said.granting(asked) }
        }),
        answering("anybody with a cookie, and no session given", API, REFLECT, |asked| {
            let said = Said::usual(asked);
            if asked.has_cookie {
                said.granting(asked)
            } else {
                said.with("Access-Control-Allow-Origin", "*")
            }
        })
        .with(|settings| settings.session = Default::default()),
        answering("anybody in HEAD", API, REFLECT, |asked| {
            let said = Said::usual(asked);
            if asked.request.method == "HEAD" { said.granting(asked) } else { said }
        }),
        answering("anybody in POST and PUT", API, REFLECT, |asked| {
            let said = Said::usual(asked);
            let method = asked.requested.as_deref().unwrap_or(&asked.request.method);
            if matches!(method, "POST" | "PUT") { said.granting(asked) } else { said }
        }),
        answering("anybody in POST, really sent", API, REFLECT, |asked| {
            let said = Said::usual(asked);
            if asked.request.method == "POST" { said.granting(asked) } else { said }
        })
        .with(|settings| settings.active = true),
        answering("anybody, at a target that is asked by POST", API, REFLECT, |asked| {
            let said = Said::usual(asked);
            if asked.request.method == "POST" { said.granting(asked) } else { said.status(405) }
        })
        .with(|settings| {
            settings.active = true;
            settings.method = Some("POST".to_owned());
        }),
        answering("anybody, behind a cache that forgets who asks", API, REFLECT, |asked| {
            // Whoever asked first for the plain URL is named to everybody.
            match asked.request.url.query() {
                Some(_) => Said::usual(asked).granting(asked),
                None => Said::usual(asked)
                    .with("Access-Control-Allow-Origin", "https://somebody.example")
                    .with("X-Cache", "HIT")
                    .with("Age", "12"),
            }
        }),
        answering("anybody, behind a cache that says nothing", API, REFLECT, |asked| {
            let said = Said::usual(asked);
            if asked.request.url.query().is_some() { said.granting(asked) } else { said }
        }),
        answering("preflights name anybody, and answers do not", API, &[], |asked| {
            let said = Said::usual(asked);
            if asked.requested.is_some() { said.granting(asked) } else { said }
        }),
    ]
}

fn labels(origin: &str) -> Option<usize> {
    let host = origin.strip_prefix("https://")?;
    (!host.contains(':')).then(|| host.split('.').count())
}

fn shapes() -> Vec<Row> {
    vec![
        trusting("anybody of two labels", API, REFLECT, |origin| labels(origin) == Some(2)),
        trusting("anybody of three labels", API, REFLECT, |origin| labels(origin) == Some(3)),
        trusting("anybody of four labels", API, REFLECT, |origin| labels(origin) == Some(4)),
        trusting("anybody under com", "https://api.shop.com/", REFLECT, |origin| origin.ends_with(".com")),
        trusting("anybody under its public suffix", "https://api.shop.co.uk/", REFLECT, |origin| {
            origin.ends_with(".co.uk")
        }),
    ]
}

fn errors() -> Vec<Row> {
    const FOUND: &[&str] = &["reflect-on-error"];
    vec![
        answering("errors name anybody", API, FOUND, |asked| {
            let said = Said::usual(asked);
            if said.status >= 400 { said.granting(asked) } else { said }
        }),
        answering("the refusal of strangers names them", API, FOUND, |asked| {
            let said = Said::usual(asked);
            if asked.has_cookie || !asked.is_target { said } else { said.status(401).granting(asked) }
        }),
        answering("every answer is an error, and names anybody", API, FOUND, |asked| {
            Said::usual(asked).status(403).granting(asked)
        }),
        answering("nobody is signed in: refusals and preflights name anybody", API, REFLECT, |asked| {
            let said = Said::usual(asked);
            let status = if asked.requested.is_some() { said.status } else { 401 };
            said.status(status).granting(asked)
        })
        .with(|settings| settings.session = Session::default()),
        answering("nobody is signed in: refusals alone name anybody", API, FOUND, |asked| {
            let said = Said::usual(asked);
            if asked.requested.is_some() { said } else { said.status(401).granting(asked) }
        })
        .with(|settings| settings.session = Session::default()),
        answering("errors name the front end", API, &[], |asked| {
            let said = Said::usual(asked);
            if said.status >= 400 {
                said.with("Access-Control-Allow-Origin", "https://app.shop.com")
            } else {
                said
            }
        }),
        answering("redirects name anybody", API, &["reflect-on-error"], |asked| {
            Said::usual(asked).status(302).with("Location", "/login").granting(asked)
        }),
    ]
}

fn nobody() -> Vec<Row> {
    const FOUND: &[&str] = &["null-origin"];
    vec![
        listing(API, &["https://app.shop.com", "null"], FOUND),
        answering("null, whoever asks", API, FOUND, |asked| {
            Said::usual(asked)
                .with("Access-Control-Allow-Origin", "null")
                .with("Access-Control-Allow-Credentials", "true")
        }),
        answering("Null is not null", API, &[], |asked| {
            Said::usual(asked).with("Access-Control-Allow-Origin", "Null")
        }),
        trusting("null and a beginning", API, &["null-origin", "prefix-match"], |origin| {
            origin == "null" || origin.starts_with("https://app.shop.com")
        }),
        trusting("null, any port and http", API, &["null-origin", "http-trusted", "any-port"], |origin| {
            let is_app = |rest: &str| rest.split(':').next() == Some("app.shop.com");
            origin == "null" || origin.split_once("://").is_some_and(|(_, rest)| is_app(rest))
        }),
        trusting(
            "localhost, null and any subdomain",
            API,
            &["null-origin", "subdomain-any", "localhost-trusted"],
            |origin| {
                matches!(origin, "null" | "http://localhost:3000")
                    || origin.starts_with("https://") && origin.ends_with(".shop.com")
            },
        ),
    ]
}

/// One origin for everybody.
fn always(asked: &Asked<'_>, origin: &str) -> Said {
    Said::usual(asked)
        .with("Access-Control-Allow-Origin", origin)
        .with("Access-Control-Allow-Credentials", "true")
}

fn fixed() -> Vec<Row> {
    const FOUND: &[&str] = &["static-third-party"];
    vec![
        answering("a partner, whoever asks", API, FOUND, |asked| always(asked, "https://app.partner.org")),
        answering("a pen, whoever asks", API, &["shared-host-trusted"], |asked| {
            always(asked, "https://s.codepen.io")
        }),
        answering("its own front end, whoever asks", API, &[], |asked| always(asked, "https://app.shop.com")),
        answering("its own front end with a port, whoever asks", API, &[], |asked| {
            always(asked, "https://app.shop.com:8443")
        }),
        answering("a partner, whom the user trusts", API, &[], |asked| {
            always(asked, "https://app.partner.org")
        })
        .with(|settings| settings.trusted_origins = vec!["https://app.partner.org".to_owned()]),
        answering("the first of a list, when nobody of it asks", API, &[], |asked| match asked.origin {
            Some(origin @ ("https://app.shop.com" | "https://www.shop.com")) => always(asked, origin),
            _ => always(asked, "https://app.partner.org"),
        }),
        answering("an example, whoever asks", API, FOUND, |asked| always(asked, "https://example.com")),
        answering("everybody", API, &[], |asked| Said::usual(asked).with("Access-Control-Allow-Origin", "*")),
        answering("nonsense", API, &[], |asked| always(asked, "https://*.shop.com")),
        answering("several", API, &[], |asked| {
            always(asked, "https://app.partner.org")
                .with("Access-Control-Allow-Origin", "https://app.shop.com")
        }),
    ]
}

fn correct() -> Vec<Row> {
    vec![
        trusting("nobody", API, &[], |_| false),
        trusting("nobody, at an address", "https://203.0.113.9/", &[], |_| false),
        trusting("nobody, at an address of the sixth version", "https://[2001:db8::1]:8443/", &[], |_| false),
        trusting("nobody, at localhost", "http://localhost/", &[], |_| false),
        trusting("nobody, at a single label", "https://intranet/", &[], |_| false),
        trusting("nobody, at a public suffix", "https://github.io/", &[], |_| false),
        listing(API, &["https://app.shop.com"], &[]),
        listing(
            API,
            &["https://app.shop.com", "https://www.shop.com", "https://shop.com", "https://api.shop.com"],
            &[],
        ),
        listing("https://shop.github.io/", &["https://shop.github.io"], &[]),
        answering("a list, and credentials for everybody", API, &[], |asked| {
            let said = Said::usual(asked).with("Access-Control-Allow-Credentials", "true");
            match asked.origin {
                Some(origin @ "https://app.shop.com") => said.with("Access-Control-Allow-Origin", origin),
                _ => said,
            }
        }),
        answering("a firewall that refuses odd origins", API, &[], |asked| match asked.origin {
            None | Some("https://app.shop.com") => Said::usual(asked),
            Some(_) => Said::usual(asked).status(403),
        }),
        answering("the origin in another case", API, &[], |asked| {
            let origin = asked.origin.unwrap_or_default().to_ascii_uppercase();
            Said::usual(asked).with("Access-Control-Allow-Origin", &origin)
        }),
        answering("the origin with a slash", API, &[], |asked| {
            let origin = format!("{}/", asked.origin.unwrap_or_default());
            Said::usual(asked).with("Access-Control-Allow-Origin", &origin)
        }),
        trusting("a list without regard to case", API, &[], |origin| {
            origin.eq_ignore_ascii_case("https://app.shop.com")
        }),
        trusting("a list without regard to case, pedantically", API, &["lenient-compare"], |origin| {
            origin.eq_ignore_ascii_case("https://app.shop.com")
        })
        .with(|settings| settings.pedantic = true),
    ]
}
