//! Plays a case: the engine asks, the record answers.

use std::sync::Arc;
use std::time::Duration;

use corslet::browser::{Fetch, Next, PreflightCache, Profile};
use corslet::verdict::{Exchange, Kind, ResponseHead};
use corslet::words::{HeaderList, HeaderName, HeaderValue, Status};

use super::ask::Asked;
use super::case::{Case, Response, Server, Step, Steps};
use super::latin1;
use super::page::PageFields;
use super::verdict::{Played, StepVerdict};

/// Plays a case with an engine's rules, from an empty preflight cache.
pub(crate) fn play(case: Case, profile: &Profile) -> Result<Played, String> {
    let mut cache = PreflightCache::new();
    let id = case.id.clone();
    let (page, steps) = case.into_steps()?;
    match steps {
        Steps::Single(step) => {
            let verdict = play_step(&page, &step, profile, Duration::ZERO, &mut cache)?;
            Ok(Played::single(id, profile, verdict))
        }
        Steps::Sequence(steps) => {
            let mut now = Duration::ZERO;
            let mut verdicts = Vec::with_capacity(steps.len());
            for step in steps {
                now += Duration::from_millis(step.wait_ms);
                verdicts.push(play_step(&page, &step, profile, now, &mut cache)?);
            }
            Ok(Played::sequence(id, profile, verdicts))
        }
    }
}

fn play_step(
    page: &PageFields,
    step: &Step,
    profile: &Profile,
    now: Duration,
    cache: &mut PreflightCache,
) -> Result<StepVerdict, String> {
    let asked = Asked::read(&step.request, page.page(&step.request)?)?;
    let constructed = match asked.construct(profile) {
        Ok(constructed) => constructed,
        Err(error) => return Ok(StepVerdict::thrown(&error)),
    };
    let after_guard = constructed.request.headers.clone();
    let mut fetch = Fetch::new(Arc::new(constructed.request), profile);
    let verdict = loop {
        match fetch.next(now, cache) {
            Next::Send(ask) => {
                let head = answer(&step.server, ask.exchange());
                fetch = ask.answer(head);
            }
            Next::Done(verdict) => break verdict,
        }
    };
    Ok(StepVerdict::of(
        &verdict,
        profile,
        &after_guard,
        body(&step.server, verdict.exchanges.last().map_or(0, recorded_hop)),
    ))
}

/// Which of the record's answers a request gets: the number in its path, `/c/<id>/<hop>`.
pub(super) fn recorded_hop(exchange: &Exchange) -> usize {
    let segment = exchange.url.path_segments().and_then(|mut segments| segments.nth(2)).unwrap_or_default();
    let digits = segment.bytes().take_while(u8::is_ascii_digit).count();
    segment[..digits].parse().unwrap_or(exchange.hop)
}

fn answer(server: &Server, exchange: &Exchange) -> ResponseHead {
    let (preflight, actual) = match recorded_hop(exchange).checked_sub(1) {
        None => (server.preflight.as_ref(), server.actual.as_ref()),
        Some(index) => match server.redirects.get(index) {
            Some(hop) => (hop.preflight.as_ref(), hop.actual.as_ref()),
            None => (None, None),
        },
    };
    let recorded = if exchange.kind == Kind::Preflight { preflight } else { actual };
    // A missing answer means: no CORS headers, status 200.
    recorded.map(head).unwrap_or_default()
}

fn head(response: &Response) -> ResponseHead {
    let mut headers = HeaderList::with_capacity(response.headers.len());
    for (name, value) in &response.headers {
        // A line whose name is no name is the head reader's business; the engine gets a parsed header list.
        if let Ok(name) = HeaderName::parse(latin1(name)) {
            headers.append(name, HeaderValue::received(latin1(value)));
        }
    }
    ResponseHead { status: Status::new(response.status).unwrap_or_default(), headers }
}

fn body(server: &Server, hop: usize) -> Option<String> {
    let actual = match hop.checked_sub(1) {
        None => server.actual.as_ref(),
        Some(index) => server.redirects.get(index)?.actual.as_ref(),
    };
    actual?.body.clone()
}
