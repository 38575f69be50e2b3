//! The body as curl's `-d` takes it.

use std::ffi::OsString;

use super::problem::Problem;

/// The body of all `-d` together; `None` without any.
pub(super) fn read(data: &[OsString]) -> Result<Option<Vec<u8>>, Problem> {
    let mut body: Option<Vec<u8>> = None;
    for piece in data {
        let bytes = match piece.as_encoded_bytes().strip_prefix(b"@") {
            None => piece.as_encoded_bytes().to_vec(),
            Some(_) => file(piece)?,
        };
        body = Some(match body {
            None => bytes,
            Some(mut before) => {
                before.push(b'&');
                before.extend_from_slice(&bytes);
                before
            }
        });
    }
    Ok(body)
}

/// A file without its line breaks and NULs, which is how curl's `-d` reads one.
fn file(piece: &OsString) -> Result<Vec<u8>, Problem> {
    let shown = piece.to_string_lossy();
    let path = shown.strip_prefix('@').unwrap_or(&shown);
    match std::fs::read(path) {
        Ok(bytes) => Ok(bytes.into_iter().filter(|byte| !matches!(byte, b'\r' | b'\n' | 0)).collect()),
        Err(error) => {
            let what = format!("the file cannot be read ({error}): check its path, or write the data itself");
            Err(Problem::new("-d", shown.clone(), what))
        }
    }
}
