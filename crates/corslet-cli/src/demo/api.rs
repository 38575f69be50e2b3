//! The demo API: `/orders` as it should be, and `/broken/orders` with the mistakes that everybody makes once.

use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{HeaderMap, HeaderName, HeaderValue, ORIGIN};
use hyper::{Method, Request, Response, StatusCode, header};

/// The API as it should be.
pub(super) const ORDERS: &str = "/orders";

/// Its twin, which sends `Access-Control-Allow-Origin: *` to requests with credentials, and trusts `null` to make local files
/// work.
pub(super) const BROKEN_ORDERS: &str = "/broken/orders";

type Lines = &'static [(HeaderName, &'static str)];

/// What the broken twin says to everybody.
const TO_EVERYBODY: Lines = &[
    (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    (header::ACCESS_CONTROL_ALLOW_CREDENTIALS, "true"),
    (header::ACCESS_CONTROL_ALLOW_METHODS, "DELETE"),
    (header::ACCESS_CONTROL_ALLOW_HEADERS, "authorization"),
];

/// What a granted preflight gets beside the origin.
const PREFLIGHT_GRANT: Lines = &[
    (header::ACCESS_CONTROL_ALLOW_CREDENTIALS, "true"),
    (header::ACCESS_CONTROL_ALLOW_METHODS, "DELETE"),
    (header::ACCESS_CONTROL_ALLOW_HEADERS, "authorization"),
    (header::ACCESS_CONTROL_MAX_AGE, "600"),
];

/// What a granted request gets beside the origin.
const GRANT: Lines = &[
    (header::ACCESS_CONTROL_ALLOW_CREDENTIALS, "true"),
    (header::ACCESS_CONTROL_EXPOSE_HEADERS, "X-Request-Id"),
];

/// Answers a request; pages on `front_end` may read the answer.
pub(super) fn answer<B>(front_end: &str, request: &Request<B>) -> Response<Full<Bytes>> {
    let is_preflight = request.method() == Method::OPTIONS
        && request.headers().contains_key(ORIGIN)
        && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    match request.uri().path() {
        ORDERS if is_preflight => preflight(front_end, request.headers()),
        ORDERS => {
            let mut response = orders(request.method());
            let headers = response.headers_mut();
            headers.insert(header::VARY, HeaderValue::from_static("Origin"));
            if let Some(origin) = granted(front_end, request.headers()) {
                headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
                add(headers, GRANT);
            }
            response
        }
        BROKEN_ORDERS => {
            let mut response = if is_preflight { empty(StatusCode::NO_CONTENT) } else { own_orders(request) };
            add(response.headers_mut(), TO_EVERYBODY);
            // A local file has this origin, and so has every frame that some page of the web has sandboxed.
            if let Some(null) = request.headers().get(ORIGIN).filter(|origin| *origin == "null") {
                response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, null.clone());
            }
            response
        }
        _ => text(StatusCode::NOT_FOUND, "This demo API has /orders and /broken/orders.\n"),
    }
}

fn preflight(front_end: &str, headers: &HeaderMap) -> Response<Full<Bytes>> {
    let origin = granted(front_end, headers);
    let mut response = empty(if origin.is_some() { StatusCode::NO_CONTENT } else { StatusCode::FORBIDDEN });
    let vary = "Origin, Access-Control-Request-Method, Access-Control-Request-Headers";
    response.headers_mut().insert(header::VARY, HeaderValue::from_static(vary));
    if let Some(origin) = origin {
        response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        add(response.headers_mut(), PREFLIGHT_GRANT);
    }
    response
}

/// The origin to grant: the front end's own, byte for byte, and never a reflected one.
fn granted(front_end: &str, headers: &HeaderMap) -> Option<HeaderValue> {
    headers.get(ORIGIN).filter(|origin| origin.as_bytes() == front_end.as_bytes()).cloned()
}

fn orders(method: &Method) -> Response<Full<Bytes>> {
    let mut response = match *method {
        Method::GET | Method::HEAD => json(r#"{"orders":[7]}"#),
        Method::DELETE => json(r#"{"deleted":[7]}"#),
        _ => text(StatusCode::METHOD_NOT_ALLOWED, "Orders can be read and deleted.\n"),
    };
    response.headers_mut().insert("x-request-id", HeaderValue::from_static("demo-1"));
    response
}

/// The orders of whoever has the cookie: what makes the twin's mistakes worth something.
fn own_orders<B>(request: &Request<B>) -> Response<Full<Bytes>> {
    let mut response = orders(request.method());
    let is_known = request.headers().get(header::COOKIE).is_some_and(|cookie| {
        cookie.as_bytes().split(|byte| *byte == b';').any(|pair| pair.trim_ascii().starts_with(b"session="))
    });
    if !is_known && *request.method() == Method::GET {
        *response.body_mut() = Full::new(Bytes::from_static(br#"{"orders":[]}"#));
    }
    response
}

fn add(headers: &mut HeaderMap, lines: Lines) {
    for (name, value) in lines {
        headers.insert(name, HeaderValue::from_static(value));
    }
}

fn empty(status: StatusCode) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::default());
    *response.status_mut() = status;
    response
}

fn json(body: &'static str) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from_static(body.as_bytes())));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

fn text(status: StatusCode, body: &'static str) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from_static(body.as_bytes())));
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    response
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn ask(method: Method, path: &str, headers: &[(HeaderName, &str)]) -> Response<Full<Bytes>> {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(name, *value);
        }
        answer("http://app.localhost:1", &request.body(()).unwrap())
    }

    #[test]
    fn the_front_end_alone_is_granted() {
        for (origin, status, granted) in [
            ("http://app.localhost:1", 204, true),
            ("http://app.localhost:12", 403, false),
            ("http://app.localhost:1.evil.example", 403, false),
            ("null", 403, false),
        ] {
            let asks = [(ORIGIN, origin), (header::ACCESS_CONTROL_REQUEST_METHOD, "DELETE")];
            let response = ask(Method::OPTIONS, ORDERS, &asks);
            assert_eq!(response.status(), status, "{origin}");
            assert_eq!(
                response.headers().contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN),
                granted,
                "{origin}"
            );
            assert!(response.headers().contains_key(header::VARY));
        }
    }

    #[test]
    fn the_twin_trusts_everybody_and_null() {
        for (origin, granted) in [("http://app.localhost:1", "*"), ("null", "null")] {
            let response =
                ask(Method::GET, BROKEN_ORDERS, &[(ORIGIN, origin), (header::COOKIE, "session=1")]);
            let line: Vec<_> =
                response.headers().get_all(header::ACCESS_CONTROL_ALLOW_ORIGIN).iter().collect();
            assert_eq!(line, [granted], "{origin}");
        }
    }

    #[test]
    fn other_methods_and_paths_are_answered_too() {
        assert_eq!(ask(Method::PUT, ORDERS, &[]).status(), 405);
        assert_eq!(ask(Method::GET, "/", &[]).status(), 404);
        assert_eq!(ask(Method::OPTIONS, ORDERS, &[]).status(), 405);
    }
}
