//! An [HTTP cache](https://www.rfc-editor.org/rfc/rfc9111) between a fetch and the network: what is kept can lack the grant that a later fetch needs.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use super::fetch::Ask;
use super::profile::HttpCacheRules;
use super::{CacheMode, Profile, Verdict};
use crate::verdict::{Exchange, Kind, Observe, Outcome, ResponseHead};
use crate::words::{HeaderList, HeaderName, HeaderValue, Method};

/// A browser's HTTP cache. Owned by the caller; one for each browser.
///
/// It keeps heads: bodies pass by. Lifetimes are those of `Cache-Control: max-age`; what has none is asked for again.
/// <br>A response is kept under its URL whatever the fetch was for, so that an image without CORS can leave a response
/// without `Access-Control-Allow-Origin` for a `fetch()` that needs one. `Vary: Origin` keeps the two apart.
#[derive(Clone, Debug, Default)]
pub struct HttpCache {
    entries: BTreeMap<Box<str>, Vec<Entry>>,
}

#[derive(Clone, Debug)]
struct Entry {
    /// The network partition.
    partition: Option<Arc<str>>,
    /// Whether the request carried credentials, where a browser keeps the two apart.
    credentials: Option<bool>,
    /// The request headers that `Vary` names, as they were.
    varied: Vec<(String, Option<Vec<u8>>)>,
    stored: Duration,
    head: Arc<ResponseHead>,
}

/// What the cache has for a request.
#[derive(Clone, Debug)]
pub enum Cached {
    /// Nothing: ask the network.
    Nothing,
    /// A response that is fresh enough: the network is not asked.
    Fresh(Arc<ResponseHead>),
    /// A response that is stale: ask the network with these headers; `304` means that it is still good.
    Stale {
        /// The response.
        head: Arc<ResponseHead>,
        /// `If-None-Match` or `If-Modified-Since`, or both.
        validators: HeaderList,
    },
    /// Nothing, and the network must not be asked: cache mode `only-if-cached`.
    OnlyIfCached,
}

impl HttpCache {
    /// An empty cache.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// What is kept for this request, by [HTTP-network-or-cache fetch](https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch),
    /// steps 8.25 to 10. `now` is the time since any fixed instant.
    #[must_use]
    pub fn find<O: Observe>(&self, ask: &Ask<'_, O>, profile: &Profile, now: Duration) -> Cached {
        let (exchange, mode) = (ask.exchange(), ask.request().cache);
        let nothing = if mode == CacheMode::OnlyIfCached { Cached::OnlyIfCached } else { Cached::Nothing };
        let is_used = exchange.kind == Kind::Actual
            && exchange.method == Method::GET
            && !matches!(mode, CacheMode::NoStore | CacheMode::Reload);
        if !is_used {
            return nothing;
        }
        let partition = ask.request().network_partition_key.as_ref();
        let rules = &profile.rules.http_cache;
        let entry = self.entries.get(exchange.url.as_str()).into_iter().flatten().find(|entry| {
            entry.partition.as_ref() == partition
                && entry.credentials == rules.key(exchange)
                && entry.varied.iter().all(|(name, value)| header(exchange, name) == *value)
        });
        let Some(entry) = entry else { return nothing };
        let head = Arc::clone(&entry.head);
        let is_fresh = now < entry.stored.saturating_add(lifetime(&head));
        match mode {
            CacheMode::ForceCache | CacheMode::OnlyIfCached => Cached::Fresh(head),
            CacheMode::Default if is_fresh => Cached::Fresh(head),
            _ => {
                let validators = validators(&head);
                if validators.is_empty() { nothing } else { Cached::Stale { head, validators } }
            }
        }
    }

    /// The kept response with what a `304` brings anew: its headers replace those of the same name, and the others stay, among
    /// them an `Access-Control-Allow-Origin` that the `304` does not have.
    #[must_use]
    pub fn freshened(kept: &ResponseHead, not_modified: &ResponseHead) -> ResponseHead {
        let mut headers = kept.headers.clone();
        headers.retain(|name, _| !not_modified.headers.contains(name.as_str()));
        for (name, value) in &not_modified.headers {
            headers.append(name.clone(), value.clone());
        }
        ResponseHead { status: kept.status, headers }
    }

    /// Keeps what a fetch got from the network. The answer to a conditional request has to be
    /// [freshened](HttpCache::freshened) before the fetch gets it.
    pub fn store(&mut self, verdict: &Verdict, profile: &Profile, now: Duration) {
        let rules = &profile.rules.http_cache;
        if verdict.request.cache == CacheMode::NoStore {
            return;
        }
        let last = verdict.exchanges.len().wrapping_sub(1);
        for (index, exchange) in verdict.exchanges.iter().enumerate() {
            let is_refused = index == last && verdict.outcome == Outcome::Blocked;
            let is_new = exchange.kind == Kind::Actual && !exchange.from_cache;
            if is_new && (!is_refused || rules.keeps_refused) {
                self.keep(exchange, verdict, rules, now);
            }
        }
    }

    fn keep(&mut self, exchange: &Exchange, verdict: &Verdict, rules: &HttpCacheRules, now: Duration) {
        let Some(crate::verdict::Answer::Head(head)) = &exchange.answer else { return };
        if !matches!(exchange.method.as_str(), "GET" | "HEAD" | "OPTIONS") {
            // https://www.rfc-editor.org/rfc/rfc9111#section-4.4
            self.entries.remove(exchange.url.as_str());
        }
        let names: Vec<String> = head.headers.get_decode_split("vary").unwrap_or_default();
        let is_kept = exchange.method == Method::GET
            && matches!(head.status.code(), 200 | 203 | 300 | 301 | 308 | 404 | 410)
            && !names.iter().any(|name| name == "*")
            && directive(head, "no-store").is_none();
        if !is_kept {
            return;
        }
        let entry = Entry {
            partition: verdict.request.network_partition_key.clone(),
            credentials: rules.key(exchange),
            varied: names
                .into_iter()
                .map(|name| {
                    let value = header(exchange, &name);
                    (name, value)
                })
                .collect(),
            stored: now,
            head: Arc::clone(head),
        };
        let slot = self.entries.entry(exchange.url.as_str().into()).or_default();
        slot.retain(|other| {
            other.partition != entry.partition
                || other.credentials != entry.credentials
                || other.varied != entry.varied
        });
        slot.insert(0, entry);
    }
}

impl HttpCacheRules {
    fn key(&self, exchange: &Exchange) -> Option<bool> {
        self.keyed_by_credentials.then_some(exchange.credentials)
    }
}

/// The value of a request header as it goes out.
fn header(exchange: &Exchange, name: &str) -> Option<Vec<u8>> {
    let lines = exchange.header_lines();
    let mut values =
        lines.into_iter().filter(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value);
    let first = values.next()?;
    Some(values.fold(first, |joined, value| [joined.as_slice(), b", ", value.as_slice()].concat()))
}

/// The value of a `Cache-Control` directive; empty when it has none.
fn directive(head: &ResponseHead, wanted: &str) -> Option<String> {
    let values = head.headers.get_decode_split("cache-control")?;
    values.iter().find_map(|directive| {
        let (name, value) = directive.split_once('=').unwrap_or((directive, ""));
        name.trim().eq_ignore_ascii_case(wanted).then(|| value.trim().trim_matches('"').to_owned())
    })
}

fn lifetime(head: &ResponseHead) -> Duration {
    if directive(head, "no-cache").is_some() {
        return Duration::ZERO;
    }
    let seconds = directive(head, "max-age").and_then(|value| value.parse().ok());
    Duration::from_secs(seconds.unwrap_or(0))
}

fn validators(head: &ResponseHead) -> HeaderList {
    let mut validators = HeaderList::new();
    for (kept, sent) in [("etag", "If-None-Match"), ("last-modified", "If-Modified-Since")] {
        if let Some(value) = head.headers.get(kept) {
            validators.append(HeaderName::from_static(sent), HeaderValue::received(&value));
        }
    }
    validators
}
