//! The application's own CORS headers are replaced, never doubled; its `Vary` is merged, never replaced.
#![allow(missing_docs, unreachable_pub, dead_code, clippy::panic, clippy::unwrap_used)]

mod ask {
    pub mod policies;
    pub mod requests;
}

use std::convert::Infallible;

use ask::policies::{APP, EVIL, any, app};
use ask::requests::{assert_granted, assert_nothing_granted, cors_names, get, lines, request};
use axum::body::Body;
use corslet::policy::Policy;
use corslet_tower::CorsLayer;
use http::{Request, Response};
use tower::{Layer, ServiceExt, service_fn};

async fn answered(
    layer: &CorsLayer,
    added: &'static [(&'static str, &'static str)],
    request: Request<Body>,
) -> Response<Body> {
    let inner = service_fn(move |_: Request<Body>| {
        let mut response = Response::builder();
        for (name, value) in added {
            response = response.header(*name, *value);
        }
        std::future::ready(Ok::<_, Infallible>(response.body(Body::empty()).unwrap()))
    });
    layer.layer(inner).oneshot(request).await.unwrap()
}

async fn vary(policy: Policy, added: &'static [(&'static str, &'static str)]) -> String {
    let response = answered(&CorsLayer::new(policy), added, get("/", APP)).await;
    lines(response.headers(), "vary").to_ascii_lowercase()
}

const HOSTILE: &[(&str, &str)] = &[
    ("access-control-allow-origin", "*"),
    ("access-control-allow-origin", "https://evil.test"),
    ("access-control-allow-credentials", "true"),
    ("access-control-allow-credentials", "true"),
    ("access-control-allow-methods", "*"),
    ("access-control-allow-headers", "*"),
    ("access-control-expose-headers", "x-secret"),
    ("access-control-max-age", "86400"),
    ("access-control-allow-private-network", "true"),
    ("x-secret", "1"),
];

#[tokio::test]
async fn the_applications_grants_are_replaced() {
    let layer = CorsLayer::new(app());
    let allowed = answered(&layer, HOSTILE, get("/", APP)).await;
    assert_granted(&allowed, APP);
    let names =
        ["access-control-allow-credentials", "access-control-allow-origin", "access-control-expose-headers"];
    assert_eq!(cors_names(&allowed), names);
    assert_eq!(allowed.headers()["x-secret"], "1");
}

#[tokio::test]
async fn the_applications_grants_are_taken_away_where_the_policy_grants_nothing() {
    let layer = CorsLayer::new(app());
    assert_nothing_granted(&answered(&layer, HOSTILE, get("/", EVIL)).await);
    assert_nothing_granted(&answered(&layer, HOSTILE, request("GET", "/", &[])).await);
    assert_nothing_granted(&answered(&layer, HOSTILE, request("OPTIONS", "/", &[])).await);
}

#[tokio::test]
async fn two_layers_do_not_double() {
    let inner = CorsLayer::new(any())
        .layer(service_fn(async |_: Request<Body>| Ok::<_, Infallible>(Response::new(Body::empty()))));
    let response = CorsLayer::new(app()).layer(inner).oneshot(get("/", APP)).await.unwrap();
    assert_granted(&response, APP);
}

#[tokio::test]
async fn vary_is_merged() {
    assert_eq!(vary(app(), &[]).await, "origin");
    assert_eq!(vary(app(), &[("vary", "accept-encoding")]).await, "accept-encoding | origin");
    assert_eq!(vary(app(), &[("vary", "accept"), ("vary", "cookie")]).await, "accept | cookie | origin");
}

#[tokio::test]
async fn what_varies_on_the_origin_already_is_left_alone() {
    assert_eq!(vary(app(), &[("vary", "Accept, ORIGIN")]).await, "accept, origin");
    assert_eq!(vary(app(), &[("vary", "accept"), ("vary", "origin ,x")]).await, "accept | origin ,x");
    assert_eq!(vary(app(), &[("vary", "*")]).await, "*");
}

#[tokio::test]
async fn names_that_only_look_like_it_do_not_count() {
    assert_eq!(vary(app(), &[("vary", "x-origin, original")]).await, "x-origin, original | origin");
}

#[tokio::test]
async fn an_answer_that_is_the_same_for_everybody_varies_on_nothing() {
    assert_eq!(vary(any(), &[]).await, "");
    assert_eq!(vary(any(), &[("vary", "accept")]).await, "accept");
}

#[tokio::test]
async fn requests_headers_are_no_grant() {
    let response =
        answered(&CorsLayer::new(app()), &[("access-control-request-method", "PUT")], get("/", EVIL)).await;
    assert_eq!(cors_names(&response), ["access-control-request-method"]);
}
