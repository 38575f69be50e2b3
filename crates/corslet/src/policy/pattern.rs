//! An origin pattern: `https://*.example.com` for one label more, `https://**.example.com` for one or more.

use std::fmt;
use std::net::Ipv4Addr;
use std::ops::Range;

use crate::words::{Origin, OriginError, OriginProblemKind};

/// An origin with a wildcard for the labels before its host.
///
/// There are no regular expressions, because an unanchored one or a bare dot is how origins slip through: a pattern
/// is a scheme, a base and a port that are compared whole, and a wildcard that stands for whole labels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OriginPattern {
    labels: Labels,
    /// The origin of the base itself, which the pattern does not match.
    base: Origin,
}

/// How many labels a wildcard stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Labels {
    /// `*.`
    One,
    /// `**.`
    OneOrMore,
}

impl Labels {
    fn written(self) -> &'static str {
        match self {
            Labels::One => "*.",
            Labels::OneOrMore => "**.",
        }
    }
}

/// Why some text with a `*` is no pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PatternError {
    /// `*` and nothing of an origin.
    Bare,
    /// A wildcard in another place than the first label.
    Misplaced(Range<usize>),
    /// A wildcard without a host behind it.
    WholeHost(Range<usize>),
    /// A wildcard before an address, which has no labels.
    Address(Range<usize>),
    /// The rest is no origin; the ranges count from the pattern's first byte.
    Rest(OriginError),
}

impl OriginPattern {
    /// Reads what contains a `*`.
    pub(super) fn parse(text: &str) -> Result<OriginPattern, PatternError> {
        if text == "*" {
            return Err(PatternError::Bare);
        }
        let star = text.find('*').unwrap_or(0);
        let stars = text[star..].len() - text[star..].trim_start_matches('*').len();
        let (before, after) = (&text[..star], &text[star + stars..]);
        let labels = match stars {
            1 => Labels::One,
            2 => Labels::OneOrMore,
            _ => return Err(PatternError::Misplaced(star..star + stars)),
        };
        if let Some(again) = after.find('*') {
            let again = star + stars + again;
            return Err(PatternError::Misplaced(again..again + 1));
        }
        if !before.is_empty() && !before.ends_with("://") {
            return Err(PatternError::Misplaced(star..star + stars));
        }
        let Some(base) = after.strip_prefix('.') else {
            let is_whole = after.is_empty() || after.starts_with([':', '/']);
            let at = star..star + stars;
            return Err(if is_whole { PatternError::WholeHost(at) } else { PatternError::Misplaced(at) });
        };
        let removed = stars + 1;
        let origin = Origin::parse([before, base].concat()).map_err(|mut error| {
            for problem in &mut error.problems {
                for end in [&mut problem.at.start, &mut problem.at.end] {
                    *end += if *end >= star { removed } else { 0 };
                }
            }
            use OriginProblemKind::{Ipv4NotCanonical, Ipv6NoBrackets, Ipv6NotCanonical};
            let is_address = |kind| matches!(kind, Ipv4NotCanonical | Ipv6NoBrackets | Ipv6NotCanonical);
            if error.problems.iter().any(|problem| is_address(problem.kind)) {
                return PatternError::Address(star..text.len());
            }
            error.suggestion = error.suggestion.and_then(|suggestion| insert(&suggestion, labels));
            error.input = text.to_owned();
            PatternError::Rest(error)
        })?;
        match origin.host() {
            Some(host) if host.starts_with('[') || host.parse::<Ipv4Addr>().is_ok() => {
                Err(PatternError::Address(star..text.len()))
            }
            Some(_) => Ok(OriginPattern { labels, base: origin }),
            None => Err(PatternError::WholeHost(star..star + stars)),
        }
    }

    /// The scheme.
    #[must_use]
    pub fn scheme(&self) -> &str {
        self.base.scheme().unwrap_or_default()
    }

    /// The host behind the wildcard.
    #[must_use]
    pub fn base(&self) -> &str {
        self.base.host().unwrap_or_default()
    }

    /// The port; none is the scheme's default.
    #[must_use]
    pub fn port(&self) -> Option<u16> {
        self.base.port()
    }

    pub(super) fn base_origin(&self) -> &str {
        self.base.serialize()
    }

    pub(super) fn labels(&self) -> Labels {
        self.labels
    }

    /// The base's origin in two: the scheme with `://`, and the rest.
    pub(super) fn split(&self) -> (&str, &str) {
        let origin = self.base.serialize();
        origin.split_at_checked(self.scheme().len() + "://".len()).unwrap_or_default()
    }

    /// Whether an origin's serialisation matches: the slow, obvious way.
    #[must_use]
    pub fn matches(&self, origin: &str) -> bool {
        let Some((scheme, authority)) = origin.split_once("://") else { return false };
        let Some(more) = authority.strip_suffix(self.split().1).and_then(|rest| rest.strip_suffix('.'))
        else {
            return false;
        };
        let mut labels = more.split('.');
        let is_host_length = more.len() + 1 + self.base().len() <= LONGEST_HOST;
        let is_count = self.labels == Labels::OneOrMore || labels.clone().count() == 1;
        scheme == self.scheme()
            && is_host_length
            && is_count
            && labels.all(|label| is_label(label.as_bytes()))
    }

    /// Whether every match of `other` is a match of this.
    #[must_use]
    pub fn covers(&self, other: &OriginPattern) -> bool {
        let is_base = self.base == other.base;
        match (self.labels, other.labels) {
            (Labels::One, Labels::One) => is_base,
            (Labels::One, Labels::OneOrMore) => false,
            (Labels::OneOrMore, _) => is_base || self.matches(other.base.serialize()),
        }
    }
}

/// The longest host that a name server knows.
pub(super) const LONGEST_HOST: usize = 253;

/// The longest label that a name server knows.
pub(super) const LONGEST_LABEL: usize = 63;

/// Whether a wildcard may stand for this label, as a browser writes it.
pub(super) fn is_label(label: &[u8]) -> bool {
    (1..=LONGEST_LABEL).contains(&label.len()) && label.iter().copied().all(is_label_byte)
}

#[inline]
pub(super) fn is_label_byte(byte: u8) -> bool {
    LABEL_BYTES[usize::from(byte)]
}

/// A look is faster than four comparisons.
static LABEL_BYTES: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < table.len() {
        let is_letter = byte >= b'a' as usize && byte <= b'z' as usize;
        let is_digit = byte >= b'0' as usize && byte <= b'9' as usize;
        table[byte] = is_letter || is_digit || byte == b'-' as usize || byte == b'_' as usize;
        byte += 1;
    }
    table
};

fn insert(origin: &str, labels: Labels) -> Option<String> {
    let (scheme, authority) = origin.split_at_checked(origin.find("://")? + "://".len())?;
    Some([scheme, labels.written(), authority].concat())
}

impl fmt::Display for OriginPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (scheme, authority) = self.split();
        f.write_str(scheme)?;
        f.write_str(self.labels.written())?;
        f.write_str(authority)
    }
}
