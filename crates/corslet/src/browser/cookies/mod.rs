//! Cookies: what a jar keeps of a response, what of it goes along with a request, and why the rest does not.
//!
//! [RFC 6265bis](https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis-22) as browsers run it. A [`Jar`] is a
//! value; the time, the request's [`Context`] and the browser's [`CookieRules`] are arguments, so the same call gives the
//! same answer. No answer is a bare yes or no: a cookie that stays is [`Withheld`] with every reason, a line that is not
//! kept is [`Rejected`] with every reason, and each reason has its step.
//!
//! CORS and cookies are two gates. What is stored does not depend on what the page may read: the response of a request
//! with credentials fills the jar even if the CORS check or `Cross-Origin-Resource-Policy` then blocks it. A
//! [preflight](https://fetch.spec.whatwg.org/#cors-preflight-fetch) has no credentials: its [`Context`] says so.
//!
//! ```
//! use std::time::Duration;
//!
//! use corslet::browser::cookies::{Client, Context, CookieRules, Jar, NotSent, Storage};
//! use corslet::words::Origin;
//!
//! let rules = CookieRules::chromium();
//! let now = Duration::from_secs(1_800_000_000);
//! let mut jar = Jar::new();
//!
//! // The user has been at the shop.
//! let shop = Client::top_level(Origin::parse("https://shop.example")?);
//! let url = "https://shop.example/cart".parse()?;
//! let stored = jar.store(b"id=42; SameSite=Lax; Secure", &Context::new(&shop, &url), rules, now, &mut ());
//! assert!(matches!(stored, Storage::Stored(_)));
//!
//! // Another site's page asks the shop.
//! let blog = Client::top_level(Origin::parse("https://blog.example")?);
//! let retrieval = jar.retrieve(&Context::new(&blog, &url), rules, now, &mut ());
//! assert!(retrieval.sent.is_empty());
//! let withheld = &retrieval.withheld[0];
//! assert!(withheld.reasons.contains(NotSent::SameSiteLax));
//! assert_eq!(NotSent::SameSiteLax.step().number, "3.5");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod attribute;
mod chromium;
mod context;
mod cookie;
mod date;
mod deviation;
mod domain;
mod evict;
mod firefox;
mod jar;
mod path;
mod prefix;
mod reason;
mod reasons;
mod retrieve;
mod rules;
mod same_site;
mod set_cookie;
mod standard;
mod storage;
mod store;
mod third_party;
mod webkit;

pub use attribute::{Attribute, Fate};
pub use context::{Client, Context, Target, ThirdPartyCookies};
pub use cookie::{Cookie, Partition, Priority, SameSite};
pub use date::parse_cookie_date;
pub use deviation::CookieDeviation;
pub use domain::domain_matches;
pub use jar::Jar;
pub use path::{default_path, path_matches};
pub use prefix::Prefix;
pub use reason::{NotSent, NotStored};
pub use reasons::{NotSentReasons, NotStoredReasons};
pub use retrieve::{Retrieval, Withheld};
pub use rules::{
    CookieRules, DefaultSameSite, Eviction, Lifetime, Limits, NavigationInitiator, Prefixes, RedirectTaint,
    SecureConnection, ThirdParty, ThirdPartyBlock,
};
pub use set_cookie::SetCookie;
pub use storage::{Rejected, Storage, StoredCookie};

use crate::verdict::Algorithm;

/// The algorithms that decide about cookies, with their steps.
pub static ALGORITHMS: &[&Algorithm] = &[
    &set_cookie::SET_COOKIE,
    &store::STORAGE_MODEL,
    &store::STORE_A_COOKIE,
    &store::PARTITIONED,
    &retrieve::COOKIE_HEADER,
    &retrieve::RETRIEVAL,
];
