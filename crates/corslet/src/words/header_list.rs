//! A [header list](https://fetch.spec.whatwg.org/#concept-header-list): lines, in order, never merged.

use std::borrow::Cow;

use super::header_name::{HeaderName, HeaderNameError};
use super::header_value::HeaderValue;

/// A [header list](https://fetch.spec.whatwg.org/#concept-header-list).
///
/// Lines stay separate: [get](HeaderList::get) and [extract header list values](HeaderList::extract_list) read
/// them differently, and CORS lives in the difference.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct HeaderList {
    lines: Vec<(HeaderName, HeaderValue)>,
}

impl HeaderList {
    /// An empty list.
    #[must_use]
    pub const fn new() -> HeaderList {
        HeaderList { lines: Vec::new() }
    }

    /// An empty list with room for `lines` lines.
    #[must_use]
    pub fn with_capacity(lines: usize) -> HeaderList {
        HeaderList { lines: Vec::with_capacity(lines) }
    }

    /// A list written down in a program: names are checked, values are taken as
    /// [received](HeaderValue::received).
    ///
    /// # Panics
    /// When a name is not a token. Names from outside go through [`HeaderList::parse_pairs`].
    #[must_use]
    pub fn from_pairs<V: AsRef<[u8]>>(pairs: impl IntoIterator<Item = (&'static str, V)>) -> HeaderList {
        pairs
            .into_iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::received(value)))
            .collect()
    }

    /// A list from outside: values are taken as [received](HeaderValue::received).
    ///
    /// # Errors
    /// When a name is not a token: the line's index and what is wrong.
    pub fn parse_pairs<N: AsRef<[u8]>, V: AsRef<[u8]>>(
        pairs: impl IntoIterator<Item = (N, V)>,
    ) -> Result<HeaderList, (usize, HeaderNameError)> {
        pairs
            .into_iter()
            .enumerate()
            .map(|(line, (name, value))| match HeaderName::parse(name) {
                Ok(name) => Ok((name, HeaderValue::received(value))),
                Err(error) => Err((line, error)),
            })
            .collect()
    }

    /// How many lines.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether there is no line.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The lines, in order.
    pub fn iter(&self) -> HeaderLines<'_> {
        self.lines.iter().map(|(name, value)| (name, value))
    }

    /// The line at `index`.
    #[must_use]
    pub fn line(&self, index: usize) -> Option<(&HeaderName, &HeaderValue)> {
        self.lines.get(index).map(|(name, value)| (name, value))
    }

    /// [Appends](https://fetch.spec.whatwg.org/#concept-header-list-append) a line, spelling the name as the list
    /// already does when it has it.
    pub fn append(&mut self, name: HeaderName, value: HeaderValue) {
        let name = match self.lines.iter().find(|(known, _)| *known == name) {
            Some((known, _)) => known.clone(),
            None => name,
        };
        self.lines.push((name, value));
    }

    /// [Sets](https://fetch.spec.whatwg.org/#concept-header-list-set): the first line of this name gets the value
    /// and the others go; without any, a line is appended.
    pub fn set(&mut self, name: HeaderName, value: HeaderValue) {
        let Some(first) = self.lines.iter().position(|(known, _)| *known == name) else {
            self.lines.push((name, value));
            return;
        };
        self.lines[first].1 = value;
        let mut index = 0;
        self.lines.retain(|(known, _)| {
            index += 1;
            index <= first + 1 || *known != name
        });
    }

    /// [Deletes](https://fetch.spec.whatwg.org/#concept-header-list-delete) every line of this name.
    pub fn remove(&mut self, name: &str) {
        self.lines.retain(|(known, _)| !known.eq_ignore_case(name));
    }

    /// Keeps the lines that `keep` says yes to.
    pub fn retain(&mut self, mut keep: impl FnMut(&HeaderName, &HeaderValue) -> bool) {
        self.lines.retain(|(name, value)| keep(name, value));
    }

    /// Whether the list [contains](https://fetch.spec.whatwg.org/#header-list-contains) the name.
    #[must_use]
    pub fn contains(&self, name: &str) -> bool {
        self.get_all(name).next().is_some()
    }

    /// The values of every line of this name, in order.
    pub fn get_all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a HeaderValue> + Clone {
        self.named(name).map(|(_, value)| value)
    }

    /// The lines of this name: each one's index in the list, and its value.
    pub fn named<'a>(&'a self, name: &str) -> impl Iterator<Item = (usize, &'a HeaderValue)> + Clone {
        self.lines
            .iter()
            .enumerate()
            .filter(move |(_, (known, _))| known.eq_ignore_case(name))
            .map(|(index, (_, value))| (index, value))
    }

    /// [Gets](https://fetch.spec.whatwg.org/#concept-header-list-get): every value of this name joined with `, `.
    /// One line is borrowed.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Cow<'_, [u8]>> {
        let mut values =
            self.lines.iter().filter(|(known, _)| known.eq_ignore_case(name)).map(|(_, value)| value);
        let first = values.next()?.as_bytes();
        let Some(second) = values.next() else { return Some(Cow::Borrowed(first)) };
        let mut joined = first.to_vec();
        for value in std::iter::once(second).chain(values) {
            joined.extend_from_slice(b", ");
            joined.extend_from_slice(value.as_bytes());
        }
        Some(Cow::Owned(joined))
    }
}

type Line<'a> = (&'a HeaderName, &'a HeaderValue);

/// The lines of a [`HeaderList`], in order.
pub type HeaderLines<'a> = std::iter::Map<
    std::slice::Iter<'a, (HeaderName, HeaderValue)>,
    fn(&'a (HeaderName, HeaderValue)) -> Line<'a>,
>;

impl<'a> IntoIterator for &'a HeaderList {
    type Item = Line<'a>;
    type IntoIter = HeaderLines<'a>;

    fn into_iter(self) -> HeaderLines<'a> {
        self.iter()
    }
}

impl IntoIterator for HeaderList {
    type Item = (HeaderName, HeaderValue);
    type IntoIter = std::vec::IntoIter<(HeaderName, HeaderValue)>;

    fn into_iter(self) -> Self::IntoIter {
        self.lines.into_iter()
    }
}

impl FromIterator<(HeaderName, HeaderValue)> for HeaderList {
    fn from_iter<I: IntoIterator<Item = (HeaderName, HeaderValue)>>(lines: I) -> HeaderList {
        HeaderList { lines: lines.into_iter().collect() }
    }
}

impl Extend<(HeaderName, HeaderValue)> for HeaderList {
    fn extend<I: IntoIterator<Item = (HeaderName, HeaderValue)>>(&mut self, lines: I) {
        self.lines.extend(lines);
    }
}
