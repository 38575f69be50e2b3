//! From bytes to text: UTF-8, or UTF-16 as Windows writes it into files.

use super::problem::{Problem, Unread};

/// The text, with line ends as they are.
pub(super) fn decode(bytes: &[u8]) -> Result<String, Unread> {
    let utf16 = |pairs: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = pairs.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        Ok(String::from_utf16_lossy(&units))
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest),
        all => utf8(all),
    }
}

fn utf8(bytes: &[u8]) -> Result<String, Unread> {
    String::from_utf8(bytes.to_vec()).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let byte = bytes.get(at).copied().unwrap_or_default();
        let what = format!("the byte 0x{byte:02X} here is no UTF-8: save the text as UTF-8");
        Unread {
            form: None,
            text: String::from_utf8_lossy(bytes).into_owned(),
            problems: vec![Problem::new(at..at + 1, what)],
        }
    })
}
