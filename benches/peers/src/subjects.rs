//! The layers, each with the same policy: so many origins, four methods, three headers, one exposed, credentials.

use std::convert::Infallible;
use std::future::{Future, Ready, ready};
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use corslet::policy::{Config, Policy, RouteConfig};
use corslet_tower::CorsLayer;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, header};
use tower_service::Service;

use crate::cases::Written;

/// Answers with two headers, in a map with room for so many.
#[derive(Clone)]
pub struct Inner {
    pub room: usize,
}

impl<B> Service<Request<B>> for Inner {
    type Response = Response<()>;
    type Error = Infallible;
    type Future = Ready<Result<Response<()>, Infallible>>;

    #[inline]
    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    #[inline]
    fn call(&mut self, _: Request<B>) -> Self::Future {
        let mut response = Response::new(());
        let mut headers = HeaderMap::with_capacity(self.room);
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from_static("17"));
        *response.headers_mut() = headers;
        ready(Ok(response))
    }
}

/// One request through a clone of the service, as hyper-util and axum do.
#[inline]
pub fn run<S, B, R>(service: &S, request: Request<B>) -> Response<R>
where
    S: Service<Request<B>, Response = Response<R>, Error = Infallible> + Clone,
{
    let mut service = service.clone();
    let mut context = Context::from_waker(Waker::noop());
    assert!(service.poll_ready(&mut context).is_ready());
    match pin!(service.call(request)).poll(&mut context) {
        Poll::Ready(Ok(response)) => response,
        Poll::Ready(Err(never)) => match never {},
        Poll::Pending => unreachable!("nothing here waits"),
    }
}

const METHODS: [Method; 4] = [Method::PUT, Method::DELETE, Method::PATCH, Method::OPTIONS];

fn names() -> [HeaderName; 3] {
    [header::AUTHORIZATION, header::CONTENT_TYPE, HeaderName::from_static("x-token")]
}

fn exposed() -> [HeaderName; 1] {
    [HeaderName::from_static("x-count")]
}

pub fn config(written: Written, size: usize) -> Config {
    let origins = (0..size).map(|number| match written {
        Written::Exact => format!("https://{}", Written::base(number)),
        Written::Subdomain => format!("https://*.{}", Written::base(number)),
    });
    let route = RouteConfig {
        methods: METHODS.iter().map(Method::to_string).collect(),
        request_headers: names().iter().map(HeaderName::to_string).collect(),
        expose_headers: exposed().iter().map(HeaderName::to_string).collect(),
        credentials: true,
        ..RouteConfig::new("/*", origins.collect::<corslet::policy::Origins>())
    };
    Config { routes: vec![route], ..Config::new() }
}

pub fn corslet(written: Written, size: usize) -> CorsLayer {
    CorsLayer::new(policy(written, size))
}

pub fn policy(written: Written, size: usize) -> Policy {
    config(written, size).compile().unwrap_or_else(|problems| panic!("{problems}"))
}

macro_rules! tower_http {
    ($name:ident, $of:ident) => {
        /// A list is its own way; for subdomains it has a predicate, and its documentation's is a suffix.
        pub fn $name(written: Written, size: usize) -> $of::cors::CorsLayer {
            use $of::cors::{AllowOrigin, CorsLayer};
            let origin = match written {
                Written::Exact => AllowOrigin::list((0..size).map(|number| {
                    HeaderValue::try_from(format!("https://{}", Written::base(number))).unwrap()
                })),
                Written::Subdomain => {
                    let suffixes: Vec<String> =
                        (0..size).map(|number| format!(".{}", Written::base(number))).collect();
                    AllowOrigin::predicate(move |origin, _| {
                        suffixes.iter().any(|suffix| origin.as_bytes().ends_with(suffix.as_bytes()))
                    })
                }
            };
            CorsLayer::new()
                .allow_origin(origin)
                .allow_methods(METHODS)
                .allow_headers(names())
                .expose_headers(exposed())
                .allow_credentials(true)
                .max_age(Duration::from_secs(600))
        }
    };
}

tower_http!(tower_http_06, tower_http_06);
tower_http!(tower_http_07, tower_http_07);
