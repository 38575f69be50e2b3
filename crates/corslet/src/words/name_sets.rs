//! The standard's small sets of [header names](https://fetch.spec.whatwg.org/#terminology-headers).

use super::header_name::HeaderName;

fn is_one_of(name: &str, set: &[&str]) -> bool {
    set.iter().any(|member| name.eq_ignore_ascii_case(member))
}

/// [CORS non-wildcard request-header name](https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name):
/// the one that `*` in `Access-Control-Allow-Headers` does not cover.
#[must_use]
pub fn is_cors_non_wildcard(name: impl AsRef<str>) -> bool {
    is_one_of(name.as_ref(), &["authorization"])
}

/// [Privileged no-CORS request-header name](https://fetch.spec.whatwg.org/#privileged-no-cors-request-header-name).
#[must_use]
pub fn is_privileged_no_cors(name: impl AsRef<str>) -> bool {
    is_one_of(name.as_ref(), &["range"])
}

/// [No-CORS-safelisted request-header name](https://fetch.spec.whatwg.org/#no-cors-safelisted-request-header-name).
#[must_use]
pub fn is_no_cors_safelisted_name(name: impl AsRef<str>) -> bool {
    is_one_of(name.as_ref(), &["accept", "accept-language", "content-language", "content-type"])
}

/// The names that every [CORS-safelisted response-header name](https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name)
/// list has, whatever the response exposes.
#[must_use]
pub fn is_cors_safelisted_response_header_name(name: impl AsRef<str>) -> bool {
    is_one_of(
        name.as_ref(),
        &[
            "content-type",
            "content-length",
            "cache-control",
            "content-language",
            "expires",
            "last-modified",
            "pragma",
        ],
    )
}

/// [Forbidden response-header name](https://fetch.spec.whatwg.org/#forbidden-response-header-name): no page ever
/// sees it, exposed or not.
#[must_use]
pub fn is_forbidden_response_header_name(name: impl AsRef<str>) -> bool {
    is_one_of(name.as_ref(), &["set-cookie", "set-cookie2"])
}

/// [Request-body-header name](https://fetch.spec.whatwg.org/#request-body-header-name): goes when a redirect turns
/// the request into a GET.
#[must_use]
pub fn is_request_body_header_name(name: impl AsRef<str>) -> bool {
    is_one_of(name.as_ref(), &["content-encoding", "content-language", "content-location", "content-type"])
}

/// The same questions, asked of a name.
impl HeaderName {
    /// [CORS non-wildcard request-header name](https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name).
    #[must_use]
    pub fn is_cors_non_wildcard_request_header_name(&self) -> bool {
        is_cors_non_wildcard(self)
    }

    /// [Privileged no-CORS request-header name](https://fetch.spec.whatwg.org/#privileged-no-cors-request-header-name).
    #[must_use]
    pub fn is_privileged_no_cors_request_header_name(&self) -> bool {
        is_privileged_no_cors(self)
    }

    /// [No-CORS-safelisted request-header name](https://fetch.spec.whatwg.org/#no-cors-safelisted-request-header-name).
    #[must_use]
    pub fn is_no_cors_safelisted_request_header_name(&self) -> bool {
        is_no_cors_safelisted_name(self)
    }

    /// The fixed part of [CORS-safelisted response-header name](https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name).
    #[must_use]
    pub fn is_cors_safelisted_response_header_name(&self) -> bool {
        is_cors_safelisted_response_header_name(self)
    }

    /// [Forbidden response-header name](https://fetch.spec.whatwg.org/#forbidden-response-header-name).
    #[must_use]
    pub fn is_forbidden_response_header_name(&self) -> bool {
        is_forbidden_response_header_name(self)
    }

    /// [Request-body-header name](https://fetch.spec.whatwg.org/#request-body-header-name).
    #[must_use]
    pub fn is_request_body_header_name(&self) -> bool {
        is_request_body_header_name(self)
    }
}
