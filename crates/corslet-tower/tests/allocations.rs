//! What the layer allocates: nothing where the response's header map has room.
#![allow(missing_docs, unreachable_pub, dead_code, clippy::panic, clippy::unwrap_used)]

mod ask {
    pub mod policies;
    pub mod requests;
}

use std::convert::Infallible;
use std::future::{Future, Ready, ready};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use allocation_counter::measure;
use ask::policies::{APP, EVIL, app, listed};
use ask::requests::{get, preflight, request};
use axum::body::{Body, Bytes};
use corslet::policy::Policy;
use corslet_tower::CorsLayer;
use http::{HeaderMap, HeaderValue, Request, Response, header};
use tower::{Layer, Service};

/// Answers with two headers, in a map with room for so many.
#[derive(Clone)]
struct Inner(usize);

impl<B> Service<Request<B>> for Inner {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Ready<Result<Response<Body>, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Request<B>) -> Self::Future {
        let mut response = Response::new(Body::empty());
        let mut headers = HeaderMap::with_capacity(self.0);
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain"));
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from_static("0"));
        *response.headers_mut() = headers;
        ready(Ok(response))
    }
}

/// Allocations of one request through a clone of the service; the request is made before.
fn allocations<S>(service: &S, request: Request<Body>) -> u64
where
    S: Service<Request<Body>, Response = Response<Body>, Error = Infallible> + Clone,
{
    let mut response = None;
    let info = measure(|| {
        let mut service = service.clone();
        let mut context = Context::from_waker(Waker::noop());
        assert!(service.poll_ready(&mut context).is_ready());
        response = match pin!(service.call(request)).poll(&mut context) {
            Poll::Ready(Ok(response)) => Some(response),
            Poll::Ready(Err(never)) => match never {},
            Poll::Pending => panic!("nothing here waits"),
        };
    });
    assert!(response.is_some());
    info.count_total
}

/// An origin whose bytes are shared with the other headers', as hyper has them.
fn shared(mut request: Request<Body>, origin: &str) -> Request<Body> {
    let head = Bytes::from(format!("GET / HTTP/1.1\r\nOrigin: {origin}\r\n\r\n").into_bytes());
    let begin = "GET / HTTP/1.1\r\nOrigin: ".len();
    let value = HeaderValue::from_maybe_shared(head.slice(begin..begin + origin.len())).unwrap();
    request.headers_mut().insert(header::ORIGIN, value);
    request
}

fn added(policy: &Policy, room: usize, ask: impl Fn() -> Request<Body>) -> u64 {
    let bare = Inner(room);
    let layered = CorsLayer::new(policy.clone()).layer(bare.clone());
    allocations(&layered, ask()) - allocations(&bare, ask())
}

fn many() -> Policy {
    let origins =
        (0..1000).flat_map(|number| [format!("https://{number}.test"), format!("https://*.{number}.test")]);
    let route = corslet::policy::RouteConfig {
        credentials: true,
        ..corslet::policy::RouteConfig::new("/*", origins.collect::<corslet::policy::Origins>())
    };
    ask::policies::compile(vec![route])
}

#[test]
fn an_actual_request_allocates_nothing_where_there_is_room() {
    for policy in [app(), listed([APP, "https://*.preview.example.com"]), many(), ask::policies::any()] {
        for origin in
            [APP, EVIL, "https://a.preview.example.com", "https://999.test", "https://x.999.test", "null"]
        {
            assert_eq!(added(&policy, 16, || shared(get("/", origin), origin)), 0, "{origin}");
        }
        assert_eq!(added(&policy, 16, || request("GET", "/", &[])), 0);
        assert_eq!(added(&policy, 16, || shared(request("OPTIONS", "/", &[]), APP)), 0);
    }
}

#[test]
fn without_room_it_is_the_maps_own_growth() {
    for room in [0, 2, 3, 4, 5, 6] {
        let by_hand = measure(|| {
            let mut headers = HeaderMap::with_capacity(room);
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain"));
            headers.insert(header::CONTENT_LENGTH, HeaderValue::from_static("0"));
            headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static(APP));
            headers.insert(header::ACCESS_CONTROL_ALLOW_CREDENTIALS, HeaderValue::from_static("true"));
            headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("x-count"));
            headers.insert(header::VARY, HeaderValue::from_static("Origin"));
        });
        let bare = allocations(&Inner(room), shared(get("/", APP), APP));
        let added = added(&app(), room, || shared(get("/", APP), APP));
        assert!(bare + added <= by_hand.count_total, "{room}: {bare} + {added} > {}", by_hand.count_total);
    }
}

#[test]
fn a_preflight_allocates_what_a_response_with_its_headers_does() {
    let by_hand = measure(|| {
        let mut headers = HeaderMap::with_capacity(6);
        headers.insert(header::VARY, HeaderValue::from_static("Origin"));
    });
    assert!(by_hand.count_total > 0, "allocations are counted");
    let service = CorsLayer::new(app()).layer(Inner(0));
    for request in [
        preflight("/", APP, "PUT", "x-token,content-type"),
        preflight("/", APP, "PATCH", ""),
        preflight("/", EVIL, "PUT", ""),
        preflight("/", APP, "PUT", &",".repeat(65536)),
        preflight("/", APP, "PUT", &"x-token,".repeat(8192)),
    ] {
        assert!(allocations(&service, shared(request, APP)) <= by_hand.count_total);
    }
}

#[test]
fn a_reloadable_layer_allocates_no_more() {
    let (layer, handle) = CorsLayer::reloadable(app());
    let service = layer.layer(Inner(16));
    // The first request of a thread sets up what lets it read without waiting.
    allocations(&service, shared(get("/", APP), APP));
    let bare = allocations(&Inner(16), shared(get("/", APP), APP));
    assert_eq!(allocations(&service, shared(get("/", APP), APP)), bare);
    handle.replace(app());
    assert_eq!(allocations(&service, shared(get("/", APP), APP)), bare);
}
