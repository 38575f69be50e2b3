//! The browser's own algorithm as the judge: may a page on this origin read this answer?

use std::sync::Arc;
use std::time::Duration;

use corslet::Url;
use corslet::browser::{CredentialsMode, Engine, Fetch, Next, PreflightCache, Request, Verdict};
use corslet::verdict::{Kind, NetworkFailure, Outcome, ResponseHead};
use corslet::words::{Method, Origin};

/// What the server lets a page on some origin read. The later, the more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trust {
    /// Nothing is known.
    Unknown,
    /// It is not named in the answer.
    Refused,
    /// It is named, and reads what anybody would get.
    Anonymous,
    /// It is named, and reads what the user would get.
    Credentialed,
}

impl Trust {
    /// Whether the origin is named at all.
    #[must_use]
    pub fn is_granted(self) -> bool {
        self >= Trust::Anonymous
    }
}

/// A page that can read an answer, or send what changes something, by the browser's own algorithm.
#[derive(Clone, Debug)]
pub struct Proof {
    /// The page's origin, as it is sent.
    pub origin: String,
    /// The method of the request that the page makes.
    pub method: String,
    /// The URL that it asks.
    pub url: Url,
    /// Its credentials mode.
    pub credentials: CredentialsMode,
    /// The recorded answer to it, by its place in the evidence; nothing when only its preflight was sent.
    pub exchange: Option<usize>,
    /// The recorded preflight, by its place in the evidence.
    pub preflight: Option<usize>,
    /// What each engine says.
    pub verdicts: Vec<Verdict>,
}

impl Proof {
    /// The engines whose pages can do it.
    pub fn engines(&self) -> impl Iterator<Item = Engine> + '_ {
        self.verdicts.iter().filter(|verdict| self.succeeds(verdict)).map(|verdict| verdict.engine)
    }

    fn succeeds(&self, verdict: &Verdict) -> bool {
        match self.exchange {
            Some(_) => verdict.outcome == Outcome::Readable,
            // The preflight let the request itself go out.
            None => verdict.exchanges.iter().any(|exchange| exchange.kind == Kind::Actual),
        }
    }
}

/// The request that a page on this origin would make; none when no page can have such an origin.
pub(super) fn request(
    origin: &str,
    method: &str,
    url: &Url,
    credentials: CredentialsMode,
) -> Option<Request> {
    let origin = page_origin(origin)?;
    let mut request = Request::new(origin, url.clone());
    request.method = Method::parse(method).ok()?;
    request.credentials = credentials;
    Some(request)
}

/// The origin that a page would have, written so. A URL's host may have characters that no name in the DNS has, such as `!`:
/// what decides is that the URL Standard writes it the same.
fn page_origin(text: &str) -> Option<Origin> {
    if let Ok(origin) = Origin::parse(text) {
        return Some(origin);
    }
    let origin = Origin::of(&Url::parse(text).ok()?);
    (!origin.is_opaque() && origin.serialize() == text).then_some(origin)
}

/// Plays a fetch against recorded answers: one for the preflight and one for the request itself. A redirect ends it.
pub(super) fn play(
    engine: Engine,
    request: Request,
    preflight: Option<&Arc<ResponseHead>>,
    actual: Option<&Arc<ResponseHead>>,
) -> Verdict {
    let mut cache = PreflightCache::new();
    let mut fetch = Fetch::explained(Arc::new(request), engine.profile());
    loop {
        match fetch.next(Duration::ZERO, &mut cache) {
            Next::Done(verdict) => return verdict,
            Next::Send(ask) => {
                let exchange = ask.exchange();
                let recorded = match (exchange.hop, exchange.kind) {
                    (0, Kind::Preflight) => preflight,
                    (0, Kind::Actual) => actual,
                    _ => None,
                };
                fetch = match recorded {
                    Some(head) => ask.answer(Arc::clone(head)),
                    None if exchange.kind == Kind::Actual => return ask.abandon(),
                    None => ask.failed(NetworkFailure::Other("not recorded".to_owned())),
                };
            }
        }
    }
}

/// What an answer lets a page on `origin` read, when it names that origin itself: `*` names nobody.
///
/// The bytes decide, as in the [CORS check](https://fetch.spec.whatwg.org/#concept-cors-check): one line, equal to what was
/// sent, and `true` in so many letters.
pub(super) fn granted(origin: &str, head: &ResponseHead) -> Trust {
    let line = |name: &str| head.headers.get(name);
    match line("access-control-allow-origin") {
        Some(value) if *value == *origin.as_bytes() => match line("access-control-allow-credentials") {
            Some(value) if *value == *b"true" => Trust::Credentialed,
            _ => Trust::Anonymous,
        },
        _ => Trust::Refused,
    }
}
