//! A gRPC service of tonic behind the layer, as pages ask it: gRPC-Web.
#![allow(missing_docs, unreachable_pub, dead_code, clippy::panic, clippy::unwrap_used)]

mod ask {
    pub mod policies;
    pub mod requests;
}
mod grpc {
    pub mod greeter;
}

use ask::policies::{APP, EVIL, compile};
use ask::requests::{assert_nothing_granted, cors_names, lines};
use axum::body::Body;
use corslet::browser::{Request as PageRequest, Verdict};
use corslet::policy::{Policy, RouteConfig};
use corslet::verdict::Outcome;
use corslet::words::{HeaderList, Method, Origin};
use corslet_tower::CorsLayer;
use corslet_tower::browser::Browser;
use grpc::greeter::{Greeter, MESSAGE, frame};
use http::{Request, Response, Version};
use http_body_util::BodyExt;
use tonic::service::Routes;
use tonic_web::GrpcWebLayer;
use tower::{ServiceBuilder, ServiceExt};

/// What a gRPC-Web client needs: its request headers, and the status where it comes as headers.
fn policy() -> Policy {
    compile(vec![RouteConfig {
        request_headers: ["content-type", "x-grpc-web", "x-user-agent", "grpc-timeout"].into(),
        expose_headers: ["grpc-status", "grpc-message", "grpc-status-details-bin"].into(),
        ..RouteConfig::new("/test.Greeter/*", [APP])
    }])
}

async fn answered(greeter: &Greeter, request: Request<Body>) -> Response<tonic::body::Body> {
    let service = ServiceBuilder::new()
        .layer(CorsLayer::new(policy()))
        .layer(GrpcWebLayer::new())
        .service(Routes::new(greeter.clone()).prepare());
    service.oneshot(request).await.unwrap()
}

/// What a page of `origin` gets from calling `method`, in each browser.
async fn page(greeter: &Greeter, origin: &str, method: &str) -> Vec<Verdict> {
    let headers = [("Content-Type", "application/grpc-web+proto"), ("X-Grpc-Web", "1")];
    let request = PageRequest {
        method: Method::POST,
        headers: HeaderList::from_pairs(headers).into(),
        ..PageRequest::new(
            Origin::parse(origin).unwrap(),
            format!("https://api.example.com/test.Greeter/{method}").parse().unwrap(),
        )
    };
    let mut verdicts = Vec::new();
    for mut browser in Browser::all() {
        let service = tower::service_fn(async |request: Request<()>| {
            let request = request.map(|()| Body::from(frame("page")));
            Ok::<_, std::convert::Infallible>(answered(greeter, request).await)
        });
        verdicts.push(browser.fetch(service, request.clone()).await);
    }
    verdicts
}

fn post(method: &str, content_type: &str, origin: &str) -> Request<Body> {
    let mut request = Request::post(format!("/test.Greeter/{method}")).header("host", "api.example.com");
    request = request.header("content-type", content_type).header("origin", origin);
    request.body(Body::from(frame("page"))).unwrap()
}

#[tokio::test]
async fn the_listed_page_calls_and_reads() {
    let greeter = Greeter::default();
    for verdict in page(&greeter, APP, "Hello").await {
        assert_eq!((verdict.outcome, verdict.exchanges.len()), (Outcome::Readable, 2));
    }
    assert_eq!(greeter.calls(), 3, "once for each browser; no preflight came through");
    let response = answered(&greeter, post("Hello", "application/grpc-web+proto", APP)).await;
    let body = response.into_body().collect().await.unwrap().to_bytes();
    assert!(body.starts_with(&frame("hello page")));
    // The trailers are the last frame of the body, where the page can read them.
    assert!(body.ends_with(b"grpc-status:0\r\n"), "{body:?}");
}

#[tokio::test]
async fn another_page_does_not_even_call() {
    let greeter = Greeter::default();
    for verdict in page(&greeter, EVIL, "Hello").await {
        assert_eq!((verdict.outcome, verdict.exchanges.len()), (Outcome::Blocked, 1));
        assert_eq!(verdict.exchanges[0].head().map(|head| head.status.code()), Some(403));
    }
    assert_eq!(greeter.calls(), 0);
}

#[tokio::test]
async fn an_error_comes_as_headers_that_the_page_reads() {
    for verdict in page(&Greeter::default(), APP, "Fail").await {
        let headers = verdict.readable().unwrap().headers();
        let value = |name: &str| headers.iter().find(|(known, _)| known == name).map(|(_, value)| &value[..]);
        assert_eq!(value("grpc-status"), Some(&b"5"[..]), "not found");
        assert_eq!(value("grpc-message"), Some(MESSAGE.as_bytes()));
        assert_eq!(value("x-shard"), None, "what is not exposed stays hidden");
    }
}

#[tokio::test]
async fn every_answer_of_the_stack_has_the_headers_or_nothing() {
    let greeter = Greeter::default();
    for (method, content_type, status) in [
        ("Hello", "application/grpc-web+proto", 200),
        ("Hello", "application/grpc-web-text+proto", 200),
        ("Fail", "application/grpc-web+proto", 200),
        ("Nothing", "application/grpc-web+proto", 200),
        // tonic-web takes nothing but gRPC-Web over HTTP/1.1.
        ("Hello", "text/plain", 400),
    ] {
        let granted = answered(&greeter, post(method, content_type, APP)).await;
        assert_eq!(granted.status(), status, "{method} {content_type}");
        assert_eq!(cors_names(&granted), ["access-control-allow-origin", "access-control-expose-headers"]);
        assert_eq!(lines(granted.headers(), "access-control-allow-origin"), APP);
        assert_nothing_granted(&answered(&greeter, post(method, content_type, EVIL)).await);
    }
}

#[tokio::test]
async fn trailers_of_grpc_itself_pass_unchanged() {
    let greeter = Greeter::default();
    for (origin, granted) in [(APP, 2), (EVIL, 0)] {
        let mut request = post("Hello", "application/grpc", origin);
        *request.version_mut() = Version::HTTP_2;
        let response = answered(&greeter, request).await;
        assert_eq!(cors_names(&response).len(), granted);
        assert_eq!(lines(response.headers(), "vary"), "Origin");
        let collected = response.into_body().collect().await.unwrap();
        let trailers = collected.trailers().cloned().unwrap();
        assert_eq!(trailers["grpc-status"], "0");
        assert_eq!(trailers.len(), 1, "no header of CORS is a trailer");
        assert_eq!(collected.to_bytes(), frame("hello page"));
    }
}
