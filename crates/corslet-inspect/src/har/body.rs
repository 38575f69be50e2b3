//! Bodies, which are text in a recording, or base64.

use super::Body;
use crate::base64::decoded;

impl Body {
    /// The bytes; none where the recorder kept none. What calls itself base64 and is none stays as it is written.
    #[must_use]
    pub fn bytes(&self) -> Option<Vec<u8>> {
        let text = self.text.as_deref()?;
        let is_encoded = self.encoding.as_deref() == Some("base64");
        let read = if is_encoded { decoded(text.trim_ascii_end()) } else { None };
        Some(read.unwrap_or_else(|| text.as_bytes().to_vec()))
    }
}

#[cfg(test)]
mod tests {
    use super::Body;

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
            let body =
                Body { text: text.map(str::to_owned), encoding: encoding.map(str::to_owned), size: None };
            assert_eq!(body.bytes().as_deref(), read.map(str::as_bytes), "{body:?}");
        }
    }
}
