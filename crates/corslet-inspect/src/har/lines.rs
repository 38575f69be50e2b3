//! Header lines, from the pairs of a recording.

use corslet::words::{HeaderList, HeaderName, HeaderValue};

use super::Pair;

/// The lines of a head; HTTP/2's own fields, which begin with a colon, are none.
#[must_use]
pub fn head_lines(pairs: &[Pair]) -> HeaderList {
    let mut headers = HeaderList::new();
    for pair in pairs {
        let Ok(name) = HeaderName::parse(&pair.name) else { continue };
        // Recorders that keep a map of headers put the lines of one name together with line breaks.
        for line in pair.value.split('\n') {
            headers.append(name.clone(), HeaderValue::received(value_bytes(line)));
        }
    }
    headers
}

/// A value's bytes: most recorders write one character for each, some read them as UTF-8.
#[must_use]
pub fn value_bytes(value: &str) -> Vec<u8> {
    let latin1: Option<Vec<u8>> =
        value.chars().map(|character| u8::try_from(u32::from(character)).ok()).collect();
    latin1.unwrap_or_else(|| value.as_bytes().to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_in_bytes_and_apart() {
        let pair = |name: &str, value: &str| Pair { name: name.to_owned(), value: value.to_owned() };
        let pairs = [pair(":status", "200"), pair("Vary", "Origin\nAccept"), pair("X", "é"), pair("Y", "漢")];
        let lines = head_lines(&pairs);
        let shown: Vec<(&str, &[u8])> =
            lines.iter().map(|(name, value)| (name.as_str(), value.as_bytes())).collect();
        let wanted: [(&str, &[u8]); 4] =
            [("Vary", b"Origin"), ("Vary", b"Accept"), ("X", b"\xe9"), ("Y", "漢".as_bytes())];
        assert_eq!(shown, wanted);
    }
}
