//! An entry of a list of origins, read: an origin, `null`, a pattern, or what is wrong with it.

use std::ops::Range;

use crate::words::{Origin, OriginError, OriginProblemKind};

use super::pattern::{OriginPattern, PatternError};
use super::problem_kind::ProblemKind;

/// An entry that stands for origins.
#[derive(Clone, Debug)]
pub(super) enum Listed {
    /// One origin.
    Exact(Origin),
    /// The opaque origins.
    Null,
    /// Many origins.
    Pattern(OriginPattern),
}

/// What is wrong with an entry, and with which of its bytes.
pub(super) type Wrong = (ProblemKind, Option<Range<usize>>);

impl Listed {
    pub(super) fn read(text: &str) -> Result<Listed, Vec<Wrong>> {
        if !text.contains('*') {
            return match Origin::parse(text) {
                Ok(origin) if origin.is_opaque() => Ok(Listed::Null),
                Ok(origin) => Ok(Listed::Exact(origin)),
                Err(error) => Err(wrongs(&error)),
            };
        }
        OriginPattern::parse(text).map(Listed::Pattern).map_err(|error| match error {
            PatternError::Bare => vec![(ProblemKind::OriginWildcard, None)],
            PatternError::Misplaced(at) => vec![(ProblemKind::PatternMisplaced, Some(at))],
            PatternError::WholeHost(at) => vec![(ProblemKind::PatternWholeHost, Some(at))],
            PatternError::Address(at) => vec![(ProblemKind::PatternOverAddress, Some(at))],
            PatternError::Rest(error) => wrongs(&error),
        })
    }

    /// The entry as it is compared.
    pub(super) fn text(&self) -> String {
        match self {
            Listed::Exact(origin) => origin.serialize().to_owned(),
            Listed::Null => "null".to_owned(),
            Listed::Pattern(pattern) => pattern.to_string(),
        }
    }

    pub(super) fn scheme(&self) -> Option<&str> {
        match self {
            Listed::Exact(origin) => origin.scheme(),
            Listed::Null => None,
            Listed::Pattern(pattern) => Some(pattern.scheme()),
        }
    }

    /// The host; of a pattern, its base.
    pub(super) fn host(&self) -> Option<&str> {
        match self {
            Listed::Exact(origin) => origin.host(),
            Listed::Null => None,
            Listed::Pattern(pattern) => Some(pattern.base()),
        }
    }
}

/// Each kind of problem once, where it first stands.
fn wrongs(error: &OriginError) -> Vec<Wrong> {
    let mut wrongs: Vec<Wrong> = Vec::new();
    for problem in &error.problems {
        let path = error.input.get(problem.at.clone()).unwrap_or_default();
        let kind = kind(problem.kind, path, error.suggestion.clone());
        if !wrongs.iter().any(|(known, _)| known.code() == kind.code()) {
            wrongs.push((kind, Some(problem.at.clone())));
        }
    }
    wrongs
}

fn kind(problem: OriginProblemKind, at: &str, suggestion: Option<String>) -> ProblemKind {
    use OriginProblemKind as Kind;
    match problem {
        Kind::Wildcard => ProblemKind::OriginWildcard,
        Kind::Pattern => ProblemKind::PatternMisplaced,
        Kind::Several => ProblemKind::OriginSeveral { suggestion },
        Kind::NoScheme => ProblemKind::OriginWithoutScheme { suggestion },
        Kind::SchemeNotLowerCase | Kind::HostNotLowerCase => ProblemKind::OriginUpperCase { suggestion },
        Kind::OpaqueScheme => ProblemKind::OriginOpaqueScheme,
        Kind::Userinfo => ProblemKind::OriginUserinfo { suggestion },
        Kind::HostNotAscii => ProblemKind::OriginUnicodeHost { suggestion },
        Kind::Ipv4NotCanonical | Kind::Ipv6NotCanonical | Kind::Ipv6NoBrackets => {
            ProblemKind::OriginAddressNotCanonical { suggestion }
        }
        Kind::DefaultPort => ProblemKind::OriginDefaultPort { suggestion },
        Kind::Path if at == "/" => ProblemKind::OriginTrailingSlash { suggestion },
        Kind::Path | Kind::Query | Kind::Fragment => ProblemKind::OriginWithPath { suggestion },
        other => ProblemKind::OriginInvalid { sentence: other.sentence(), suggestion },
    }
}
