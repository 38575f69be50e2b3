//! The header names that the protocol itself speaks of, as constants.

use super::header_name::HeaderName;
use super::text::Text;

macro_rules! header_names {
    ($($(#[$doc:meta])* $constant:ident = $name:literal, $lower:literal;)*) => {
        impl HeaderName {
            $($(#[$doc])* pub const $constant: HeaderName = HeaderName::from_static($name);)*

            /// The constant that is spelt exactly so, or in lower case.
            pub(super) fn known(name: &str) -> Option<HeaderName> {
                let text = match name {
                    $($name => $name, $lower => $lower,)*
                    _ => return None,
                };
                Some(HeaderName(Text::Static(text)))
            }

            /// The lower-case spelling of a constant that is spelt exactly so.
            pub(super) fn known_lowercase(name: &str) -> Option<&'static str> {
                match name {
                    $($name => Some($lower),)*
                    _ => None,
                }
            }

            #[cfg(test)]
            pub(super) const KNOWN: &'static [(&'static str, &'static str)] = &[$(($name, $lower)),*];
        }
    };
}

header_names! {
    /// [`Accept`](https://httpwg.org/specs/rfc9110.html#field.accept)
    ACCEPT = "Accept", "accept";
    /// [`Accept-Language`](https://httpwg.org/specs/rfc9110.html#field.accept-language)
    ACCEPT_LANGUAGE = "Accept-Language", "accept-language";
    /// [`Access-Control-Allow-Credentials`](https://fetch.spec.whatwg.org/#http-access-control-allow-credentials)
    ACCESS_CONTROL_ALLOW_CREDENTIALS = "Access-Control-Allow-Credentials", "access-control-allow-credentials";
    /// [`Access-Control-Allow-Headers`](https://fetch.spec.whatwg.org/#http-access-control-allow-headers)
    ACCESS_CONTROL_ALLOW_HEADERS = "Access-Control-Allow-Headers", "access-control-allow-headers";
    /// [`Access-Control-Allow-Methods`](https://fetch.spec.whatwg.org/#http-access-control-allow-methods)
    ACCESS_CONTROL_ALLOW_METHODS = "Access-Control-Allow-Methods", "access-control-allow-methods";
    /// [`Access-Control-Allow-Origin`](https://fetch.spec.whatwg.org/#http-access-control-allow-origin)
    ACCESS_CONTROL_ALLOW_ORIGIN = "Access-Control-Allow-Origin", "access-control-allow-origin";
    /// [`Access-Control-Allow-Private-Network`](https://wicg.github.io/private-network-access/#access-control-response-headers)
    ACCESS_CONTROL_ALLOW_PRIVATE_NETWORK = "Access-Control-Allow-Private-Network", "access-control-allow-private-network";
    /// [`Access-Control-Expose-Headers`](https://fetch.spec.whatwg.org/#http-access-control-expose-headers)
    ACCESS_CONTROL_EXPOSE_HEADERS = "Access-Control-Expose-Headers", "access-control-expose-headers";
    /// [`Access-Control-Max-Age`](https://fetch.spec.whatwg.org/#http-access-control-max-age)
    ACCESS_CONTROL_MAX_AGE = "Access-Control-Max-Age", "access-control-max-age";
    /// [`Access-Control-Request-Headers`](https://fetch.spec.whatwg.org/#http-access-control-request-headers)
    ACCESS_CONTROL_REQUEST_HEADERS = "Access-Control-Request-Headers", "access-control-request-headers";
    /// [`Access-Control-Request-Method`](https://fetch.spec.whatwg.org/#http-access-control-request-method)
    ACCESS_CONTROL_REQUEST_METHOD = "Access-Control-Request-Method", "access-control-request-method";
    /// [`Access-Control-Request-Private-Network`](https://wicg.github.io/private-network-access/#access-control-request-headers)
    ACCESS_CONTROL_REQUEST_PRIVATE_NETWORK = "Access-Control-Request-Private-Network", "access-control-request-private-network";
    /// [`Authorization`](https://httpwg.org/specs/rfc9110.html#field.authorization)
    AUTHORIZATION = "Authorization", "authorization";
    /// [`Cache-Control`](https://httpwg.org/specs/rfc9111.html#field.cache-control)
    CACHE_CONTROL = "Cache-Control", "cache-control";
    /// [`Content-Encoding`](https://httpwg.org/specs/rfc9110.html#field.content-encoding)
    CONTENT_ENCODING = "Content-Encoding", "content-encoding";
    /// [`Content-Language`](https://httpwg.org/specs/rfc9110.html#field.content-language)
    CONTENT_LANGUAGE = "Content-Language", "content-language";
    /// [`Content-Length`](https://httpwg.org/specs/rfc9110.html#field.content-length)
    CONTENT_LENGTH = "Content-Length", "content-length";
    /// [`Content-Location`](https://httpwg.org/specs/rfc9110.html#field.content-location)
    CONTENT_LOCATION = "Content-Location", "content-location";
    /// [`Content-Range`](https://httpwg.org/specs/rfc9110.html#field.content-range)
    CONTENT_RANGE = "Content-Range", "content-range";
    /// [`Content-Type`](https://httpwg.org/specs/rfc9110.html#field.content-type)
    CONTENT_TYPE = "Content-Type", "content-type";
    /// [`Cookie`](https://httpwg.org/specs/rfc6265.html#cookie)
    COOKIE = "Cookie", "cookie";
    /// [`Cross-Origin-Resource-Policy`](https://fetch.spec.whatwg.org/#http-cross-origin-resource-policy)
    CROSS_ORIGIN_RESOURCE_POLICY = "Cross-Origin-Resource-Policy", "cross-origin-resource-policy";
    /// [`Date`](https://httpwg.org/specs/rfc9110.html#field.date)
    DATE = "Date", "date";
    /// [`ETag`](https://httpwg.org/specs/rfc9110.html#field.etag)
    ETAG = "ETag", "etag";
    /// [`Expires`](https://httpwg.org/specs/rfc9111.html#field.expires)
    EXPIRES = "Expires", "expires";
    /// [`Host`](https://httpwg.org/specs/rfc9110.html#field.host)
    HOST = "Host", "host";
    /// [`Last-Modified`](https://httpwg.org/specs/rfc9110.html#field.last-modified)
    LAST_MODIFIED = "Last-Modified", "last-modified";
    /// [`Location`](https://httpwg.org/specs/rfc9110.html#field.location)
    LOCATION = "Location", "location";
    /// [`Origin`](https://fetch.spec.whatwg.org/#origin-header)
    ORIGIN = "Origin", "origin";
    /// [`Pragma`](https://httpwg.org/specs/rfc9111.html#field.pragma)
    PRAGMA = "Pragma", "pragma";
    /// [`Range`](https://httpwg.org/specs/rfc9110.html#field.range)
    RANGE = "Range", "range";
    /// [`Referer`](https://httpwg.org/specs/rfc9110.html#field.referer)
    REFERER = "Referer", "referer";
    /// [`Set-Cookie`](https://httpwg.org/specs/rfc6265.html#set-cookie)
    SET_COOKIE = "Set-Cookie", "set-cookie";
    /// [`Timing-Allow-Origin`](https://w3c.github.io/resource-timing/#sec-timing-allow-origin)
    TIMING_ALLOW_ORIGIN = "Timing-Allow-Origin", "timing-allow-origin";
    /// [`User-Agent`](https://httpwg.org/specs/rfc9110.html#field.user-agent)
    USER_AGENT = "User-Agent", "user-agent";
    /// [`Vary`](https://httpwg.org/specs/rfc9110.html#field.vary)
    VARY = "Vary", "vary";
    /// [`X-Content-Type-Options`](https://fetch.spec.whatwg.org/#x-content-type-options-header)
    X_CONTENT_TYPE_OPTIONS = "X-Content-Type-Options", "x-content-type-options";
    /// `X-Requested-With`: no standard's, but the commonest reason for a preflight next to JSON and tokens.
    X_REQUESTED_WITH = "X-Requested-With", "x-requested-with";
}

#[cfg(test)]
mod tests {
    use super::HeaderName;

    #[test]
    fn each_lower_case_spelling_is_its_name() {
        for (name, lower) in HeaderName::KNOWN {
            assert_eq!(name.to_ascii_lowercase(), *lower);
        }
    }
}
