//! Attacks on the question whose page this is.
//!
//! # Any origin, echoed with credentials
//!
//! Browsers refuse `*` together with credentials, on purpose. A server that wants it to work all the same copies the
//! request's `Origin` into the answer, and so does many a library when it is told “any origin” and “credentials”: by
//! default, by a preset called permissive, or quietly. Then every site on the web reads what its visitors can read.
//!
//! ```
#![doc = include_str!("../asking.txt")]
//! let attack = with_cookies(page("https://evil.example", "https://bank.example/account"));
//! let echoing = |asked: &Exchange| {
//!     answer([
//!         ("Access-Control-Allow-Origin", origin(asked)),
//!         ("Access-Control-Allow-Credentials", "true"),
//!     ])
//! };
//! assert_eq!(fetch(attack.clone(), echoing).outcome, Outcome::Readable);
//!
//! // Here it does not compile, under no name, with no key.
//! let any = RouteConfig { credentials: true, ..RouteConfig::new("/*", Origins::Any) };
//! assert_eq!(codes(any), ["any-origin-with-credentials"]);
//! for everyone in ["*", "https://*", "https://**", "*://*", "h*", "https://**.com"] {
//!     let listed = RouteConfig { credentials: true, ..RouteConfig::new("/*", [everyone]) };
//!     assert!(compile(listed).is_err(), "{everyone}");
//! }
//!
//! // What everyone may read is read without credentials, and a constant `*` says so.
//! let public = compile(RouteConfig::new("/*", Origins::Any))?;
//! assert_eq!(fetch(attack, by(&public)).blocked[0].code(), "actual:wildcard-with-credentials");
//! # Ok::<(), Problems>(())
//! ```
//!
//! # Matching that is not anchored
//!
//! `https://example.com` as a prefix is also the beginning of `https://example.com.evil.example`; `example.com` as a suffix
//! ends `https://evilexample.com`; the dot of a regular expression is any letter; a tree that shares prefixes once let
//! `https://barfoo.com` in where `https://foo.com` and `https://bar.com` were listed. All of these names can be bought.
//!
//! ```
#![doc = include_str!("../asking.txt")]
//! let prefix = |asked: &Exchange| match origin(asked).starts_with("https://example.com") {
//!     true => answer([
//!         ("Access-Control-Allow-Origin", origin(asked)),
//!         ("Access-Control-Allow-Credentials", "true"),
//!     ]),
//!     false => answer([]),
//! };
//! let attack = |from| with_cookies(page(from, "https://api.example.com/me"));
//! assert_eq!(fetch(attack("https://example.com.evil.example"), prefix).outcome, Outcome::Readable);
//!
//! // An origin is compared whole; a wildcard stands for whole labels before a host, and nowhere else.
//! let policy = compile(RouteConfig {
//!     credentials: true,
//!     ..RouteConfig::new("/*", ["https://example.com", "https://*.example.com", "https://foo.com", "https://bar.com"])
//! })?;
//! for bought in [
//!     "https://example.com.evil.example",
//!     "https://evilexample.com",
//!     "https://a.example.com.evil.example",
//!     "https://aexample.com",
//!     "https://wwwxexample.com",
//!     "https://barfoo.com",
//!     "https://example.com:8443",
//!     "http://example.com",
//! ] {
//!     assert_eq!(fetch(attack(bought), by(&policy)).outcome, Outcome::Blocked, "{bought}");
//! }
//! assert_eq!(codes(RouteConfig::new("/*", ["https://example.com*"])), ["pattern-misplaced"]);
//! # Ok::<(), Problems>(())
//! ```
//!
//! # `null`
//!
//! `null` is what browsers send for a page without an origin of its own: a local file, a redirect across sites, and *every
//! sandboxed frame on every site*. A list that has `null` in it, because somebody tested from a file once, is open to
//! anybody who writes `<iframe sandbox="allow-scripts">`.
//!
//! ```
#![doc = include_str!("../asking.txt")]
//! // The attacker's page in its sandbox.
//! let mut attack = with_cookies(page("https://evil.example", "https://bank.example/account"));
//! attack.origin = Origin::opaque();
//! let listing_null = |asked: &Exchange| {
//!     assert_eq!(origin(asked), "null");
//!     answer([("Access-Control-Allow-Origin", "null"), ("Access-Control-Allow-Credentials", "true")])
//! };
//! assert_eq!(fetch(attack.clone(), listing_null).outcome, Outcome::Readable);
//!
//! let null = |credentials| RouteConfig { credentials, ..RouteConfig::new("/*", ["null"]) };
//! assert_eq!(codes(null(true)), ["null-origin-with-credentials"]);
//! // Without credentials it takes a key that says what it is.
//! assert_eq!(codes(null(false)), ["null-origin"]);
//! let listed = compile(RouteConfig::new("/*", ["https://app.example.com"]))?;
//! assert_eq!(fetch(attack, by(&listed)).outcome, Outcome::Blocked);
//! # Ok::<(), Problems>(())
//! ```
//!
//! # Public suffixes or shared hosting
//!
//! `https://*.co.uk` is everyone who buys a name, `https://*.github.io` everyone with an account. And on
//! `https://storage.googleapis.com` strangers share one origin, told apart by the path, which is no part of it. The public
//! suffix list knows the first two; a list of hosts the rest.
//!
//! ```
#![doc = include_str!("../asking.txt")]
//! let with = |entry: &str| codes(RouteConfig { credentials: true, ..RouteConfig::new("/*", [entry]) });
//! assert_eq!(with("https://*.co.uk"), ["public-suffix-with-credentials"]);
//! assert_eq!(with("https://*.github.io"), ["shared-hosting-with-credentials"]);
//! assert_eq!(with("https://storage.googleapis.com"), ["shared-hosting-with-credentials"]);
//! // One's own name below a suffix is one's own.
//! let own = RouteConfig {
//!     credentials: true,
//!     ..RouteConfig::new("/*", ["https://**.example.co.uk", "https://my-team.github.io"])
//! };
//! assert!(compile(own).is_ok());
//! ```
//!
//! Every subdomain that a pattern lets in can read, also the forgotten one that somebody takes over. List origins where you
//! can, and keep patterns to a domain that has nothing else below it.
//!
//! # `http` origins
//!
//! An `http:` page is whatever the network says it is: whoever controls a café's router answers for
//! `http://app.example.com`, and its script then reads from `https://api.example.com` with the user's credentials. TLS on
//! the API does not help. The same goes for names that every private network has for itself (`https://nas.local`,
//! `https://192.168.1.1`), and for `localhost`, where any program on the visitor's machine may listen.
//!
//! ```
#![doc = include_str!("../asking.txt")]
//! // A server that compares the host alone.
//! let scheme_blind = |asked: &Exchange| match origin(asked).ends_with("://app.example.com") {
//!     true => answer([
//!         ("Access-Control-Allow-Origin", origin(asked)),
//!         ("Access-Control-Allow-Credentials", "true"),
//!     ]),
//!     false => answer([]),
//! };
//! let attack = || with_cookies(page("http://app.example.com", "https://api.example.com/me"));
//! assert_eq!(fetch(attack(), scheme_blind).outcome, Outcome::Readable);
//!
//! let policy = compile(RouteConfig { credentials: true, ..RouteConfig::new("/*", ["https://app.example.com"]) })?;
//! assert_eq!(fetch(attack(), by(&policy)).outcome, Outcome::Blocked);
//! let with = |entry: &str| codes(RouteConfig { credentials: true, ..RouteConfig::new("/*", [entry]) });
//! assert_eq!(with("http://app.example.com"), ["insecure-origin-with-credentials"]);
//! assert_eq!(with("https://nas.local"), ["private-network-origin-with-credentials"]);
//! assert_eq!(with("http://localhost:3000"), ["origin-loopback"]);
//! # Ok::<(), Problems>(())
//! ```
