//! A decision is told to those who ask, and changes nothing when it is only reported.
#![allow(missing_docs, unreachable_pub, dead_code, clippy::panic, clippy::unwrap_used)]

mod ask {
    pub mod policies;
    pub mod requests;
}

use std::convert::Infallible;
use std::sync::{Arc, Mutex};

use ask::policies::{APP, EVIL, app};
use ask::requests::{get, lines, preflight, request};
use axum::body::Body;
use corslet::policy::{AnswerKind as Kind, Reason};
use corslet_tower::{CorsLayer, Decided};
use http::{Request, Response};
use tower::{Layer, ServiceExt, service_fn};

/// An application that tells what it found among the extensions, and grants by itself.
async fn answered(layer: &CorsLayer, request: Request<Body>) -> Response<Body> {
    let inner = service_fn(async |request: Request<Body>| {
        let found = request.extensions().get::<Decided>().map_or("none", |decided| decided.reason.code());
        let response =
            Response::builder().header("x-found", found).header("access-control-allow-origin", "*");
        Ok::<_, Infallible>(response.header("vary", "accept").body(Body::empty()).unwrap())
    });
    layer.layer(inner).oneshot(request).await.unwrap()
}

#[tokio::test]
async fn the_callback_gets_every_decision_with_its_reason() {
    let told = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&told);
    let layer = CorsLayer::new(app()).on_decision(move |decision| {
        seen.lock().unwrap().push((decision.kind(), decision.reason().code()));
    });
    for request in [
        get("/", APP),
        get("/", EVIL),
        request("GET", "/", &[]),
        preflight("/", APP, "PUT", ""),
        preflight("/", APP, "PATCH", ""),
        preflight("/", APP, "PUT", "x-other"),
        get("//", APP),
    ] {
        answered(&layer, request).await;
    }
    let expected = [
        (Kind::Actual, "origin-allowed"),
        (Kind::Actual, "origin-not-allowed"),
        (Kind::Actual, "no-origin"),
        (Kind::PreflightGranted, "origin-allowed"),
        (Kind::PreflightRefused, "method-not-allowed"),
        (Kind::PreflightRefused, "header-not-allowed"),
        (Kind::Actual, "path-ambiguous"),
    ];
    assert_eq!(*told.lock().unwrap(), expected);
}

#[tokio::test]
async fn the_application_finds_the_decision_only_when_asked_for() {
    let silent = answered(&CorsLayer::new(app()), get("/", APP)).await;
    assert_eq!(silent.headers()["x-found"], "none");
    let layer = CorsLayer::new(app()).insert_decision(true);
    assert_eq!(answered(&layer, get("/", APP)).await.headers()["x-found"], Reason::OriginAllowed.code());
    assert_eq!(answered(&layer, get("/", EVIL)).await.headers()["x-found"], Reason::OriginNotAllowed.code());
}

#[tokio::test]
async fn report_only_tells_and_changes_nothing() {
    let told = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&told);
    let layer = CorsLayer::new(app())
        .on_decision(move |decision| seen.lock().unwrap().push(decision.reason().code()))
        .insert_decision(true)
        .report_only();
    for request in
        [get("/", EVIL), get("/", APP), preflight("/", EVIL, "PUT", ""), preflight("/", APP, "PUT", "")]
    {
        let response = answered(&layer, request).await;
        assert_eq!(response.status(), 200, "a preflight reaches the application too");
        assert_eq!(response.headers().len(), 3);
        assert_eq!(lines(response.headers(), "access-control-allow-origin"), "*");
        assert_eq!(lines(response.headers(), "vary"), "accept");
        assert_ne!(response.headers()["x-found"], "none");
    }
    let told = told.lock().unwrap();
    assert_eq!(*told, ["origin-not-allowed", "origin-allowed", "origin-not-allowed", "origin-allowed"]);
}
