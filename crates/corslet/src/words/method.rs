//! A request's [method](https://fetch.spec.whatwg.org/#concept-method).

use std::fmt;
use std::hash::{Hash, Hasher};

use super::text::Text;
use super::token::{first_non_token_byte, visible};

/// A [method](https://fetch.spec.whatwg.org/#concept-method): a token, case-sensitive.
///
/// The default is `GET`. Cloning is cheap, and the usual methods never allocate.
#[derive(Clone)]
pub struct Method(Text);

macro_rules! methods {
    ($($constant:ident = $name:literal)*) => {
        impl Method {
            $(
                #[doc = concat!("`", $name, "`")]
                pub const $constant: Method = Method(Text::Static($name));
            )*

            fn known(name: &[u8]) -> Option<Method> {
                const NAMES: &[&str] = &[$($name),*];
                NAMES.iter().find(|known| known.as_bytes() == name).map(|known| Method(Text::Static(known)))
            }
        }
    };
}

methods! {
    GET = "GET"
    HEAD = "HEAD"
    POST = "POST"
    PUT = "PUT"
    DELETE = "DELETE"
    PATCH = "PATCH"
    OPTIONS = "OPTIONS"
    CONNECT = "CONNECT"
    TRACE = "TRACE"
}

impl Method {
    /// Reads a method as it is written; [forbidden](Method::is_forbidden) ones too.
    ///
    /// # Errors
    /// When it is not a token: says which byte is at fault.
    pub fn parse(method: impl AsRef<[u8]>) -> Result<Method, MethodError> {
        let bytes = method.as_ref();
        if let Some(known) = Method::known(bytes) {
            return Ok(known);
        }
        if let Some(index) = first_non_token_byte(bytes) {
            return Err(MethodError::NotTokenByte { index, byte: bytes[index] });
        }
        match std::str::from_utf8(bytes) {
            Ok(text) if !text.is_empty() => Ok(Method(Text::shared(text))),
            _ => Err(MethodError::Empty),
        }
    }

    /// [Normalises](https://fetch.spec.whatwg.org/#concept-method-normalize): upper-cases the six methods that have
    /// always been. `patch` is not among them and stays what it is: another method than `PATCH`.
    #[must_use]
    pub fn normalize(self) -> Method {
        for method in [Method::DELETE, Method::GET, Method::HEAD, Method::OPTIONS, Method::POST, Method::PUT]
        {
            if self.as_str().eq_ignore_ascii_case(method.as_str()) {
                return method;
            }
        }
        self
    }

    /// [CORS-safelisted method](https://fetch.spec.whatwg.org/#cors-safelisted-method).
    #[must_use]
    pub fn is_cors_safelisted(&self) -> bool {
        matches!(self.as_str(), "GET" | "HEAD" | "POST")
    }

    /// [Forbidden method](https://fetch.spec.whatwg.org/#forbidden-method): no page can send it.
    #[must_use]
    pub fn is_forbidden(&self) -> bool {
        is_forbidden_method(self.as_str().as_bytes())
    }

    /// The method as it was written.
    #[inline]
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

/// [Forbidden method](https://fetch.spec.whatwg.org/#forbidden-method), for bytes that need not be a method.
pub(crate) fn is_forbidden_method(method: &[u8]) -> bool {
    ["CONNECT", "TRACE", "TRACK"].iter().any(|forbidden| method.eq_ignore_ascii_case(forbidden.as_bytes()))
}

impl Default for Method {
    fn default() -> Method {
        Method::GET
    }
}

impl PartialEq for Method {
    fn eq(&self, other: &Method) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Method {}

impl PartialEq<str> for Method {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Method {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl PartialOrd for Method {
    fn partial_cmp(&self, other: &Method) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Method {
    fn cmp(&self, other: &Method) -> std::cmp::Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl Hash for Method {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl AsRef<str> for Method {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl AsRef<[u8]> for Method {
    fn as_ref(&self) -> &[u8] {
        self.as_str().as_bytes()
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::str::FromStr for Method {
    type Err = MethodError;

    fn from_str(method: &str) -> Result<Method, MethodError> {
        Method::parse(method)
    }
}

/// Why some bytes are not a [method](https://fetch.spec.whatwg.org/#concept-method).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
pub enum MethodError {
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

impl fmt::Display for MethodError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            MethodError::Empty => f.write_str("a method is empty: write for example `GET`"),
            MethodError::NotTokenByte { index, byte } => {
                write!(f, "a method cannot contain {} (at byte {index}): ", visible(byte))?;
                f.write_str(match byte {
                    b',' => "write one method only",
                    b' ' | b'\t' | b'\r' | b'\n' => "write the method without blanks",
                    _ => "write letters, digits or one of !#$%&'*+-.^_`|~",
                })
            }
        }
    }
}

impl std::error::Error for MethodError {}
