//! A [header value](https://fetch.spec.whatwg.org/#header-value): bytes, kept as they are.

use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::bytes::{is_blank, is_http_whitespace, isomorphic_decode, trim, trim_start};

#[derive(Clone)]
enum Bytes {
    Static(&'static [u8]),
    Shared(Arc<[u8]>),
}

/// A [header value](https://fetch.spec.whatwg.org/#header-value).
///
/// Compared byte for byte. Cloning is cheap, and a value known at compile time never allocates.
#[derive(Clone)]
pub struct HeaderValue(Bytes);

impl HeaderValue {
    /// The empty value.
    pub const EMPTY: HeaderValue = HeaderValue::from_static("");

    /// A value known at compile time, taken as it is.
    #[must_use]
    pub const fn from_static(value: &'static str) -> HeaderValue {
        HeaderValue(Bytes::Static(value.as_bytes()))
    }

    /// What a page or a program gives: [normalised](https://fetch.spec.whatwg.org/#concept-header-value-normalize),
    /// then checked.
    ///
    /// # Errors
    /// When a NUL or a line break stands inside.
    pub fn new(value: impl AsRef<[u8]>) -> Result<HeaderValue, HeaderValueError> {
        let given = value.as_ref();
        let bytes = trim(given, is_http_whitespace);
        match bytes.iter().position(|byte| matches!(byte, 0x00 | 0x0a | 0x0d)) {
            None => Ok(HeaderValue::shared(bytes)),
            Some(index) => {
                let leading = given.len() - trim_start(given, is_http_whitespace).len();
                Err(HeaderValueError { index: leading + index, byte: bytes[index] })
            }
        }
    }

    /// What a peer on the network sent: blanks at the ends are the syntax's, everything else is kept, even bytes
    /// that [`HeaderValue::new`] refuses.
    #[must_use]
    pub fn received(value: impl AsRef<[u8]>) -> HeaderValue {
        HeaderValue::shared(trim(value.as_ref(), is_blank))
    }

    /// [Isomorphic encodes](https://infra.spec.whatwg.org/#isomorphic-encode) a page's string, then does as
    /// [`HeaderValue::new`]; none when either is impossible.
    #[must_use]
    pub fn from_latin1(value: &str) -> Option<HeaderValue> {
        if value.is_ascii() {
            return HeaderValue::new(value).ok();
        }
        let bytes: Option<Vec<u8>> = value.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
        HeaderValue::new(bytes?).ok()
    }

    fn shared(bytes: &[u8]) -> HeaderValue {
        match bytes {
            b"" => HeaderValue::EMPTY,
            b"*" => HeaderValue::from_static("*"),
            _ => HeaderValue(Bytes::Shared(Arc::from(bytes))),
        }
    }

    /// The bytes.
    #[inline]
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        match &self.0 {
            Bytes::Static(bytes) => bytes,
            Bytes::Shared(bytes) => bytes,
        }
    }

    /// How many bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.as_bytes().len()
    }

    /// Whether there is no byte.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.as_bytes().is_empty()
    }

    /// The value as a page sees it: [isomorphic decoded](https://infra.spec.whatwg.org/#isomorphic-decode).
    #[must_use]
    pub fn to_latin1(&self) -> Cow<'_, str> {
        isomorphic_decode(self.as_bytes())
    }
}

impl PartialEq for HeaderValue {
    fn eq(&self, other: &HeaderValue) -> bool {
        self.as_bytes() == other.as_bytes()
    }
}

impl Eq for HeaderValue {}

impl PartialEq<[u8]> for HeaderValue {
    fn eq(&self, other: &[u8]) -> bool {
        self.as_bytes() == other
    }
}

impl PartialEq<str> for HeaderValue {
    fn eq(&self, other: &str) -> bool {
        self.as_bytes() == other.as_bytes()
    }
}

impl PartialEq<&str> for HeaderValue {
    fn eq(&self, other: &&str) -> bool {
        self.as_bytes() == other.as_bytes()
    }
}

impl Hash for HeaderValue {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_bytes().hash(state);
    }
}

impl AsRef<[u8]> for HeaderValue {
    fn as_ref(&self) -> &[u8] {
        self.as_bytes()
    }
}

/// For reading only: bytes above 0x7F that are not UTF-8 are replaced.
impl fmt::Display for HeaderValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&String::from_utf8_lossy(self.as_bytes()))
    }
}

impl fmt::Debug for HeaderValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\"", self.as_bytes().escape_ascii())
    }
}

/// Why some bytes are not a [header value](https://fetch.spec.whatwg.org/#header-value).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
pub struct HeaderValueError {
    /// Where the byte at fault stands, counted in bytes from 0.
    pub index: usize,
    /// What stands there: 0x00, 0x0A or 0x0D.
    pub byte: u8,
}

impl fmt::Display for HeaderValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.byte {
            0x00 => "a NUL",
            0x0a => "a line feed",
            _ => "a carriage return",
        };
        write!(
            f,
            "a header value cannot contain {what} (at byte {}): write it on one line, without control bytes",
            self.index
        )
    }
}

impl std::error::Error for HeaderValueError {}
