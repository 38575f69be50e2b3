//! The `token` of HTTP: what a method and a header name are made of.

/// Marks the bytes of a [tchar](https://httpwg.org/specs/rfc9110.html#tokens).
const TOKEN_BYTES: [bool; 256] = {
    let mut table = [false; 256];
    let marks = b"!#$%&'*+-.^_`|~";
    let mut i = 0;
    while i < marks.len() {
        table[marks[i] as usize] = true;
        i += 1;
    }
    let mut byte = 0;
    while byte < 128 {
        if (byte as u8).is_ascii_alphanumeric() {
            table[byte] = true;
        }
        byte += 1;
    }
    table
};

/// Whether `byte` may stand in a [token](https://httpwg.org/specs/rfc9110.html#tokens).
#[must_use]
pub const fn is_token_byte(byte: u8) -> bool {
    TOKEN_BYTES[byte as usize]
}

/// Whether `bytes` is a [token](https://httpwg.org/specs/rfc9110.html#tokens): at least one byte, none of them
/// a separator, a blank, a control or above 0x7F.
#[must_use]
pub const fn is_token(bytes: &[u8]) -> bool {
    !bytes.is_empty() && first_non_token_byte(bytes).is_none()
}

/// Where the first byte stands that a token cannot contain.
pub(crate) const fn first_non_token_byte(bytes: &[u8]) -> Option<usize> {
    let mut i = 0;
    while i < bytes.len() {
        if !is_token_byte(bytes[i]) {
            return Some(i);
        }
        i += 1;
    }
    None
}

/// A byte as an error message shows it: itself when it is visible ASCII, else its number.
pub(crate) fn visible(byte: u8) -> String {
    match byte {
        b' ' => "a space".to_owned(),
        b'\t' => "a tab".to_owned(),
        0x21..=0x7e => format!("`{}`", byte as char),
        _ => format!("byte 0x{byte:02X}"),
    }
}
