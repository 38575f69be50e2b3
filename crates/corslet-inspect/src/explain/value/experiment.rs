//! A conversation in which everything is granted but what one header says.

use std::time::Duration;

use corslet::browser::{CredentialsMode, Engine, Fetch, Next, PreflightCache, RequestInit, Verdict};
use corslet::verdict::{Kind, ResponseHead};
use corslet::words::{HeaderList, HeaderName, HeaderValue, Origin, Status};

/// The page that asks where the value names none.
pub(super) const PAGE: &str = "https://app.example";

const URL: &str = "https://api.example/orders";

/// What is asked, and the one header that answers.
#[derive(Clone, Debug)]
pub(super) struct Experiment<'v> {
    pub(super) page: &'v str,
    pub(super) method: &'v str,
    /// A request header's name; empty for none.
    pub(super) asks: &'v str,
    pub(super) includes: bool,
    /// The header that is tried.
    pub(super) name: &'v str,
    pub(super) value: &'v [u8],
}

impl Experiment<'_> {
    /// Runs it in an engine, with a cache, at a time.
    pub(super) fn run(&self, engine: Engine, now: Duration, cache: &mut PreflightCache) -> Option<Verdict> {
        let page = Origin::parse(self.page.as_bytes()).ok()?;
        let mut init = RequestInit::new(page, URL);
        init.method = Some(self.method.as_bytes().to_vec());
        if !self.asks.is_empty() {
            init.headers.push((self.asks.as_bytes().to_vec(), b"x".to_vec()));
        }
        init.credentials = Some(if self.includes { CredentialsMode::Include } else { CredentialsMode::Omit });
        let profile = engine.profile();
        let request = init.construct(profile).ok()?.request;
        let mut fetch = Fetch::new(request.into(), profile);
        loop {
            match fetch.next(now, cache) {
                Next::Send(ask) => {
                    let headers = self.answer(ask.exchange().kind);
                    fetch = ask.answer(ResponseHead { status: Status::OK, headers });
                }
                Next::Done(verdict) => return Some(verdict),
            }
        }
    }

    fn answer(&self, kind: Kind) -> HeaderList {
        let granted: &[(&str, &str)] = match kind {
            Kind::Preflight => &[
                ("Access-Control-Allow-Origin", self.page),
                ("Access-Control-Allow-Credentials", "true"),
                ("Access-Control-Allow-Methods", self.method),
                ("Access-Control-Allow-Headers", self.asks),
            ],
            Kind::Actual => &[
                ("Access-Control-Allow-Origin", self.page),
                ("Access-Control-Allow-Credentials", "true"),
                ("X-Total-Count", "42"),
                ("Set-Cookie", "a=1"),
            ],
        };
        let mut headers = HeaderList::new();
        let mut append = |name: &str, value: &[u8]| {
            if let Ok(name) = HeaderName::parse(name.as_bytes()) {
                headers.append(name, HeaderValue::received(value));
            }
        };
        for (name, value) in granted {
            if !name.eq_ignore_ascii_case(self.name) && !value.is_empty() {
                append(name, value.as_bytes());
            }
        }
        append(self.name, self.value);
        headers
    }
}
