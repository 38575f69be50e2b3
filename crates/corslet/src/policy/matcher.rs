//! Which origins a route allows: exact ones by one look into a table, patterns by a walk over the labels.

use std::collections::BTreeMap;

use http::HeaderValue;

use super::flat::{Flat, Keyed};
use super::pattern::{LONGEST_HOST, LONGEST_LABEL, Labels, OriginPattern, is_label_byte};

/// The number of an entry among all that the policy lists.
pub(super) type EntryNumber = u32;

/// The origins of a route.
#[derive(Debug)]
pub(super) struct OriginSet {
    exact: Flat<Exact>,
    /// One for each scheme that a pattern has: a handful.
    patterns: Box<[Patterns]>,
}

#[derive(Debug)]
struct Exact {
    entry: EntryNumber,
    /// What `Access-Control-Allow-Origin` says; shared from the start, so that a clone never allocates.
    value: HeaderValue,
}

impl Keyed for Exact {
    #[inline]
    fn key(&self) -> &[u8] {
        self.value.as_bytes()
    }
}

/// The patterns of one scheme.
#[derive(Debug)]
struct Patterns {
    /// With `://`.
    scheme: Box<str>,
    suffixes: Flat<Suffix>,
    /// Whether some pattern stands for several labels, so that the walk goes beyond the first.
    is_deep: bool,
}

#[derive(Debug)]
struct Suffix {
    /// All from the dot before the base on, the port included.
    key: Box<[u8]>,
    one: Option<EntryNumber>,
    one_or_more: Option<EntryNumber>,
}

impl Keyed for Suffix {
    #[inline]
    fn key(&self) -> &[u8] {
        &self.key
    }
}

/// A match: the entry, and the header's value unless it is the request's own.
#[derive(Clone, Copy, Debug)]
pub(super) struct Match<'p> {
    pub(super) entry: EntryNumber,
    pub(super) value: Option<&'p HeaderValue>,
}

impl OriginSet {
    /// The lists hold no entry twice.
    pub(super) fn new(
        exact: Vec<(EntryNumber, &str)>,
        patterns: Vec<(EntryNumber, &OriginPattern)>,
    ) -> OriginSet {
        let exact =
            exact.into_iter().filter_map(|(entry, origin)| Some(Exact { entry, value: shared(origin)? }));
        let mut by_scheme = BTreeMap::<&str, Vec<(EntryNumber, &OriginPattern)>>::new();
        for (entry, pattern) in patterns {
            by_scheme.entry(pattern.split().0).or_default().push((entry, pattern));
        }
        OriginSet {
            exact: Flat::new(exact),
            patterns: by_scheme.into_iter().map(|(scheme, all)| Patterns::new(scheme, &all)).collect(),
        }
    }

    /// The entry that an `Origin` header's value matches.
    #[inline]
    pub(super) fn find(&self, origin: &[u8]) -> Option<Match<'_>> {
        if let Some(Exact { entry, value }) = self.exact.get(origin) {
            return Some(Match { entry: *entry, value: Some(value) });
        }
        let (patterns, authority) = self.patterns_of(origin)?;
        patterns.find(authority, false).map(|entry| Match { entry, value: None })
    }

    /// The entry of the pattern that matches an exact origin.
    pub(super) fn covering_origin(&self, origin: &str) -> Option<EntryNumber> {
        let (patterns, authority) = self.patterns_of(origin.as_bytes())?;
        patterns.find(authority, false)
    }

    /// The entry of another pattern that matches all that this one does.
    pub(super) fn covering_pattern(&self, pattern: &OriginPattern) -> Option<EntryNumber> {
        let (patterns, authority) = self.patterns_of(pattern.base_origin().as_bytes())?;
        let own = patterns.suffixes.get(&suffix(authority)).filter(|_| pattern.labels() == Labels::One);
        own.and_then(|own| own.one_or_more).or_else(|| patterns.find(authority, true))
    }

    /// The patterns of an origin's scheme, and what follows it.
    #[inline]
    fn patterns_of<'o>(&self, origin: &'o [u8]) -> Option<(&Patterns, &'o [u8])> {
        let after = |patterns: &Patterns| origin.strip_prefix(patterns.scheme.as_bytes());
        self.patterns.iter().find_map(|patterns| Some((patterns, after(patterns)?)))
    }
}

/// The key of an authority's suffix.
fn suffix(authority: &[u8]) -> Box<[u8]> {
    [b".", authority].concat().into()
}

impl Patterns {
    fn new(scheme: &str, all: &[(EntryNumber, &OriginPattern)]) -> Patterns {
        let each = all.iter().map(|(entry, pattern)| {
            let key = suffix(pattern.split().1.as_bytes());
            let of = |labels| (pattern.labels() == labels).then_some(*entry);
            Suffix { key, one: of(Labels::One), one_or_more: of(Labels::OneOrMore) }
        });
        let suffixes = Flat::merged(each, |known, other| {
            known.one = known.one.or(other.one);
            known.one_or_more = known.one_or_more.or(other.one_or_more);
        });
        Patterns {
            scheme: scheme.into(),
            suffixes,
            is_deep: all.iter().any(|(_, pattern)| pattern.labels() == Labels::OneOrMore),
        }
    }

    /// The entry of the pattern that matches; perhaps only of those that stand for several labels.
    fn find(&self, authority: &[u8], only_deep: bool) -> Option<EntryNumber> {
        if authority.len() > LONGEST_HOST + ":65535".len() {
            return None;
        }
        let mut label = 0;
        loop {
            // A wildcard stands for labels alone, so whatever else is there, a port or a bracket, ends the walk.
            let length = authority[label..].iter().position(|&byte| !is_label_byte(byte))?;
            let dot = label + length;
            if authority[dot] != b'.' || !(1..=LONGEST_LABEL).contains(&length) {
                return None;
            }
            if let Some(suffix) = self.suffixes.get(&authority[dot..]) {
                let one = suffix.one.filter(|_| label == 0 && !only_deep);
                if let Some(entry) = one.or(suffix.one_or_more) {
                    let host = || authority.split(|&byte| byte == b':').next();
                    let is_short = authority.len() <= LONGEST_HOST
                        || host().is_some_and(|host| host.len() <= LONGEST_HOST);
                    return is_short.then_some(entry);
                }
            }
            if !self.is_deep {
                return None;
            }
            label = dot + 1;
        }
    }
}

/// A header value whose clones only count.
pub(super) fn shared(text: &str) -> Option<HeaderValue> {
    let value = HeaderValue::from_str(text).ok()?;
    // The first clone of some bytes makes them shared, which allocates: here, not in an answer.
    drop(value.clone());
    Some(value)
}
