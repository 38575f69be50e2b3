//! The [name prefixes](https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis-22#section-5.4) that promise
//! something about a cookie.

use super::rules::Prefixes;

/// A prefix of a cookie's name, in any case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Prefix {
    /// `__Secure-`: the cookie is `Secure`.
    Secure,
    /// `__Host-`: `Secure`, `Path=/`, no `Domain`.
    Host,
    /// `__Http-`: `Secure` and `HttpOnly`.
    Http,
    /// `__Host-Http-`: both.
    HostHttp,
}

impl Prefix {
    /// The prefix that a name begins with; the longest one.
    #[must_use]
    pub fn of(name: &[u8]) -> Option<Prefix> {
        // The longest first: each cookie of the second is also one of the others.
        [
            (b"__Host-Http-".as_slice(), Prefix::HostHttp),
            (b"__Secure-", Prefix::Secure),
            (b"__Host-", Prefix::Host),
            (b"__Http-", Prefix::Http),
        ]
        .into_iter()
        .find(|(prefix, _)| name.get(..prefix.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(prefix)))
        .map(|(_, prefix)| prefix)
    }

    pub(super) fn needs_host(self) -> bool {
        matches!(self, Prefix::Host | Prefix::HostHttp)
    }

    pub(super) fn needs_http_only(self) -> bool {
        matches!(self, Prefix::Http | Prefix::HostHttp)
    }
}

impl Prefixes {
    /// The prefix of a name that binds by these rules.
    pub(super) fn bind(self, name: &[u8]) -> Option<Prefix> {
        match (self, Prefix::of(name)?) {
            (Prefixes::Ignored, _) => None,
            (Prefixes::HttpToo, prefix) => Some(prefix),
            (Prefixes::SecureAndHost, Prefix::Http) => None,
            (Prefixes::SecureAndHost, Prefix::HostHttp) => Some(Prefix::Host),
            (Prefixes::SecureAndHost, prefix) => Some(prefix),
        }
    }
}
