//! One engine's fetch, from the page's call to its verdict.

use std::sync::Arc;
use std::time::Instant;

use corslet::browser::{Dropped, Engine, Fetch, Next, NotConstructible, PreflightCache, Profile, Verdict};
use corslet::verdict::{NetworkFailure, Taken};

use super::plan::Plan;
use super::recording::{Came, NotSent, Recording};

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
    pub(crate) profile: Profile,
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
}

/// Runs the plan by an engine's rules.
pub(crate) async fn run(
    engine: Engine,
    plan: &Plan,
    recording: &mut Recording<'_>,
    begun: Instant,
) -> EngineRun {
    // WebKitGTK was recorded, and Safari is meant: what only the port's network library does stays out.
    let profile = engine.profile().without_port();
    let constructed = match plan.init.construct(&profile) {
        Ok(constructed) => constructed,
        Err(thrown) => {
            let steps = thrown.trace.taken.clone();
            let ended = Ended::Thrown(thrown);
            return EngineRun { engine, profile, dropped: Vec::new(), steps, exchanges: Vec::new(), ended };
        }
    };
    let mut exchanges = Vec::new();
    let mut cache = PreflightCache::new();
    let mut fetch = Fetch::explained(Arc::new(constructed.request), &profile);
    let (not_sent, mut verdict) = loop {
        match fetch.next(begun.elapsed(), &mut cache) {
            Next::Send(ask) => {
                let index = recording.answer(engine, ask.exchange(), ask.body()).await;
                exchanges.push(index);
                let recorded = recording.get(index);
                fetch = match recorded.map(|recorded| (&recorded.came, recorded)) {
                    // One recording, and each browser's own reading of its bytes.
                    Some((Came::Head(head), recorded)) => match recorded.read_by(&profile, head) {
                        Ok(head) => ask.answer(head),
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
