//! Plays a case: the engine asks, the record answers.

use std::sync::Arc;
use std::time::Duration;

use corslet::browser::head::{self, HeadRead};
use corslet::browser::{Ask, Cached, Fetch, HttpCache, Next, PreflightCache, Profile};
use corslet::verdict::{Exchange, Kind, NetworkFailure, ResponseHead};

use super::ask::request_init;
use super::case::{Case, Response, Server, Step, Steps};
use super::jar::CookieScene;
use super::latin1;
use super::page::Page;
use super::verdict::{Played, StepVerdict};

/// Plays a case with an engine's rules, from an empty preflight cache.
pub(crate) fn play(case: Case, profile: &Profile) -> Result<Played, String> {
    let id = case.id.clone();
    let (page, cookies, steps) = case.into_steps()?;
    let (is_sequence, steps) = match steps {
        Steps::Single(step) => (false, vec![*step]),
        Steps::Sequence(steps) => (true, steps),
    };
    let mut browser = Browser {
        profile,
        cache: PreflightCache::new(),
        now: Duration::ZERO,
        http_cache: HttpCache::new(),
        scene: None,
    };
    let mut verdicts = Vec::with_capacity(steps.len());
    for step in &steps {
        browser.now += Duration::from_millis(step.wait_ms);
        let asking = page.page(&step.request)?;
        if page.has_top() && browser.scene.is_none() {
            browser.scene = Some(cookies.scene(&id, &asking, profile)?);
        }
        verdicts.push(browser.play(asking, step)?);
    }
    let mut played = match verdicts.pop() {
        Some(verdict) if !is_sequence => Played::single(id.clone(), profile, verdict),
        last => Played::sequence(id.clone(), profile, verdicts.into_iter().chain(last).collect()),
    };
    if let (Some(scene), Some(step)) = (&mut browser.scene, steps.first()) {
        played.probe_cookie = scene.probe(&page.page(&step.request)?, profile)?;
        played.check = scene.check(profile)?;
    }
    Ok(played)
}

/// The recorder's browser, from one request of a case to the next.
struct Browser<'a> {
    profile: &'a Profile,
    cache: PreflightCache,
    now: Duration,
    http_cache: HttpCache,
    scene: Option<CookieScene<'a>>,
}

impl Browser<'_> {
    fn answer<'p>(&mut self, mut ask: Ask<'p>, server: &Server) -> Fetch<'p> {
        let recorded = match answer(server, ask.exchange(), self.profile) {
            Ok(head) => head,
            Err(failure) => return ask.failed(failure),
        };
        // The older cases know one cookie only, and their browsers had no HTTP cache.
        let Some(scene) = &mut self.scene else { return ask.answer(recorded) };
        let head = match self.http_cache.find(&ask, self.profile, self.now) {
            Cached::Nothing => recorded,
            Cached::Fresh(head) => return ask.answer_from_cache(head),
            Cached::Stale { head, .. } => match &server.conditional {
                Some(response) if response.status == 304 => {
                    match response_head(response, ask.exchange(), self.profile) {
                        Ok(fresh) => HttpCache::freshened(&head, &fresh),
                        Err(failure) => return ask.failed(failure),
                    }
                }
                _ => recorded,
            },
            Cached::OnlyIfCached => return ask.failed(NetworkFailure::Other("nothing is cached".to_owned())),
        };
        let _ = ask.take_cookies(&mut scene.cookies());
        ask.answer_storing(head, &mut scene.cookies())
    }

    fn play(&mut self, page: Page, step: &Step) -> Result<StepVerdict, String> {
        let profile = self.profile;
        let init = request_init(&step.request, page)?;
        let constructed = match init.construct(profile) {
            Ok(constructed) => constructed,
            Err(error) => return Ok(StepVerdict::thrown(&error)),
        };
        let after_guard = constructed.request.headers.clone();
        let mut fetch = Fetch::new(Arc::new(constructed.request), profile);
        let verdict = loop {
            match fetch.next(self.now, &mut self.cache) {
                Next::Send(ask) => fetch = self.answer(ask, &step.server),
                Next::Done(verdict) => break verdict,
            }
        };
        self.http_cache.store(&verdict, profile, self.now);
        let hop = verdict.exchanges.last().map_or(0, recorded_hop);
        let mut told = StepVerdict::of(&verdict, profile, &after_guard, body(&step.server, hop));
        if let Some(scene) = &self.scene {
            told.tell_cookies(&verdict, scene);
        }
        Ok(told)
    }
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
    response_head(response, exchange, profile)
}

/// The head as this browser reads it.
fn response_head(
    response: &Response,
    exchange: &Exchange,
    profile: &Profile,
) -> Result<ResponseHead, NetworkFailure> {
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
