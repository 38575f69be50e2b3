//! The evidence of one check, and the questions that diagnoses ask of it.

use std::net::IpAddr;

use corslet::Url;
use corslet::browser::{Api, CredentialsMode, Element, Engine, Mode, Request, RequestInit};
use corslet::verdict::{Kind, Outcome};

use super::{Run, Said, Seen};
use crate::diagnoses::Probe;

/// The evidence of one check.
#[derive(Clone, Debug)]
pub struct Case {
    /// What the page wrote.
    pub init: RequestInit,
    /// The URL, parsed.
    pub url: Url,
    /// Every exchange, in the order of the conversation.
    pub exchanges: Vec<Seen>,
    /// Each engine's fetch, browsers before the standard.
    pub runs: Vec<Run>,
    /// What came of the extra requests that diagnoses wanted.
    pub probes: Vec<Probed>,
    /// The same asked in another way.
    pub compared: Vec<Compared>,
    /// What the user said.
    pub said: Said,
}

/// What came of an extra request.
#[derive(Clone, Debug)]
pub struct Probed {
    /// Which.
    pub probe: Probe,
    /// The exchange.
    pub seen: Seen,
}

/// The same check, asked in another way.
#[derive(Clone, Debug)]
pub struct Compared {
    /// In which way.
    pub by: By,
    /// What came of it.
    pub case: Case,
}

/// In which way a check was asked otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// At one of the host's other addresses.
    Address(IpAddr),
    /// In another version of HTTP: `HTTP/1.1`, `HTTP/2`.
    Version(String),
}

impl Case {
    /// The page's origin as an `Origin` header says it.
    #[must_use]
    pub fn origin(&self) -> &str {
        self.init.origin.serialize()
    }

    /// Whether the page's request includes credentials.
    #[must_use]
    pub fn includes_credentials(&self) -> bool {
        match self.request() {
            Some(request) => request.includes_credentials(),
            None => self.init.credentials == Some(CredentialsMode::Include),
        }
    }

    /// The mode of the request.
    #[must_use]
    pub fn mode(&self) -> Mode {
        self.request().map_or_else(|| self.init.mode.unwrap_or_default(), |request| request.mode)
    }

    /// The request as the first engine that could make one made it.
    #[must_use]
    pub fn request(&self) -> Option<&Request> {
        self.runs.iter().find_map(Run::verdict).map(|verdict| verdict.request.as_ref())
    }

    /// The method of the request, normalised.
    #[must_use]
    pub fn method(&self) -> String {
        match self.request() {
            Some(request) => request.method.as_str().to_owned(),
            None => self
                .init
                .method
                .as_deref()
                .map_or("GET".into(), |it| String::from_utf8_lossy(it).into_owned()),
        }
    }

    /// Whether the page is of the origin that it asks.
    #[must_use]
    pub fn is_same_origin(&self) -> bool {
        self.init.origin.same_origin_as_url(&self.url)
    }

    /// Whether a script asks, and not an element.
    #[must_use]
    pub fn is_scripted(&self) -> bool {
        !matches!(self.init.api, Api::Element { .. })
    }

    /// Whether the page opens a WebSocket, so that CORS is not asked.
    #[must_use]
    pub fn opens_websocket(&self) -> bool {
        matches!(self.init.api, Api::Element { element: Element::WebSocket, .. })
    }

    /// The runs of browsers; all when only the standard was asked.
    pub fn browsers(&self) -> impl Iterator<Item = &Run> {
        let only_standard = self.runs.iter().all(|run| run.engine == Engine::Standard);
        self.runs.iter().filter(move |run| only_standard || run.engine != Engine::Standard)
    }

    /// Whether a browser gives the page an error.
    #[must_use]
    pub fn is_blocked(&self) -> bool {
        self.browsers().any(|run| matches!(run.outcome(), Outcome::Blocked | Outcome::NeverSent))
    }

    /// Whether every browser gives the page the response.
    #[must_use]
    pub fn is_allowed(&self) -> bool {
        self.browsers().all(|run| run.outcome().is_allowed())
    }

    /// The preflights that were answered, each with its index.
    pub fn preflights(&self) -> impl Iterator<Item = (usize, &Seen)> {
        self.answered(Kind::Preflight)
    }

    /// The actual requests that were answered, each with its index.
    pub fn actuals(&self) -> impl Iterator<Item = (usize, &Seen)> {
        self.answered(Kind::Actual)
    }

    /// The first preflight.
    #[must_use]
    pub fn preflight(&self) -> Option<(usize, &Seen)> {
        self.preflights().next()
    }

    /// The actual request's last response: the one behind all redirects.
    #[must_use]
    pub fn last_actual(&self) -> Option<(usize, &Seen)> {
        self.actuals().last()
    }

    fn answered(&self, kind: Kind) -> impl Iterator<Item = (usize, &Seen)> {
        self.exchanges.iter().enumerate().filter(move |(_, seen)| seen.kind == kind && seen.head().is_some())
    }

    /// What came of an extra request, when it was sent and answered; with its index among the probes.
    #[must_use]
    pub fn probed(&self, probe: Probe) -> Option<(usize, &Seen)> {
        self.probes
            .iter()
            .enumerate()
            .find(|(_, probed)| probed.probe == probe && probed.seen.head().is_some())
            .map(|(index, probed)| (index, &probed.seen))
    }

    /// The values of a header that the page set.
    #[must_use]
    pub fn page_header(&self, name: &str) -> Option<String> {
        self.init
            .headers
            .iter()
            .find(|(own, _)| own.eq_ignore_ascii_case(name.as_bytes()))
            .map(|(_, value)| String::from_utf8_lossy(value).into_owned())
    }

    /// The names for which the first preflight asked, in lower case.
    #[must_use]
    pub fn requested_headers(&self) -> Vec<String> {
        let preflight = self.exchanges.iter().find(|seen| seen.kind == Kind::Preflight);
        let names = preflight.and_then(|seen| seen.request_header("access-control-request-headers"));
        names.map_or_else(Vec::new, |names| {
            names.split(',').map(|name| name.trim().to_lowercase()).filter(|name| !name.is_empty()).collect()
        })
    }
}
