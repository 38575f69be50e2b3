//! The essence of a [MIME type](https://mimesniff.spec.whatwg.org/#parsing-a-mime-type), which is all that safelisting asks.

use std::borrow::Cow;

use super::bytes::{is_http_whitespace, trim, trim_end};
use super::token::is_token;

/// A MIME type's [essence](https://mimesniff.spec.whatwg.org/#mime-type-essence), borrowed as it was written.
#[derive(Clone, Copy, Debug)]
pub struct Essence<'a> {
    kind: &'a [u8],
    subtype: &'a [u8],
}

/// [Parses a MIME type](https://mimesniff.spec.whatwg.org/#parse-a-mime-type) as far as its essence; none is the
/// standard's failure. Parameters cannot make it fail.
#[must_use]
pub fn essence(value: &[u8]) -> Option<Essence<'_>> {
    let input = trim(value, is_http_whitespace);
    let slash = input.iter().position(|&byte| byte == b'/')?;
    let (kind, rest) = (&input[..slash], &input[slash + 1..]);
    let end = rest.iter().position(|&byte| byte == b';').unwrap_or(rest.len());
    let subtype = trim_end(&rest[..end], is_http_whitespace);
    (is_token(kind) && is_token(subtype)).then_some(Essence { kind, subtype })
}

impl Essence<'_> {
    /// Whether this is `kind/subtype`, both given in lower case.
    #[must_use]
    pub fn matches(&self, kind: &str, subtype: &str) -> bool {
        self.kind.eq_ignore_ascii_case(kind.as_bytes())
            && self.subtype.eq_ignore_ascii_case(subtype.as_bytes())
    }

    /// Whether a form could have sent it, so that it needs no
    /// [preflight](https://fetch.spec.whatwg.org/#cors-safelisted-request-header).
    #[must_use]
    pub fn is_cors_safelisted(&self) -> bool {
        self.matches("application", "x-www-form-urlencoded")
            || self.matches("multipart", "form-data")
            || self.matches("text", "plain")
    }
}

impl Essence<'_> {
    /// The essence in lower case; the usual ones do not allocate.
    #[must_use]
    pub fn to_cow(&self) -> Cow<'static, str> {
        for known in USUAL {
            if let Some((kind, subtype)) = known.split_once('/')
                && self.matches(kind, subtype)
            {
                return Cow::Borrowed(known);
            }
        }
        Cow::Owned(self.to_string())
    }
}

/// What pages send most.
const USUAL: [&str; 8] = [
    "application/json",
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "application/xml",
    "text/xml",
    "text/html",
    "application/octet-stream",
];

/// In lower case, as the standard serialises it.
impl std::fmt::Display for Essence<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        use std::fmt::Write;
        let bytes = self.kind.iter().chain(b"/").chain(self.subtype);
        bytes.copied().try_for_each(|byte| f.write_char(byte.to_ascii_lowercase().into()))
    }
}
