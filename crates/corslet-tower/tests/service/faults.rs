//! The faults of an axum service: what the page asks, and the service before and after the place where the fix goes.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Method, Request, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, put};

/// A fault: what the page asks, and what answers.
pub(crate) struct Fault {
    /// The number of its diagnosis.
    pub(crate) number: &'static str,
    pub(crate) method: &'static str,
    pub(crate) headers: &'static [(&'static str, &'static str)],
    pub(crate) credentials: bool,
    /// A header that the page wants to read.
    pub(crate) reads: Option<&'static str>,
    /// The application without any grant.
    pub(crate) answer: fn() -> Router,
    /// What grants to the page's origin, wrongly: the fix takes its place.
    pub(crate) grant: fn(Router, &str) -> Router,
}

fn data() -> Router {
    Router::new().route("/data", get(counted).put(async || "{}"))
}

async fn counted() -> impl IntoResponse {
    ([("x-total-count", "42")], "{}")
}

fn failing() -> Router {
    Router::new().route("/data", get(async || StatusCode::INTERNAL_SERVER_ERROR))
}

fn locked() -> Router {
    data().layer(from_fn(async |request: Request<Body>, next: Next| {
        match request.headers().contains_key("authorization") {
            true => next.run(request).await,
            false => StatusCode::UNAUTHORIZED.into_response(),
        }
    }))
}

fn without_options() -> Router {
    Router::new().route("/data", put(async || "{}"))
}

/// Adds header lines to the answers that `when` picks.
fn adding(app: Router, when: fn(&Method, StatusCode) -> bool, lines: &[(&'static str, &str)]) -> Router {
    let lines: Vec<(&'static str, HeaderValue)> =
        lines.iter().map(|(name, value)| (*name, HeaderValue::from_str(value).unwrap())).collect();
    app.layer(from_fn(move |request: Request<Body>, next: Next| {
        let lines = lines.clone();
        async move {
            let method = request.method().clone();
            let mut response: Response = next.run(request).await;
            if method == Method::OPTIONS && response.status() == StatusCode::METHOD_NOT_ALLOWED {
                *response.status_mut() = StatusCode::NO_CONTENT;
            }
            if when(&method, response.status()) {
                let headers: &mut HeaderMap = response.headers_mut();
                for (name, value) in lines {
                    headers.append(name, value);
                }
            }
            response
        }
    }))
}

const ALLOW_ORIGIN: &str = "access-control-allow-origin";
const ALLOW_HEADERS: &str = "access-control-allow-headers";

const fn fault(number: &'static str, answer: fn() -> Router, grant: fn(Router, &str) -> Router) -> Fault {
    Fault { number, method: "GET", headers: &[], credentials: false, reads: None, answer, grant }
}

/// Every fault.
pub(crate) const FAULTS: &[Fault] = &[
    fault("D01", data, |app, _| app),
    fault("D02", failing, |app, page| adding(app, |_, status| status.is_success(), &[(ALLOW_ORIGIN, page)])),
    Fault { headers: &[("authorization", "Bearer x")], ..fault("D04", locked, |app, _| app) },
    Fault { method: "PUT", ..fault("D05", without_options, |app, _| app) },
    Fault {
        credentials: true,
        ..fault("D12", data, |app, _| adding(app, |_, _| true, &[(ALLOW_ORIGIN, "*")]))
    },
    Fault {
        headers: &[("x-tenant", "7")],
        ..fault("D16", data, |app, page| {
            adding(app, |_, _| true, &[(ALLOW_ORIGIN, page), (ALLOW_HEADERS, "content-type")])
        })
    },
    fault("D21", data, |app, _| adding(app, |_, _| true, &[(ALLOW_ORIGIN, "https://www.example.com")])),
    fault("D23", data, |app, page| adding(app, |_, _| true, &[(ALLOW_ORIGIN, page), (ALLOW_ORIGIN, "*")])),
    Fault {
        headers: &[("x-tenant", "7")],
        ..fault("D28", data, |app, page| {
            adding(
                app,
                |method, _| method == Method::OPTIONS,
                &[(ALLOW_ORIGIN, page), (ALLOW_HEADERS, "x-tenant")],
            )
        })
    },
    Fault {
        reads: Some("x-total-count"),
        ..fault("D34", data, |app, page| adding(app, |_, _| true, &[(ALLOW_ORIGIN, page)]))
    },
];
