//! The server's half of CORS, as a [tower](https://docs.rs/tower) layer for axum, hyper, tonic and every other service
//! of `http` requests.
//!
//! ```
//! use axum::{Router, routing::get};
//! use corslet::policy::{Config, RouteConfig};
//! use corslet_tower::CorsLayer;
//!
//! let config = Config {
//!     routes: vec![RouteConfig {
//!         methods: vec!["DELETE".into()],
//!         request_headers: ["content-type", "authorization"].into(),
//!         credentials: true,
//!         ..RouteConfig::new("/orders/*", ["https://app.example.com", "https://*.preview.example.com"])
//!     }],
//!     ..Config::new()
//! };
//! // Whatever is wrong with a policy is said here, all at once; the layer itself cannot fail.
//! let policy = config.compile()?;
//!
//! let api: Router = Router::new()
//!     .route("/orders", get(async || "every order"))
//!     // Last, which is outermost: authentication, timeouts and panics answer inside of it.
//!     .layer(CorsLayer::new(policy));
//! # Ok::<(), corslet::policy::Problems>(())
//! ```
//!
//! # What it does with a request
//!
//! | the request | what happens |
//! |---|---|
//! | a preflight: `OPTIONS` with `Origin` and `Access-Control-Request-Method` | answered here, granted or refused (403); the application does not see it |
//! | any other `OPTIONS` | is the application's |
//! | of an origin that the policy allows | the application answers; the headers that let the page read are added |
//! | of another origin, or without one | the application answers; nothing is added but `Vary` |
//!
//! A request that is not allowed is *not* stopped: CORS decides who may read an answer, not who may ask. Whoever may ask
//! is for authentication to say.
//!
//! # What it does with a response
//!
//! Every response that is made inside of the layer gets the headers that the policy says: also a 404 of a fallback, a
//! 405, a 401 of a login check, a 500 of a caught panic, a 504 of a timeout. A page that may read the answer can then read
//! what went wrong, instead of “blocked by CORS policy”.
//!
//! - The application's own grants (`Access-Control-Allow-*`, `-Expose-Headers`, `-Max-Age`) are taken away first. No
//!   header that a handler adds can widen the policy, and none is ever there twice.
//! - `Vary` is merged: what the application varies on stays.
//! - An inner *error* is no response and passes as it is, unless [`CorsLayer::on_error`] makes one of it:
//!
//! ```
//! # use std::{convert::Infallible, time::Duration};
//! # use axum::{body::Body, response::{IntoResponse, Response}, http::{Request, StatusCode}};
//! # use tower::{BoxError, ServiceBuilder, service_fn};
//! # use corslet_tower::CorsLayer;
//! # let policy = corslet::policy::Config::new().compile().unwrap();
//! let service = ServiceBuilder::new()
//!     .layer(CorsLayer::new(policy).on_error(|error: BoxError| {
//!         (StatusCode::SERVICE_UNAVAILABLE, error.to_string()).into_response()
//!     }))
//!     .timeout(Duration::from_secs(30))
//!     .service(service_fn(async |_: Request<Body>| Ok::<_, Infallible>(Response::new(Body::empty()))));
//! ```
//!
//! # Where the layer belongs
//!
//! Outermost of all that can answer. What answers outside of it answers without headers, and the page hears of CORS instead
//! of what went wrong.
//!
//! | inside of CORS | because |
//! |---|---|
//! | authentication, rate limits | a preflight never carries credentials: outside they refuse it, and every page is blocked (`examples/classic_mistake.rs`) |
//! | timeouts, load shedding, buffers | they fail with an error; [`CorsLayer::on_error`] makes a response of it |
//! | catching panics, fallbacks, 405 | so that a page can read the error |
//! | compression, caches | either side: `Vary` is merged. A cache outside has to honour it |
//!
//! | outside of CORS | because |
//! |---|---|
//! | tracing of requests, metrics | they should see preflights too, and answer nothing |
//! | what rewrites the path or the host | never: the policy's routes are those of the request as it was sent |
//!
//! # In axum
//!
//! Use `Router::layer`, not `route_layer`, so that fallbacks are covered, and call it last: what is added later is further
//! out. Put it on the outermost router, because a nested one sees its paths shortened.
//!
//! ```
//! # use axum::{Router, http::StatusCode, routing::get};
//! # use corslet_tower::CorsLayer;
//! # use tower_http::{catch_panic::CatchPanicLayer, timeout::TimeoutLayer};
//! # let policy = corslet::policy::Config::new().compile().unwrap();
//! # let orders = Router::new().route("/", get(async || "every order"));
//! let api: Router = Router::new()
//!     .nest("/orders", orders)
//!     .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, std::time::Duration::from_secs(30)))
//!     .layer(CatchPanicLayer::new())
//!     .layer(CorsLayer::new(policy));
//! ```
//!
//! # In hyper
//!
//! The layer takes every `Service<http::Request<_>>` whose response body has a default, which is the empty one that
//! preflights get. `examples/hyper.rs` is a whole server.
//!
//! ```
//! # use std::convert::Infallible;
//! # use corslet_tower::CorsLayer;
//! # use http_body_util::Full;
//! # use hyper::{Request, Response, body::{Bytes, Incoming}};
//! # use hyper_util::service::TowerToHyperService;
//! # use tower::{Layer, service_fn};
//! # let policy = corslet::policy::Config::new().compile().unwrap();
//! let hello = service_fn(async |_: Request<Incoming>| Ok::<_, Infallible>(Response::new(Full::<Bytes>::from("hello"))));
//! let service = TowerToHyperService::new(CorsLayer::new(policy).layer(hello));
//! // For each connection: `http1::Builder::new().serve_connection(io, service.clone())`.
//! ```
//!
//! # In tonic
//!
//! Pages speak gRPC-Web: a `POST` that needs a preflight. An error that comes before the first message is in *headers*, so
//! these have to be exposed, or the page sees a call that ended without a status.
//!
//! ```
//! # use corslet_tower::CorsLayer;
//! # use tonic::service::Routes;
//! # use tonic_web::GrpcWebLayer;
//! # use tower::ServiceBuilder;
//! use corslet::policy::{Config, RouteConfig};
//!
//! let route = RouteConfig {
//!     request_headers: ["content-type", "x-grpc-web", "x-user-agent", "grpc-timeout"].into(),
//!     expose_headers: ["grpc-status", "grpc-message", "grpc-status-details-bin"].into(),
//!     ..RouteConfig::new("/shop.Orders/*", ["https://app.example.com"])
//! };
//! let policy = Config { routes: vec![route], ..Config::new() }.compile()?;
//! let service = ServiceBuilder::new()
//!     .layer(CorsLayer::new(policy))
//!     // Inside, so that what it refuses can be read too.
//!     .layer(GrpcWebLayer::new())
//!     .service(Routes::default());
//! # let _ = service;
//! # Ok::<(), corslet::policy::Problems>(())
//! ```
//!
//! # Knowing what was decided
//!
//! Every [`Decision`] has its reason, the route, and the line of the policy that decided.
//!
//! - [`CorsLayer::on_decision`] calls a function with each, before the request goes on: for metrics or a log.
//! - [`CorsLayer::insert_decision`] puts a [`Decided`] among the request's extensions, for the application.
//! - The feature `tracing` emits an event of level `DEBUG` and target `corslet` for each.
//!
//! ```
//! # use std::{convert::Infallible, sync::{Arc, Mutex}};
//! # use corslet_tower::{CorsLayer, Decided};
//! # use http::{Request, Response};
//! # use tower::{Layer, ServiceExt, service_fn};
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let policy = corslet::policy::Config::new().compile()?;
//! let refused = Arc::new(Mutex::new(Vec::new()));
//! let told = Arc::clone(&refused);
//! let layer = CorsLayer::new(policy)
//!     .on_decision(move |decision| {
//!         if !decision.answer().is_allowed() {
//!             told.lock().unwrap().push((decision.reason().code(), decision.uri().path().to_owned()));
//!         }
//!     })
//!     .insert_decision(true);
//! let application = service_fn(async |request: Request<()>| {
//!     let decided = request.extensions().get::<Decided>().copied();
//!     assert!(decided.is_some_and(|decided| !decided.is_allowed));
//!     Ok::<_, Infallible>(Response::new(()))
//! });
//! layer.layer(application).oneshot(Request::get("/orders").body(())?).await?;
//! assert_eq!(*refused.lock().unwrap(), [("no-route", "/orders".to_owned())]);
//! # Ok(())
//! # }
//! ```
//!
//! # Before it counts
//!
//! [`CorsLayer::report_only`], or `report-only = true` in the policy, decides and tells all, and changes nothing: not even
//! preflights are answered. Run it beside what you have, look at what would be refused, then take it away.
//!
//! # Changing the policy
//!
//! ```
//! # use corslet::policy::{Config, RouteConfig};
//! # use corslet_tower::CorsLayer;
//! # let (policy, next) = (Config::new().compile().unwrap(), Config::new().compile().unwrap());
//! let (layer, handle) = CorsLayer::reloadable(policy);
//! // Later, in any thread: the swap is atomic, and a request sees one policy from beginning to end.
//! handle.replace(next);
//! ```
//!
//! `examples/reload.rs` follows a policy file (feature `file` of the crate `corslet`), by its changes or by SIGHUP: a file
//! with an error in it is drawn, and the old policy stays in force.
//!
//! # Testing what a browser may read
//!
//! The module [`browser`] puts a browser in front of any service, without a socket. Its verdict says whether the page may
//! read the answer, and if not, every reason why. `examples/read_your_api.rs` is such a test.
//!
//! # More
//!
//! [`corslet::manual`] tells what CORS is, how a policy is written, the attacks seen in the wild, and why each default is
//! what it is.
//!
//! # What it costs
//!
//! One pointer is cloned for each service clone; an actual request allocates nothing where the response's header map has
//! room; the time does not depend on how many origins the policy lists.

pub mod browser;
mod decision;
mod edits;
mod errors;
mod future;
mod layer;
mod reload;
mod service;

pub use decision::{Decided, Decision};
pub use errors::{HandleErrors, MakeResponses, PassErrors};
pub use future::ResponseFuture;
pub use layer::CorsLayer;
pub use reload::Handle;
pub use service::Cors;
