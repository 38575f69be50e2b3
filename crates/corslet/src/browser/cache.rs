//! The [CORS-preflight cache](https://fetch.spec.whatwg.org/#cors-preflight-cache), with all four of its operations.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use super::fetch::Fetch;
use super::preflight::Grant;
use super::profile::{AuthorizationWildcard, CacheCapacity, CacheCredentials, CacheOpaqueOrigins, CacheStar, CacheUpdate};
use super::verdict::CacheHit;
use crate::verdict::{Kind, Observe, ResponseHead, steps};
use crate::words::UnsafeNames;

steps! {
    /// The CORS-preflight cache's steps.
    CORS_PREFLIGHT_CACHE, "CORS-preflight cache", "https://fetch.spec.whatwg.org/#cors-preflight-cache";
    "method" METHOD_CACHE_ENTRY_MATCHES "the method needs no entry, or an entry matches it"
    "header name" HEADER_NAME_CACHE_ENTRIES_MATCH "an entry matches every CORS-unsafe request-header name"
    "max-age" MAX_AGE_IS_GIVEN "Access-Control-Max-Age is a number of seconds; otherwise it is 5"
    "clear" CACHE_ENTRIES_ARE_CLEARED "the fetch had a CORS preflight and is a network error, so its entries are cleared"
}

/// What an entry allows.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Allows {
    /// Nothing in particular: that there was a preflight is all that a forced one for a safelisted method asks.
    APreflight,
    Method(Box<[u8]>),
    HeaderName(Box<[u8]>),
}

#[derive(Clone, Debug)]
struct Entry {
    stored: Duration,
    max_age: u64,
    credentials: bool,
    allows: Allows,
}

impl Entry {
    fn is_fresh(&self, now: Duration) -> bool {
        self.seconds_left(now) > 0
    }

    fn seconds_left(&self, now: Duration) -> u64 {
        // The last second counts until it is over.
        let age = now.saturating_sub(self.stored);
        let limit = Duration::from_secs(self.max_age);
        limit.saturating_sub(age).as_nanos().div_ceil(1_000_000_000).try_into().unwrap_or(u64::MAX)
    }
}

/// The entries of one network partition key, origin and URL.
#[derive(Clone, Debug)]
struct Slot {
    partition: Option<Arc<str>>,
    origin: Box<str>,
    /// Set where a browser keeps credentialed and other requests apart.
    credentials: Option<bool>,
    entries: Vec<Entry>,
    used: u64,
}

/// A browser's CORS-preflight cache. Owned by the caller; one for each browser.
#[derive(Clone, Debug, Default)]
pub struct PreflightCache {
    slots: BTreeMap<Box<str>, Vec<Slot>>,
    uses: u64,
}

/// The parts of a request that an entry is found by.
struct Key<'a> {
    url: &'a str,
    partition: Option<&'a str>,
    origin: &'a str,
    credentials: Option<bool>,
}

impl Slot {
    fn is_of(&self, key: &Key<'_>) -> bool {
        self.partition.as_deref() == key.partition && *self.origin == *key.origin && self.credentials == key.credentials
    }
}

impl<O: Observe> Fetch<'_, O> {
    fn cache_key(&self) -> Key<'_> {
        let rules = &self.rules().cache;
        let exact = rules.credentials == CacheCredentials::Exact;
        Key {
            // The whole URL, fragment included: browsers preflight `/a#x` anew after `/a`.
            url: self.hop.url.as_str(),
            partition: self.request.network_partition_key.as_deref(),
            origin: if rules.keyed_by_page { self.request.origin.serialize() } else { self.serialized_origin() },
            credentials: exact.then(|| self.request.includes_credentials()),
        }
    }

    /// [Cache entry match](https://fetch.spec.whatwg.org/#concept-cache-match), apart from the key.
    fn entry_serves(&self, entry: &Entry) -> bool {
        entry.is_fresh(self.now) && (entry.credentials || !self.request.includes_credentials())
    }

    /// Whether this browser keeps nothing for the request's opaque origin.
    fn has_no_cache(&self) -> bool {
        match self.rules().cache.opaque_origins {
            CacheOpaqueOrigins::Shared => false,
            CacheOpaqueOrigins::PagesOwn => self.hop.tainted,
            CacheOpaqueOrigins::Nobody => self.hop.tainted || self.request.origin.is_opaque(),
        }
    }

    fn star_serves(&self, entry: &Entry) -> bool {
        match self.rules().cache.star {
            CacheStar::Always => true,
            CacheStar::UnlessStoredWithCredentials => !entry.credentials,
            CacheStar::UnlessRequestedWithCredentials => !self.request.includes_credentials(),
            CacheStar::Never => false,
        }
    }

    fn method_matches(&self, entry: &Entry, method: &[u8]) -> bool {
        let Allows::Method(allowed) = &entry.allows else { return false };
        self.entry_serves(entry) && (**allowed == *method || **allowed == *b"*" && self.star_serves(entry))
    }

    fn header_name_matches(&self, entry: &Entry, name: &[u8]) -> bool {
        let Allows::HeaderName(allowed) = &entry.allows else { return false };
        let star_covers = !name.eq_ignore_ascii_case(b"authorization")
            || self.rules().authorization_wildcard == AuthorizationWildcard::PreflightAndCache;
        self.entry_serves(entry)
            && (allowed.eq_ignore_ascii_case(name) || **allowed == *b"*" && star_covers && self.star_serves(entry))
    }
}

impl PreflightCache {
    /// An empty cache.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether nothing is kept.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// How many combinations of partition, origin and URL have entries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.slots.values().map(Vec::len).sum()
    }

    fn slot_mut(&mut self, key: &Key<'_>) -> Option<&mut Slot> {
        self.slots.get_mut(key.url)?.iter_mut().find(|slot| slot.is_of(key))
    }

    /// Whether the cache answers this hop's preflight.
    pub(super) fn covers<O: Observe>(&mut self, fetch: &mut Fetch<'_, O>, names: &UnsafeNames) -> bool {
        self.uses += 1;
        let uses = self.uses;
        let method = &fetch.hop.method;
        let needs_method = fetch.method_needs_cache_entry(method);
        let mut empty = Vec::new();
        let key = fetch.cache_key();
        let slot = if fetch.has_no_cache() { None } else { self.slot_mut(&key) };
        let has_slot = slot.is_some();
        let entries = match slot {
            Some(slot) => {
                slot.used = uses;
                &mut slot.entries
            }
            None => &mut empty,
        };
        let mut left = u64::MAX;
        let mut find = |matches: &dyn Fn(&Entry) -> bool| {
            let longest = entries.iter().filter(|entry| matches(entry)).map(|entry| entry.seconds_left(fetch.now)).max();
            left = left.min(longest.unwrap_or(0));
            longest.is_some()
        };
        let method_matches =
            !needs_method || find(&|entry| fetch.method_matches(entry, method.as_str().as_bytes()));
        let names_match = names.iter().all(|name| find(&|entry| fetch.header_name_matches(entry, name.as_bytes())));
        // A forced preflight for a safelisted method without unsafe names still needs somebody to have asked before.
        let anything_matches = needs_method || !names.is_empty() || find(&|entry| fetch.entry_serves(entry));
        let covers = method_matches && names_match && anything_matches;

        fetch.observer.step(&METHOD_CACHE_ENTRY_MATCHES, method_matches, || format!("method {}", fetch.hop.method.as_str()));
        fetch.observer.step(&HEADER_NAME_CACHE_ENTRIES_MATCH, names_match, || names.join_or_none());
        if covers {
            fetch.cache_hits.push(CacheHit { hop: fetch.hop.index, seconds_left: left });
        } else if has_slot && fetch.rules().cache.erased_on_miss {
            let key = fetch.cache_key();
            self.remove(&key);
        }
        covers
    }

    /// Keeps what a preflight grants: steps 7.8 to 7.15 of CORS-preflight fetch.
    pub(super) fn store<O: Observe>(&mut self, fetch: &mut Fetch<'_, O>, head: &ResponseHead, grant: &Grant<'_>) {
        let rules = &fetch.profile.rules;
        let max_age = rules.cache.max_age.read(head, rules.empty_lines);
        fetch.observer.step(&MAX_AGE_IS_GIVEN, max_age.is_given, || match head.headers.get("access-control-max-age") {
            Some(value) => format!("Access-Control-Max-Age: {}", String::from_utf8_lossy(&value)),
            None => "no Access-Control-Max-Age".to_owned(),
        });
        let Some(seconds) = max_age.seconds else { return };
        if fetch.has_no_cache() {
            return;
        }
        let max_age = rules.cache.cap.map_or(seconds, |cap| seconds.min(cap));
        let implied = fetch.method_is_implied.then(|| fetch.hop.method.as_str().as_bytes());
        let methods = grant.methods.iter().copied().chain(implied);
        let mark = (rules.cache.update != CacheUpdate::MaxAgeOnly).then_some(Allows::APreflight);
        let allows: Vec<Allows> = methods
            .map(|method| Allows::Method(method.into()))
            .chain(grant.header_names.iter().map(|name| Allows::HeaderName((*name).into())))
            .chain(mark)
            .collect();

        let credentials = fetch.request.includes_credentials();
        let now = fetch.now;
        let uses = self.uses;
        let key = fetch.cache_key();
        let url = key.url;
        if !self.slots.contains_key(url) {
            self.slots.insert(url.into(), Vec::new());
        }
        let Some(slots) = self.slots.get_mut(url) else { return };
        if !slots.iter().any(|slot| slot.is_of(&key)) {
            slots.push(Slot {
                partition: fetch.request.network_partition_key.clone(),
                origin: key.origin.into(),
                credentials: key.credentials,
                entries: Vec::new(),
                used: uses,
            });
        }
        let Some(slot) = slots.iter_mut().find(|slot| slot.is_of(&key)) else { return };
        slot.entries.retain(|entry| entry.is_fresh(now));
        if rules.cache.update == CacheUpdate::Replaced {
            slot.entries.clear();
        }
        let forced_max_age = if rules.cache.forced_never_expires { u64::MAX } else { max_age };
        let entry = |allows| {
            let max_age = if allows == Allows::APreflight { forced_max_age } else { max_age };
            Entry { stored: now, max_age, credentials, allows }
        };
        for allows in allows {
            match rules.cache.update {
                CacheUpdate::Replaced => slot.entries.push(entry(allows)),
                CacheUpdate::Restamped => {
                    slot.entries.retain(|kept| kept.allows != allows);
                    slot.entries.push(entry(allows));
                }
                CacheUpdate::MaxAgeOnly => {
                    let mut has_match = false;
                    for kept in &mut slot.entries {
                        let matches = match &allows {
                            Allows::Method(method) => fetch.method_matches(kept, method),
                            Allows::HeaderName(name) => fetch.header_name_matches(kept, name),
                            Allows::APreflight => false,
                        };
                        if matches {
                            // The text sets the max-age and leaves the moment of storing as it is.
                            kept.max_age = max_age;
                            has_match = true;
                        }
                    }
                    if !has_match {
                        slot.entries.push(entry(allows));
                    }
                }
            }
        }
        self.evict(rules.cache.capacity, fetch.request.network_partition_key.as_deref());
    }

    /// A refused preflight leaves nothing, except in a browser that stores before it decides.
    pub(super) fn fresh_preflight_refused<O: Observe>(
        &mut self,
        fetch: &mut Fetch<'_, O>,
        head: &ResponseHead,
        grant: &Grant<'_>,
    ) {
        if fetch.rules().cache.stored_before_decision && fetch.only_the_grant_is_too_small() {
            self.store(fetch, head, grant);
        }
    }

    /// Main fetch: a network error after a CORS preflight [clears](https://fetch.spec.whatwg.org/#concept-cache-clear).
    pub(super) fn clear_after_network_error<O: Observe>(&mut self, fetch: &mut Fetch<'_, O>, on: Kind) {
        let rules = &fetch.rules().cache;
        let is_cleared = match on {
            Kind::Preflight => rules.cleared_by_preflight,
            Kind::Actual if fetch.hop.was_preflighted => rules.cleared_by_actual,
            Kind::Actual => rules.cleared_by_simple,
        };
        fetch.observer.step(&CACHE_ENTRIES_ARE_CLEARED, is_cleared, || format!("after the {} request", on.as_str()));
        if !is_cleared {
            return;
        }
        let mut key = fetch.cache_key();
        self.remove(&key);
        // The text clears regardless of credentials.
        if let Some(credentials) = key.credentials {
            key.credentials = Some(!credentials);
            self.remove(&key);
        }
    }

    fn remove(&mut self, key: &Key<'_>) {
        if let Some(slots) = self.slots.get_mut(key.url) {
            slots.retain(|slot| !slot.is_of(key));
            if slots.is_empty() {
                self.slots.remove(key.url);
            }
        }
    }

    /// Makes room after a new slot in `partition`: the longest unused go.
    fn evict(&mut self, capacity: Option<CacheCapacity>, partition: Option<&str>) {
        let Some(capacity) = capacity else { return };
        let counts = |slot: &Slot| !capacity.per_partition || slot.partition.as_deref() == partition;
        let mut uses: Vec<u64> = self.slots.values().flatten().filter(|slot| counts(slot)).map(|slot| slot.used).collect();
        if uses.len() <= capacity.slots {
            return;
        }
        uses.sort_unstable();
        let Some(&last) = uses.get(capacity.purged.saturating_sub(1)) else { return };
        for slots in self.slots.values_mut() {
            slots.retain(|slot| !counts(slot) || slot.used > last);
        }
        self.slots.retain(|_, slots| !slots.is_empty());
    }
}
