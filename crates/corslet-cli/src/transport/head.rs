//! A response's head from its bytes: every line in order, names as they were spelt.

use corslet::verdict::ResponseHead;
use corslet::words::{HeaderList, HeaderName, HeaderValue, Status};

/// The most header lines.
pub(super) const MOST_LINES: usize = 500;

/// How browsers read a head: a line that is no header is passed over, an old-style continuation is joined.
pub(super) fn leniency() -> httparse::ParserConfig {
    let mut config = httparse::ParserConfig::default();
    config
        .allow_spaces_after_header_name_in_responses(true)
        .allow_obsolete_multiline_headers_in_responses(true)
        .ignore_invalid_headers_in_responses(true);
    config
}

/// The head of the first response that is not an interim one; `None` when there is no whole head.
pub(super) fn read(mut bytes: &[u8]) -> Option<ResponseHead> {
    loop {
        let mut lines = vec![httparse::EMPTY_HEADER; MOST_LINES];
        let mut response = httparse::Response::new(&mut lines);
        let httparse::Status::Complete(len) = leniency().parse_response(&mut response, bytes).ok()? else {
            return None;
        };
        let code = response.code?;
        if (100..200).contains(&code) && code != 101 {
            bytes = bytes.get(len..)?;
            continue;
        }
        let headers: HeaderList = response
            .headers
            .iter()
            .filter_map(|line| {
                let name = HeaderName::parse(line.name).ok()?;
                Some((name, HeaderValue::received(unfolded(line.value))))
            })
            .collect();
        return Some(ResponseHead { status: Status::new(code)?, headers });
    }
}

/// A continuation's line break and the blanks behind it are one blank, as browsers join the lines:
/// <https://www.rfc-editor.org/rfc/rfc9112#section-5.2>.
fn unfolded(value: &[u8]) -> Vec<u8> {
    let mut joined = Vec::with_capacity(value.len());
    let mut is_after_break = false;
    for &byte in value {
        match byte {
            b'\r' | b'\n' if !is_after_break => {
                is_after_break = true;
                joined.push(b' ');
            }
            b'\r' | b'\n' | b' ' | b'\t' if is_after_break => {}
            _ => {
                is_after_break = false;
                joined.push(byte);
            }
        }
    }
    joined
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        let head = read(text.as_bytes()).unwrap();
        head.headers.iter().map(|(name, value)| format!("{}={value}", name.as_str())).collect()
    }

    #[test]
    fn lines_keep_their_order_case_and_repetition() {
        let text = "HTTP/1.1 200 OK\r\nX-B: 1\r\nvary: a\r\nx-a: 2\r\nVary: b\r\n\r\n";
        assert_eq!(lines(text), ["X-B=1", "vary=a", "x-a=2", "Vary=b"]);
    }

    #[test]
    fn interim_responses_are_passed_over() {
        assert_eq!(lines("HTTP/1.1 103 Early\r\nA: 1\r\n\r\nHTTP/1.1 204 No\r\nB: 2\r\n\r\n"), ["B=2"]);
    }

    #[test]
    fn what_is_no_header_is_passed_over_as_browsers_do() {
        assert_eq!(lines("HTTP/1.1 200 OK\r\nno colon\r\nA : 1\r\nB: x\r\n y\r\n\r\n"), ["A=1", "B=x y"]);
    }

    #[test]
    fn bytes_are_kept() {
        let head = read(b"HTTP/1.1 200 OK\r\nA: \xff\xe9\r\n\r\n").unwrap();
        assert_eq!(head.headers.line(0).unwrap().1.as_bytes(), b"\xff\xe9");
    }

    #[test]
    fn half_a_head_is_none() {
        assert!(read(b"HTTP/1.1 200 OK\r\nA: 1\r\n").is_none());
        assert!(read(b"").is_none());
        assert!(read(b"SSH-2.0-OpenSSH\r\n").is_none());
    }
}
