//! The server's half: a policy that says whose pages may read what, and answers requests by it.
//!
//! A [`Config`] is plain data; [compiling](Config::compile) it gives a [`Policy`], or every [`Problem`] at once. A
//! policy that any origin could exploit does not compile, and a dangerous but legitimate choice has `dangerously` in
//! its name and carries its reason.
//!
//! ```
//! use corslet::policy::{AnswerKind, Config, RequestHead, RouteConfig};
//!
//! let mut config = Config::new();
//! config.routes.push(RouteConfig {
//!     methods: vec!["DELETE".into()],
//!     credentials: true,
//!     ..RouteConfig::new("/orders/*", ["https://app.example.com"])
//! });
//! let policy = config.compile()?;
//!
//! let mut headers = http::HeaderMap::new();
//! headers.insert("origin", http::HeaderValue::from_static("https://app.example.com"));
//! headers.insert("access-control-request-method", http::HeaderValue::from_static("DELETE"));
//! let head = RequestHead { method: "OPTIONS", host: None, path: b"/orders/1", headers: &headers };
//! let answer = policy.answer(&head);
//! assert_eq!(answer.kind, AnswerKind::PreflightGranted);
//! assert_eq!(answer.status(), Some(204));
//! # Ok::<(), corslet::policy::Problems>(())
//! ```

mod answer;
mod compile;
mod compile_names;
mod compile_origins;
mod compiled;
mod config;
mod entry;
#[cfg(feature = "file")]
pub mod file;
mod flat;
mod host;
mod listed;
mod matcher;
mod nearest;
mod path;
mod pattern;
mod place;
mod problem;
mod problem_kind;
mod problem_text;
mod reason;
mod request;
mod requested_names;
mod risk;
mod route;
mod router;
#[cfg(feature = "serde")]
mod serialize;
mod severity;
mod shared_hosting;
mod vary;

pub use answer::{Answer, AnswerKind, Value};
pub use compiled::Policy;
pub use config::{
    Config, DEFAULT_MAX_AGE, DEFAULT_PREFLIGHT_STATUS, Dangerously, Names, Origins, RouteConfig, VERSION,
};
pub use entry::Entry;
pub use path::Ambiguity;
pub use pattern::OriginPattern;
pub use place::Place;
pub use problem::{Problem, Problems};
pub use problem_kind::ProblemKind;
pub use reason::Reason;
pub use request::{Headers, RequestHead};
pub use severity::Severity;
pub use vary::Vary;
