//! The beginning of a response's body, kept as evidence.

use std::io;
use std::time::Duration;

use corslet::browser::head::ReadHead;
use tokio::io::AsyncReadExt;
use tokio::time::Instant;

use super::connection::Io;

/// How much of a body is kept.
pub(crate) const MOST_KEPT: usize = 64 * 1024;

/// How long a body is waited for: the verdict does not depend on it.
pub(crate) const LONGEST_WAIT: Duration = Duration::from_millis(500);

/// The most bytes of chunked framing read for what is kept.
const MOST_FRAMED: usize = 2 * MOST_KEPT;

/// The beginning of a body.
#[derive(Clone, Debug, Default)]
pub(crate) struct Body {
    /// At most [`MOST_KEPT`] bytes.
    pub(crate) bytes: Vec<u8>,
    pub(crate) end: BodyEnd,
}

/// Why the kept bytes end where they do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum BodyEnd {
    /// That is all of the body.
    #[default]
    Whole,
    /// More was to come, and was not waited for.
    Cut,
    /// The connection broke.
    Broken,
}

/// How a body's end is told: <https://www.rfc-editor.org/rfc/rfc9112#section-6.3>.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Framing {
    Length(u64),
    Chunked,
    UntilClose,
}

impl Framing {
    /// The framing of a response to `method`.
    pub(super) fn of(read: &ReadHead, method: &str) -> Framing {
        let head = &read.head;
        let code = head.status.code();
        if method == "HEAD" || code == 204 || code == 304 || code / 100 == 1 {
            return Framing::Length(0);
        }
        let last = |name: &str| head.headers.get_all(name).last().map(|value| value.to_latin1().into_owned());
        if let Some(coding) = last("transfer-encoding") {
            let is_chunked =
                coding.rsplit(',').next().unwrap_or_default().trim().eq_ignore_ascii_case("chunked");
            return if is_chunked { Framing::Chunked } else { Framing::UntilClose };
        }
        match last("content-length").and_then(|length| length.trim().parse().ok()) {
            Some(length) => Framing::Length(length),
            None => Framing::UntilClose,
        }
    }
}

/// Reads the beginning of a body; `came` is what came behind the head. Gives whether the connection is at the body's end.
pub(super) async fn read(io: &mut Io, framing: Framing, came: &[u8], until: Instant) -> (Body, bool) {
    let mut raw = came.to_vec();
    let mut buffer = vec![0; 16 * 1024];
    loop {
        match state(&raw, framing) {
            State::Whole(body, used) => return (body, used == raw.len()),
            State::Enough(body) => return (body, false),
            State::More => {}
        }
        let read = tokio::time::timeout_at(until, io.read(&mut buffer)).await;
        let end = match read {
            Ok(Ok(0)) if framing == Framing::UntilClose => BodyEnd::Whole,
            // Many servers end TLS without its farewell, which browsers forgive.
            Ok(Err(error))
                if framing == Framing::UntilClose && error.kind() == io::ErrorKind::UnexpectedEof =>
            {
                BodyEnd::Whole
            }
            Ok(Ok(0) | Err(_)) => BodyEnd::Broken,
            Ok(Ok(length)) => {
                raw.extend_from_slice(&buffer[..length]);
                continue;
            }
            Err(_) => BodyEnd::Cut,
        };
        let mut bytes = if framing == Framing::Chunked { unchunked(&raw).0 } else { raw };
        bytes.truncate(MOST_KEPT);
        return (Body { bytes, end }, false);
    }
}

enum State {
    /// The body, and how many bytes it took.
    Whole(Body, usize),
    /// As much as is kept.
    Enough(Body),
    More,
}

fn state(raw: &[u8], framing: Framing) -> State {
    let kept = |bytes: &[u8], end| Body { bytes: bytes[..bytes.len().min(MOST_KEPT)].to_vec(), end };
    match framing {
        Framing::Length(length) => match usize::try_from(length) {
            Ok(length) if raw.len() >= length && length <= MOST_KEPT => {
                State::Whole(kept(&raw[..length], BodyEnd::Whole), length)
            }
            _ if raw.len() >= MOST_KEPT => State::Enough(kept(raw, BodyEnd::Cut)),
            _ => State::More,
        },
        Framing::UntilClose if raw.len() >= MOST_KEPT => State::Enough(kept(raw, BodyEnd::Cut)),
        Framing::UntilClose => State::More,
        Framing::Chunked => match unchunked(raw) {
            (body, Chunks::Whole(used)) => State::Whole(kept(&body, BodyEnd::Whole), used),
            (body, Chunks::Wrong) => State::Enough(kept(&body, BodyEnd::Broken)),
            (body, Chunks::More) if body.len() >= MOST_KEPT || raw.len() >= MOST_FRAMED => {
                State::Enough(kept(&body, BodyEnd::Cut))
            }
            (_, Chunks::More) => State::More,
        },
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Chunks {
    /// The last chunk and the trailers ended here.
    Whole(usize),
    More,
    Wrong,
}

/// What the chunks hold: <https://www.rfc-editor.org/rfc/rfc9112#section-7.1>.
fn unchunked(raw: &[u8]) -> (Vec<u8>, Chunks) {
    let mut body = Vec::new();
    let mut at = 0;
    let line = |at: usize| {
        let length = raw.get(at..)?.iter().position(|&byte| byte == b'\n')?;
        Some((raw[at..at + length].trim_ascii_end(), at + length + 1))
    };
    while let Some((size, behind)) = line(at) {
        let digits = size.split(|&byte| byte == b';').next().unwrap_or_default().trim_ascii();
        let text = std::str::from_utf8(digits).unwrap_or_default();
        let Some(size) = usize::from_str_radix(text, 16).ok().filter(|_| !text.starts_with('+')) else {
            return (body, Chunks::Wrong);
        };
        at = behind;
        if size == 0 {
            loop {
                match line(at) {
                    None => return (body, Chunks::More),
                    Some((b"", behind)) => return (body, Chunks::Whole(behind)),
                    Some((_, behind)) => at = behind,
                }
            }
        }
        let end = at.saturating_add(size);
        body.extend_from_slice(&raw[at..end.min(raw.len())]);
        match line(end.min(raw.len())) {
            None => return (body, Chunks::More),
            Some((b"", behind)) if end < raw.len() => at = behind,
            Some(_) => return (body, Chunks::Wrong),
        }
    }
    (body, Chunks::More)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_put_together() {
        let table: &[(&[u8], &[u8], Chunks)] = &[
            (b"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\nnext", b"abcde", Chunks::Whole(24)),
            (b"1\na\n0\nTrailer: 1\n\n", b"a", Chunks::Whole(18)),
            (b"A\r\n012345", b"012345", Chunks::More),
            (b"3\r\nabc", b"abc", Chunks::More),
            (b"3\r\nabcd\r\n", b"abc", Chunks::Wrong),
            (b"x\r\n", b"", Chunks::Wrong),
            (b"+1\r\na\r\n", b"", Chunks::Wrong),
            (b"ffffffffffffffff\r\na", b"a", Chunks::More),
            (b"", b"", Chunks::More),
        ];
        for (raw, body, end) in table {
            let (found, found_end) = unchunked(raw);
            assert_eq!((found.as_slice(), &found_end), (*body, end), "{}", raw.escape_ascii());
        }
    }
}
