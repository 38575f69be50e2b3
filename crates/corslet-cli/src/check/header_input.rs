//! Header lines as curl's `-H` takes them.

use corslet::words::{HeaderName, HeaderNameError};

use super::problem::Problem;
use super::redact::is_secret;

/// What a `-H` says, or another flag that takes a header.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// A header to set.
    Set(Vec<u8>, Vec<u8>),
    /// `Name:` and nothing behind it: curl leaves such a header out.
    LeftOut(String),
}

/// Reads one header, or says what is wrong with it.
pub(crate) fn read(argument: &'static str, text: &[u8]) -> Result<Line, Problem> {
    let shown = String::from_utf8_lossy(text);
    let problem = |what: String| Problem::new(argument, shown.clone(), what);
    // Where there is no telling name from value, only the first word is surely no secret.
    let first_word = || match shown.split_once(' ') {
        Some((word, _)) => format!("{word} ..."),
        None => shown.clone().into_owned(),
    };
    let (name, value) = match text.iter().position(|&byte| byte == b':') {
        Some(colon) => (&text[..colon], Some(&text[colon + 1..])),
        // curl's way to write an empty value.
        None => match text.strip_suffix(b";") {
            Some(name) => (name, None),
            None => {
                let what = format!(
                    "a header has a colon between its name and its value: write {argument} 'Name: value'"
                );
                return Err(Problem::new(argument, first_word(), what));
            }
        },
    };
    if let Err(error) = HeaderName::parse(name) {
        let at = match error {
            HeaderNameError::Empty => 0..0,
            HeaderNameError::NotTokenByte { index, .. } => index..index + 1,
        };
        return Err(problem(error.to_string()).at(at));
    }
    let Some(value) = value else { return Ok(Line::Set(name.to_vec(), Vec::new())) };
    if let Some(index) = value.iter().position(|&byte| (byte < 0x20 && byte != b'\t') || byte == 0x7f) {
        let at = name.len() + 1 + index;
        let what = format!(
            "a header's value has no control bytes (0x{:02X} here): write it on one line",
            value[index]
        );
        if is_secret(&String::from_utf8_lossy(name), String::from_utf8_lossy(value).trim_start()) {
            return Err(Problem::new(argument, format!("{}: ...", String::from_utf8_lossy(name)), what));
        }
        return Err(problem(what).at(at..at + 1));
    }
    let value = value.trim_ascii();
    if value.is_empty() {
        return Ok(Line::LeftOut(String::from_utf8_lossy(name).into_owned()));
    }
    Ok(Line::Set(name.to_vec(), value.to_vec()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn curls_spellings_are_read() {
        assert_eq!(read("-H", b"A: 1"), Ok(Line::Set(b"A".to_vec(), b"1".to_vec())));
        assert_eq!(read("-H", b"A:b:c"), Ok(Line::Set(b"A".to_vec(), b"b:c".to_vec())));
        assert_eq!(read("-H", b"A;"), Ok(Line::Set(b"A".to_vec(), Vec::new())));
        assert_eq!(read("-H", b"A:"), Ok(Line::LeftOut("A".into())));
    }

    #[test]
    fn what_is_wrong_is_located() {
        assert!(read("-H", b"Authorization Bearer").unwrap_err().what.contains("colon"));
        for (text, at) in [(b"A B: 1".as_slice(), 1..2), (b"A: x\ny", 4..5), (b": 1", 0..0)] {
            assert_eq!(read("-H", text).unwrap_err().at, vec![at]);
        }
    }
}
