//! The machine: a fetch that asks for one exchange after another, and ends in a verdict.

use std::sync::Arc;
use std::time::Duration;

use url::Url;

use super::fetch_cookies::ExchangeCookies;
use super::filter::Exposed;
use super::redirect::Stripped;
use super::verdict::CacheHit;
use super::{Body, PreflightCache, Profile, RedirectMode, Request, Rules, Verdict, Warning};
use crate::verdict::{
    Answer, Blocked, Exchange, Failure, Kind, NetworkFailure, Observe, Outcome, Referrer, ResponseHead,
    ResponseType, Step, Trace,
};
use crate::words::{HeaderList, Method, Origin, UnsafeNames};

/// [Response tainting](https://fetch.spec.whatwg.org/#concept-request-response-tainting).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tainting {
    Basic,
    Cors,
    Opaque,
}

/// What a redirect changes of a request.
#[derive(Clone, Debug)]
pub(super) struct Hop {
    pub(super) index: usize,
    pub(super) url: Arc<Url>,
    pub(super) method: Method,
    pub(super) headers: Arc<HeaderList>,
    pub(super) body: Body,
    pub(super) tainting: Tainting,
    /// [redirect-taint](https://fetch.spec.whatwg.org/#concept-request-redirect-taint) is not "same-origin".
    pub(super) tainted: bool,
    /// A preflight went out for, or was answered from the cache for, this hop or one before it.
    pub(super) was_preflighted: bool,
    /// A redirect has led from one origin to another.
    pub(super) has_crossed: bool,
    /// A redirect has turned the method into `GET`.
    pub(super) has_lost_body: bool,
    /// What this browser finds wrong with the redirect to this hop, but only after the hop's preflight.
    pub(super) found_late: Vec<Blocked>,
    /// What the redirect to this hop deleted from the header list.
    pub(super) stripped: Stripped,
    /// How much `Referer` tells.
    pub(super) referrer: Referrer,
    /// The URL as it was, when it was upgraded to https.
    pub(super) before_upgrade: Option<Arc<Url>>,
}

/// What the machine does next.
enum State {
    MainFetch,
    Preflighted(Arc<ResponseHead>),
    Actual,
    Answered(Arc<ResponseHead>),
    Failed(Kind, NetworkFailure),
}

/// A fetch under way: [`next`](Fetch::next) says what to send or how it ended.
///
/// It touches nothing: the caller sends, the caller keeps the time.
///
/// ```
/// use corslet::browser::{Fetch, Next, PreflightCache, Profile, Request};
/// use corslet::verdict::{Outcome, ResponseHead};
/// use corslet::words::{HeaderList, Origin, Status};
///
/// let page = Origin::parse("https://app.example")?;
/// let request = Request::new(page, "https://api.example/orders".parse()?);
/// let mut cache = PreflightCache::new();
/// let now = std::time::Duration::ZERO;
///
/// let mut fetch = Fetch::new(request.into(), Profile::standard());
/// let verdict = loop {
///     match fetch.next(now, &mut cache) {
///         Next::Send(ask) => {
///             assert_eq!(ask.exchange().origin.as_ref().unwrap().serialize(), "https://app.example");
///             let headers = HeaderList::from_pairs([("Access-Control-Allow-Origin", "*")]);
///             fetch = ask.answer(ResponseHead { status: Status::new(200).unwrap(), headers });
///         }
///         Next::Done(verdict) => break verdict,
///     }
/// };
/// assert_eq!(verdict.outcome, Outcome::Readable);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Fetch<'p, O = ()> {
    pub(super) request: Arc<Request>,
    pub(super) profile: &'p Profile,
    pub(super) observer: O,
    pub(super) hop: Hop,
    pub(super) now: Duration,
    pub(super) exchanges: Vec<Exchange>,
    pub(super) blocked: Vec<Blocked>,
    pub(super) warnings: Vec<Warning>,
    pub(super) timing_allow_failed: bool,
    pub(super) last_hop_allows_timing: bool,
    /// The browser has asked its user for a name and a password.
    pub(super) is_prompted: bool,
    pub(super) cache_hits: Vec<CacheHit>,
    pub(super) cookies: Vec<ExchangeCookies>,
    pub(super) exposed: Exposed,
    /// The names that the preflight under way asks for.
    pub(super) preflight_names: UnsafeNames,
    /// The preflight was forced and did not name methods, so this one counts as named.
    pub(super) method_is_implied: bool,
    state: State,
}

/// What a fetch needs next.
pub enum Next<'p, O = ()> {
    /// Send this, and answer it.
    Send(Ask<'p, O>),
    /// It has ended.
    Done(Verdict),
}

/// One request to send. Answering consumes it and gives the fetch back.
pub struct Ask<'p, O = ()> {
    fetch: Fetch<'p, O>,
}

/// Where an algorithm's turn leaves the machine.
pub(super) enum Flow {
    /// Send this request.
    Send(Exchange),
    /// Go on with the request itself: no preflight is needed (any more).
    GoOn,
    /// A redirect was followed: main fetch again.
    Again,
    /// The end.
    Done(Outcome, ResponseType),
}

impl<'p> Fetch<'p> {
    /// Begins to fetch `request` as `profile`'s browser does, and explains nothing.
    #[must_use]
    pub fn new(request: Arc<Request>, profile: &'p Profile) -> Self {
        Self::observed(request, profile)
    }
}

impl<'p> Fetch<'p, Trace> {
    /// Begins to fetch `request` as `profile`'s browser does, and keeps every step in the verdict.
    #[must_use]
    pub fn explained(request: Arc<Request>, profile: &'p Profile) -> Self {
        Self::observed(request, profile)
    }
}

impl<'p, O: Observe> Fetch<'p, O> {
    /// Begins to fetch `request` with an observer of the caller's.
    #[must_use]
    pub fn observed(request: Arc<Request>, profile: &'p Profile) -> Self {
        let hop = Hop {
            index: 0,
            url: Arc::clone(&request.url),
            method: request.method.clone(),
            headers: Arc::clone(&request.headers),
            body: request.body,
            tainting: Tainting::Basic,
            tainted: false,
            was_preflighted: false,
            has_crossed: false,
            has_lost_body: false,
            found_late: Vec::new(),
            stripped: Stripped::default(),
            referrer: request.own_referrer(),
            before_upgrade: None,
        };
        Fetch {
            request,
            profile,
            observer: O::default(),
            hop,
            now: Duration::ZERO,
            exchanges: Vec::new(),
            blocked: Vec::new(),
            warnings: Vec::new(),
            timing_allow_failed: false,
            last_hop_allows_timing: false,
            is_prompted: false,
            cache_hits: Vec::new(),
            cookies: Vec::new(),
            exposed: Exposed::Everything,
            preflight_names: UnsafeNames::default(),
            method_is_implied: false,
            state: State::MainFetch,
        }
    }

    /// Runs until something has to be sent, or to the end. `now` is the time since any fixed instant; `cache` is the
    /// browser's CORS-preflight cache, one for each browser.
    #[must_use]
    pub fn next(mut self, now: Duration, cache: &mut PreflightCache) -> Next<'p, O> {
        self.now = now;
        loop {
            let flow = match std::mem::replace(&mut self.state, State::MainFetch) {
                State::MainFetch => self.main_fetch(cache),
                State::Preflighted(head) => self.preflighted(&head, cache),
                State::Actual => self.send_actual(),
                State::Answered(head) => self.answered(&head, cache),
                State::Failed(kind, failure) => self.network_failed(kind, failure, cache),
            };
            match flow {
                Flow::Send(exchange) => {
                    self.exchanges.push(exchange);
                    return Next::Send(Ask { fetch: self });
                }
                Flow::GoOn => self.state = State::Actual,
                Flow::Again => self.state = State::MainFetch,
                Flow::Done(outcome, response_type) => {
                    return Next::Done(Verdict::new(self, outcome, response_type));
                }
            }
        }
    }

    pub(super) fn rules(&self) -> &'p Rules {
        &self.profile.rules
    }

    /// [Serialise a request origin](https://fetch.spec.whatwg.org/#serializing-a-request-origin).
    pub(super) fn serialized_origin(&self) -> &str {
        if self.hop.tainted { "null" } else { self.request.origin.serialize() }
    }

    /// The request origin as an `Origin` header carries it.
    pub(super) fn origin_to_send(&self) -> Origin {
        if self.hop.tainted { Origin::opaque() } else { self.request.origin.clone() }
    }

    /// Whether the current URL is of the request's origin.
    pub(super) fn is_own_origin(&self) -> bool {
        self.request.origin.same_origin_as_url(&self.hop.url)
    }

    pub(super) fn block(&mut self, on: Kind, failure: Failure, step: &'static Step) {
        self.blocked.push(Blocked { failure, hop: self.hop.index, on, step });
    }

    /// A network error: blocked, or never sent when nothing has left.
    pub(super) fn network_error(&self) -> Flow {
        let outcome = if self.exchanges.is_empty() { Outcome::NeverSent } else { Outcome::Blocked };
        Flow::Done(outcome, ResponseType::Error)
    }

    /// The [use-CORS-preflight flag](https://fetch.spec.whatwg.org/#use-cors-preflight-flag) as this browser sets it.
    pub(super) fn uses_cors_preflight(&self) -> bool {
        let is_listening = matches!(self.request.api, super::Api::Xhr { upload_listener: true });
        let lacks_body =
            self.rules().upload_listener_needs_body && is_listening && self.request.body == Body::None;
        self.request.use_cors_preflight && !lacks_body
    }

    /// Whether the cache has to have an entry for the method: HTTP fetch, step 4.1.
    pub(super) fn method_needs_cache_entry(&self, method: &Method) -> bool {
        let cache = &self.rules().cache;
        !method.is_cors_safelisted()
            || (cache.head_needs_entry && *method == Method::HEAD)
            || (cache.forced_needs_entry && self.uses_cors_preflight())
    }

    /// Whether all that failed of a preflight is that it does not allow this method or these headers.
    pub(super) fn only_the_grant_is_too_small(&self) -> bool {
        self.blocked.iter().filter(|blocked| blocked.hop == self.hop.index).all(|blocked| {
            matches!(
                blocked.failure,
                Failure::MethodIsNotAllowed { .. }
                    | Failure::HeaderIsNotAllowed { .. }
                    | Failure::AuthorizationIsNotListed { .. }
            )
        })
    }

    pub(super) fn follows_redirects(&self) -> bool {
        self.request.redirect == RedirectMode::Follow
    }

    fn accept(mut self, answer: Answer) -> Self {
        let Some(exchange) = self.exchanges.last_mut() else { return self };
        let kind = exchange.kind;
        self.state = match &answer {
            Answer::Head(head) if kind == Kind::Preflight => State::Preflighted(Arc::clone(head)),
            Answer::Head(head) => State::Answered(Arc::clone(head)),
            Answer::Failed(failure) => State::Failed(kind, failure.clone()),
        };
        exchange.answer = Some(answer);
        self
    }
}

impl<'p, O: Observe> Ask<'p, O> {
    /// What to send.
    #[must_use]
    pub fn exchange(&self) -> &Exchange {
        // An ask is only made right after its exchange is pushed.
        &self.fetch.exchanges[self.fetch.exchanges.len() - 1]
    }

    pub(super) fn fetch_mut(&mut self) -> &mut Fetch<'p, O> {
        &mut self.fetch
    }

    /// The request that is being fetched.
    #[must_use]
    pub fn request(&self) -> &Request {
        &self.fetch.request
    }

    /// The body that goes along.
    #[must_use]
    pub fn body(&self) -> Body {
        match self.exchange().kind {
            Kind::Preflight => Body::None,
            Kind::Actual => self.fetch.hop.body,
        }
    }

    /// Goes on with the response's head.
    #[must_use]
    pub fn answer(self, head: impl Into<Arc<ResponseHead>>) -> Fetch<'p, O> {
        self.fetch.accept(Answer::Head(head.into()))
    }

    /// Goes on with a response that [the HTTP cache](super::HttpCache) had: nothing was sent.
    #[must_use]
    pub fn answer_from_cache(mut self, head: impl Into<Arc<ResponseHead>>) -> Fetch<'p, O> {
        if let Some(exchange) = self.fetch.exchanges.last_mut() {
            exchange.from_cache = true;
        }
        self.answer(head)
    }

    /// Ends the fetch here: the request is not sent, and the verdict is of what happened until now. The request stands last
    /// among the exchanges, without an answer.
    #[must_use]
    pub fn abandon(self) -> Verdict {
        Verdict::new(self.fetch, Outcome::Undecided, ResponseType::Error)
    }

    /// Goes on without a response.
    #[must_use]
    pub fn failed(self, failure: NetworkFailure) -> Fetch<'p, O> {
        self.fetch.accept(Answer::Failed(failure))
    }
}
