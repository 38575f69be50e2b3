//! Why each default is what it is, then what CORS cannot do.
//!
//! # Everything is denied
//!
//! A policy without routes grants nothing, and a route grants what it says. Libraries that begin with “any origin, any
//! method, any header” are right in every demonstration and wrong in production.
//!
//! # GET, HEAD and POST are never withheld
//!
//! No preflight is sent for them, and where an unusual header makes one necessary, browsers let these three methods pass
//! whatever it says: a link and a form could always send them. A list that leaves them out would only look as if it did
//! something, so a policy cannot be written that way.
//!
//! ```
#![doc = include_str!("asking.txt")]
//! let policy = compile(RouteConfig::new("/*", ["https://app.example.com"]))?;
//! for method in [Method::GET, Method::HEAD, Method::POST] {
//!     let request = Request { method, ..page("https://app.example.com", "https://api.example.com/") };
//!     assert_eq!(fetch(request, by(&policy)).outcome, Outcome::Readable);
//! }
//! let listed = RouteConfig { methods: vec!["GET".into()], ..RouteConfig::new("/*", ["https://app.example.com"]) };
//! assert_eq!(compile(listed)?.warnings()[0].code(), "method-safelisted");
//! # Ok::<(), Problems>(())
//! ```
//!
//! # Actual requests always reach the application
//!
//! CORS decides who may *read*. A request of an origin that is not listed goes on to the application, and its answer
//! carries no grant, so no page reads it. To stop it would look safer and be none: whoever attacks a server directly writes
//! the `Origin` that he likes, and a forged form post comes with an honest one that you have to check anyway. And it would
//! break what has nothing to do with pages: same-origin `POST`s carry `Origin` too, and are no business of this policy.
//!
//! So: **CORS is not authentication.** Who may ask is for a login to say.
//!
//! **Forged requests remain (CSRF).** A form on any site can post to you with the user's cookies; no preflight comes first,
//! and the attacker needs no answer. `SameSite` cookies, a token, or a check of `Origin` or `Sec-Fetch-Site` in the
//! application stop it. A header that no form can set, such as `Content-Type: application/json`, helps only where the
//! application insists on it.
//!
//! ```
#![doc = include_str!("asking.txt")]
//! use corslet::browser::Mode;
//! let policy = compile(RouteConfig::new("/*", ["https://app.example.com"]))?;
//! // What a form on any site sends: no preflight, and the application acts on it.
//! let form = Request {
//!     method: Method::POST,
//!     mode: Mode::NoCors,
//!     ..with_cookies(page("https://evil.example", "https://api.example.com/transfer"))
//! };
//! let verdict = fetch(form, by(&policy));
//! assert_eq!((verdict.exchanges.len(), verdict.exchanges[0].credentials), (1, true));
//! assert!(verdict.readable().is_none(), "but nothing is read");
//! # Ok::<(), Problems>(())
//! ```
//!
//! **WebSockets are not asked about.** A page of any origin may open one, with the user's cookies, and reads all that comes.
//! `Origin` is sent along: the application has to look at it before it upgrades.
//!
//! # A preflight is `OPTIONS` with both headers
//!
//! `Origin` and `Access-Control-Request-Method`, nothing less. Every other `OPTIONS` is the application's: health checks,
//! WebDAV, an API that documents itself. Libraries that take every `OPTIONS` break these.
//!
//! # 204 when granted
//!
//! Browsers take any status from 200 to 299. 204 says that there is no body, so that nothing waits for one. A route may say
//! 200, for the intermediary that insists on it.
//!
//! # 403 when refused
//!
//! Without a CORS header every status would block the page. 403 says to the logs, to `curl` and to the developer's network
//! panel that this was a decision. A 200 without headers looks as if somebody forgot them. The reason is said only in a policy
//! for development: whom else the server trusts is nobody's business.
//!
//! # The whole list, not only what was asked
//!
//! A granted preflight names all methods and all headers of the route. The browser keeps them, so that the next request with
//! another of them needs no preflight. A constant list also needs no look at the request, and cannot echo.
//!
//! ```
#![doc = include_str!("asking.txt")]
//! let policy = compile(RouteConfig {
//!     methods: vec!["PUT".into(), "DELETE".into()],
//!     ..RouteConfig::new("/*", ["https://app.example.com"])
//! })?;
//! let (server, mut cache) = (by(&policy), PreflightCache::new());
//! let mut sent = |method, now: u64| {
//!     let request = Request { method, ..page("https://app.example.com", "https://api.example.com/1") };
//!     let mut fetch = Fetch::new(request.into(), Profile::webkit());
//!     loop {
//!         match fetch.next(Duration::from_secs(now), &mut cache) {
//!             Next::Send(ask) => fetch = { let head = server(ask.exchange()); ask.answer(head) },
//!             Next::Done(verdict) => break verdict.exchanges.len(),
//!         }
//!     }
//! };
//! assert_eq!(sent(Method::PUT, 0), 2);
//! assert_eq!(sent(Method::DELETE, 10), 1, "granted already");
//! assert_eq!(sent(Method::DELETE, 700), 2, "ten minutes are over");
//! # Ok::<(), Problems>(())
//! ```
//!
//! # 600 seconds
//!
//! Without `Access-Control-Max-Age` browsers keep a preflight for 5 seconds. WebKit keeps it for 600 at most, Chromium for
//! 7200, Firefox for 86400. 600 is the longest that all of them honour. It is also how long a page may go on *sending* by a
//! grant that you have taken back; reading ends at once, because each answer is granted by itself.
//!
//! # `Vary` on everything
//!
//! A single listed origin is matched too, not sent as a constant: then it is not told to others, and the day on which a
//! second is added changes nothing for caches. So every answer says `Vary: Origin`: also without `Origin`, also when refused,
//! also on errors. A preflight's answer depends on two more headers, and says so. Only `"any"` varies on nothing, because
//! its answer is a constant; and only a path without a route, which grants nothing to anybody.
//!
//! # No CORS header on a refusal
//!
//! `Access-Control-Allow-Credentials` or a list of methods without an allowed origin does nothing but tell strangers what
//! the policy is. Some libraries send them all the same.
//!
//! # `authorization` by name
//!
//! In the standard `Access-Control-Allow-Headers: *` does not cover `Authorization`, though today's browsers still let it
//! pass. So `"any"` does not grant it; write `["any", "authorization"]` where pages send it.
