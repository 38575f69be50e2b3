//! Why a request header is not safelisted.

use std::borrow::Cow;
use std::fmt;

use crate::words::range::RangeError;

/// Why a request header is not [CORS-safelisted](https://fetch.spec.whatwg.org/#cors-safelisted-request-header).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Unsafe {
    /// No value of this name is safelisted.
    NotSafelistedName,
    /// The value has more than 128 bytes.
    ValueTooLong {
        /// How many.
        len: usize,
    },
    /// A [CORS-unsafe request-header byte](https://fetch.spec.whatwg.org/#cors-unsafe-request-header-byte).
    UnsafeByte {
        /// Where, counted in bytes from 0.
        index: usize,
        /// Which.
        byte: u8,
    },
    /// A byte that a language list cannot contain.
    LanguageByte {
        /// Where, counted in bytes from 0.
        index: usize,
        /// Which.
        byte: u8,
    },
    /// `Content-Type` is not a MIME type.
    ContentTypeUnparsable,
    /// `Content-Type` is none of the three that a form can send.
    ContentTypeNotSafelisted {
        /// The MIME type's essence, in lower case.
        essence: Cow<'static, str>,
    },
    /// The parameters of `Content-Type` are not as this engine wants them; the standard ignores them.
    ContentTypeParameters {
        /// Where they begin, counted in bytes from 0.
        index: usize,
    },
    /// `Range` is not one range from a first byte on.
    RangeInvalid(RangeError),
    /// A client hint whose value is not one that the browser itself would send.
    ClientHintInvalid,
    /// The header would be safelisted, but all of them together have more bytes than they may.
    TotalTooLong {
        /// How many.
        total: usize,
    },
}

impl fmt::Display for Unsafe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unsafe::NotSafelistedName => f.write_str("the name is not safelisted"),
            Unsafe::ValueTooLong { len } => write!(f, "the value has {len} bytes, and 128 are safelisted"),
            Unsafe::UnsafeByte { index, byte } => write!(f, "byte 0x{byte:02X} at {index} is not safelisted"),
            Unsafe::LanguageByte { index, byte } => {
                write!(f, "byte 0x{byte:02X} at {index} is not safelisted in a language list")
            }
            Unsafe::ContentTypeUnparsable => f.write_str("the value is not a MIME type"),
            Unsafe::ContentTypeNotSafelisted { essence } => write!(
                f,
                "{essence} is not application/x-www-form-urlencoded, multipart/form-data or text/plain"
            ),
            Unsafe::ContentTypeParameters { index } => {
                write!(f, "the parameters from byte {index} on are not safelisted by this engine")
            }
            Unsafe::RangeInvalid(error) => write!(f, "the range is not safelisted: {error}"),
            Unsafe::ClientHintInvalid => f.write_str("the value is not one of this client hint's"),
            Unsafe::TotalTooLong { total } => {
                write!(f, "the safelisted headers have {total} bytes together, which is too many")
            }
        }
    }
}
