//! The corpus's strings: one character, one byte.

/// The bytes of a text; what is no byte becomes one that no header or method may have.
pub(crate) fn latin1(text: &str) -> Vec<u8> {
    text.chars().map(|character| u8::try_from(u32::from(character)).unwrap_or(0)).collect()
}
