//! Writing a policy: routes, origins, what each key grants, what is said when it is wrong.
//!
//! A [`Config`] is plain data and grants nothing by itself. [Compiling](crate::policy::Config::compile) it gives a [`Policy`], or every
//! [`Problem`] at once. All is denied that no route grants.
//!
//! ```
#![doc = include_str!("asking.txt")]
//! let policy = Config {
//!     groups: [("front".to_owned(), vec!["https://app.example.com".to_owned()])].into(),
//!     routes: vec![
//!         // Everyone may read these, without credentials.
//!         RouteConfig::new("/public/*", Origins::Any),
//!         // Two front ends may do all with these, with the user's cookies.
//!         RouteConfig {
//!             host: Some("api.example.com".into()),
//!             methods: vec!["PUT".into(), "DELETE".into()],
//!             request_headers: ["content-type", "authorization"].into(),
//!             expose_headers: ["x-request-id"].into(),
//!             credentials: true,
//!             ..RouteConfig::new("/orders/*", ["@front", "https://*.preview.example.com"])
//!         },
//!     ],
//!     ..Config::new()
//! }
//! .compile()?;
//!
//! let delete = |origin, url| Request { method: Method::DELETE, ..with_cookies(page(origin, url)) };
//! let orders = "https://api.example.com/orders/1";
//! assert_eq!(fetch(delete("https://app.example.com", orders), by(&policy)).outcome, Outcome::Readable);
//! assert_eq!(fetch(delete("https://pr-7.preview.example.com", orders), by(&policy)).outcome, Outcome::Readable);
//! assert_eq!(fetch(delete("https://elsewhere.example", orders), by(&policy)).outcome, Outcome::Blocked);
//! let news = page("https://elsewhere.example", "https://api.example.com/public/news");
//! assert_eq!(fetch(news, by(&policy)).outcome, Outcome::Readable);
//! # Ok::<(), Problems>(())
//! ```
//!
//! # Routes
//!
//! A route is a path, perhaps a host, and what is granted there.
//!
//! - `/a` is exactly that path. `/a/*` is `/a` and everything below it, at the boundary of a segment: `/ab` is not.
//! - The most specific route decides, and only that one: a host before none, the longer path before the shorter. The order
//!   in which they are written never matters. To close a corner of an open area, write a route for it with no origins.
//! - Paths are compared as they are sent, case-sensitively. A path that somebody could read in two ways (`..`, `//`, `\`,
//!   `%2f`, `%5c`, a broken escape, or one of a character that needs none: `%2e`, `%61`) matches *no* route: nothing is
//!   granted, and the application sees it unchanged.
//! - The host is that of `:authority` or `Host`; forwarded headers are never looked at, because anyone can write them.
//!
//! # Origins
//!
//! | written | is |
//! |---|---|
//! | `https://app.example.com` | this origin, compared whole |
//! | `https://*.example.com` | one label in place of `*`: `https://a.example.com`, not `https://example.com`, not `https://a.b.example.com` |
//! | `https://**.example.com` | one label or more |
//! | `capacitor://localhost` | an app's origin; `chrome-extension://…` likewise |
//! | `@front` | the origins of a group |
//! | [`Origins::Any`], in a file `"any"` | everyone: a constant `*`, never together with credentials |
//!
//! There are no regular expressions: nearly all that went wrong with origins was a pattern that matched more than its author
//! saw. A port is part of the origin and has to be written where it is not the scheme's own.
//!
//! # What else a route says
//!
//! | key | without it | what it grants |
//! |---|---|---|
//! | [`methods`](crate::policy::RouteConfig::methods) | none | methods beyond GET, HEAD and POST, which CORS cannot withhold |
//! | [`request_headers`](crate::policy::RouteConfig::request_headers) | none | headers beyond the safelisted; `"any"` without credentials, and `authorization` only by name |
//! | [`expose_headers`](crate::policy::RouteConfig::expose_headers) | none | what the page may read beyond seven safelisted names |
//! | [`credentials`](crate::policy::RouteConfig::credentials) | no | cookies, client certificates, HTTP authentication |
//! | [`max_age`](crate::policy::RouteConfig::max_age) | 600 | for how many seconds a preflight's answer is kept |
//! | [`preflight_status`](crate::policy::RouteConfig::preflight_status) | 204 | 200 for the rare intermediary that insists |
//!
//! For the whole policy: [`development`](crate::policy::Config::development) admits loopback origins and lets a refused preflight say why;
//! [`report_only`](crate::policy::Config::report_only) decides and reports, and changes no response.
//!
//! # Problems
//!
//! Whatever is wrong is said at once, each with a stable code, a place, a severity and what to write instead. Warnings and
//! notes do not keep a policy from compiling: they stand in [`Policy::warnings`](crate::policy::Policy::warnings).
//!
//! ```
#![doc = include_str!("asking.txt")]
//! let problems = compile(RouteConfig {
//!     methods: vec!["*".into(), "GET".into()],
//!     ..RouteConfig::new("/orders/../*", ["https://App.example.com/", "app.example.com"])
//! })
//! .unwrap_err();
//! let codes: Vec<_> = problems.iter().map(|problem| (problem.severity(), problem.code())).collect();
//! assert!(codes.contains(&(Severity::Error, "route-never-matches")));
//! assert!(codes.contains(&(Severity::Error, "origin-without-scheme")));
//! assert!(codes.contains(&(Severity::Error, "method-wildcard")));
//! assert!(codes.contains(&(Severity::Warning, "method-safelisted")));
//! // What to write instead.
//! assert!(problems.to_string().contains("write `https://app.example.com`"));
//! ```
//!
//! # Dangerous choices
//!
//! What any site could exploit together with credentials does not compile, under no name. What is dangerous but may be
//! right has a key that begins with `dangerously`, and needs a reason, which stands in every report.
//!
//! ```
#![doc = include_str!("asking.txt")]
//! let kiosk = || RouteConfig { credentials: true, ..RouteConfig::new("/*", ["http://kiosk.example.com"]) };
//! assert_eq!(codes(kiosk()), ["insecure-origin-with-credentials"]);
//! let chosen = RouteConfig {
//!     dangerously_allow_insecure_origins: Some(Dangerously { reason: "wired kiosks; gone by spring".into() }),
//!     ..kiosk()
//! };
//! assert!(compile(chosen).is_ok());
//! ```
//!
//! # The normal form
//!
//! [`Policy::to_config`](crate::policy::Policy::to_config) gives the policy back with groups written out, everything sorted and nothing said twice. Policies
//! with equal normal forms answer alike, so that is the thing to compare when a policy changes.
//!
//! ```
#![doc = include_str!("asking.txt")]
//! let one = compile(RouteConfig::new("/*", ["https://b.example.com", "https://a.example.com"]))?;
//! let other = compile(RouteConfig::new("/*", ["https://a.example.com", "https://b.example.com"]))?;
//! assert_eq!(one.to_config(), other.to_config());
//! # Ok::<(), Problems>(())
//! ```
//!
//! [`Config`]: crate::policy::Config
//! [`Policy`]: crate::policy::Policy
//! [`Problem`]: crate::policy::Problem
//! [`Origins::Any`]: crate::policy::Origins::Any
