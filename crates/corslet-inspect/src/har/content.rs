//! Bodies, which are text in a recording, or base64.

use super::{Content, PostData};
use crate::base64::decoded;

impl PostData {
    /// The bytes; none where nothing is written.
    #[must_use]
    pub fn bytes(&self) -> Option<Vec<u8>> {
        bytes(self.text.as_deref(), self.encoding.as_deref())
    }
}

impl Content {
    /// The bytes; none where the recorder kept none.
    #[must_use]
    pub fn bytes(&self) -> Option<Vec<u8>> {
        bytes(self.text.as_deref(), self.encoding.as_deref())
    }
}

/// What calls itself base64 and is none stays as it is written.
fn bytes(text: Option<&str>, encoding: Option<&str>) -> Option<Vec<u8>> {
    let text = text?;
    let read = if encoding == Some("base64") { decoded(text.trim_ascii_end()) } else { None };
    Some(read.unwrap_or_else(|| text.as_bytes().to_vec()))
}

#[cfg(test)]
mod tests {
    use super::bytes;

    #[test]
    fn bodies_are_decoded() {
        for (text, encoding, read) in [
            (None, None, None),
            (Some(""), None, Some("")),
            (Some("Zg=="), None, Some("Zg==")),
            (Some("Zg=="), Some("base64"), Some("f")),
            (Some("Zm9v\nYmE=\n"), Some("base64"), Some("fooba")),
            (Some("Zm9v!"), Some("base64"), Some("Zm9v!")),
            (Some(""), Some("base64"), Some("")),
        ] {
            assert_eq!(bytes(text, encoding).as_deref(), read.map(str::as_bytes), "{text:?} {encoding:?}");
        }
    }
}
