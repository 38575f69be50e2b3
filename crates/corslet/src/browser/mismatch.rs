//! In which way an `Access-Control-Allow-Origin` misses the request's origin.

use crate::verdict::AllowOriginMismatch;
use crate::words::Origin;

/// Names the difference between what the server sent and the origin it should have sent.
pub(super) fn mismatch(received: &[u8], lines: usize, expected: &str) -> AllowOriginMismatch {
    let expected = expected.as_bytes();
    if lines > 1 {
        return AllowOriginMismatch::SeveralLines;
    }
    if received.is_empty() {
        return AllowOriginMismatch::Empty;
    }
    if received.iter().any(|byte| matches!(byte, b',' | b' ' | b'\t')) {
        return AllowOriginMismatch::SeveralValues;
    }
    if received.contains(&b'*') {
        return AllowOriginMismatch::Pattern;
    }
    if received.eq_ignore_ascii_case(expected) {
        return AllowOriginMismatch::Case;
    }
    if received == b"null" {
        return AllowOriginMismatch::Null;
    }
    if let Some(rest) = received.strip_prefix(expected) {
        match rest.first() {
            Some(b'/') if rest.len() == 1 => return AllowOriginMismatch::TrailingSlash,
            Some(b'/') => return AllowOriginMismatch::Path,
            Some(b':') => return AllowOriginMismatch::Port,
            _ => {}
        }
    }
    let Ok(granted) = Origin::parse(received.strip_suffix(b"/").unwrap_or(received)) else {
        return AllowOriginMismatch::NotAnOrigin;
    };
    let Ok(wanted) = Origin::parse(expected) else { return AllowOriginMismatch::Other };
    if wanted.is_opaque() {
        return AllowOriginMismatch::OriginIsNull;
    }
    let difference = wanted.difference(&granted);
    match (difference.scheme, difference.host, difference.port) {
        (true, false, _) => AllowOriginMismatch::Scheme,
        (false, false, true) => AllowOriginMismatch::Port,
        _ => AllowOriginMismatch::Other,
    }
}
