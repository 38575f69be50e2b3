//! The demo's page: what it runs in the reader's own browser, and the little it is made of.

use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{self, HeaderName, HeaderValue};
use hyper::{Method, Request, Response, StatusCode};

use super::site::Site;

const PAGE: &str = include_str!("page/index.html");
const SCRIPT: &str = include_str!("page/page.js");
const STYLE: &str = include_str!("page/page.css");

/// Where the page's script finds the API's address.
const API_MARK: &str = "{{api}}";

/// Answers a request for the page or one of its parts.
pub(super) fn answer<B>(site: &Site, request: &Request<B>) -> Response<Full<Bytes>> {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return with(
            StatusCode::METHOD_NOT_ALLOWED,
            "text/plain",
            "This page can only be read.\n".to_owned(),
        );
    }
    let mut response = match request.uri().path() {
        // Under another name the page would have another origin, and the API would rightly refuse it.
        "/" if !is_own_host(site, request) => {
            let mut response = with(StatusCode::FOUND, "text/plain", String::new());
            if let Ok(location) = HeaderValue::from_str(&format!("{}/", site.app)) {
                response.headers_mut().insert(header::LOCATION, location);
            }
            response
        }
        "/" => with(StatusCode::OK, "text/html", PAGE.replace(API_MARK, &site.api)),
        "/page.js" => with(StatusCode::OK, "text/javascript", SCRIPT.to_owned()),
        "/page.css" => with(StatusCode::OK, "text/css", STYLE.to_owned()),
        _ => with(StatusCode::NOT_FOUND, "text/plain", "There is only one page here: /\n".to_owned()),
    };
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src {}; base-uri 'none'; \
         form-action 'none'; frame-ancestors 'none'",
        site.api
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

fn is_own_host<B>(site: &Site, request: &Request<B>) -> bool {
    let host = request.headers().get(header::HOST).map(HeaderValue::as_bytes);
    host.is_some_and(|host| site.app.strip_prefix("http://").is_some_and(|own| host == own.as_bytes()))
}

fn with(status: StatusCode, kind: &str, body: String) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from(body)));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    if let Ok(kind) = HeaderValue::from_str(&format!("{kind}; charset=utf-8")) {
        headers.insert(header::CONTENT_TYPE, kind);
    }
    headers.insert(HeaderName::from_static("x-content-type-options"), HeaderValue::from_static("nosniff"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
