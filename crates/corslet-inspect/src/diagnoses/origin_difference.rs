//! In which words two origins differ: `port 5173, not 5174`.

use corslet::verdict::AllowOriginMismatch as Mismatch;
use corslet::words::Origin;

use super::wording::{plain, quoted};

/// How a granted value differs from the page's origin, and what to keep in mind about it.
pub(super) fn difference(received: &str, expected: &str, mismatch: Mismatch) -> (String, &'static str) {
    match mismatch {
        Mismatch::TrailingSlash => {
            ("it ends with a slash, and an origin does not".to_owned(), "An origin never ends with a slash.")
        }
        Mismatch::Path => (
            "it has a path, and an origin has none".to_owned(),
            "An origin is scheme, host and port, and nothing behind them.",
        ),
        Mismatch::Case => (
            "it is the same but for capital letters, and origins compare byte for byte".to_owned(),
            "Browsers write origins in lower case.",
        ),
        _ => match (Origin::parse(received.trim_end_matches('/')), Origin::parse(expected)) {
            (Ok(granted), Ok(wanted)) => tuples(&granted, &wanted),
            _ => no_origin(received, expected),
        },
    }
}

fn no_origin(received: &str, expected: &str) -> (String, &'static str) {
    let bare = received.trim_matches(['"', '\'', '/']);
    let host = expected.split_once("://").map_or(expected, |(_, host)| host);
    if received.starts_with(['"', '\'']) {
        (
            "it stands in quotes, which browsers take for a part of it".to_owned(),
            "The value stands without quotes.",
        )
    } else if bare.eq_ignore_ascii_case(host) {
        ("it has no scheme".to_owned(), "An origin begins with its scheme: https:// or http://.")
    } else if expected.strip_suffix(":443").or(expected.strip_suffix(":80")) == Some(bare) {
        ("the port differs".to_owned(), "")
    } else {
        (
            format!("{} is not an origin", quoted(received)),
            "An origin is written like https://app.example.com.",
        )
    }
}

fn tuples(granted: &Origin, wanted: &Origin) -> (String, &'static str) {
    let scheme = granted.scheme() != wanted.scheme();
    let (own_host, host) = (granted.host().unwrap_or_default(), wanted.host().unwrap_or_default());
    let port = |origin: &Origin| match (origin.port(), origin.port_or_default()) {
        (Some(port), _) => format!("port {port}"),
        (None, Some(port)) => format!("port {port} (which is not written)"),
        (None, None) => "no port".to_owned(),
    };
    let is_local = |host: &str| matches!(host, "localhost" | "127.0.0.1" | "[::1]");
    if own_host != host && is_local(own_host) && is_local(host) {
        let what = format!("the page is on {}, and the grant is for {}", plain(host), plain(own_host));
        return (
            what,
            "localhost, 127.0.0.1 and [::1] are three origins: list each, or open the page under one name only.",
        );
    }
    if own_host != host {
        let is_www = |one: &str, other: &str| one.strip_prefix("www.") == Some(other);
        if is_www(own_host, host) || is_www(host, own_host) {
            let what = format!("the page is on {}, and the grant is for {}", plain(host), plain(own_host));
            return (
                what,
                "With www. and without are two origins: list both, or redirect one of them to the other.",
            );
        }
        if host.ends_with(&format!(".{own_host}")) {
            let what =
                format!("the page is on {}, and the grant is for {} alone", plain(host), plain(own_host));
            return (what, "A grant for a domain covers no subdomain.");
        }
        return (format!("the page is on {}, and the grant is for {}", plain(host), plain(own_host)), "");
    }
    let (own, other) = (granted.scheme().unwrap_or_default(), wanted.scheme().unwrap_or_default());
    if scheme && granted.port() == wanted.port() {
        return (
            format!("the page is on {other}, and the grant is for {own}"),
            "http and https are two origins.",
        );
    }
    let ports = format!("{}, and the grant is for {}", port(wanted), port(granted));
    if scheme {
        return (format!("the page is on {other} and {ports}"), "Scheme and port belong to an origin.");
    }
    let note = if is_local(host) {
        "A development server takes the next port when its own is taken: fix the port (Vite: `server.strictPort`), or list each."
    } else {
        "The port belongs to an origin; the scheme's own (443, 80) is never written."
    };
    (format!("the page is on {ports}"), note)
}

#[cfg(test)]
mod tests {
    use corslet::verdict::AllowOriginMismatch as Mismatch;

    use super::difference;

    #[test]
    fn the_part_that_differs_is_named() {
        for (received, expected, mismatch, wanted) in [
            (
                "http://localhost:5173",
                "http://localhost:5174",
                Mismatch::Port,
                "port 5174, and the grant is for port 5173",
            ),
            ("http://localhost:5173", "http://127.0.0.1:5173", Mismatch::Other, "the page is on 127.0.0.1"),
            ("https://www.a.example", "https://a.example", Mismatch::Other, "for www.a.example"),
            ("https://a.example", "https://x.a.example", Mismatch::Other, "for a.example alone"),
            (
                "http://a.example",
                "https://a.example",
                Mismatch::Scheme,
                "on https, and the grant is for http",
            ),
            ("https://a.example/", "https://a.example", Mismatch::TrailingSlash, "ends with a slash"),
            ("https://a.example/app", "https://a.example", Mismatch::Path, "has a path"),
            ("https://A.example", "https://a.example", Mismatch::Case, "capital letters"),
            ("a.example", "https://a.example", Mismatch::NotAnOrigin, "no scheme"),
            ("\"https://a.example\"", "https://a.example", Mismatch::NotAnOrigin, "in quotes"),
            (
                "https://b.example",
                "https://a.example",
                Mismatch::Other,
                "on a.example, and the grant is for b.example",
            ),
            ("https://a.example:443", "https://a.example", Mismatch::Port, ""),
        ] {
            let (said, _) = difference(received, expected, mismatch);
            assert!(said.contains(wanted), "{received} {expected}: {said}");
        }
    }
}
