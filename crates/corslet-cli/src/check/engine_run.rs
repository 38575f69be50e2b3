//! One engine's fetch, from the page's call to its verdict.

use std::sync::Arc;
use std::time::Duration;

use corslet::browser::cookies::Jar;
use corslet::browser::{
    Api, Cookies, Dropped, Engine, Fetch, Next, NotConstructible, Profile, Readable, Request, Verdict,
};
use corslet::verdict::{Exchange, Kind, NetworkFailure, ResponseHead, Taken};
use corslet::words::{HeaderList, HeaderName, HeaderValue, registrable_domain};

use super::handshake;
use super::plan::Plan;
use super::recording::{Came, NotSent, Recording};
use super::session::Session;

/// How an engine's fetch ended.
#[derive(Debug)]
pub(crate) enum Ended {
    /// With a verdict.
    Verdict(Box<Verdict>),
    /// Before the end: a request was not sent. The verdict is of what happened until then.
    NotSent(NotSent, Box<Verdict>),
    /// With an exception in the page: there never was a request.
    Thrown(Box<NotConstructible>),
}

/// One engine's fetch.
#[derive(Debug)]
pub(crate) struct EngineRun {
    pub(crate) engine: Engine,
    pub(crate) profile: Arc<Profile>,
    /// The headers that never left the page.
    pub(crate) dropped: Vec<Dropped>,
    /// The steps taken, from the constructor's first on.
    pub(crate) steps: Vec<Taken>,
    /// The recorded exchanges that this engine saw.
    pub(crate) exchanges: Vec<usize>,
    pub(crate) ended: Ended,
}

impl EngineRun {
    /// The verdict, or what there is of one.
    pub(crate) fn verdict(&self) -> Option<&Verdict> {
        match &self.ended {
            Ended::Verdict(verdict) | Ended::NotSent(_, verdict) => Some(verdict),
            Ended::Thrown(_) => None,
        }
    }

    /// What a script of the page can read; an element hands out no status and no header.
    pub(crate) fn readable(&self) -> Option<Readable> {
        let verdict = self.verdict()?;
        match verdict.request.api {
            Api::Fetch | Api::Xhr { .. } => verdict.readable(),
            Api::Element { .. } => None,
        }
    }
}

/// Runs the plan by an engine's rules, with its cookies, `later` by the browser's clock than it is.
pub(crate) async fn run(
    engine: Engine,
    plan: &Plan,
    recording: &mut Recording<'_>,
    session: &Session,
    jar: &mut Jar,
    later: Duration,
) -> EngineRun {
    let profile = plan.set_up(session.profile(engine));
    let mut constructed = match plan.init.construct(&profile) {
        Ok(constructed) => constructed,
        Err(thrown) => {
            let steps = thrown.trace.taken.clone();
            let ended = Ended::Thrown(thrown);
            return EngineRun { engine, profile, dropped: Vec::new(), steps, exchanges: Vec::new(), ended };
        }
    };
    constructed.request.network_partition_key = Some(partition(plan));
    let drive =
        Drive { engine, plan, profile: &profile, request: Arc::new(constructed.request), session, later };
    let mut driven = drive.run(recording, jar, false).await;
    let mut unrecorded = Vec::new();
    // What a preflight that was not recorded has granted is not known: a refusal of the actual answer counts all the
    // same, and nothing else does.
    while let Some((index, why)) = driven.missing_preflight(plan).filter(|_| unrecorded.len() < MOST_HOPS) {
        unrecorded.push((index, why));
        drive.run(recording, &mut jar.clone(), true).await;
        driven = drive.run(recording, jar, false).await;
    }
    let Driven { mut not_sent, mut verdict, mut exchanges } = driven;
    if let Some((_, why)) = unrecorded.first() {
        verdict.cache_hits.clear();
        if not_sent.is_none() && verdict.outcome.is_allowed() {
            not_sent = Some(NotSent::NotRecorded(why.clone()));
        }
        exchanges.splice(0..0, unrecorded.iter().map(|(index, _)| *index));
    }
    let mut steps = constructed.trace.taken;
    steps.append(&mut verdict.trace.taken);
    let verdict = Box::new(verdict);
    let ended = match not_sent {
        Some(why) => Ended::NotSent(why, verdict),
        None => Ended::Verdict(verdict),
    };
    EngineRun { engine, profile, dropped: constructed.dropped, steps, exchanges, ended }
}

/// As many preflights as a fetch can have: <https://fetch.spec.whatwg.org/#http-redirect-fetch>, step 5.
const MOST_HOPS: usize = 21;

/// One fetch, and everything that it is driven with.
struct Drive<'d> {
    engine: Engine,
    plan: &'d Plan,
    profile: &'d Profile,
    request: Arc<Request>,
    session: &'d Session,
    later: Duration,
}

/// How far it was driven.
struct Driven {
    not_sent: Option<NotSent>,
    verdict: Verdict,
    exchanges: Vec<usize>,
}

impl Driven {
    /// The preflight that ended it although the recording knows what came after: its exchange, and why.
    fn missing_preflight(&self, plan: &Plan) -> Option<(usize, String)> {
        let Some(NotSent::NotRecorded(why)) = &self.not_sent else { return None };
        let last = self.verdict.exchanges.last().filter(|exchange| exchange.kind == Kind::Preflight)?;
        let went_out = plan.tape.as_ref()?.went_out(last);
        let index = *self.exchanges.last()?;
        went_out.then(|| (index, why.clone()))
    }
}

impl Drive<'_> {
    /// Drives the fetch to its end. With `fills_cache` a preflight that is missing on a recording is granted, so that the
    /// browser's cache answers the next run; the fetch ends there.
    async fn run(&self, recording: &mut Recording<'_>, jar: &mut Jar, fills_cache: bool) -> Driven {
        let Drive { engine, plan, profile, request, session, later } = self;
        let mut exchanges = Vec::new();
        let mut has_filled = false;
        let mut fetch = Fetch::explained(Arc::clone(request), profile);
        let (not_sent, verdict) = loop {
            let next = fetch.next(session.now(*later), &mut session.cache(*engine));
            match next {
                Next::Send(ask) if has_filled => break (None, ask.abandon()),
                Next::Send(mut ask) => {
                    let cookie = ask.take_cookies(&mut Cookies::new(jar, Session::calendar(*later)));
                    let mut added = plan.stored.lines(ask.exchange(), cookie);
                    if plan.opens_websocket() {
                        added.extend(handshake::lines());
                    }
                    let index = recording.answer(*engine, ask.exchange(), ask.body(), added).await;
                    exchanges.push(index);
                    let recorded = recording.get(index);
                    fetch = match recorded.map(|recorded| (&recorded.came, recorded)) {
                        // One recording, and each browser's own reading of its bytes.
                        Some((Came::Head(head), recorded)) => match recorded.read_by(profile, head) {
                            Ok(head) => {
                                ask.answer_storing(head, &mut Cookies::new(jar, Session::calendar(*later)))
                            }
                            Err(failure) => ask.failed(failure),
                        },
                        Some((Came::Failed(failure), _)) => ask.failed(failure.failure.clone()),
                        Some((Came::NotSent(NotSent::NotRecorded(_)), _))
                            if fills_cache && ask.exchange().kind == Kind::Preflight =>
                        {
                            has_filled = true;
                            let head = grant(ask.exchange());
                            ask.answer(head)
                        }
                        Some((Came::NotSent(why), _)) => break (Some(why.clone()), ask.abandon()),
                        None => ask.failed(NetworkFailure::Other("not recorded".to_owned())),
                    };
                }
                Next::Done(verdict) => break (None, verdict),
            }
        };
        Driven { not_sent, verdict, exchanges }
    }
}

/// What grants a preflight all that it asks for.
fn grant(preflight: &Exchange) -> ResponseHead {
    let text = |value: &str| HeaderValue::received(value);
    let mut headers = HeaderList::from_pairs([
        ("Access-Control-Allow-Credentials", "true"),
        ("Access-Control-Max-Age", "600"),
    ]);
    let asked = [
        ("Access-Control-Allow-Origin", preflight.origin.as_ref().map(|origin| text(origin.serialize()))),
        (
            "Access-Control-Allow-Methods",
            preflight.request_method.as_ref().map(|method| text(method.as_str())),
        ),
        ("Access-Control-Allow-Headers", preflight.request_headers.as_deref().map(text)),
    ];
    for (name, value) in asked {
        if let Some(value) = value {
            headers.append(HeaderName::from_static(name), value);
        }
    }
    ResponseHead { headers, ..ResponseHead::default() }
}

/// The [network partition key](https://fetch.spec.whatwg.org/#network-partition-keys): the site of the top-level page.
fn partition(plan: &Plan) -> Arc<str> {
    let top = plan.init.top_level_origin.as_ref().unwrap_or(&plan.init.origin);
    match (top.scheme(), top.host()) {
        (Some(scheme), Some(host)) => {
            format!("{scheme}://{}", registrable_domain(host).unwrap_or(host)).into()
        }
        _ => top.serialize().into(),
    }
}
