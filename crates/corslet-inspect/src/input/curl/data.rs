//! What curl's data flags make of their values.

/// The bytes that `--data-urlencode` sends, or the file that it names.
pub(super) fn url_encoded(value: &[u8]) -> Result<Vec<u8>, String> {
    let sign = value.iter().position(|byte| matches!(byte, b'=' | b'@'));
    let Some(sign) = sign else { return Ok(encoded(value)) };
    let (name, content) = (&value[..sign], &value[sign + 1..]);
    if value[sign] == b'@' {
        return Err(String::from_utf8_lossy(content).into_owned());
    }
    let mut bytes = name.to_vec();
    if !name.is_empty() {
        bytes.push(b'=');
    }
    bytes.extend(encoded(content));
    Ok(bytes)
}

fn encoded(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    for &byte in bytes {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(byte);
        } else {
            out.extend(format!("%{byte:02X}").into_bytes());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn curls_ways_to_encode() {
        for (value, wanted) in [
            ("a b", Ok("a%20b")),
            ("=a&b", Ok("a%26b")),
            ("q=ü", Ok("q=%C3%BC")),
            ("q@file", Err("file")),
            ("@file", Err("file")),
        ] {
            let got = url_encoded(value.as_bytes()).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
            assert_eq!(got, wanted.map(str::to_owned).map_err(str::to_owned));
        }
    }
}
