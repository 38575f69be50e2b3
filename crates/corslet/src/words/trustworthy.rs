//! [Potentially trustworthy](https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy) origins and URLs.

use std::net::{Ipv4Addr, Ipv6Addr};

use url::Url;

use super::origin::{Origin, tuple_parts};

/// Whether a URL is [potentially trustworthy](https://w3c.github.io/webappsec-secure-contexts/#is-url-trustworthy).
#[must_use]
pub fn is_potentially_trustworthy(url: &Url) -> bool {
    match url.scheme() {
        "data" | "file" => true,
        "about" => matches!(url.path(), "blank" | "srcdoc"),
        _ => match tuple_parts(url) {
            Some((scheme, host, _)) => is_trustworthy_tuple(scheme, host),
            None => is_potentially_trustworthy_origin(&Origin::of(url)),
        },
    }
}

/// Whether an origin is [potentially trustworthy](https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy).
#[must_use]
pub fn is_potentially_trustworthy_origin(origin: &Origin) -> bool {
    match (origin.scheme(), origin.host()) {
        (Some(scheme), Some(host)) => is_trustworthy_tuple(scheme, host),
        _ => false,
    }
}

fn is_trustworthy_tuple(scheme: &str, host: &str) -> bool {
    matches!(scheme, "https" | "wss" | "file") || is_loopback(host)
}

/// Whether the host is this machine, by its address or by
/// [its name](https://www.rfc-editor.org/rfc/rfc6761#section-6.3).
pub(super) fn is_loopback(host: &str) -> bool {
    if let Some(address) = host.strip_prefix('[') {
        return address.strip_suffix(']').and_then(|address| address.parse().ok())
            == Some(Ipv6Addr::LOCALHOST);
    }
    if let Ok(address) = host.parse::<Ipv4Addr>() {
        return address.is_loopback();
    }
    let name = host.strip_suffix('.').unwrap_or(host);
    name == "localhost" || name.ends_with(".localhost")
}
