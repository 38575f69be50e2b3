//! Why was my cookie not sent?
//!
//! A request without its cookie looks like a user who is not logged in, and CORS is blamed. They are two gates, one behind
//! the other, and each can be shut for its own reasons:
//!
//! 1. **Credentials.** The page has to ask with them (`credentials: "include"`, `withCredentials`), or no cookie moves in
//!    either direction.
//! 2. **The cookie's own rules.** Domain, path, `Secure`, `SameSite`, partitions, and what the browser does with third
//!    parties. They decide hop by hop, and know nothing of CORS.
//! 3. **CORS** decides last, and about reading only: whether the page sees the answer to the request that carried the
//!    cookie, or not.
//!
//! In the examples `visit` sets a line by a visit to its own server, and `ask` gives the `Cookie` header of a request, or
//! every reason why there is none. `chromium()` is Chromium with third-party cookies allowed.
//!
//! # First: was it stored at all?
//!
//! A browser drops a bad line without a word to the page. Most often `Secure` is missing beside `SameSite=None`, or `Domain`
//! is not the host's:
//!
//! ```
#![doc = include_str!("cookie_jar.txt")]
//! let rules = chromium();
//! let why = |line: &str| visit(&rules, "https://api.shop.example/login", line).1;
//! assert_eq!(why("id=42; SameSite=None"), "same-site-none-insecure");
//! assert_eq!(why("id=42; Domain=www.shop.example"), "domain-mismatch");
//! assert_eq!(why("id=42; Domain=example"), "public-suffix");
//! assert_eq!(why("__Host-id=42; Secure"), "prefix-needs-host");
//! assert_eq!(why("id=42; SameSite=None; Secure"), "", "stored");
//! // Over http nothing Secure is set, but on this machine.
//! assert_eq!(visit(&rules, "http://api.shop.example/", "id=42; Secure").1, "secure-only");
//! assert_eq!(visit(&rules, "http://localhost:3000/", "id=42; Secure").1, "");
//! ```
//!
//! `Domain` is for sharing with the hosts below it: `Domain=shop.example`, set by `api.shop.example`, reaches
//! `www.shop.example` too. Without it the cookie stays with the one host that set it. A public suffix, such as `co.uk` or
//! `github.io`, is no domain to share.
//!
//! The response that sets it has to be one *with credentials*. What CORS says of it afterwards does not matter: the cookie
//! of a response that the page may not read is stored all the same. The response to a preflight sets none.
//!
//! # The request is to another site, and `SameSite` is not `None`
//!
//! A *site* is a scheme and a registrable domain: `https://www.shop.example` and `https://api.shop.example` are one site,
//! two origins; `a.github.io` and `b.github.io` are two. CORS is asked between origins, `SameSite` between sites.
//!
//! | `SameSite` | with requests of its own site | when a link from elsewhere opens the page | with `fetch`, images, frames from elsewhere |
//! |---|---|---|---|
//! | `Strict` | yes | no | no |
//! | `Lax` | yes | yes | no |
//! | `None; Secure` | yes | yes | yes, where third parties have cookies |
//! | none written | yes | yes | **Chromium no** (it is `Lax`), Firefox and WebKitGTK yes (it is `None`) |
//!
//! ```
#![doc = include_str!("cookie_jar.txt")]
//! let (blog, cart) = (page("https://blog.example"), url("https://shop.example/cart"));
//! let from_the_blog = |rules: &CookieRules, line: &str| {
//!     let (mut jar, _) = visit(rules, "https://shop.example/", line);
//!     ask(&mut jar, &Context::new(&blog, &cart), rules)
//! };
//! assert_eq!(from_the_blog(&chromium(), "id=42; SameSite=Lax; Secure"), "same-site-lax");
//! assert_eq!(from_the_blog(&chromium(), "id=42; Secure"), "same-site-unspecified-treated-as-lax");
//! assert_eq!(from_the_blog(CookieRules::webkit(), "id=42; Secure"), "id=42");
//! assert_eq!(from_the_blog(&chromium(), "id=42; SameSite=None; Secure"), "id=42");
//!
//! // A link opens the shop itself: Lax goes along.
//! let (mut jar, _) = visit(&chromium(), "https://shop.example/", "id=42; SameSite=Lax; Secure");
//! let link = Context { target: Target::TopLevel, ..Context::new(&blog, &cart) };
//! assert_eq!(ask(&mut jar, &link, &chromium()), "id=42");
//! ```
//!
//! So an API that is called with cookies from another site needs `SameSite=None; Secure`, and has to defend itself against
//! forged requests by other means. Better: put page and API on one site, and `Lax` is enough.
//!
//! # `http` and `https` are two sites
//!
//! In Chromium a page on `http://www.shop.example` that asks `https://api.shop.example` is cross-site. Firefox and WebKitGTK
//! look at the domain alone.
//!
//! ```
#![doc = include_str!("cookie_jar.txt")]
//! let plain = page("http://www.shop.example");
//! let api = url("https://www.shop.example/");
//! for (rules, expected) in [(chromium(), "same-site-strict"), (CookieRules::firefox().clone(), "id=42")] {
//!     let (mut jar, _) = visit(&rules, "https://www.shop.example/", "id=42; SameSite=Strict; Secure");
//!     assert_eq!(ask(&mut jar, &Context::new(&plain, &api), &rules), expected);
//! }
//! ```
//!
//! # The page is in a frame of another site
//!
//! Then everything is cross-site, also what the page asks of its own server: the site for cookies is the top-level page's,
//! and only while all frames down to the one that asks are of that site.
//!
//! ```
#![doc = include_str!("cookie_jar.txt")]
//! let widget = url("https://widget.example/me");
//! let (mut jar, _) = visit(&chromium(), "https://widget.example/", "id=42; SameSite=Lax; Secure");
//! let framed = Client::frame(Origin::of(&widget), Origin::parse("https://shop.example")?);
//! assert_eq!(ask(&mut jar, &Context::new(&framed, &widget), &chromium()), "same-site-lax");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Third parties have no cookies, or others
//!
//! `SameSite=None; Secure` is the cookie's consent, not the browser's. Firefox keeps the cookies of third
//! parties apart for each top-level site, Chromium as Debian ships it blocks them, and WebKitGTK lets third parties set
//! none.
//!
//! ```
#![doc = include_str!("cookie_jar.txt")]
//! let (blog, api) = (page("https://blog.example"), url("https://api.example/"));
//! let ask_with = |rules: &CookieRules, third_party_cookies| {
//!     let (mut jar, _) = visit(rules, "https://api.example/", "id=42; SameSite=None; Secure");
//!     ask(&mut jar, &Context { third_party_cookies, ..Context::new(&blog, &api) }, rules)
//! };
//! assert_eq!(ask_with(CookieRules::chromium(), Some(ThirdPartyCookies::Allow)), "id=42");
//! assert_eq!(ask_with(CookieRules::chromium(), Some(ThirdPartyCookies::Block)), "third-party-blocked");
//! assert_eq!(ask_with(CookieRules::firefox(), None), "third-party-partitioned");
//! ```
//!
//! What a third party sets within a partition goes back to it there, and nowhere else. In Chromium that takes `Partitioned`
//! (with `Secure`), in Firefox every cookie of a third party is so. Told to block third parties, Chromium still keeps what is
//! `Partitioned`, and Firefox nothing. A cookie for logging in that was set by a visit to the
//! third party itself is in no partition, and `Partitioned` makes it the visit's own: neither reaches the page that embeds it.
//! What does is one site for both, or the [Storage Access API](https://privacycg.github.io/storage-access/).
//!
//! ```
#![doc = include_str!("cookie_jar.txt")]
//! let (shop, blog) = (page("https://shop.example"), page("https://blog.example"));
//! let widget = url("https://widget.example/");
//! let rules = CookieRules::chromium();
//! let mut jar = Jar::new();
//! jar.store(b"id=42; SameSite=None; Secure; Partitioned", &Context::new(&shop, &widget), rules, NOW, &mut ());
//! assert_eq!(ask(&mut jar, &Context::new(&shop, &widget), rules), "id=42");
//! assert_eq!(ask(&mut jar, &Context::new(&blog, &widget), rules), "other-partition");
//! assert_eq!(ask(&mut jar, &Context::of_the_user(&widget), rules), "other-partition");
//! ```
//!
//! # A redirect led through another site
//!
//! Each hop gets the cookies that are for its own URL. Firefox takes all hops after a cross-site one for cross-site,
//! WebKitGTK those of a request that began cross-site; Chromium looks at each hop alone.
//!
//! ```
#![doc = include_str!("cookie_jar.txt")]
//! # use std::sync::Arc;
//! let (shop, cart) = (page("https://shop.example"), url("https://shop.example/cart"));
//! let through = [Arc::new(url("https://login.example/"))];
//! for (rules, expected) in [(chromium(), "id=42"), (CookieRules::firefox().clone(), "same-site-lax")] {
//!     let (mut jar, _) = visit(&rules, "https://shop.example/", "id=42; SameSite=Lax; Secure");
//!     let context = Context { redirected_from: &through, ..Context::new(&shop, &cart) };
//!     assert_eq!(ask(&mut jar, &context, &rules), expected);
//! }
//! ```
//!
//! Credentials have a rule of their own here: with `credentials: "same-origin"`, the default of `fetch()`, they end at the first
//! hop to another origin and do not come back.
//!
//! # Another host, another path, no longer secure, no longer valid
//!
//! The plain reasons, and all of them at once where several hold:
//!
//! ```
#![doc = include_str!("cookie_jar.txt")]
//! let rules = chromium();
//! let shop = page("https://www.shop.example");
//! let (mut jar, _) = visit(&rules, "https://www.shop.example/account/login", "id=42; Secure");
//! let mut ask_for = |to: &str| ask(&mut jar, &Context::new(&shop, &url(to)), &rules);
//! assert_eq!(ask_for("https://www.shop.example/account/orders"), "id=42");
//! // Without Path, the cookie is for the directory that set it; without Domain, for the host.
//! assert_eq!(ask_for("https://www.shop.example/orders"), "not-on-path");
//! assert_eq!(ask_for("https://api.shop.example/account/"), "domain-mismatch");
//! assert_eq!(
//!     ask_for("http://api.shop.example/orders"),
//!     "domain-mismatch, not-on-path, secure-only, same-site-unspecified-treated-as-lax"
//! );
//! ```
//!
//! Write `Path=/` always, and `Domain` only to share. Chromium and Firefox keep no cookie for longer than 400 days, and
//! `Max-Age` counts before `Expires`.
//!
//! # What to write
//!
//! - The page and its API on one site: `__Host-id=…; Path=/; Secure; HttpOnly; SameSite=Lax`.
//! - An API for pages of other sites: `SameSite=None; Secure`, and an answer to forged requests. Expect that many users'
//!   browsers send it to nobody but yourself.
//! - A widget that remembers something per site that embeds it: `SameSite=None; Secure; Partitioned`.
//!
//! Each reason has its step in the standard, and a name that stays:
//! [`NotSent`](crate::browser::cookies::NotSent), [`NotStored`](crate::browser::cookies::NotStored).
