//! [Forbidden request-headers](https://fetch.spec.whatwg.org/#forbidden-request-header): what a page cannot set.

use super::extract::split_outside_quotes;
use super::method::is_forbidden_method;

/// Why a page cannot set a request header.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
pub enum ForbiddenRequestHeader {
    /// The name belongs to the browser.
    Name,
    /// The name begins with `proxy-`.
    ProxyPrefix,
    /// The name begins with `sec-`.
    SecPrefix,
    /// The header overrides the method, and the value names a
    /// [forbidden one](https://fetch.spec.whatwg.org/#forbidden-method).
    ForbiddenMethod,
}

const NAMES: [&str; 21] = [
    "accept-charset",
    "accept-encoding",
    "access-control-request-headers",
    "access-control-request-method",
    "connection",
    "content-length",
    "cookie",
    "cookie2",
    "date",
    "dnt",
    "expect",
    "host",
    "keep-alive",
    "origin",
    "referer",
    "set-cookie",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "via",
];

/// Whether the header is a [forbidden request-header](https://fetch.spec.whatwg.org/#forbidden-request-header), and
/// why.
#[must_use]
pub fn is_forbidden_request_header(
    name: impl AsRef<str>,
    value: impl AsRef<[u8]>,
) -> Option<ForbiddenRequestHeader> {
    let name = name.as_ref();
    let begins =
        |prefix: &str| name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    if NAMES.iter().any(|forbidden| name.eq_ignore_ascii_case(forbidden)) {
        return Some(ForbiddenRequestHeader::Name);
    }
    if begins("proxy-") {
        return Some(ForbiddenRequestHeader::ProxyPrefix);
    }
    if begins("sec-") {
        return Some(ForbiddenRequestHeader::SecPrefix);
    }
    let overrides = ["x-http-method", "x-http-method-override", "x-method-override"];
    let overridden = overrides.iter().any(|header| name.eq_ignore_ascii_case(header))
        && split_outside_quotes(value.as_ref()).any(is_forbidden_method);
    overridden.then_some(ForbiddenRequestHeader::ForbiddenMethod)
}
