//! What is known of a target: what was asked, and what was heard.

use std::collections::BTreeMap;

use corslet::browser::{CredentialsMode, Engine};

use super::browser::{self, granted};
use super::{
    Names, Place, Pointer, Probe, Proof, Resolution, SessionUse, Settings, Target, Trust, learned, volatile,
};
use crate::exchange::{Exchange, Response};

/// One exchange, and why there was one.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The probe; none for an exchange of a recording.
    pub probe: Option<Probe>,
    /// The exchange.
    pub exchange: Exchange,
    /// The ids of the rules that wanted it.
    pub ids: Vec<&'static str>,
}

/// What is known of a target.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// What is audited.
    pub target: Target,
    /// What the user said.
    pub settings: Settings,
    /// The fresh names.
    pub names: Names,
    /// What became of names that were looked up, by name.
    pub(super) resolutions: BTreeMap<String, Resolution>,
    /// The origins that answers spoke of.
    pub(super) spoken: Vec<String>,
    /// The places of the exchanges that had this origin.
    pub(super) by_origin: BTreeMap<String, Vec<usize>>,
    /// Whether anybody is trusted: what was once granted stays so.
    pub(super) is_for_anybody: bool,
    asked: Vec<Asked>,
    by_probe: BTreeMap<Probe, usize>,
}

/// The most origins that are kept of those that answers spoke of.
const MOST_SPOKEN: usize = 64;

impl Evidence {
    /// Nothing known yet.
    #[must_use]
    pub fn new(target: Target, settings: Settings, names: Names) -> Evidence {
        Evidence {
            target,
            settings,
            names,
            resolutions: BTreeMap::new(),
            spoken: Vec::new(),
            by_origin: BTreeMap::new(),
            is_for_anybody: false,
            asked: Vec::new(),
            by_probe: BTreeMap::new(),
        }
    }

    /// Takes an exchange in.
    pub fn add(&mut self, asked: Asked) {
        if let Some(probe) = &asked.probe {
            self.by_probe.insert(probe.clone(), self.asked.len());
        }
        if let Some(origin) = asked.exchange.request.origin() {
            self.by_origin.entry(origin.to_owned()).or_default().push(self.asked.len());
        }
        for origin in learned::from_exchange(&asked.exchange, &self.names, &self.target.scheme) {
            if self.spoken.len() < MOST_SPOKEN && !self.spoken.contains(&origin) {
                self.spoken.push(origin);
            }
        }
        self.asked.push(asked);
        if !self.is_for_anybody && self.grants(self.asked.len() - 1).is_granted() {
            self.is_for_anybody = self.trusted_strangers().is_some();
        }
    }

    /// Everything, in the order in which it came in.
    #[must_use]
    pub fn asked(&self) -> &[Asked] {
        &self.asked
    }

    /// The exchange at this place.
    #[must_use]
    pub fn exchange(&self, index: usize) -> Option<&Exchange> {
        self.asked.get(index).map(|asked| &asked.exchange)
    }

    /// Whether this was asked.
    #[must_use]
    pub fn knows(&self, probe: &Probe) -> bool {
        self.by_probe.contains_key(probe)
    }

    /// What came of a probe, and its place.
    #[must_use]
    pub fn find(&self, probe: &Probe) -> Option<(usize, &Exchange)> {
        let index = *self.by_probe.get(probe)?;
        Some((index, &self.asked[index].exchange))
    }

    /// The response to a probe, and its place.
    #[must_use]
    pub fn response(&self, probe: &Probe) -> Option<(usize, &Response)> {
        let (index, exchange) = self.find(probe)?;
        Some((index, exchange.response()?))
    }

    /// Every response, with its place and its request's exchange.
    pub fn responses(&self) -> impl Iterator<Item = (usize, &Exchange, &Response)> {
        self.asked
            .iter()
            .enumerate()
            .filter_map(|(index, asked)| Some((index, &asked.exchange, asked.exchange.response()?)))
    }

    /// The responses of the target itself to actual requests.
    pub fn actual(&self) -> impl Iterator<Item = (usize, &Exchange, &Response)> {
        self.responses()
            .filter(|(index, exchange, _)| !exchange.request.is_preflight() && self.is_at_target(*index))
    }

    /// The target's responses to preflights.
    pub fn preflights(&self) -> impl Iterator<Item = (usize, &Exchange, &Response)> {
        self.responses()
            .filter(|(index, exchange, _)| exchange.request.is_preflight() && self.is_at_target(*index))
    }

    /// Whether an exchange was with the target, and not with another path beside it.
    fn is_at_target(&self, index: usize) -> bool {
        match &self.asked[index].probe {
            Some(probe) => matches!(probe.place, Place::Target | Place::Query(..)),
            None => {
                let (url, own) = (&self.asked[index].exchange.request.url, &self.target.url);
                (url.origin(), url.path()) == (own.origin(), own.path())
            }
        }
    }

    /// What the target lets a page on `origin` read: the most that any of its good answers grants. A refusal and an error say
    /// nothing about it.
    #[must_use]
    pub fn trust(&self, origin: &str) -> Trust {
        self.trusting(origin).map_or(Trust::Unknown, |(_, trust)| trust)
    }

    /// The same, with the place of the answer that grants it.
    #[must_use]
    pub fn trusting(&self, origin: &str) -> Option<(usize, Trust)> {
        self.best(origin, |index, response| {
            response.is_ok() && !self.is_preflight(index) && self.is_at_target(index)
        })
    }

    /// What redirects and errors let a page on `origin` read, at the target and beside it, with the place of the answer.
    #[must_use]
    pub fn trusting_on_error(&self, origin: &str) -> Option<(usize, Trust)> {
        let is_error = |response: &Response| response.status() >= 300 && response.status() != 304;
        self.best(origin, |index, response| !self.is_preflight(index) && is_error(response))
    }

    fn best(&self, origin: &str, counts: impl Fn(usize, &Response) -> bool) -> Option<(usize, Trust)> {
        self.of_origin(origin)
            .filter(|(index, response)| counts(*index, response))
            .map(|(index, response)| (index, granted(origin, &response.head)))
            // The first of the best.
            .reduce(|best, next| if next.1 > best.1 { next } else { best })
    }

    /// The responses to a page on `origin`, with their places.
    fn of_origin(&self, origin: &str) -> impl Iterator<Item = (usize, &Response)> {
        let places = self.by_origin.get(origin).map(Vec::as_slice).unwrap_or_default();
        places.iter().filter_map(|&index| Some((index, self.asked[index].exchange.response()?)))
    }

    fn is_preflight(&self, index: usize) -> bool {
        self.asked[index].exchange.request.is_preflight()
    }

    /// What the answer at this place grants the origin that asked, whatever its status.
    #[must_use]
    pub fn grants(&self, index: usize) -> Trust {
        let Some(exchange) = self.exchange(index) else { return Trust::Unknown };
        match (exchange.request.origin(), exchange.response()) {
            (Some(origin), Some(response)) => granted(origin, &response.head),
            _ => Trust::Unknown,
        }
    }

    /// What the target's preflights grant a page on `origin`, with the place of the answer.
    #[must_use]
    pub fn preflight_trusting(&self, origin: &str) -> Option<(usize, Trust)> {
        self.best(origin, |index, response| {
            response.is_ok() && self.is_preflight(index) && self.is_at_target(index)
        })
    }

    /// Whether any origin that nobody can have guessed is trusted.
    #[must_use]
    pub fn trusts_strangers(&self) -> bool {
        [&self.names.first, &self.names.second]
            .iter()
            .all(|name| self.trust(&self.target.origin_on(name)).is_granted())
    }

    /// An origin on the first fresh domain.
    #[must_use]
    pub fn stranger(&self) -> String {
        self.target.origin_on(&self.names.first)
    }

    /// An origin on the second fresh domain.
    #[must_use]
    pub fn other_stranger(&self) -> String {
        self.target.origin_on(&self.names.second)
    }

    /// Whether the answer is another one with the session than without; nothing when that is not known.
    #[must_use]
    pub fn session_matters(&self) -> Option<bool> {
        if self.settings.session.is_empty() {
            return None;
        }
        let (_, with) = self.response(&Probe::plain())?;
        let (_, without) = self.response(&Probe::plain().session(SessionUse::None))?;
        if with.status() != without.status() {
            return Some(true);
        }
        if with.body == without.body {
            return Some(false);
        }
        // A page that differs each time differs without a session too.
        let (_, again) = self.response(&Probe::plain().session(SessionUse::None).again())?;
        volatile::differs([&without.body, &again.body], &with.body)
    }

    /// The proof that a page on `origin` reads the answer at this place.
    #[must_use]
    pub fn prove(&self, index: usize) -> Option<Proof> {
        let exchange = self.exchange(index)?;
        let origin = exchange.request.origin()?;
        let response = exchange.response()?;
        let credentials = match granted(origin, &response.head) {
            Trust::Credentialed => CredentialsMode::Include,
            _ => CredentialsMode::Omit,
        };
        let method = &exchange.request.method;
        let url = &exchange.request.url;
        let mut verdicts = Vec::new();
        for engine in Engine::ALL {
            let request = browser::request(origin, method, url, credentials)?;
            verdicts.push(browser::play(engine, request, None, Some(&response.head)));
        }
        Some(Proof {
            origin: origin.to_owned(),
            method: method.clone(),
            url: url.clone(),
            credentials,
            exchange: Some(index),
            preflight: None,
            verdicts,
        })
    }

    /// The proof that a page can send what the preflight at this place asked for, with credentials when it grants them.
    #[must_use]
    pub fn prove_sending(&self, index: usize) -> Option<Proof> {
        let exchange = self.exchange(index)?;
        let origin = exchange.request.origin()?;
        let response = exchange.response()?;
        let asked = exchange.request.headers.get("access-control-request-method")?;
        let method = std::str::from_utf8(&asked).ok()?.to_owned();
        let credentials = match granted(origin, &response.head) {
            Trust::Credentialed => CredentialsMode::Include,
            _ => CredentialsMode::Omit,
        };
        let mut verdicts = Vec::new();
        for engine in Engine::ALL {
            let mut request = browser::request(origin, &method, &exchange.request.url, credentials)?;
            request.use_cors_preflight = true;
            verdicts.push(browser::play(engine, request, Some(&response.head), None));
        }
        Some(Proof {
            origin: origin.to_owned(),
            method,
            url: exchange.request.url.clone(),
            credentials,
            exchange: None,
            preflight: Some(index),
            verdicts,
        })
    }

    /// Points to a response's header, the last of its lines; to the exchange when it has none.
    #[must_use]
    pub fn point(&self, exchange: usize, header: &str, says: impl Into<String>) -> Pointer {
        let line = self
            .exchange(exchange)
            .and_then(Exchange::response)
            .and_then(|response| response.head.headers.named(header).last())
            .map(|(line, value)| (line, 0..value.len()));
        Pointer { exchange, line, says: says.into() }
    }
}
