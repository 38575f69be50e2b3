//! Attacks by the rest of the request: its headers, its path, its way through caches.
//!
//! # The cost of a preflight
//!
//! Preflights come before authentication, so anybody may send them. Libraries split
//! `Access-Control-Request-Headers` into a list, or ran a regular expression over it: a mebibyte of commas cost rs/cors
//! 127 ms and 121 MB for one request (rs/cors 170), and hono's expression took quadratic time. Others look at the first
//! line only, or let a preflight pass if *any one* name is granted, which is cheap and wrong.
//!
//! Here the lines are read once, byte by byte, against a table; nothing is allocated, and what no honest browser would send
//! ends the reading. All lines count, in any order, in any case, with empty elements.
//!
//! ```
#![doc = include_str!("../asking.txt")]
//! let policy = compile(RouteConfig {
//!     request_headers: ["content-type", "x-token"].into(),
//!     ..RouteConfig::new("/*", ["https://app.example.com"])
//! })?;
//! let ask = |lines: &[&str]| {
//!     let origin = [("origin", "https://app.example.com"), ("access-control-request-method", "POST")];
//!     let names = lines.iter().map(|line| ("access-control-request-headers", *line));
//!     let headers = HeaderList::parse_pairs(origin.into_iter().chain(names)).unwrap();
//!     let head = RequestHead { method: "OPTIONS", host: None, path: b"/", headers: &headers };
//!     policy.answer(&head).reason.code()
//! };
//! assert_eq!(ask(&["X-Token,, content-type"]), "origin-allowed");
//! assert_eq!(ask(&["x-token", "content-type"]), "origin-allowed");
//! assert_eq!(ask(&["x-token", "x-other"]), "header-not-allowed");
//! assert_eq!(ask(&[&",".repeat(1 << 20)]), "too-many-headers");
//! assert_eq!(ask(&[&"x-token,".repeat(1 << 17)]), "too-many-headers");
//! assert_eq!(ask(&["x-token"; 1000]), "too-many-headers");
//! # Ok::<(), Problems>(())
//! ```
//!
//! # `Vary` and caches
//!
//! An answer that names an origin is that origin's. A cache that does not know it gives the answer for one page to another,
//! which is then blocked; or it keeps an answer that was made without `Origin`, and so without a grant, and blocks the
//! right page for as long as it lives. The browser's own cache does this too.
//!
//! ```
#![doc = include_str!("../asking.txt")]
//! // A server that grants to whom it lists, and a cache in front of it that nobody told.
//! let made_for_one = answer([("Access-Control-Allow-Origin", "https://one.example")]);
//! let cached = |_: &Exchange| made_for_one.clone();
//! assert_eq!(fetch(page("https://one.example", "https://api.example/"), cached).outcome, Outcome::Readable);
//! assert_eq!(fetch(page("https://two.example", "https://api.example/"), cached).outcome, Outcome::Blocked);
//!
//! // Whatever depends on the origin says so: also to who is refused, and to who sends none.
//! let policy = compile(RouteConfig::new("/*", ["https://one.example"]))?;
//! for sent in [Some("https://one.example"), Some("https://evil.example"), None] {
//!     let headers = HeaderList::parse_pairs(sent.map(|origin| ("origin", origin))).unwrap();
//!     let head = RequestHead { method: "GET", host: None, path: b"/", headers: &headers };
//!     assert_eq!(policy.answer(&head).vary(), Vary::Origin);
//! }
//! // What everyone may read is the same for everyone.
//! let public = compile(RouteConfig::new("/*", Origins::Any))?;
//! let head = RequestHead { method: "GET", host: None, path: b"/", headers: &HeaderList::new() };
//! assert_eq!(public.answer(&head).vary(), Vary::Nothing);
//! # Ok::<(), Problems>(())
//! ```
//!
//! `Vary` is merged with what the application varies on. It never comes from the request, as it once did in hono, where
//! anyone could so write into a shared cache's key.
//!
//! # Which route decides
//!
//! A policy by paths is as good as its reading of the path. flask-cors compared regardless of case, took `+` for a blank,
//! and let the longest expression win; rack-cors matched `/public/../private` as public. The attacker writes the path in
//! the way that one reader takes for the open area and the next one for the closed.
//!
//! ```
#![doc = include_str!("../asking.txt")]
//! // The CORS layer looks at the path's beginning; the application behind it makes `/private/1` of `..%2fprivate/1`.
//! let by_prefix = |asked: &Exchange| match asked.url.path().starts_with("/public/") {
//!     true => answer([("Access-Control-Allow-Origin", "*")]),
//!     false => answer([]),
//! };
//! // A browser resolves `..` before it asks, but it leaves an escaped slash as it is.
//! let attack = || page("https://evil.example", "https://api.example/public/..%2fprivate/1");
//! assert_eq!(fetch(attack(), by_prefix).outcome, Outcome::Readable);
//!
//! let policy = Config {
//!     routes: vec![
//!         RouteConfig::new("/public/*", Origins::Any),
//!         RouteConfig::new("/private/*", ["https://app.example.com"]),
//!     ],
//!     ..Config::new()
//! }
//! .compile()?;
//! assert_eq!(fetch(attack(), by(&policy)).outcome, Outcome::Blocked);
//! // Not every client is a browser that resolves.
//! let granted = |path: &str| {
//!     let headers = HeaderList::from_pairs([("Origin", "https://evil.example")]);
//!     let head = RequestHead { method: "GET", host: None, path: path.as_bytes(), headers: &headers };
//!     policy.answer(&head).is_allowed()
//! };
//! assert!(granted("/public/news"));
//! for path in [
//!     "/private/1",
//!     "/public/../private/1",
//!     "/public/%2e%2e/private/1",
//!     "/public/..%2fprivate/1",
//!     "/public\\..\\private/1",
//!     "/public//../private/1",
//!     "/%70ublic/news",
//!     "/Public/news",
//!     "/publicity",
//! ] {
//!     assert!(!granted(path), "{path}");
//! }
//! # Ok::<(), Problems>(())
//! ```
//!
//! A path that could be read in two ways matches no route at all. The order of routes never matters, so that there is no
//! order to get wrong.
//!
//! # What is let through, shared, logged
//!
//! - **A chain that changes the request.** Envoy crashed where a filter removed `Origin` while the request was on its way
//!   (CVE-2023-35943). Here all is read from the request before the application gets it.
//! - **Preflights that reach handlers.** In Spring they did, so that a preflight could be a forged request
//!   (CVE-2020-5397). Here the application never sees one.
//! - **Refused requests that are served.** Quarkus called it a hole that a request of a wrong origin was (CVE-2022-4147).
//!   Here every actual request is served, on purpose, and its answer is readable to nobody: [`defaults`] says why, and what
//!   to do about forged requests.
//! - **State between requests.** Header slices that all answers shared were changed by neighbours (rs/cors 198,
//!   jub0bs/cors 14). A [`Policy`](crate::policy::Policy) is immutable; an answer borrows from it.
//! - **Refusals of who is listed.** Twice an optimisation made one (jub0bs/cors 12, jub0bs/cors 15). Here a slow, obvious
//!   reference answers beside the policy in every run of the tests, and tens of thousands of near misses have to agree.
//! - **More than was asked for.** flask-cors allowed private networks by default (CVE-2024-6221). Here no header is sent
//!   that the policy does not grant, and those that an application adds are taken away.
//! - **Logs.** flask-cors wrote a header into its log as it came (CVE-2024-1681). A [`Reason`](crate::policy::Reason) is a
//!   code and quotes nothing of the request.
//!
//! ```
#![doc = include_str!("../asking.txt")]
//! // Who is refused is told nothing: no grant, no methods, no names.
//! let policy = compile(RouteConfig {
//!     methods: vec!["PUT".into()],
//!     credentials: true,
//!     ..RouteConfig::new("/*", ["https://app.example.com"])
//! })?;
//! let put = Request { method: Method::PUT, ..page("https://evil.example", "https://api.example/1") };
//! let verdict = fetch(put, by(&policy));
//! let preflight = verdict.exchanges[0].head().unwrap();
//! assert_eq!((preflight.status, preflight.headers.len()), (Status::FORBIDDEN, 0));
//! assert_eq!(verdict.exchanges.len(), 1, "the PUT itself never left");
//! # Ok::<(), Problems>(())
//! ```
//!
//! [`defaults`]: crate::manual::defaults
