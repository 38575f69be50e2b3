//! A [header list](https://fetch.spec.whatwg.org/#concept-header-list): lines, in order, never merged.

use std::borrow::Cow;

use super::header_name::{HeaderName, HeaderNameError};
use super::header_value::{HeaderValue, is_blank, isomorphic_decode, trim};

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
    pub fn get_all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a HeaderValue> + Clone + 'a {
        self.named(name).map(|(_, value)| value)
    }

    /// The lines of this name: each one's index in the list, and its value.
    pub fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = (usize, &'a HeaderValue)> + Clone + 'a {
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
        let mut values = self.lines.iter().filter(|(known, _)| known.eq_ignore_case(name)).map(|(_, value)| value);
        let first = values.next()?.as_bytes();
        let Some(second) = values.next() else { return Some(Cow::Borrowed(first)) };
        let mut joined = first.to_vec();
        for value in std::iter::once(second).chain(values) {
            joined.extend_from_slice(b", ");
            joined.extend_from_slice(value.as_bytes());
        }
        Some(Cow::Owned(joined))
    }

    /// [Gets, decodes, and splits](https://fetch.spec.whatwg.org/#concept-header-list-get-decode-split).
    #[must_use]
    pub fn get_decode_split(&self, name: &str) -> Option<Vec<String>> {
        self.get(name).map(|value| decode_split(&value))
    }

    /// [Extracts header list values](https://fetch.spec.whatwg.org/#extract-header-list-values) for a header whose
    /// syntax is `#element` ([recipients' rule](https://httpwg.org/specs/rfc9110.html#abnf.extension.recipient)):
    /// one bad element on any line fails the whole.
    pub fn extract_list(&self, name: &str, element: fn(&[u8]) -> bool) -> Extracted<Vec<&[u8]>> {
        let mut found = false;
        let mut elements = Vec::new();
        for (line, (known, value)) in self.lines.iter().enumerate() {
            if !known.eq_ignore_case(name) {
                continue;
            }
            found = true;
            for item in value.as_bytes().split(|&byte| byte == b',') {
                let item = trim(item, is_blank);
                if item.is_empty() {
                    continue;
                }
                if !element(item) {
                    return Extracted::failure(line, item, ExtractFailureReason::Element);
                }
                elements.push(item);
            }
        }
        if found { Extracted::Values(elements) } else { Extracted::Null }
    }

    /// [Extracts header list values](https://fetch.spec.whatwg.org/#extract-header-list-values) for a header whose
    /// syntax is one `delta-seconds`; a number too big is the biggest.
    #[must_use]
    pub fn extract_delta_seconds(&self, name: &str) -> Extracted<u64> {
        let mut lines =
            self.lines.iter().enumerate().filter(|(_, (known, _))| known.eq_ignore_case(name));
        let Some((line, (_, value))) = lines.next() else { return Extracted::Null };
        if let Some((second, (_, value))) = lines.next() {
            return Extracted::failure(second, value.as_bytes(), ExtractFailureReason::SeveralLines);
        }
        let digits = value.as_bytes();
        if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
            return Extracted::failure(line, digits, ExtractFailureReason::Element);
        }
        Extracted::Values(
            digits.iter().fold(0u64, |number, digit| {
                number.saturating_mul(10).saturating_add(u64::from(digit - b'0'))
            }),
        )
    }
}

/// [Gets, decodes, and splits](https://fetch.spec.whatwg.org/#header-value-get-decode-and-split) a value: commas
/// inside quoted strings do not split.
pub(crate) fn decode_split(value: &[u8]) -> Vec<String> {
    split_outside_quotes(value).map(|item| isomorphic_decode(item).into_owned()).collect()
}

/// The items of [get, decode, and split](https://fetch.spec.whatwg.org/#header-value-get-decode-and-split), borrowed.
pub(crate) fn split_outside_quotes(value: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(value);
    std::iter::from_fn(move || {
        let bytes = rest?;
        let mut at = 0;
        let mut quoted = false;
        while at < bytes.len() {
            match bytes[at] {
                b'"' => quoted = !quoted,
                b'\\' if quoted => at += 1,
                b',' if !quoted => break,
                _ => {}
            }
            at += 1;
        }
        let at = at.min(bytes.len());
        rest = bytes.get(at + 1..);
        Some(trim(&bytes[..at], is_blank))
    })
}

/// What [extracting header list values](https://fetch.spec.whatwg.org/#extract-header-list-values) came to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Extracted<T> {
    /// No such header.
    Null,
    /// A header that breaks its syntax.
    Failure(ExtractFailure),
    /// The values, in order.
    Values(T),
}

impl<T> Extracted<T> {
    fn failure(line: usize, element: &[u8], reason: ExtractFailureReason) -> Extracted<T> {
        Extracted::Failure(ExtractFailure { line, element: element.to_vec(), reason })
    }

    /// The values, where there are any.
    pub fn values(self) -> Option<T> {
        match self {
            Extracted::Values(values) => Some(values),
            Extracted::Null | Extracted::Failure(_) => None,
        }
    }

    /// Whether the header broke its syntax.
    pub fn is_failure(&self) -> bool {
        matches!(self, Extracted::Failure(_))
    }
}

/// Where a header broke its syntax.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ExtractFailure {
    /// The line's index in the header list.
    pub line: usize,
    /// The bytes at fault: one element, or the whole value.
    pub element: Vec<u8>,
    /// What is wrong with them.
    pub reason: ExtractFailureReason,
}

/// How a header broke its syntax.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ExtractFailureReason {
    /// The element is not what the header's syntax asks for.
    Element,
    /// The header may stand on one line only, and this is its second.
    SeveralLines,
}

type Line<'a> = (&'a HeaderName, &'a HeaderValue);

/// The lines of a [`HeaderList`], in order.
pub type HeaderLines<'a> =
    std::iter::Map<std::slice::Iter<'a, (HeaderName, HeaderValue)>, fn(&'a (HeaderName, HeaderValue)) -> Line<'a>>;

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
