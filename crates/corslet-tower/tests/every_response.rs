//! Every response that is made inside of the layer has the policy's headers, whoever made it.
#![allow(missing_docs, unreachable_pub, dead_code, clippy::panic, clippy::unwrap_used)]

mod ask {
    pub mod policies;
    pub mod requests;
}

use std::time::Duration;

use ask::policies::{APP, EVIL, app};
use ask::requests::{assert_granted, assert_nothing_granted, get, request};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::routing;
use corslet_tower::CorsLayer;
use tower::{BoxError, Service, ServiceBuilder, ServiceExt, service_fn};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;

fn api() -> Router {
    Router::new()
        .route("/orders", routing::get(async || "orders"))
        .route("/error", routing::get(async || StatusCode::INTERNAL_SERVER_ERROR))
        .route("/panic", routing::get(panics))
        .route("/slow", routing::get(std::future::pending::<StatusCode>))
        .route("/locked", routing::get(async || "secret").layer(from_fn(login)))
        .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, Duration::from_millis(20)))
        .layer(CatchPanicLayer::new())
        .layer(CorsLayer::new(app()))
}

async fn panics() -> StatusCode {
    panic!("as the test asks it to")
}

async fn login(request: Request<Body>, next: Next) -> Result<Response<Body>, StatusCode> {
    match request.headers().contains_key("authorization") {
        true => Ok(next.run(request).await),
        false => Err(StatusCode::UNAUTHORIZED),
    }
}

async fn both(path: &str, status: StatusCode) {
    let allowed = api().oneshot(get(path, APP)).await.unwrap();
    assert_eq!(allowed.status(), status);
    assert_granted(&allowed, APP);
    let refused = api().oneshot(get(path, EVIL)).await.unwrap();
    assert_eq!(refused.status(), status, "an actual request is never stopped");
    assert_nothing_granted(&refused);
    let without = api().oneshot(request("GET", path, &[])).await.unwrap();
    assert_eq!(without.status(), status);
    assert_nothing_granted(&without);
}

#[tokio::test]
async fn a_handlers_answer() {
    both("/orders", StatusCode::OK).await;
}

#[tokio::test]
async fn a_handlers_error() {
    both("/error", StatusCode::INTERNAL_SERVER_ERROR).await;
}

#[tokio::test]
async fn a_caught_panic() {
    both("/panic", StatusCode::INTERNAL_SERVER_ERROR).await;
}

#[tokio::test]
async fn a_timeout() {
    both("/slow", StatusCode::GATEWAY_TIMEOUT).await;
}

#[tokio::test]
async fn a_login_check() {
    both("/locked", StatusCode::UNAUTHORIZED).await;
}

#[tokio::test]
async fn the_fallback() {
    both("/nowhere", StatusCode::NOT_FOUND).await;
}

#[tokio::test]
async fn a_method_that_the_route_does_not_have() {
    let allowed = api().oneshot(request("DELETE", "/orders", &[("origin", APP)])).await.unwrap();
    assert_eq!(allowed.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert_granted(&allowed, APP);
}

#[tokio::test]
async fn an_error_passes_unchanged() {
    let failing = service_fn(async |_: Request<Body>| Err::<Response<Body>, _>("the connection broke"));
    let service = ServiceBuilder::new().layer(CorsLayer::new(app())).service(failing);
    assert_eq!(service.oneshot(get("/", APP)).await.unwrap_err(), "the connection broke");
}

#[tokio::test]
async fn an_error_made_a_response_has_the_headers() {
    let service = ServiceBuilder::new()
        .layer(CorsLayer::new(app()).on_error(|_: BoxError| {
            Response::builder().status(StatusCode::SERVICE_UNAVAILABLE).body(Body::empty()).unwrap()
        }))
        .timeout(Duration::from_millis(5))
        .service(service_fn(async |_: Request<Body>| {
            std::future::pending::<Result<Response<Body>, BoxError>>().await
        }));
    // The error cannot happen any more, and the type says so.
    let response: Result<_, std::convert::Infallible> = service.clone().oneshot(get("/", APP)).await;
    let response = response.unwrap();
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_granted(&response, APP);
    assert_nothing_granted(&service.oneshot(get("/", EVIL)).await.unwrap());
}

/// A service that is never ready, because it has failed.
#[derive(Clone)]
struct Broken;

impl tower::Service<Request<Body>> for Broken {
    type Response = Response<Body>;
    type Error = &'static str;
    type Future = std::future::Ready<Result<Response<Body>, &'static str>>;

    fn poll_ready(&mut self, _: &mut std::task::Context<'_>) -> std::task::Poll<Result<(), &'static str>> {
        std::task::Poll::Ready(Err("broken"))
    }

    fn call(&mut self, _: Request<Body>) -> Self::Future {
        panic!("it is not ready")
    }
}

#[tokio::test]
async fn a_service_that_is_not_ready_answers_too() {
    let respond = |error: &'static str| Response::builder().status(503).body(Body::from(error)).unwrap();
    let service = ServiceBuilder::new().layer(CorsLayer::new(app()).on_error(respond)).service(Broken);
    let response = service.oneshot(get("/", APP)).await.unwrap();
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_granted(&response, APP);
    let passing = ServiceBuilder::new().layer(CorsLayer::new(app())).service(Broken);
    assert_eq!(passing.oneshot(get("/", APP)).await.unwrap_err(), "broken");
}

/// A service that fails once before it gets a request, then is well.
#[derive(Clone)]
struct FailsOnce(bool);

impl tower::Service<Request<Body>> for FailsOnce {
    type Response = Response<Body>;
    type Error = &'static str;
    type Future = std::future::Ready<Result<Response<Body>, &'static str>>;

    fn poll_ready(&mut self, _: &mut std::task::Context<'_>) -> std::task::Poll<Result<(), &'static str>> {
        std::task::Poll::Ready(if std::mem::replace(&mut self.0, false) { Err("once") } else { Ok(()) })
    }

    fn call(&mut self, _: Request<Body>) -> Self::Future {
        std::future::ready(Ok(Response::new(Body::empty())))
    }
}

#[tokio::test]
async fn a_failure_before_a_preflight_is_not_the_next_requests() {
    let respond = |error: &'static str| Response::builder().status(503).body(Body::from(error)).unwrap();
    let mut service =
        ServiceBuilder::new().layer(CorsLayer::new(app()).on_error(respond)).service(FailsOnce(true));
    let asks = [("origin", APP), ("access-control-request-method", "PUT")];
    for (request, status) in [(request("OPTIONS", "/", &asks), 204), (get("/", APP), 200)] {
        let response = service.ready().await.unwrap().call(request).await.unwrap();
        assert_eq!(response.status(), status);
    }
}
