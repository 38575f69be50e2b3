//! Which origins a route allows: exact ones by one look into a table, patterns by a walk over the labels.

use http::HeaderValue;

use super::flat::Flat;
use super::pattern::{LONGEST_HOST, LONGEST_LABEL, Labels, OriginPattern, is_label_byte};

/// The number of an entry among all that the policy lists.
pub(super) type EntryNumber = u32;

/// The origins of a route.
#[derive(Debug)]
pub(super) struct OriginSet {
    exact: Flat<Exact>,
    /// By scheme, then all from the dot before the base on, the port included.
    suffixes: Flat<Suffix>,
    /// Whether some pattern stands for several labels, so that the walk goes beyond the first.
    is_deep: bool,
}

#[derive(Debug)]
struct Exact {
    entry: EntryNumber,
    /// What `Access-Control-Allow-Origin` says; shared from the start, so that a clone never allocates.
    value: HeaderValue,
}

#[derive(Clone, Copy, Debug, Default)]
struct Suffix {
    one: Option<EntryNumber>,
    one_or_more: Option<EntryNumber>,
}

/// A match: the entry, and the header's value unless it is the request's own.
#[derive(Clone, Copy, Debug)]
pub(super) struct Match<'p> {
    pub(super) entry: EntryNumber,
    pub(super) value: Option<&'p HeaderValue>,
}

/// The longest key of a suffix that a walk builds.
const LONGEST_SUFFIX: usize = 352;

impl OriginSet {
    pub(super) fn new(
        exact: Vec<(EntryNumber, &str)>,
        patterns: Vec<(EntryNumber, &OriginPattern)>,
    ) -> OriginSet {
        let exact = exact.into_iter().filter_map(|(entry, origin)| {
            let value = shared(origin)?;
            Some((origin.as_bytes().into(), Exact { entry, value }))
        });
        let is_deep = patterns.iter().any(|(_, pattern)| pattern.labels() == Labels::OneOrMore);
        let mut suffixes = std::collections::BTreeMap::<String, Suffix>::new();
        for (entry, pattern) in patterns {
            let suffix = suffixes.entry(pattern.suffix()).or_default();
            let slot = match pattern.labels() {
                Labels::One => &mut suffix.one,
                Labels::OneOrMore => &mut suffix.one_or_more,
            };
            slot.get_or_insert(entry);
        }
        OriginSet {
            exact: Flat::new(exact),
            suffixes: Flat::new(suffixes.into_iter().map(|(key, value)| (key.into_bytes().into(), value))),
            is_deep,
        }
    }

    /// The entry that an `Origin` header's value matches.
    pub(super) fn find(&self, origin: &[u8]) -> Option<Match<'_>> {
        if let Some(Exact { entry, value }) = self.exact.get(origin) {
            return Some(Match { entry: *entry, value: Some(value) });
        }
        if self.suffixes.is_empty() {
            return None;
        }
        self.find_pattern(origin, false).map(|entry| Match { entry, value: None })
    }

    /// The entry of the pattern that matches an exact origin.
    pub(super) fn covering_origin(&self, origin: &str) -> Option<EntryNumber> {
        if self.suffixes.is_empty() {
            return None;
        }
        self.find_pattern(origin.as_bytes(), false)
    }

    /// The entry of another pattern that matches all that this one does.
    pub(super) fn covering_pattern(&self, pattern: &OriginPattern) -> Option<EntryNumber> {
        let own = self.suffixes.get(pattern.suffix().as_bytes()).filter(|_| pattern.labels() == Labels::One);
        own.and_then(|suffix| suffix.one_or_more)
            .or_else(|| self.find_pattern(pattern.base_origin().as_bytes(), true))
    }

    /// The entry of the pattern that matches; perhaps only of those that stand for several labels.
    fn find_pattern(&self, origin: &[u8], only_deep: bool) -> Option<EntryNumber> {
        // The scheme is at least a letter, and no scheme with a pattern is longer than the longest suffix.
        let colon = origin.iter().take(LONGEST_SUFFIX).position(|&byte| byte == b':')?;
        let host_at = colon + 3;
        if origin.get(colon..host_at)? != b"://" || host_at > LONGEST_SUFFIX {
            return None;
        }
        let authority = &origin[host_at..];
        if authority.len() > LONGEST_HOST + ":65535".len() {
            return None;
        }
        let (mut label, mut is_first) = (0, true);
        let mut key = Key::new(&origin[..host_at]);
        for (at, &byte) in authority.iter().enumerate() {
            if byte != b'.' {
                if !is_label_byte(byte) {
                    return None;
                }
                continue;
            }
            if !(1..=LONGEST_LABEL).contains(&(at - label)) {
                return None;
            }
            let length = host_at + authority.len() - at;
            let can_be = length <= self.suffixes.longest() && length >= self.suffixes.shortest();
            if can_be && let Some(suffix) = self.suffixes.get(key.with(&authority[at..])?) {
                let found = if is_first && !only_deep {
                    suffix.one.or(suffix.one_or_more)
                } else {
                    suffix.one_or_more
                };
                if let Some(entry) = found {
                    let host = authority.iter().position(|&byte| byte == b':').unwrap_or(authority.len());
                    return (host <= LONGEST_HOST).then_some(entry);
                }
            }
            if !self.is_deep {
                return None;
            }
            (label, is_first) = (at + 1, false);
        }
        None
    }
}

/// A key on the stack: the scheme stays, the rest changes.
struct Key {
    bytes: [u8; LONGEST_SUFFIX],
    scheme: usize,
}

impl Key {
    fn new(scheme: &[u8]) -> Key {
        let mut key = Key { bytes: [0; LONGEST_SUFFIX], scheme: 0 };
        if let Some(start) = key.bytes.get_mut(..scheme.len()) {
            start.copy_from_slice(scheme);
            key.scheme = scheme.len();
        }
        key
    }

    fn with(&mut self, rest: &[u8]) -> Option<&[u8]> {
        let end = self.scheme + rest.len();
        self.bytes.get_mut(self.scheme..end)?.copy_from_slice(rest);
        self.bytes.get(..end)
    }
}

/// A header value whose clones only count.
pub(super) fn shared(text: &str) -> Option<HeaderValue> {
    let value = HeaderValue::from_str(text).ok()?;
    // The first clone of some bytes makes them shared, which allocates: here, not in an answer.
    drop(value.clone());
    Some(value)
}
