//! One engine's fetch, from the page's call to its verdict.

use std::sync::Arc;
use std::time::Duration;

use corslet::browser::cookies::Jar;
use corslet::browser::{
    Api, Cookies, Dropped, Engine, Fetch, Next, NotConstructible, Profile, Readable, Verdict,
};
use corslet::verdict::{NetworkFailure, Taken};
use corslet::words::registrable_domain;

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
    let mut exchanges = Vec::new();
    let mut fetch = Fetch::explained(Arc::new(constructed.request), &profile);
    let (not_sent, mut verdict) = loop {
        let next = fetch.next(session.now(later), &mut session.cache(engine));
        match next {
            Next::Send(mut ask) => {
                let cookie = ask.take_cookies(&mut Cookies::new(jar, Session::calendar(later)));
                let added = plan.stored.lines(ask.exchange(), cookie);
                let index = recording.answer(engine, ask.exchange(), ask.body(), added).await;
                exchanges.push(index);
                let recorded = recording.get(index);
                fetch = match recorded.map(|recorded| (&recorded.came, recorded)) {
                    // One recording, and each browser's own reading of its bytes.
                    Some((Came::Head(head), recorded)) => match recorded.read_by(&profile, head) {
                        Ok(head) => {
                            ask.answer_storing(head, &mut Cookies::new(jar, Session::calendar(later)))
                        }
                        Err(failure) => ask.failed(failure),
                    },
                    Some((Came::Failed(failure), _)) => ask.failed(failure.failure.clone()),
                    Some((Came::NotSent(why), _)) => break (Some(why.clone()), ask.abandon()),
                    None => ask.failed(NetworkFailure::Other("not recorded".to_owned())),
                };
            }
            Next::Done(verdict) => break (None, verdict),
        }
    };
    let mut steps = constructed.trace.taken;
    steps.append(&mut verdict.trace.taken);
    let verdict = Box::new(verdict);
    let ended = match not_sent {
        Some(why) => Ended::NotSent(why, verdict),
        None => Ended::Verdict(verdict),
    };
    EngineRun { engine, profile, dropped: constructed.dropped, steps, exchanges, ended }
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
