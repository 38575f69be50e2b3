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
//! Outermost of all that can answer. With authentication *outside*, a preflight, which never carries credentials, gets a
//! 401, and every page is blocked: `examples/classic_mistake.rs` shows it. With axum use `Router::layer`, not
//! `route_layer`, so that fallbacks are covered; and put it on the outermost router, because a nested one sees its
//! paths shortened, and the policy's paths are those of the request as it was sent.
//!
//! # Knowing what was decided
//!
//! [`CorsLayer::on_decision`] calls a function with every [`Decision`] and its reason; the feature `tracing` emits an
//! event for each; [`CorsLayer::insert_decision`] hands a [`Decided`] to the application. To see what a policy would do
//! before it does it, [`CorsLayer::report_only`] changes nothing and tells all.
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
//! # Testing what a browser may read
//!
//! The module [`browser`] puts a browser in front of any service, without a socket. Its verdict says whether the page may
//! read the answer, and if not, every reason why.
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
