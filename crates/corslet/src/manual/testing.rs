//! Testing what a browser may read of your API.
//!
//! A test that looks for `Access-Control-Allow-Origin` in a response repeats what the server believes. Ask the other half
//! instead: may this page send this request, and what does it read? [`Fetch`](crate::browser::Fetch) answers as the browser
//! would, with every reason, without a socket or a browser to install.
//!
//! # A service of tower
//!
//! The crate `corslet-tower` drives any service: an axum `Router`, a gRPC service of tonic, a function. One line a fetch:
//!
//! ```text
//! let verdict = Browser::firefox().fetch(router.into_service::<Body>(), request).await;
//! assert!(verdict.outcome.is_allowed(), "{:?}", verdict.blocked);
//! ```
//!
//! # Anything else
//!
//! The machine asks, you answer: from a recording, over a connection, or by a policy. This is the whole loop.
//!
//! ```
//! use corslet::browser::{Fetch, Next, PreflightCache, Profile, Request, Verdict};
//! use corslet::verdict::{Exchange, Outcome, ResponseHead};
//! use corslet::words::{HeaderList, Method, Origin, Status};
//!
//! fn run(request: Request, profile: &Profile, server: impl Fn(&Exchange) -> ResponseHead) -> Verdict {
//!     let mut fetch = Fetch::new(request.into(), profile);
//!     let mut cache = PreflightCache::new();
//!     loop {
//!         match fetch.next(std::time::Duration::ZERO, &mut cache) {
//!             Next::Send(ask) => {
//!                 let head = server(ask.exchange());
//!                 fetch = ask.answer(head);
//!             }
//!             Next::Done(verdict) => return verdict,
//!         }
//!     }
//! }
//!
//! let server = |_: &Exchange| ResponseHead {
//!     status: Status::OK,
//!     headers: HeaderList::from_pairs([
//!         ("Access-Control-Allow-Origin", "https://app.example"),
//!         ("Access-Control-Allow-Methods", "PUT"),
//!     ]),
//! };
//! let page = Origin::parse("https://app.example")?;
//! let get = Request::new(page, "https://api.example/orders/1".parse()?);
//! for profile in [Profile::chromium(), Profile::firefox(), Profile::webkit()] {
//!     let put = Request { method: Method::PUT, ..get.clone() };
//!     assert_eq!(run(put, profile, server).outcome, Outcome::Readable);
//!     let patch = Request { method: Method::parse("PATCH")?, ..get.clone() };
//!     assert_eq!(run(patch, profile, server).blocked[0].code(), "preflight:method");
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What to ask
//!
//! - **Each page that has to work**, with what it really sends: its method, its headers, its credentials mode. A
//!   [`RequestInit`](crate::browser::RequestInit) takes what is written in the page, and applies the browser's guards.
//! - **A page that must not**, with the same request. A test that only sees what is granted is also green when all is.
//! - **Errors.** A 401, a 404 and a 500 have to be readable too, or the page sees “blocked by CORS policy” instead of them.
//! - **The headers that the page reads**: what is not exposed is not there.
//!
//! ```
#![doc = include_str!("asking.txt")]
//! let policy = compile(RouteConfig {
//!     expose_headers: ["x-count"].into(),
//!     ..RouteConfig::new("/orders/*", ["https://app.example.com"])
//! })?;
//! // The application's own headers beside the policy's, and an error.
//! let api = |asked: &Exchange| {
//!     let mut head = by(&policy)(asked);
//!     head.status = Status::new(404).unwrap();
//!     head.headers.append(HeaderName::parse("X-Count").unwrap(), HeaderValue::received("2"));
//!     head.headers.append(HeaderName::parse("X-Shard").unwrap(), HeaderValue::received("7"));
//!     head
//! };
//! let verdict = fetch(page("https://app.example.com", "https://api.example.com/orders/9"), api);
//! let readable = verdict.readable().unwrap();
//! assert_eq!(readable.status(), 404);
//! assert_eq!(readable.headers(), [("x-count".to_owned(), b"2".to_vec())]);
//! assert_eq!(readable.hidden_lines().filter(|(name, _)| name.is("x-shard")).count(), 1);
//! # Ok::<(), Problems>(())
//! ```
//!
//! # Why it is blocked
//!
//! [`Verdict::blocked`](crate::browser::Verdict::blocked) has every failed condition with its code, the step of the standard
//! that says no, and the bytes compared; a profile knows which of them its browser's console prints
//! ([`Profile::headline`](crate::browser::Profile::headline)). From the other side,
//! [`Answer::reason`](crate::policy::Answer) says why the policy decided as it did, and
//! [`Answer::entry`](crate::policy::Answer) which line of it.
//!
//! ```
#![doc = include_str!("asking.txt")]
//! let policy = compile(RouteConfig::new("/*", ["https://app.example.com", "https://*.example.com"]))?;
//! let reasons = |origin: &str| {
//!     let headers = HeaderList::parse_pairs([("origin", origin)]).unwrap();
//!     let answer = policy.answer(&RequestHead { method: "GET", host: None, path: b"/", headers: &headers });
//!     (answer.reason.code(), answer.entry.map(|entry| entry.text.clone()))
//! };
//! assert_eq!(reasons("https://x.example.com"), ("origin-allowed", Some("https://*.example.com".into())));
//! assert_eq!(reasons("https://evil.example"), ("origin-not-allowed", None));
//! let verdict = fetch(page("https://evil.example", "https://api.example.com/"), by(&policy));
//! let headline = Profile::chromium().headline(&verdict).unwrap();
//! assert_eq!(headline.code, Some("MissingAllowOriginHeader"));
//! # Ok::<(), Problems>(())
//! ```
//!
//! What the engine does not model stands in [`NOT_MODELLED`](crate::browser::NOT_MODELLED), and each verdict repeats it.
