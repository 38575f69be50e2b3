//! Whether one request header is [CORS-safelisted](https://fetch.spec.whatwg.org/#cors-safelisted-request-header).

use super::engine::{ContentTypeSyntax, Safelist};
use super::names::SafelistedName;
use super::reason::Unsafe;
use crate::words::bytes::is_blank;
use crate::words::mime::{Essence, essence};
use crate::words::name_sets::is_no_cors_safelisted_name;
use crate::words::range::{RangeError, parse_single_range};

/// How long a safelisted value may be, in bytes.
const LONGEST: usize = 128;

/// Whether a header is a [CORS-safelisted request-header](https://fetch.spec.whatwg.org/#cors-safelisted-request-header).
///
/// # Errors
/// When it is not: why.
pub fn cors_safelisted_request_header(
    name: impl AsRef<str>,
    value: impl AsRef<[u8]>,
    safelist: &Safelist,
) -> Result<(), Unsafe> {
    let name = name.as_ref();
    if is_left_out(name, safelist) {
        return Ok(());
    }
    match SafelistedName::of(name, safelist) {
        Some(name) => judge(name, value.as_ref(), safelist),
        None => Err(Unsafe::NotSafelistedName),
    }
}

/// Whether a header is a [no-CORS-safelisted request-header](https://fetch.spec.whatwg.org/#no-cors-safelisted-request-header):
/// what a page can set on a request that does not ask to be read.
///
/// # Errors
/// When it is not: why.
pub fn no_cors_safelisted_request_header(
    name: impl AsRef<str>,
    value: impl AsRef<[u8]>,
    safelist: &Safelist,
) -> Result<(), Unsafe> {
    let name = name.as_ref();
    match SafelistedName::of(name, safelist) {
        Some(known) if is_no_cors_safelisted_name(name) => judge(known, value.as_ref(), safelist),
        _ => Err(Unsafe::NotSafelistedName),
    }
}

/// Whether the engine does not look at this header at all.
pub(super) fn is_left_out(name: &str, safelist: &Safelist) -> bool {
    safelist.user_agent && name.eq_ignore_ascii_case("user-agent")
}

/// The steps for a name that some value is safelisted for.
pub(super) fn judge(name: SafelistedName, value: &[u8], safelist: &Safelist) -> Result<(), Unsafe> {
    if value.len() > LONGEST {
        return Err(Unsafe::ValueTooLong { len: value.len() });
    }
    match name {
        SafelistedName::Accept => safe_bytes(value, safelist),
        SafelistedName::AcceptLanguage | SafelistedName::ContentLanguage => language_bytes(value),
        SafelistedName::ContentType => {
            safe_bytes(value, safelist)?;
            match safelist.content_type {
                ContentTypeSyntax::Standard => safe_essence(essence(value)),
                ContentTypeSyntax::Strict => strict_content_type(value),
            }
        }
        SafelistedName::Range => match parse_single_range(value, safelist.range) {
            Ok(range) if range.start.is_some() => Ok(()),
            Ok(_) => Err(Unsafe::RangeInvalid(RangeError::NoStart)),
            Err(error) => Err(Unsafe::RangeInvalid(error)),
        },
        SafelistedName::ClientHint(hint) if hint.is_valid(value) => Ok(()),
        SafelistedName::ClientHint(_) => Err(Unsafe::ClientHintInvalid),
    }
}

/// [CORS-unsafe request-header byte](https://fetch.spec.whatwg.org/#cors-unsafe-request-header-byte).
const UNSAFE: [bool; 256] = {
    let mut table = mark([false; 256], b"\"():<>?@[\\]{}\x7f");
    let mut control = 0;
    while control < 0x20 {
        table[control] = control != 0x09;
        control += 1;
    }
    table
};

/// What `Accept-Language` and `Content-Language` may contain.
const LANGUAGE: [bool; 256] = {
    let mut table = mark([false; 256], b" *,-.;=");
    let mut byte = 0;
    while byte < 0x80 {
        table[byte] = table[byte] || (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    table
};

const fn mark(mut table: [bool; 256], bytes: &[u8]) -> [bool; 256] {
    let mut index = 0;
    while index < bytes.len() {
        table[bytes[index] as usize] = true;
        index += 1;
    }
    table
}

fn safe_bytes(value: &[u8], safelist: &Safelist) -> Result<(), Unsafe> {
    let high = safelist.high_bytes_unsafe;
    match value.iter().position(|&byte| UNSAFE[byte as usize] || (high && byte >= 0x80)) {
        None => Ok(()),
        Some(index) => Err(Unsafe::UnsafeByte { index, byte: value[index] }),
    }
}

fn language_bytes(value: &[u8]) -> Result<(), Unsafe> {
    match value.iter().position(|&byte| !LANGUAGE[byte as usize]) {
        None => Ok(()),
        Some(index) => Err(Unsafe::LanguageByte { index, byte: value[index] }),
    }
}

fn safe_essence(essence: Option<Essence<'_>>) -> Result<(), Unsafe> {
    match essence {
        Some(essence) if essence.is_cors_safelisted() => Ok(()),
        Some(essence) => Err(Unsafe::ContentTypeNotSafelisted { essence: essence.to_cow() }),
        None => Err(Unsafe::ContentTypeUnparsable),
    }
}

/// [`ContentTypeSyntax::Strict`]. Quoted strings need no thought: a quote is an unsafe byte.
fn strict_content_type(value: &[u8]) -> Result<(), Unsafe> {
    let position = |wanted: u8| value.iter().position(|&byte| byte == wanted);
    if let Some(index) = position(b',') {
        return Err(Unsafe::ContentTypeParameters { index });
    }
    let end = value.iter().position(|&byte| byte == b';' || is_blank(byte)).unwrap_or(value.len());
    let rest = &value[end..];
    match position(b';') {
        Some(first) if value.ends_with(b";") && first + 1 < value.len() => {
            return Err(Unsafe::ContentTypeParameters { index: value.len() - 1 });
        }
        None if !rest.iter().copied().all(is_blank) => return Err(Unsafe::ContentTypeUnparsable),
        _ => {}
    }
    safe_essence(essence(&value[..end]))
}
