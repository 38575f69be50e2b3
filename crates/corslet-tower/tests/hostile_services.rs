//! Inner services that answer strangely, stream, or panic: the layer edits heads and touches nothing else.
#![allow(missing_docs, unreachable_pub, dead_code, clippy::panic, clippy::unwrap_used)]

mod ask {
    pub mod policies;
    pub mod requests;
}

use std::convert::Infallible;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

use ask::policies::{APP, EVIL, app};
use ask::requests::{assert_granted, assert_nothing_granted, cors_names, get, lines, preflight};
use axum::body::Body;
use bytes::Bytes;
use corslet_tower::CorsLayer;
use http::{HeaderMap, HeaderName, HeaderValue, Request, Response, StatusCode};
use http_body::Frame;
use http_body_util::BodyExt;
use tower::{Layer, Service, ServiceExt, service_fn};

async fn through(request: Request<Body>, response: Response<()>) -> Response<()> {
    let inner = service_fn(move |_: Request<Body>| std::future::ready(Ok::<_, Infallible>(response.clone())));
    CorsLayer::new(app()).layer(inner).oneshot(request).await.unwrap()
}

/// A response with these header lines, in this order.
fn response(lines: &[(&'static str, &[u8])]) -> Response<()> {
    let mut response = Response::new(());
    for (name, value) in lines {
        response.headers_mut().append(HeaderName::from_static(name), HeaderValue::from_bytes(value).unwrap());
    }
    response
}

#[tokio::test]
async fn a_vary_of_any_shape_is_merged() {
    let rows: &[(&[&[u8]], usize)] = &[
        // How many lines there are afterwards: one more, unless the origin is in it.
        (&[], 1),
        (&[b"*"], 1),
        (&[b"accept, *"], 1),
        (&[b""], 2),
        (&[b"", b"", b","], 4),
        (&[b"\xff"], 2),
        (&[b"accept", b"accept", b"accept"], 4),
        (&[b"origin", b"ORIGIN"], 2),
        (&[b"x, origin\t,"], 1),
        (&[b"\"origin\""], 2),
        (&[b"origin origin"], 2),
        (&[&[b','; 65_536]], 2),
    ];
    for (vary, after) in rows {
        for origin in [APP, EVIL] {
            let lines: Vec<(&'static str, &[u8])> = vary.iter().map(|line| ("vary", *line)).collect();
            let answered = through(get("/", origin), response(&lines)).await;
            let found: Vec<&[u8]> =
                answered.headers().get_all("vary").iter().map(HeaderValue::as_bytes).collect();
            assert_eq!(&found[..vary.len()], *vary, "what was there stays, in its order");
            assert_eq!(found.len(), *after, "{vary:?}");
        }
    }
}

#[tokio::test]
async fn grants_between_other_headers_go_and_the_others_stay_in_order() {
    let lines: &[(&'static str, &[u8])] = &[
        ("x-a", b"1"),
        ("access-control-allow-origin", b"\xff"),
        ("set-cookie", b"a=1"),
        ("access-control-allow-origin", b"*"),
        ("access-control-allow-credentials", b"false"),
        ("set-cookie", b"b=2"),
        ("access-control-expose-headers", b"set-cookie"),
        ("x-a", b"2"),
        ("access-control-something-new", b"yes"),
        ("access-control-", b"yes"),
        ("access-control-request-method", b"PUT"),
        ("x-access-control-allow-origin", b"*"),
    ];
    for (origin, granted) in [(APP, true), (EVIL, false)] {
        let answered = through(get("/", origin), response(lines)).await;
        let all = |name| -> Vec<_> { answered.headers().get_all(name).iter().cloned().collect() };
        assert_eq!(all("set-cookie"), ["a=1", "b=2"]);
        assert_eq!(all("x-a"), ["1", "2"]);
        assert_eq!(all("access-control-request-method"), ["PUT"], "no grant");
        assert_eq!(all("x-access-control-allow-origin"), ["*"], "another header");
        assert_eq!(all("access-control-allow-origin").len(), usize::from(granted));
        assert!(!answered.headers().contains_key("access-control-something-new"));
        assert!(!answered.headers().contains_key("access-control-"));
        let left = if granted { 4 } else { 1 };
        assert_eq!(cors_names(&answered).len(), left);
    }
}

#[tokio::test]
async fn every_status_gets_the_headers_and_stays() {
    for code in
        [100, 101, 103, 200, 204, 206, 301, 304, 307, 401, 404, 407, 412, 416, 421, 429, 500, 503, 599, 999]
    {
        let status = StatusCode::from_u16(code).unwrap();
        for (origin, granted) in [(APP, true), (EVIL, false)] {
            let mut inner = response(&[("location", b"/x"), ("content-length", b"5")]);
            *inner.status_mut() = status;
            let answered = through(get("/", origin), inner).await;
            assert_eq!(answered.status(), status);
            assert_eq!(answered.headers()["content-length"], "5");
            match granted {
                true => assert_granted(&answered, APP),
                false => assert_nothing_granted(&answered),
            }
        }
    }
}

#[tokio::test]
async fn extensions_and_version_pass() {
    let mut inner = response(&[]);
    inner.extensions_mut().insert(7_u8);
    *inner.version_mut() = http::Version::HTTP_2;
    let answered = through(get("/", APP), inner).await;
    assert_eq!((answered.extensions().get::<u8>(), answered.version()), (Some(&7), http::Version::HTTP_2));
}

/// A body that counts how often it is asked, and ends with trailers.
#[derive(Clone, Default)]
struct Counted {
    asked: Arc<AtomicUsize>,
}

impl http_body::Body for Counted {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(match self.asked.fetch_add(1, Ordering::Relaxed) {
            0 | 1 => Some(Ok(Frame::data(Bytes::from_static(b"part")))),
            2 => {
                let grant =
                    (HeaderName::from_static("access-control-allow-origin"), HeaderValue::from_static("*"));
                Some(Ok(Frame::trailers(HeaderMap::from_iter([grant]))))
            }
            _ => None,
        })
    }
}

#[tokio::test]
async fn a_body_passes_unread_with_its_trailers() {
    let body = Counted::default();
    let (asked, sent) = (Arc::clone(&body.asked), body.clone());
    let inner = service_fn(move |_: Request<Body>| {
        std::future::ready(Ok::<_, Infallible>(Response::new(sent.clone())))
    });
    let answered = CorsLayer::new(app()).layer(inner).oneshot(get("/", APP)).await.unwrap();
    assert_granted(&answered, APP);
    assert_eq!(asked.load(Ordering::Relaxed), 0, "the head does not wait for the body");
    let collected = answered.into_body().collect().await.unwrap();
    // A browser grants nothing by trailers, so they are the application's.
    assert_eq!(lines(collected.trailers().unwrap(), "access-control-allow-origin"), "*");
    assert_eq!(collected.to_bytes(), "partpart");
}

/// A service that panics where it is told to, once.
#[derive(Clone)]
struct Panics {
    in_ready: bool,
    left: Arc<AtomicUsize>,
}

impl Panics {
    fn perhaps(&self) {
        let left = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1));
        assert!(left.is_err(), "as the test asks it to");
    }
}

impl Service<Request<Body>> for Panics {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = std::future::Ready<Result<Response<Body>, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        if self.in_ready {
            self.perhaps();
        }
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Request<Body>) -> Self::Future {
        self.perhaps();
        std::future::ready(Ok(Response::new(Body::empty())))
    }
}

#[tokio::test]
async fn a_panic_passes_and_breaks_nothing_for_the_next_request() {
    for in_ready in [true, false] {
        let (layer, handle) = CorsLayer::reloadable(app());
        let service = layer.layer(Panics { in_ready, left: Arc::new(1.into()) });
        let shared = service.clone();
        let first = tokio::spawn(AssertUnwindSafe(shared.oneshot(get("/", APP))).0).await;
        assert!(first.unwrap_err().is_panic());
        handle.replace(handle.policy());
        assert_granted(&service.oneshot(get("/", APP)).await.unwrap(), APP);
    }
}

#[tokio::test]
async fn a_callback_that_panics_breaks_nothing_either() {
    let left = Arc::new(AtomicUsize::new(1));
    let panics = Panics { in_ready: false, left: Arc::clone(&left) };
    let layer = CorsLayer::new(app()).on_decision(move |_| panics.perhaps());
    let service =
        layer.layer(service_fn(async |_: Request<Body>| Ok::<_, Infallible>(Response::new(Body::empty()))));
    let first = tokio::spawn(service.clone().oneshot(preflight("/", APP, "PUT", ""))).await;
    assert!(first.unwrap_err().is_panic());
    assert_eq!(
        service.oneshot(preflight("/", APP, "PUT", "")).await.unwrap().status(),
        StatusCode::NO_CONTENT
    );
}

#[tokio::test]
async fn a_preflight_needs_no_service_that_is_ready_for_it() {
    // The preflight is answered in the call; the application is not called.
    let left = Arc::new(AtomicUsize::new(1));
    let service = CorsLayer::new(app()).layer(Panics { in_ready: false, left: Arc::clone(&left) });
    let answered = service.oneshot(preflight("/", APP, "PUT", "")).await.unwrap();
    assert_eq!((answered.status(), left.load(Ordering::Relaxed)), (StatusCode::NO_CONTENT, 1));
}

#[tokio::test]
async fn a_response_made_of_an_error_grants_nothing_by_itself() {
    let respond = |_: &'static str| {
        let lines: &[(&'static str, &[u8])] = &[
            ("access-control-allow-origin", b"*"),
            ("access-control-allow-credentials", b"true"),
            ("vary", b"x"),
        ];
        response(lines)
    };
    let failing = service_fn(async |_: Request<Body>| Err::<Response<()>, _>("the connection broke"));
    let service = CorsLayer::new(app()).on_error(respond).layer(failing);
    let granted = service.clone().oneshot(get("/", APP)).await.unwrap();
    assert_granted(&granted, APP);
    assert_eq!(lines(granted.headers(), "vary"), "x | Origin");
    assert_nothing_granted(&service.oneshot(get("/", EVIL)).await.unwrap());
}
