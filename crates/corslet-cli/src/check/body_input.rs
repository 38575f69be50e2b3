//! The body as curl's data flags make it.

use super::data_arguments::{Data, DataKind};
use super::problem::Problem;

/// What the data flags come to.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Written {
    /// The body; `None` without any flag.
    pub(crate) bytes: Option<Vec<u8>>,
    /// Whether `--json` was among the flags: it names other types.
    pub(crate) is_json: bool,
}

/// Reads every piece, and gives every problem.
pub(crate) fn read(data: &Data, problems: &mut Vec<Problem>) -> Written {
    let mut written = Written::default();
    for (kind, text) in &data.0 {
        written.is_json |= *kind == DataKind::Json;
        let piece = match piece(*kind, text.as_encoded_bytes()) {
            Ok(piece) => piece,
            Err(problem) => {
                problems.push(problem);
                continue;
            }
        };
        written.bytes = Some(match written.bytes.take() {
            None => piece,
            Some(mut before) => {
                // curl puts pieces of JSON together as they are.
                if *kind != DataKind::Json {
                    before.push(b'&');
                }
                before.extend_from_slice(&piece);
                before
            }
        });
    }
    written
}

fn piece(kind: DataKind, text: &[u8]) -> Result<Vec<u8>, Problem> {
    match (kind, text.strip_prefix(b"@")) {
        (DataKind::UrlEncode, _) => urlencoded(text),
        (DataKind::Raw, _) | (_, None) => Ok(text.to_vec()),
        (_, Some(path)) => {
            let bytes = file(kind, text, path)?;
            let is_stripped = kind == DataKind::Ascii;
            Ok(bytes.into_iter().filter(|byte| !is_stripped || !matches!(byte, b'\r' | b'\n' | 0)).collect())
        }
    }
}

/// `content`, `=content`, `name=content`, `@file` or `name@file`: the content is encoded, the name is not.
fn urlencoded(text: &[u8]) -> Result<Vec<u8>, Problem> {
    let find = |wanted: u8| text.iter().position(|byte| *byte == wanted);
    // An equals sign counts before an at sign, wherever it stands.
    let Some(at) = find(b'=').or_else(|| find(b'@')) else { return Ok(encode(text)) };
    let (name, content) = (&text[..at], &text[at + 1..]);
    let content = match text[at] {
        b'@' => file(DataKind::UrlEncode, text, content)?,
        _ => content.to_vec(),
    };
    let mut piece = name.to_vec();
    if !name.is_empty() {
        piece.push(b'=');
    }
    piece.extend(encode(&content));
    Ok(piece)
}

/// As curl encodes: all but letters, digits and `-._~`, and a blank as `+`.
fn encode(bytes: &[u8]) -> Vec<u8> {
    let mut encoded = Vec::with_capacity(bytes.len());
    for &byte in bytes {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(byte);
        } else if byte == b' ' {
            encoded.push(b'+');
        } else {
            encoded.extend(format!("%{byte:02X}").bytes());
        }
    }
    encoded
}

fn file(kind: DataKind, given: &[u8], path: &[u8]) -> Result<Vec<u8>, Problem> {
    let path = String::from_utf8_lossy(path);
    let read = if path == "-" {
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut std::io::stdin().lock(), &mut bytes).map(|_| bytes)
    } else {
        std::fs::read(&*path)
    };
    read.map_err(|error| {
        let what = format!("the file cannot be read ({error}): check its path, or write the data itself");
        Problem::new(kind.flag(), String::from_utf8_lossy(given), what)
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn body(pieces: &[(DataKind, &str)]) -> String {
        let data = Data(pieces.iter().map(|(kind, text)| (*kind, (*text).into())).collect());
        let mut problems = Vec::new();
        let written = read(&data, &mut problems);
        assert!(problems.is_empty(), "{problems:?}");
        String::from_utf8(written.bytes.unwrap()).unwrap()
    }

    #[test]
    fn pieces_are_joined_as_curl_joins_them() {
        use DataKind::{Ascii, Json, Raw, UrlEncode};
        assert_eq!(body(&[(Ascii, "a=1"), (Raw, "@b"), (UrlEncode, "c=d e")]), "a=1&@b&c=d+e");
        assert_eq!(body(&[(Json, "{\"a\":"), (Json, "1}")]), "{\"a\":1}");
        assert_eq!(body(&[(UrlEncode, "a b")]), "a+b");
        assert_eq!(body(&[(UrlEncode, "=a=b")]), "a%3Db");
        assert_eq!(body(&[(Ascii, "")]), "");
    }

    #[test]
    fn a_file_loses_its_line_breaks_with_d_alone() {
        let path = std::env::temp_dir().join(format!("corslet-body-{}", std::process::id()));
        std::fs::write(&path, "a\r\nb c\n").unwrap();
        let at = format!("@{}", path.display());
        let named = format!("n@{}", path.display());
        assert_eq!(body(&[(DataKind::Ascii, &at)]), "ab c");
        assert_eq!(body(&[(DataKind::Binary, &at)]), "a\r\nb c\n");
        assert_eq!(body(&[(DataKind::UrlEncode, &named)]), "n=a%0D%0Ab+c%0A");
        std::fs::remove_file(&path).unwrap();
    }
}
