//! The same-origin policy and CORS, exactly as the [Fetch Standard](https://fetch.spec.whatwg.org/) says and as real browsers
//! behave.
//!
//! A page on one origin may not read another origin's responses unless that server grants it. This crate is that
//! conversation as a library: pure, without sockets, clock or threads. The caller sends what the engine asks for; the engine
//! says what the page gets, and why.
//!
//! # A tour
//!
//! **What a page writes** is a [`RequestInit`](browser::RequestInit). Its guards drop what never leaves a page, and say so:
//!
//! ```
//! use corslet::browser::{Profile, RequestInit};
//! use corslet::words::Origin;
//!
//! let page = Origin::parse("https://app.example")?;
//! let mut init = RequestInit::new(page, "https://api.example/orders");
//! init.method = Some(b"delete".to_vec());
//! init.headers = vec![(b"Authorization".to_vec(), b"Bearer x".to_vec()), (b"Cookie".to_vec(), b"a=b".to_vec())];
//! let constructed = init.construct(Profile::chromium())?;
//! assert_eq!(constructed.request.method.as_str(), "DELETE");
//! assert_eq!(constructed.dropped[0].name.as_str(), "Cookie");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! **The fetch** is a machine: [`Fetch::next`](browser::Fetch::next) says what to send, answering gives the machine back, and
//! a wrong order does not compile. Time is an argument, and so is the preflight cache:
//!
//! ```
//! # use corslet::browser::{Profile, RequestInit};
//! # use corslet::words::Origin;
//! use corslet::browser::{Fetch, Next, PreflightCache};
//! use corslet::verdict::{Kind, Outcome, ResponseHead};
//! use corslet::words::{HeaderList, Status};
//!
//! # let page = Origin::parse("https://app.example")?;
//! # let mut init = RequestInit::new(page, "https://api.example/orders");
//! # init.method = Some(b"delete".to_vec());
//! # let request = init.construct(Profile::chromium())?.request;
//! let mut cache = PreflightCache::new();
//! let mut fetch = Fetch::explained(request.into(), Profile::chromium());
//! let verdict = loop {
//!     match fetch.next(std::time::Duration::ZERO, &mut cache) {
//!         Next::Send(ask) => {
//!             assert_eq!(ask.exchange().kind, Kind::Preflight);
//!             let headers = HeaderList::from_pairs([("Access-Control-Allow-Origin", "https://app.example/")]);
//!             fetch = ask.answer(ResponseHead { status: Status::OK, headers });
//!         }
//!         Next::Done(verdict) => break verdict,
//!     }
//! };
//! assert_eq!(verdict.outcome, Outcome::Blocked);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! **The verdict** has every failed condition, each with the step of the standard that says no, whose fault it is and the bytes
//! compared; and a profile knows which of them its browser prints:
//!
//! ```
//! # use corslet::browser::{Fetch, Next, PreflightCache, Profile, Request};
//! # use corslet::verdict::{Fault, ResponseHead};
//! # use corslet::words::{HeaderList, Origin, Status};
//! # let request = Request::new(Origin::parse("https://app.example")?, "https://api.example/".parse()?);
//! # let mut cache = PreflightCache::new();
//! # let Next::Send(ask) = Fetch::new(request.into(), Profile::chromium()).next(Default::default(), &mut cache) else { panic!() };
//! # let headers = HeaderList::from_pairs([("Access-Control-Allow-Origin", "https://app.example/")]);
//! # let fetch = ask.answer(ResponseHead { status: Status::OK, headers });
//! # let Next::Done(verdict) = fetch.next(Default::default(), &mut cache) else { panic!() };
//! let blocked = &verdict.blocked[0];
//! assert_eq!(blocked.code(), "actual:acao-mismatch");
//! assert_eq!(blocked.failure.fault(), Fault::Server);
//! assert_eq!(blocked.step.link, "https://fetch.spec.whatwg.org/#concept-cors-check");
//! assert_eq!(Profile::chromium().headline(&verdict).unwrap().code, Some("AllowOriginMismatch"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The modules
//!
//! - [`words`]: origins, sites, methods, header names, values and lists, as the standards define them.
//! - [`verdict`]: what became of a fetch: outcome, failures, steps, exchanges.
//! - [`browser`]: the algorithms, one file each under the standard's name, and the [profiles](browser::profile): every departure
//!   of a browser from the standard is data with its source.
//! - [`manual`]: why was my cookie not sent?

pub mod browser;
pub mod manual;
pub mod policy;
pub mod verdict;
pub mod words;

pub use url::Url;
