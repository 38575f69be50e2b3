//! What CORS is: the same-origin policy, then the conversation that loosens it.
//!
//! # The same-origin policy
//!
//! A page may *send* requests to nearly everywhere: an image, a form and a `fetch()` may all name another site's URL, and
//! the browser adds the cookies that it has for that site. What a page may not do is *read* the answer, unless it comes
//! from the page's own origin: scheme, host and port, all three the same.
//!
//! ```
//! use corslet::words::Origin;
//!
//! let page = Origin::parse("https://app.example.com")?;
//! assert!(page.same_origin_as_url(&"https://app.example.com/any/path?x=1".parse()?));
//! assert!(!page.same_origin_as_url(&"https://api.example.com/".parse()?)); // another host
//! assert!(!page.same_origin_as_url(&"http://app.example.com/".parse()?)); // another scheme
//! assert!(!page.same_origin_as_url(&"https://app.example.com:8443/".parse()?)); // another port
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! That is what keeps a page that you happen to visit from reading your mail with your own cookies.
//!
//! # The grant
//!
//! CORS lets a server say: *this* other origin may read. The browser sends the page's origin along, the server names it in
//! `Access-Control-Allow-Origin`, and the browser compares the two byte for byte. The server grants, the browser enforces,
//! and the page is told almost nothing.
//!
//! ```
#![doc = include_str!("asking.txt")]
//! let request = || page("https://app.example.com", "https://api.example.com/orders");
//!
//! let silent = fetch(request(), |_| answer([]));
//! assert_eq!(silent.outcome, Outcome::Blocked);
//! assert_eq!(silent.blocked[0].code(), "actual:missing-acao");
//!
//! let granting = fetch(request(), |asked| {
//!     assert_eq!(origin(asked), "https://app.example.com");
//!     answer([("Access-Control-Allow-Origin", "https://app.example.com"), ("X-Shard", "7")])
//! });
//! let readable = granting.readable().unwrap();
//! assert_eq!(readable.status(), 200);
//! // Of the headers the page sees a safelisted few, until `Access-Control-Expose-Headers` names more.
//! assert!(readable.headers().is_empty());
//!
//! // A slash too many, and it is another string.
//! let nearly = fetch(request(), |_| answer([("Access-Control-Allow-Origin", "https://app.example.com/")]));
//! assert_eq!(nearly.blocked[0].code(), "actual:acao-mismatch");
//! ```
//!
//! Look at what happened to the first request: *it was sent, and the server acted on it*. Only the answer was withheld.
//! CORS never protects a server from being asked.
//!
//! # The preflight
//!
//! Some requests could not be made by any page before CORS: a `DELETE`, a JSON body, an `Authorization` header. Servers
//! rely on that. So the browser asks first, in a request of its own: `OPTIONS`, with the method and the names of the
//! headers that are to come. Only if the server grants them is the request sent.
//!
//! ```
#![doc = include_str!("asking.txt")]
//! let delete = || Request {
//!     method: Method::DELETE,
//!     ..page("https://app.example.com", "https://api.example.com/orders/1")
//! };
//! let refused = fetch(delete(), |asked| {
//!     assert_eq!(asked.kind, Kind::Preflight);
//!     assert_eq!(asked.request_method, Some(Method::DELETE));
//!     answer([("Access-Control-Allow-Origin", "https://app.example.com")])
//! });
//! assert_eq!(refused.blocked[0].code(), "preflight:method");
//! assert_eq!(refused.exchanges.len(), 1, "the DELETE itself never left");
//!
//! let granted = fetch(delete(), |asked| match asked.kind {
//!     Kind::Preflight => answer([
//!         ("Access-Control-Allow-Origin", "https://app.example.com"),
//!         ("Access-Control-Allow-Methods", "DELETE"),
//!     ]),
//!     // The answer to the request has to be granted once more: a preflight lets it be sent, not be read.
//!     Kind::Actual => answer([("Access-Control-Allow-Origin", "https://app.example.com")]),
//! });
//! assert_eq!(granted.exchanges.len(), 2);
//! assert_eq!(granted.outcome, Outcome::Readable);
//! ```
//!
//! A `GET`, `HEAD` or `POST` with ordinary headers goes without: a link or a form could always do the same. That is why no
//! server can withhold these three by CORS, and why a cross-site form can still post to you: see [`defaults`].
//!
//! A preflight carries no credentials: no cookie, no `Authorization`, no client certificate. Whatever asks for them first
//! breaks CORS for everybody: put authentication *inside* of it.
//!
//! # Credentials
//!
//! A page may ask for its user's cookies to be sent along (`credentials: "include"`). Then the browser wants more: the
//! origin itself, because `*` is not enough, and `Access-Control-Allow-Credentials: true`. In such an answer `*` is also
//! no wildcard for methods, headers and exposed headers: it is a name like any other.
//!
//! ```
#![doc = include_str!("asking.txt")]
//! let request = || with_cookies(page("https://app.example.com", "https://api.example.com/me"));
//!
//! let star = fetch(request(), |_| answer([("Access-Control-Allow-Origin", "*")]));
//! assert_eq!(star.blocked[0].code(), "actual:wildcard-with-credentials");
//!
//! let half = fetch(request(), |asked| answer([("Access-Control-Allow-Origin", origin(asked))]));
//! assert_eq!(half.blocked[0].code(), "actual:acac-not-true");
//!
//! let whole = fetch(request(), |asked| {
//!     answer([("Access-Control-Allow-Origin", origin(asked)), ("Access-Control-Allow-Credentials", "true")])
//! });
//! assert_eq!(whole.outcome, Outcome::Readable);
//! ```
//!
//! The browser's insistence on the origin itself is what drives people to echo whatever comes. That is the first of the
//! [`attacks`].
//!
//! [`defaults`]: super::defaults
//! [`attacks`]: super::attacks
