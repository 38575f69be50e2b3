//! A [header name](https://fetch.spec.whatwg.org/#header-name): a token, kept as it was written and compared without case.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use super::text::Text;
use super::token::{first_non_token_byte, is_token, visible};

/// A [header name](https://fetch.spec.whatwg.org/#header-name).
///
/// The case is kept for the wire; equality, order and hash are byte-case-insensitive. Cloning is cheap, and a name
/// known at compile time never allocates.
#[derive(Clone)]
pub struct HeaderName(pub(super) Text);

impl HeaderName {
    /// A name known at compile time.
    ///
    /// # Panics
    /// When `name` is not a token; in a `const` that is a compile error.
    #[must_use]
    pub const fn from_static(name: &'static str) -> HeaderName {
        assert!(is_token(name.as_bytes()), "a header name must be a token");
        HeaderName(Text::Static(name))
    }

    /// Reads a name from outside.
    ///
    /// # Errors
    /// When `name` is not a token: says which byte is at fault.
    pub fn parse(name: impl AsRef<[u8]>) -> Result<HeaderName, HeaderNameError> {
        let bytes = name.as_ref();
        if let Some(index) = first_non_token_byte(bytes) {
            return Err(HeaderNameError::NotTokenByte { index, byte: bytes[index] });
        }
        // A token is ASCII, so this fails for the empty name only.
        match std::str::from_utf8(bytes) {
            Ok(text) if !text.is_empty() => Ok(match HeaderName::known(text) {
                Some(known) => known,
                None => HeaderName(Text::shared(text)),
            }),
            _ => Err(HeaderNameError::Empty),
        }
    }

    /// The name as it was written.
    #[inline]
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The name in lower case.
    #[must_use]
    pub fn to_lowercase(&self) -> String {
        self.as_str().to_ascii_lowercase()
    }

    /// The same name in lower case; allocates only when it was written otherwise and is not a well-known one.
    #[must_use]
    pub fn lowercased(&self) -> HeaderName {
        let text = self.as_str();
        if !text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return self.clone();
        }
        match HeaderName::known_lowercase(text) {
            Some(known) => HeaderName(Text::Static(known)),
            None => HeaderName(Text::shared(&text.to_ascii_lowercase())),
        }
    }

    /// Whether this is `name`, whatever the case of either.
    #[inline]
    #[must_use]
    pub fn eq_ignore_case(&self, name: &str) -> bool {
        self.as_str().eq_ignore_ascii_case(name)
    }

    /// Whether this is the name whose lower case is `lower`.
    #[inline]
    #[must_use]
    pub fn is(&self, lower: &str) -> bool {
        debug_assert!(!lower.bytes().any(|byte| byte.is_ascii_uppercase()));
        self.eq_ignore_case(lower)
    }
}

impl PartialEq for HeaderName {
    fn eq(&self, other: &HeaderName) -> bool {
        self.eq_ignore_case(other.as_str())
    }
}

impl Eq for HeaderName {}

impl PartialEq<str> for HeaderName {
    fn eq(&self, other: &str) -> bool {
        self.eq_ignore_case(other)
    }
}

impl PartialEq<&str> for HeaderName {
    fn eq(&self, other: &&str) -> bool {
        self.eq_ignore_case(other)
    }
}

impl Ord for HeaderName {
    fn cmp(&self, other: &HeaderName) -> Ordering {
        self.as_str()
            .bytes()
            .map(|byte| byte.to_ascii_lowercase())
            .cmp(other.as_str().bytes().map(|byte| byte.to_ascii_lowercase()))
    }
}

impl PartialOrd for HeaderName {
    fn partial_cmp(&self, other: &HeaderName) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Hash for HeaderName {
    fn hash<H: Hasher>(&self, state: &mut H) {
        for byte in self.as_str().bytes() {
            state.write_u8(byte.to_ascii_lowercase());
        }
        state.write_u8(0xff);
    }
}

impl AsRef<str> for HeaderName {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl AsRef<[u8]> for HeaderName {
    fn as_ref(&self) -> &[u8] {
        self.as_str().as_bytes()
    }
}

impl fmt::Display for HeaderName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for HeaderName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl std::str::FromStr for HeaderName {
    type Err = HeaderNameError;

    fn from_str(name: &str) -> Result<HeaderName, HeaderNameError> {
        HeaderName::parse(name)
    }
}

/// Why some bytes are not a [header name](https://fetch.spec.whatwg.org/#header-name).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
pub enum HeaderNameError {
    /// There is nothing.
    Empty,
    /// A byte that a token cannot contain.
    NotTokenByte {
        /// Where it stands, counted in bytes from 0.
        index: usize,
        /// What stands there.
        byte: u8,
    },
}

impl fmt::Display for HeaderNameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            HeaderNameError::Empty => f.write_str("a header name is empty: write at least one letter"),
            HeaderNameError::NotTokenByte { index, byte } => {
                write!(f, "a header name cannot contain {} (at byte {index}): ", visible(byte))?;
                f.write_str(match byte {
                    b':' => "write the name alone, without the colon and the value",
                    b',' => "write one name only",
                    b' ' | b'\t' | b'\r' | b'\n' => "write the name without blanks",
                    0x80.. => "write ASCII letters, digits and hyphens",
                    _ => "write letters, digits, hyphens or one of !#$%&'*+.^_`|~",
                })
            }
        }
    }
}

impl std::error::Error for HeaderNameError {}
