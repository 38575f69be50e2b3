//! Words as a shell takes them.

use crate::text::is_invisible;

/// The word as a POSIX shell takes it; bytes that a terminal should not see are escaped the way bash, zsh and ksh read.
#[must_use]
pub fn quoted(word: &[u8]) -> String {
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~:/@%+,=".contains(byte);
    if !word.is_empty() && word.iter().all(is_plain) {
        return String::from_utf8_lossy(word).into_owned();
    }
    match std::str::from_utf8(word) {
        Ok(text) if !text.chars().any(|one| one.is_control() || is_invisible(one)) => {
            format!("'{}'", text.replace('\'', r"'\''"))
        }
        _ => {
            let escaped: String = word
                .iter()
                .map(|byte| match byte {
                    b'\'' => r"\'".to_owned(),
                    b'\\' => r"\\".to_owned(),
                    b'\n' => r"\n".to_owned(),
                    b'\r' => r"\r".to_owned(),
                    b'\t' => r"\t".to_owned(),
                    0x20..=0x7e => char::from(*byte).to_string(),
                    _ => format!("\\x{byte:02x}"),
                })
                .collect();
            format!("$'{escaped}'")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_when_they_must_be() {
        for (word, wanted) in [
            ("https://a.example/x", "https://a.example/x"),
            ("a b", "'a b'"),
            ("it's", r"'it'\''s'"),
            ("", "''"),
            ("$x `y` !", "'$x `y` !'"),
            ("a\nb'\u{1b}", r"$'a\nb\'\x1b'"),
            ("é", "'é'"),
        ] {
            assert_eq!(quoted(word.as_bytes()), wanted);
        }
        assert_eq!(quoted(b"\xff"), r"$'\xff'");
    }
}
