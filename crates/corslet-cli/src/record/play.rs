//! Plays a case: the engine asks, the record answers.

use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use corslet::browser::head::{self, HeadRead};
use corslet::browser::{Api, Fetch, Next, PageBody, PreflightCache, Profile, RequestInit};
use corslet::verdict::{Exchange, Kind, NetworkFailure, ResponseHead};
use corslet::words::Origin;

use super::case::{Case, PageRequest, Response, Server, Step, Steps};
use super::verdict::{Played, StepVerdict};

/// Plays a case with an engine's rules, from an empty preflight cache.
pub(crate) fn play(case: Case, profile: &Profile) -> Result<Played, String> {
    let mut cache = PreflightCache::new();
    let id = case.id.clone();
    match case.into_steps()? {
        Steps::Single(step) => {
            Ok(Played::single(id, profile, play_step(&step, profile, Duration::ZERO, &mut cache)?))
        }
        Steps::Sequence(steps) => {
            let mut now = Duration::ZERO;
            let mut verdicts = Vec::with_capacity(steps.len());
            for step in steps {
                now += Duration::from_millis(step.wait_ms);
                verdicts.push(play_step(&step, profile, now, &mut cache)?);
            }
            Ok(Played::sequence(id, profile, verdicts))
        }
    }
}

fn play_step(
    step: &Step,
    profile: &Profile,
    now: Duration,
    cache: &mut PreflightCache,
) -> Result<StepVerdict, String> {
    let init = request_init(&step.request)?;
    let constructed = match init.construct(profile) {
        Ok(constructed) => constructed,
        Err(error) => return Ok(StepVerdict::thrown(&error)),
    };
    let after_guard = constructed.request.headers.clone();
    let mut fetch = Fetch::new(Arc::new(constructed.request), profile);
    let verdict = loop {
        match fetch.next(now, cache) {
            Next::Send(ask) => {
                let answer = answer(&step.server, ask.exchange(), profile);
                fetch = match answer {
                    Ok(head) => ask.answer(head),
                    Err(failure) => ask.failed(failure),
                };
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

fn request_init(request: &PageRequest) -> Result<RequestInit, String> {
    let origin = Origin::parse(&request.page_origin).map_err(|error| format!("page_origin: {error}"))?;
    let top_level_origin = match request.page_origin_kind.as_deref() {
        // The recorder's frames stand in a page of this origin.
        Some("null-iframe" | "null-data") => Origin::parse("http://127.0.0.1:8101").ok(),
        _ => None,
    };
    Ok(RequestInit {
        origin,
        top_level_origin,
        url: request.url.clone(),
        method: request.method.as_deref().map(latin1),
        headers: request.headers.iter().map(|(name, value)| (latin1(name), latin1(value))).collect(),
        body: request.body.as_ref().map(|_| PageBody::Text),
        mode: keyword("mode", request.mode.as_deref())?,
        credentials: keyword("credentials", request.credentials.as_deref())?,
        redirect: keyword("redirect", request.redirect.as_deref())?,
        referrer_policy: None,
        api: match request.api.as_deref() {
            None | Some("fetch") => Api::Fetch,
            Some("xhr") => Api::Xhr { upload_listener: request.upload_listener },
            Some(other) => return Err(format!("api: `{other}` is not one of: fetch, xhr")),
        },
    })
}

fn keyword<T: FromStr<Err = String>>(field: &str, text: Option<&str>) -> Result<Option<T>, String> {
    text.map(str::parse).transpose().map_err(|error| format!("{field}: {error}"))
}

/// One character, one byte; what is no byte becomes one that no header or method may have.
fn latin1(text: &str) -> Vec<u8> {
    text.chars().map(|character| u8::try_from(u32::from(character)).unwrap_or(0)).collect()
}

/// Which of the record's answers a request gets: the number in its path, `/c/<id>/<hop>`.
pub(super) fn recorded_hop(exchange: &Exchange) -> usize {
    let segment = exchange.url.path_segments().and_then(|mut segments| segments.nth(2)).unwrap_or_default();
    let digits = segment.bytes().take_while(u8::is_ascii_digit).count();
    segment[..digits].parse().unwrap_or(exchange.hop)
}

fn answer(server: &Server, exchange: &Exchange, profile: &Profile) -> Result<ResponseHead, NetworkFailure> {
    let (preflight, actual) = match recorded_hop(exchange).checked_sub(1) {
        None => (server.preflight.as_ref(), server.actual.as_ref()),
        Some(index) => match server.redirects.get(index) {
            Some(hop) => (hop.preflight.as_ref(), hop.actual.as_ref()),
            None => (None, None),
        },
    };
    let recorded = if exchange.kind == Kind::Preflight { preflight } else { actual };
    // A missing answer means: no CORS headers, status 200.
    let Some(response) = recorded else { return Ok(ResponseHead::default()) };
    let is_default_port = exchange.url.port().is_none();
    match head::read(&bytes(response), &profile.rules.head, is_default_port)? {
        HeadRead::Complete(read) => Ok(read.head),
        HeadRead::Incomplete => Err(NetworkFailure::Closed),
    }
}

/// The head as the recorder's server wrote it.
fn bytes(response: &Response) -> Vec<u8> {
    let mut bytes = format!("HTTP/1.1 {} X\r\n", response.status).into_bytes();
    for (name, value) in &response.headers {
        bytes.extend(latin1(name));
        bytes.extend_from_slice(b": ");
        bytes.extend(latin1(value));
        bytes.extend_from_slice(b"\r\n");
    }
    bytes.extend_from_slice(b"\r\n");
    bytes
}

fn body(server: &Server, hop: usize) -> Option<String> {
    let actual = match hop.checked_sub(1) {
        None => server.actual.as_ref(),
        Some(index) => server.redirects.get(index)?.actual.as_ref(),
    };
    actual?.body.clone()
}
