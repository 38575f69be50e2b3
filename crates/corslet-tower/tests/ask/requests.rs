//! Requests as they come, and what is looked at in responses.

use axum::body::Body;
use http::{HeaderMap, Request, Response};

/// A request with these header lines.
pub fn request(method: &str, path: &str, lines: &[(&str, &str)]) -> Request<Body> {
    let mut request = Request::builder().method(method).uri(path).header("host", "api.example.com");
    for (name, value) in lines {
        request = request.header(*name, *value);
    }
    request.body(Body::empty()).unwrap()
}

/// A `GET` of a page of `origin`.
pub fn get(path: &str, origin: &str) -> Request<Body> {
    request("GET", path, &[("origin", origin)])
}

/// A preflight for `method` and `names`.
pub fn preflight(path: &str, origin: &str, method: &str, names: &str) -> Request<Body> {
    let mut lines = vec![("origin", origin), ("access-control-request-method", method)];
    if !names.is_empty() {
        lines.push(("access-control-request-headers", names));
    }
    request("OPTIONS", path, &lines)
}

/// Every line of this name, joined by ` | `; empty when there is none.
pub fn lines(headers: &HeaderMap, name: &str) -> String {
    let lines: Vec<&str> = headers.get_all(name).iter().map(|value| value.to_str().unwrap()).collect();
    lines.join(" | ")
}

/// The names of CORS that a response has, sorted.
pub fn cors_names<B>(response: &Response<B>) -> Vec<&str> {
    let names = response.headers().keys().map(http::HeaderName::as_str);
    let mut names: Vec<&str> = names.filter(|name| name.starts_with("access-control-")).collect();
    names.sort_unstable();
    names
}

/// Asserts that the response grants what [`policies::app`](super::policies::app) grants to its page, each header once.
pub fn assert_granted<B>(response: &Response<B>, origin: &str) {
    let headers = response.headers();
    assert_eq!(lines(headers, "access-control-allow-origin"), origin);
    assert_eq!(lines(headers, "access-control-allow-credentials"), "true");
    assert_eq!(lines(headers, "access-control-expose-headers").to_ascii_lowercase(), "x-count");
    assert!(lines(headers, "vary").to_ascii_lowercase().contains("origin"));
}

/// Asserts that nothing of CORS is in the response, and that it varies on the origin all the same.
pub fn assert_nothing_granted<B>(response: &Response<B>) {
    assert_eq!(cors_names(response), Vec::<&str>::new());
    assert!(lines(response.headers(), "vary").to_ascii_lowercase().contains("origin"));
}
