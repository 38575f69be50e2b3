//! [Same site](https://html.spec.whatwg.org/#same-site): whether two origins belong to one registrable domain.

use std::net::Ipv4Addr;

use url::Url;

use super::origin::{Origin, tuple_parts};

/// A host's [registrable domain](https://url.spec.whatwg.org/#host-registrable-domain); none for an IP address and
/// for a host that is itself a public suffix.
#[must_use]
pub fn registrable_domain(host: &str) -> Option<&str> {
    // The list's own default rule would take the last two numbers of an address for a domain.
    if host.starts_with('[') || host.parse::<Ipv4Addr>().is_ok() {
        return None;
    }
    // Bytes, because the list's shortcut for text drops the dot at the end, which makes another domain.
    let len = psl::domain(host.as_bytes())?.as_bytes().len();
    host.get(host.len() - len..)
}

/// Whether a host stands under a public suffix that is on the [list](https://publicsuffix.org/), and not only under one that the
/// list's default rule assumes: whether somebody can register its domain.
#[must_use]
pub fn is_under_listed_suffix(host: &str) -> bool {
    registrable_domain(host).is_some() && psl::suffix(host.as_bytes()).is_some_and(|suffix| suffix.is_known())
}

/// Whether a host stands below a public suffix of the list's
/// [private section](https://github.com/publicsuffix/list/wiki/Format#divisions): a domain whose owner gives names away.
#[must_use]
pub fn is_under_private_suffix(host: &str) -> bool {
    let is_private = |suffix: psl::Suffix<'_>| suffix.is_known() && suffix.typ() == Some(psl::Type::Private);
    registrable_domain(host).is_some() && psl::suffix(host.as_bytes()).is_some_and(is_private)
}

fn same_registrable_domain(left: &str, right: &str) -> bool {
    if left == right {
        return true;
    }
    match (registrable_domain(left), registrable_domain(right)) {
        (Some(left), Some(right)) => left == right,
        _ => false,
    }
}

/// [Schemelessly same site](https://html.spec.whatwg.org/#schemelessly-same-site).
#[must_use]
pub fn schemelessly_same_site(left: &Origin, right: &Origin) -> bool {
    match (left.host(), right.host()) {
        (Some(left), Some(right)) => same_registrable_domain(left, right),
        _ => left.same_origin(right),
    }
}

/// [Same site](https://html.spec.whatwg.org/#same-site).
#[must_use]
pub fn same_site(left: &Origin, right: &Origin) -> bool {
    left.scheme() == right.scheme() && schemelessly_same_site(left, right)
}

/// [Schemelessly same site](https://html.spec.whatwg.org/#schemelessly-same-site) with a URL's origin.
#[must_use]
pub fn schemelessly_same_site_as_url(origin: &Origin, url: &Url) -> bool {
    match (origin.host(), tuple_parts(url)) {
        (Some(own), Some((_, host, _))) => same_registrable_domain(own, host),
        _ => schemelessly_same_site(origin, &Origin::of(url)),
    }
}

/// [Same site](https://html.spec.whatwg.org/#same-site) with a URL's origin.
#[must_use]
pub fn same_site_as_url(origin: &Origin, url: &Url) -> bool {
    match (origin.scheme(), tuple_parts(url)) {
        (Some(own), Some((scheme, _, _))) => own == scheme && schemelessly_same_site_as_url(origin, url),
        _ => same_site(origin, &Origin::of(url)),
    }
}
