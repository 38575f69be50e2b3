//! What the standards do to the bytes of header values: blanks and isomorphic decoding.

use std::borrow::Cow;

/// [Isomorphic decodes](https://infra.spec.whatwg.org/#isomorphic-decode): each byte becomes the code point of its
/// number. ASCII is borrowed.
pub(super) fn isomorphic_decode(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) if text.is_ascii() => Cow::Borrowed(text),
        _ => Cow::Owned(bytes.iter().map(|&byte| char::from(byte)).collect()),
    }
}

/// [HTTP whitespace](https://fetch.spec.whatwg.org/#http-whitespace).
pub(super) fn is_http_whitespace(byte: u8) -> bool {
    matches!(byte, 0x09 | 0x0a | 0x0d | 0x20)
}

/// [HTTP tab or space](https://fetch.spec.whatwg.org/#http-tab-or-space).
pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, 0x09 | 0x20)
}

/// The bytes without what `strip` takes off both ends.
pub(super) fn trim(bytes: &[u8], strip: fn(u8) -> bool) -> &[u8] {
    trim_end(trim_start(bytes, strip), strip)
}

pub(super) fn trim_start(mut bytes: &[u8], strip: fn(u8) -> bool) -> &[u8] {
    while let [first, rest @ ..] = bytes
        && strip(*first)
    {
        bytes = rest;
    }
    bytes
}

pub(super) fn trim_end(mut bytes: &[u8], strip: fn(u8) -> bool) -> &[u8] {
    while let [rest @ .., last] = bytes
        && strip(*last)
    {
        bytes = rest;
    }
    bytes
}
