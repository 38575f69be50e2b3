//! The one failure that a browser prints, out of all that happened.

use url::Url;

use super::{Engine, Profile, chromium, firefox, webkit};
use crate::browser::Verdict;
use crate::verdict::{Blocked, Exchange, Failure, Kind};

/// What a browser prints of a failed fetch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headline {
    /// The browser's own name for it: Chromium's `CorsError`, Firefox's property name, WebKit's kind of sentence.
    pub code: Option<&'static str>,
    /// The sentence, as the browser's console shows it.
    pub text: String,
    /// The code of the failure that it is about; `None` for a warning.
    pub check: Option<String>,
}

impl Headline {
    pub(super) fn new(code: impl Into<Option<&'static str>>, text: impl Into<String>) -> Option<Headline> {
        Some(Headline { code: code.into(), text: text.into(), check: None })
    }
}

/// How a browser reports: which failure comes first, and in which words.
#[derive(Debug)]
pub(super) struct Reporter {
    /// The order in which this browser looks: the lowest is printed, the first among equals.
    pub(super) rank: fn(&Failure) -> u8,
    /// The sentence for a failure; `None` where the browser says nothing.
    pub(super) say: fn(&Report<'_>) -> Option<Headline>,
    /// The sentence about a fetch that passed with a warning.
    pub(super) warn: fn(&Verdict) -> Option<Headline>,
}

/// A failure with what a sentence about it needs.
pub(super) struct Report<'v> {
    pub(super) verdict: &'v Verdict,
    pub(super) blocked: &'v Blocked,
}

impl Report<'_> {
    /// The URL of the hop that failed, as consoles show it: without user name, password and fragment.
    pub(super) fn url(&self) -> String {
        let exchange = self.verdict.exchanges.iter().rev().find(|exchange| exchange.hop == self.blocked.hop);
        let exchange = exchange.or(self.verdict.exchanges.last());
        shown(exchange.map_or(&self.verdict.request.url, |exchange| &exchange.url))
    }

    /// The URL that the page asked for.
    pub(super) fn first_url(&self) -> String {
        shown(&self.verdict.request.url)
    }

    /// The exchange that failed, when it was made.
    fn exchange(&self) -> Option<&Exchange> {
        let mut exchanges = self.verdict.exchanges.iter().rev();
        exchanges.find(|exchange| exchange.hop == self.blocked.hop && exchange.kind == self.blocked.on)
    }

    pub(super) fn is_on_preflight(&self) -> bool {
        self.blocked.on == Kind::Preflight
    }

    /// The origin that the failed exchange carried.
    pub(super) fn origin_sent(&self) -> String {
        let origin = self.exchange().and_then(|exchange| exchange.origin.as_ref());
        let origin = origin.unwrap_or(&self.verdict.request.origin);
        origin.serialize().to_owned()
    }

    /// How many header lines of the failed exchange's answer have this name in this very spelling.
    pub(super) fn lines_spelled(&self, name: &str) -> usize {
        let head = self.exchange().and_then(Exchange::head);
        head.map_or(0, |head| head.headers.iter().filter(|(own, _)| own.as_str() == name).count())
    }

    /// The URL of a hop that was never asked.
    fn next_url(&self) -> Option<Url> {
        let last = self.verdict.exchanges.last().filter(|last| last.hop < self.blocked.hop)?;
        let location = last.head()?.headers.get("location")?;
        last.url.join(&String::from_utf8_lossy(&location)).ok()
    }

    /// Whether any hop so far went to another origin than the page's.
    pub(super) fn has_been_cross_site(&self) -> bool {
        let origin = &self.verdict.request.origin;
        let next_has_left = self.next_url().is_some_and(|next| !origin.same_origin_as_url(&next));
        next_has_left
            || !origin.same_origin_as_url(&self.verdict.request.url)
            || self.verdict.exchanges.iter().any(|exchange| !origin.same_origin_as_url(&exchange.url))
    }

    /// Where the redirect led whose target was never asked.
    pub(super) fn location_of_last_redirect(&self) -> String {
        let last = self.verdict.exchanges.last();
        let location = last.and_then(|exchange| {
            let location = exchange.head()?.headers.get("location")?;
            exchange.url.join(&String::from_utf8_lossy(&location)).ok()
        });
        location.as_ref().map_or_else(|| self.first_url(), shown)
    }

    /// Where the failed exchange's answer redirects to, when it does.
    pub(super) fn location(&self) -> Option<Url> {
        let exchange = self.exchange()?;
        let head = exchange.head().filter(|head| head.status.is_redirect())?;
        let location = head.headers.get("location")?;
        exchange.url.join(&String::from_utf8_lossy(&location)).ok()
    }
}

pub(super) fn shown(url: &Url) -> String {
    let mut url = url.clone();
    // Both fail for URLs that cannot have them, which is as well.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url.set_fragment(None);
    url.into()
}

/// A header value in a sentence that reads it as UTF-8.
pub(super) fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The standard prints nothing; its failures speak for themselves.
static STANDARD: Reporter = Reporter {
    rank: |_| 0,
    say: |report| Headline::new(None, report.blocked.failure.to_string()),
    warn: |_| None,
};

impl Profile {
    /// What this browser's console says of a verdict; `None` where it says nothing.
    #[must_use]
    pub fn headline(&self, verdict: &Verdict) -> Option<Headline> {
        let reporter = match self.engine {
            Engine::Standard => &STANDARD,
            Engine::Chromium => &chromium::REPORTER,
            Engine::Firefox => &firefox::REPORTER,
            Engine::WebKit => &webkit::REPORTER,
        };
        if verdict.blocked.is_empty() {
            return (reporter.warn)(verdict);
        }
        let blocked = verdict.blocked.iter().min_by_key(|blocked| (reporter.rank)(&blocked.failure))?;
        let headline = (reporter.say)(&Report { verdict, blocked })?;
        Some(Headline { check: Some(blocked.code()), ..headline })
    }
}
