//! [Domain matching](https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis-22#section-5.1.3), with the Public
//! Suffix List.

use std::net::Ipv4Addr;

use crate::words::registrable_domain;

/// Whether a host is the domain, or a host within it. Both are written as a URL has them.
#[must_use]
pub fn domain_matches(host: &str, domain: &str) -> bool {
    is_within(host, domain) && (host.len() == domain.len() || !is_address(host))
}

/// [`domain_matches`] for a host that is a name.
pub(super) fn is_within(host: &str, domain: &str) -> bool {
    match host.strip_suffix(domain) {
        Some("") => true,
        Some(before) => before.ends_with('.') && !domain.is_empty(),
        None => false,
    }
}

/// Whether a host is an address, which has no hosts below it.
pub(super) fn is_address(host: &str) -> bool {
    host.starts_with('[') || host.parse::<Ipv4Addr>().is_ok()
}

/// Whether anybody can have a host below this one.
pub(super) fn is_public_suffix(domain: &str) -> bool {
    !is_address(domain) && registrable_domain(domain).is_none()
}

/// What the jar is ordered by: all cookies that a host can get have the same.
pub(super) fn key(host: &str) -> &str {
    registrable_domain(host).unwrap_or(host)
}
