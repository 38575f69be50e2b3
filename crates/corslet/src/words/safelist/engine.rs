//! How an engine judges request headers, as plain data.

use crate::words::range::RangeSyntax;

/// How an engine judges request headers.
///
/// [`Safelist::STANDARD`] is the Fetch Standard's; every other value of a field is some browser's deviation, and
/// belongs in that browser's profile.
///
/// ```
/// use corslet::words::{RangeSyntax, Safelist};
/// const LIMITED: Safelist = Safelist { range: RangeSyntax::I64, ..Safelist::STANDARD };
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
pub struct Safelist {
    /// How many bytes the values of all safelisted headers may have together; none is no limit.
    pub total_limit: Option<usize>,
    /// How the numbers and the unit of `Range` are read.
    pub range: RangeSyntax,
    /// Whether client hints are safelisted when their value is one that the browser itself could send.
    pub client_hints: bool,
    /// Whether bytes above 0x7F are unsafe in `Accept` and `Content-Type`.
    pub high_bytes_unsafe: bool,
    /// How `Content-Type` is read.
    pub content_type: ContentTypeSyntax,
    /// Whether a `User-Agent` that the page sets is left out of account.
    pub user_agent: bool,
    /// What is judged when a name is on several lines.
    pub repeated: Repeated,
}

impl Safelist {
    /// The Fetch Standard's own
    /// [CORS-safelisted request-header](https://fetch.spec.whatwg.org/#cors-safelisted-request-header).
    pub const STANDARD: Safelist = Safelist {
        total_limit: Some(1024),
        range: RangeSyntax::Standard,
        client_hints: false,
        high_bytes_unsafe: false,
        content_type: ContentTypeSyntax::Standard,
        user_agent: false,
        repeated: Repeated::Each,
    };
}

impl Default for Safelist {
    fn default() -> Safelist {
        Safelist::STANDARD
    }
}

/// How an engine reads the `Content-Type` of a request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
pub enum ContentTypeSyntax {
    /// [Parse a MIME type](https://mimesniff.spec.whatwg.org/#parsing-a-mime-type): parameters never matter.
    #[default]
    Standard,
    /// Parameters matter: a comma makes the value a list, which is unsafe, and so is a `;` at the end behind an
    /// earlier `;`. In return the type ends at the first blank, and what stands between it and the first `;` is
    /// ignored.
    Strict,
}

/// What is judged when a name is on several lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
pub enum Repeated {
    /// Each line by itself.
    #[default]
    Each,
    /// The values joined with `, `, as one.
    Combined,
}
