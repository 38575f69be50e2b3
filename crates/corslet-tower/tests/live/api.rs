//! The API: an axum server with the layer, whose handlers do all that handlers do wrong.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::routing::{any, get};
use corslet::policy::{Config, Names, Policy, RouteConfig};
use corslet_tower::CorsLayer;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;

/// A request that reached the server.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) case: String,
    pub(crate) method: String,
    pub(crate) has_cookie: bool,
}

/// Everything that reached the server, also what the layer answered.
pub(crate) type Log = Arc<Mutex<Vec<Seen>>>;

pub(crate) fn policy(page: &str) -> Policy {
    let with_all = RouteConfig {
        methods: ["DELETE", "PUT", "PATCH"].map(str::to_owned).to_vec(),
        request_headers: Names::from(["authorization", "content-type", "x-token"]),
        expose_headers: Names::from(["x-count"]),
        credentials: true,
        // Loopback is plain HTTP and private.
        dangerously_allow_insecure_origins: dangerously(),
        dangerously_allow_private_network_origins: dangerously(),
        ..RouteConfig::new("/page/*", [page])
    };
    let any = RouteConfig {
        request_headers: Names::any(),
        expose_headers: Names::any(),
        methods: vec!["PUT".to_owned()],
        ..RouteConfig::new("/any/*", corslet::policy::Origins::Any)
    };
    let config = Config {
        development: true,
        routes: vec![
            with_all,
            any,
            RouteConfig::new("/plain/*", [page]),
            RouteConfig::new("/other/*", ["https://other.example"]),
        ],
        ..Config::new()
    };
    config.compile().unwrap()
}

fn dangerously() -> Option<corslet::policy::Dangerously> {
    Some(corslet::policy::Dangerously { reason: "the test runs on loopback".to_owned() })
}

pub(crate) fn router(policy: Policy, log: Log) -> Router {
    let record = move |request: Request, next: Next| {
        let case = request.uri().query().unwrap_or_default().to_owned();
        let method = request.method().to_string();
        let has_cookie = request.headers().contains_key(header::COOKIE);
        log.lock().unwrap().push(Seen { case, method, has_cookie });
        next.run(request)
    };
    Router::new()
        .route("/{place}/orders", any(orders))
        .route("/{place}/get-only", get(orders))
        .route("/{place}/hostile", any(hostile))
        .route("/{place}/error", any(async || StatusCode::INTERNAL_SERVER_ERROR))
        .route("/{place}/panic", any(panics))
        .route("/{place}/slow", any(slow))
        .route("/{place}/locked", any(locked))
        .route("/{place}/redirect", any(redirect))
        .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, Duration::from_millis(200)))
        .layer(CatchPanicLayer::new())
        .layer(CorsLayer::new(policy))
        .layer(from_fn(record))
}

async fn orders() -> ([(&'static str, &'static str); 3], &'static str) {
    ([("x-count", "2"), ("x-hidden", "1"), ("vary", "accept")], "orders")
}

async fn hostile(headers: HeaderMap) -> Response<Body> {
    let origin = headers.get(header::ORIGIN).cloned().unwrap_or(HeaderValue::from_static("*"));
    Response::builder()
        .header(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")
        .header(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin)
        .header(header::ACCESS_CONTROL_ALLOW_CREDENTIALS, "true")
        .header(header::ACCESS_CONTROL_EXPOSE_HEADERS, "x-hidden")
        .header("x-hidden", "1")
        .body(Body::from("hostile"))
        .unwrap()
}

async fn panics() -> StatusCode {
    panic!("the handler panics, as the test asks it to")
}

async fn slow() -> StatusCode {
    tokio::time::sleep(Duration::from_secs(60)).await;
    StatusCode::OK
}

async fn locked(headers: HeaderMap) -> StatusCode {
    if headers.contains_key(header::AUTHORIZATION) { StatusCode::OK } else { StatusCode::UNAUTHORIZED }
}

async fn redirect(request: Request) -> Response<Body> {
    let query = request.uri().query().unwrap_or_default();
    let answer = Response::builder().status(StatusCode::TEMPORARY_REDIRECT);
    let to = match request.uri().path().starts_with("/page") {
        true => format!("/page/orders?{query}"),
        false => format!("/other/orders?{query}"),
    };
    answer.header(header::LOCATION, to).body(Body::empty()).unwrap()
}
