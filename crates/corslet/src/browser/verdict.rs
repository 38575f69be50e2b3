//! The verdict of a fetch.

use std::sync::Arc;

use url::Url;

use super::fetch::Fetch;
use super::fetch_cookies::ExchangeCookies;
use super::filter::Exposed;
use super::profile::{ElementRules, EmptyLines, TimingRules};
use super::{Api, Engine, Readable, Request};
use crate::verdict::{Blocked, Exchange, Kind, Observe, Outcome, ResponseHead, ResponseType, Trace};

/// A preflight that the cache answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CacheHit {
    /// The hop.
    pub hop: usize,
    /// How many seconds the entry has left.
    pub seconds_left: u64,
}

/// What a browser lets pass and warns about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warning {
    /// `Access-Control-Allow-Headers: *` covered `Authorization`, which the standard does not allow.
    AuthorizationCoveredByWildcard,
}

/// What the standard has and this engine does not: it says so instead of saying yes.
pub const NOT_MODELLED: &[(&str, &str)] = &[
    (
        "service workers",
        "a service worker can answer before the network; the verdict is for a page without one",
    ),
    ("Content Security Policy", "a page's connect-src can block the request before CORS is looked at"),
    (
        "Opaque Response Blocking",
        "Chromium and Firefox withhold opaque responses whose content is no image, script, style, font or media",
    ),
    (
        "Local Network Access",
        "a public page that asks a private address needs the user's permission in Chromium",
    ),
    ("Referrer-Policy of redirects", "the policy of the first request decides about Origin on every hop"),
    ("blob: and about: URLs", "they are refused, also where a page could read its own"),
    ("HSTS", "a host that was visited over https before may be asked over https although the URL says http"),
];

/// What became of a fetch, and why.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The browser whose rules were followed.
    pub engine: Engine,
    /// The request.
    pub request: Arc<Request>,
    /// What the page gets.
    pub outcome: Outcome,
    /// The response's type.
    pub response_type: ResponseType,
    /// Every condition that failed, in the order they were met.
    pub blocked: Vec<Blocked>,
    /// Every request that went out, with its answer.
    pub exchanges: Vec<Exchange>,
    /// The preflights that the cache answered.
    pub cache_hits: Vec<CacheHit>,
    /// Which cookies went along with which exchange and which stayed, and which were stored: of the exchanges for which a jar
    /// was [asked](super::Ask::take_cookies).
    pub cookies: Vec<ExchangeCookies>,
    /// What passed with a warning.
    pub warnings: Vec<Warning>,
    /// Whether the page may see the response's timing in detail.
    pub timing_allowed: bool,
    /// Whether the browser asks its user for a name and a password, and the page waits for the answer. The outcome is what
    /// the page gets when the user declines.
    pub is_prompted: bool,
    /// The steps taken; empty unless the fetch was [explained](Fetch::explained).
    pub trace: Trace,
    shown_url: Option<Arc<Url>>,
    pub(super) tao_passed: bool,
    pub(super) last_hop_allows_timing: bool,
    pub(super) timing_rules: TimingRules,
    pub(super) element_rules: ElementRules,
    exposed: Option<Exposed>,
    empty_lines: EmptyLines,
    invalid_utf8_replaced: bool,
}

impl Verdict {
    pub(super) fn new<O: Observe>(
        fetch: Fetch<'_, O>,
        outcome: Outcome,
        response_type: ResponseType,
    ) -> Self {
        let is_shown = fetch.profile.rules.mixed.url_before_upgrade_shown && fetch.request.api == Api::Fetch;
        Verdict {
            engine: fetch.profile.engine,
            request: fetch.request,
            outcome,
            response_type,
            blocked: fetch.blocked,
            exchanges: fetch.exchanges,
            cache_hits: fetch.cache_hits,
            cookies: fetch.cookies,
            warnings: fetch.warnings,
            timing_allowed: !fetch.timing_allow_failed && outcome.is_allowed(),
            is_prompted: fetch.is_prompted,
            shown_url: fetch.hop.before_upgrade.filter(|_| is_shown),
            tao_passed: !fetch.timing_allow_failed && fetch.last_hop_allows_timing,
            last_hop_allows_timing: fetch.last_hop_allows_timing,
            timing_rules: fetch.profile.rules.timing,
            element_rules: fetch.profile.rules.elements,
            trace: fetch.observer.into_trace(),
            empty_lines: fetch.profile.rules.empty_lines,
            invalid_utf8_replaced: fetch.profile.rules.invalid_utf8_replaced,
            exposed: (outcome == Outcome::Readable).then_some(fetch.exposed),
        }
    }

    /// The response at the end of the redirects, if there was one.
    pub(super) fn last_head(&self) -> Option<&ResponseHead> {
        self.exchanges.iter().rev().find(|exchange| exchange.kind == Kind::Actual)?.head()
    }

    /// What the standard has and this verdict does not look at, each with the reason.
    #[must_use]
    pub fn not_modelled(&self) -> &'static [(&'static str, &'static str)] {
        NOT_MODELLED
    }

    /// What the page can read, when it can read anything.
    #[must_use]
    pub fn readable(&self) -> Option<Readable> {
        let exposed = self.exposed.clone()?;
        let last = self.exchanges.iter().rev().find(|exchange| exchange.kind == Kind::Actual)?;
        match &last.answer {
            Some(crate::verdict::Answer::Head(head)) => Some(Readable {
                head: Arc::clone(head),
                exposed,
                empty_lines: self.empty_lines,
                invalid_utf8_replaced: self.invalid_utf8_replaced,
            }),
            _ => None,
        }
    }

    /// The last URL, which `response.url` shows without its fragment.
    #[must_use]
    pub fn url(&self) -> &Url {
        if let Some(url) = &self.shown_url {
            return url;
        }
        self.exchanges.last().map_or(&self.request.url, |exchange| &exchange.url)
    }

    /// How many redirects were followed.
    #[must_use]
    pub fn redirects(&self) -> usize {
        self.exchanges.last().map_or(0, |exchange| exchange.hop)
    }
}
