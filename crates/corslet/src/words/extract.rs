//! What the lines of one name say together, which is where CORS headers are read.

use super::bytes::{is_blank, isomorphic_decode, trim};
use super::header_list::HeaderList;

impl HeaderList {
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
        for (line, value) in self.named(name) {
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
        let mut lines = self.named(name);
        let Some((line, value)) = lines.next() else { return Extracted::Null };
        if let Some((second, value)) = lines.next() {
            return Extracted::failure(second, value.as_bytes(), ExtractFailureReason::SeveralLines);
        }
        let digits = value.as_bytes();
        if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
            return Extracted::failure(line, digits, ExtractFailureReason::Element);
        }
        let number = digits
            .iter()
            .fold(0u64, |number, digit| number.saturating_mul(10).saturating_add(u64::from(digit - b'0')));
        Extracted::Values(number)
    }
}

/// [Gets, decodes, and splits](https://fetch.spec.whatwg.org/#header-value-get-decode-and-split) a value: commas
/// inside quoted strings do not split.
pub(super) fn decode_split(value: &[u8]) -> Vec<String> {
    split_outside_quotes(value).map(|item| isomorphic_decode(item).into_owned()).collect()
}

/// The items of [get, decode, and split](https://fetch.spec.whatwg.org/#header-value-get-decode-and-split), borrowed.
pub(super) fn split_outside_quotes(value: &[u8]) -> impl Iterator<Item = &[u8]> {
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
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
pub struct ExtractFailure {
    /// The line's index in the header list.
    pub line: usize,
    /// The bytes at fault: one element, or the whole value.
    #[cfg_attr(feature = "serde", serde(serialize_with = "super::serialize::isomorphic_decoded"))]
    pub element: Vec<u8>,
    /// What is wrong with them.
    pub reason: ExtractFailureReason,
}

/// How a header broke its syntax.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
pub enum ExtractFailureReason {
    /// The element is not what the header's syntax asks for.
    Element,
    /// The header may stand on one line only, and this is its second.
    SeveralLines,
}
