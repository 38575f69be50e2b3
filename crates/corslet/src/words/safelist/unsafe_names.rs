//! The [CORS-unsafe request-header names](https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names) of a header list.

use std::borrow::Cow;

use super::engine::{Repeated, Safelist};
use super::names::SafelistedName;
use super::reason::Unsafe;
use super::rules::{is_left_out, judge};
use crate::words::header_list::HeaderList;
use crate::words::header_name::HeaderName;

/// A line of a header list that needs a preflight.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
pub struct UnsafeLine {
    /// The name, in lower case.
    pub name: HeaderName,
    /// The line's index in the header list; the first of its name where lines are judged
    /// [as one](Repeated::Combined).
    pub line: usize,
    /// Why it is unsafe.
    pub reason: Unsafe,
}

/// The [CORS-unsafe request-header names](https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names) of a
/// header list: a [sorted-lowercase set](https://fetch.spec.whatwg.org/#convert-header-names-to-a-sorted-lowercase-set),
/// each name with its reasons. Empty, it has not allocated.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct UnsafeNames {
    /// Sorted by name, then by line.
    lines: Vec<UnsafeLine>,
}

impl UnsafeNames {
    /// Whether no header asks for a preflight.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// How many names.
    #[must_use]
    pub fn len(&self) -> usize {
        self.names().count()
    }

    /// The names: lower case, ascending, each once.
    pub fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        self.names().map(HeaderName::as_str)
    }

    /// The names as [`UnsafeNames::iter`] has them, ready to be kept.
    pub fn names(&self) -> impl Iterator<Item = &HeaderName> + Clone {
        self.lines.chunk_by(|left, right| left.name == right.name).map(|lines| &lines[0].name)
    }

    /// The unsafe lines, sorted by name and then in the list's order: why each name is in the set.
    #[must_use]
    pub fn reasons(&self) -> &[UnsafeLine] {
        &self.lines
    }

    /// Whether the name, in any case, is among them.
    #[must_use]
    pub fn contains(&self, name: &str) -> bool {
        self.lines.iter().any(|line| line.name.eq_ignore_case(name))
    }

    /// The names joined with `,` and nothing else, as `Access-Control-Request-Headers`
    /// [has them](https://fetch.spec.whatwg.org/#cors-preflight-fetch-0).
    #[must_use]
    pub fn joined(&self) -> String {
        join(self.iter())
    }

    /// As [`UnsafeNames::joined`], for people: `none` when there is none.
    #[must_use]
    pub fn join_or_none(&self) -> String {
        if self.is_empty() { "none".to_owned() } else { self.joined() }
    }

    /// As [`UnsafeNames::joined`], but a name once for each of its lines, which is not the standard's way.
    #[must_use]
    pub fn joined_with_repeats(&self) -> String {
        join(self.lines.iter().map(|line| line.name.as_str()))
    }
}

fn join<'a>(names: impl Iterator<Item = &'a str> + Clone) -> String {
    let mut joined = String::with_capacity(names.clone().map(|name| name.len() + 1).sum());
    for name in names {
        if !joined.is_empty() {
            joined.push(',');
        }
        joined.push_str(name);
    }
    joined
}

/// The [CORS-unsafe request-header names](https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names) of a
/// header list. One pass over the list; it allocates only for what is unsafe.
#[must_use]
pub fn cors_unsafe_request_header_names(headers: &HeaderList, safelist: &Safelist) -> UnsafeNames {
    let mut lines = Vec::new();
    let mut total = 0;
    for judged in judgements(headers, safelist) {
        match judged.verdict {
            Ok(()) => total += judged.len,
            Err(reason) => lines.push(judged.name.unsafe_line(judged.line, reason)),
        }
    }
    if safelist.total_limit.is_some_and(|limit| total > limit) {
        for judged in judgements(headers, safelist).filter(|judged| judged.verdict.is_ok()) {
            lines.push(judged.name.unsafe_line(judged.line, Unsafe::TotalTooLong { total }));
        }
    }
    // The names are in lower case here, so bytes may be compared as they are.
    lines.sort_unstable_by(|left: &UnsafeLine, right| {
        left.name.as_str().cmp(right.name.as_str()).then(left.line.cmp(&right.line))
    });
    UnsafeNames { lines }
}

impl HeaderName {
    fn unsafe_line(&self, line: usize, reason: Unsafe) -> UnsafeLine {
        UnsafeLine { name: self.lowercased(), line, reason }
    }
}

/// What the engine says to one header.
struct Judgement<'a> {
    line: usize,
    name: &'a HeaderName,
    len: usize,
    verdict: Result<(), Unsafe>,
}

fn judgements<'a>(headers: &'a HeaderList, safelist: &'a Safelist) -> impl Iterator<Item = Judgement<'a>> {
    let mut seen = 0u16;
    headers.iter().enumerate().filter_map(move |(line, (name, value))| {
        if is_left_out(name.as_str(), safelist) {
            return None;
        }
        let Some(known) = SafelistedName::of(name.as_str(), safelist) else {
            return Some(Judgement { line, name, len: 0, verdict: Err(Unsafe::NotSafelistedName) });
        };
        let bit = 1 << known.index();
        let value = match safelist.repeated {
            Repeated::Each => Cow::Borrowed(value.as_bytes()),
            Repeated::Combined if seen & bit != 0 => return None,
            Repeated::Combined => headers.get(name.as_str())?,
        };
        seen |= bit;
        Some(Judgement { line, name, len: value.len(), verdict: judge(known, &value, safelist) })
    })
}
