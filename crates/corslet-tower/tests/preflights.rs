//! Preflights are answered without the application; every other OPTIONS is the application's.
#![allow(missing_docs, unreachable_pub, dead_code, clippy::panic, clippy::unwrap_used)]

mod ask {
    pub mod policies;
    pub mod requests;
}

use std::convert::Infallible;

use ask::policies::{APP, EVIL, any, app};
use ask::requests::{assert_granted, assert_nothing_granted, cors_names, lines, preflight, request};
use axum::body::Body;
use corslet::policy::Policy;
use corslet_tower::CorsLayer;
use http::{Request, Response, StatusCode};
use tower::{Layer, ServiceExt, service_fn};

/// The application says that it was reached by its status.
const REACHED: StatusCode = StatusCode::IM_A_TEAPOT;

async fn answered(policy: Policy, request: Request<Body>) -> Response<Body> {
    let inner = service_fn(async |_: Request<Body>| {
        Ok::<_, Infallible>(Response::builder().status(REACHED).body(Body::empty()).unwrap())
    });
    CorsLayer::new(policy).layer(inner).oneshot(request).await.unwrap()
}

const PREFLIGHT_VARY: &str = "origin, access-control-request-method, access-control-request-headers";

#[tokio::test]
async fn granted() {
    let response = answered(app(), preflight("/x", APP, "PUT", "content-type,x-token")).await;
    assert_eq!(response.status(), StatusCode::NO_CONTENT);
    let headers = response.headers();
    assert_eq!(lines(headers, "access-control-allow-origin"), APP);
    assert_eq!(lines(headers, "access-control-allow-credentials"), "true");
    assert_eq!(lines(headers, "access-control-max-age"), "600");
    assert!(lines(headers, "access-control-allow-methods").contains("PUT"));
    for name in ["authorization", "content-type", "x-token"] {
        assert!(
            lines(headers, "access-control-allow-headers").contains(name),
            "all names are told, not only those asked"
        );
    }
    assert_eq!(lines(headers, "vary").to_ascii_lowercase(), PREFLIGHT_VARY);
}

#[tokio::test]
async fn refused() {
    for request in [
        preflight("/x", EVIL, "PUT", ""),
        preflight("/x", APP, "PATCH", ""),
        preflight("/x", APP, "PUT", "x-other"),
        preflight("/x", APP, "put", ""),
        preflight("/x/../y", APP, "PUT", ""),
        preflight("/x", "null", "PUT", ""),
    ] {
        let response = answered(app(), request).await;
        assert_eq!(response.status(), StatusCode::FORBIDDEN);
        assert_nothing_granted(&response);
        assert_eq!(lines(response.headers(), "vary").to_ascii_lowercase(), PREFLIGHT_VARY);
    }
}

#[tokio::test]
async fn several_lines_of_names_are_all_read() {
    let two = |second| {
        let lines = [
            ("origin", APP),
            ("access-control-request-method", "PUT"),
            ("access-control-request-headers", "x-token"),
            ("access-control-request-headers", second),
        ];
        request("OPTIONS", "/", &lines)
    };
    assert_eq!(answered(app(), two("content-type")).await.status(), StatusCode::NO_CONTENT);
    assert_eq!(answered(app(), two("X-Token,, Authorization,")).await.status(), StatusCode::NO_CONTENT);
    assert_eq!(answered(app(), two("x-other")).await.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn other_options_are_the_applications() {
    for lines in [
        &[][..],
        &[("origin", APP)],
        &[("access-control-request-method", "PUT")],
        &[("access-control-request-method", "PUT"), ("access-control-request-headers", "x-token")],
    ] {
        assert_eq!(answered(app(), request("OPTIONS", "/", lines)).await.status(), REACHED, "{lines:?}");
    }
    // A page can ask for OPTIONS by itself; it reads the answer.
    assert_granted(&answered(app(), request("OPTIONS", "/", &[("origin", APP)])).await, APP);
}

#[tokio::test]
async fn only_options_is_a_preflight() {
    let asks = [("origin", APP), ("access-control-request-method", "PUT")];
    for method in ["GET", "POST", "DELETE", "options"] {
        assert_eq!(answered(app(), request(method, "/", &asks)).await.status(), REACHED, "{method}");
    }
}

#[tokio::test]
async fn any_origin_without_credentials() {
    let response = answered(any(), preflight("/x", EVIL, "GET", "")).await;
    assert_eq!(response.status(), StatusCode::NO_CONTENT);
    assert_eq!(lines(response.headers(), "access-control-allow-origin"), "*");
    assert!(!cors_names(&response).contains(&"access-control-allow-credentials"));
}
