//! The status line: where it begins, and which status it has.

use super::error::{HeadError, HeadErrorKind};
use crate::browser::profile::{HeadRules, StatusLine, WithoutStatusLine};
use crate::words::Status;

/// Where a status line begins.
pub(super) enum Start {
    /// Here.
    At(usize),
    /// Nowhere.
    None,
    /// More bytes will tell.
    Unknown,
}

/// The most bytes of anything before a status line, where any may stand there.
const MOST_BEFORE: usize = 4;

/// Finds the beginning of the status line.
pub(super) fn start(bytes: &[u8], syntax: StatusLine) -> Start {
    match syntax {
        StatusLine::Exact => behind_empty_lines(bytes, &[b"HTTP/1."]),
        StatusLine::LooseBlanks => behind_empty_lines(bytes, &[b"HTTP/", b"ICY"]),
        StatusLine::Guessed => behind_anything(bytes, b"http", MOST_BEFORE + b"http".len(), |_| None),
        StatusLine::UpToThreeDigits => {
            let window = MOST_BEFORE + b"HTTP/1.".len();
            behind_anything(bytes, b"HTTP/1.", window, other_protocol)
        }
    }
}

fn behind_empty_lines(bytes: &[u8], names: &[&[u8]]) -> Start {
    let empty = bytes.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    let rest = &bytes[empty..];
    if names.iter().any(|name| rest.starts_with(name)) {
        Start::At(empty)
    } else if names.iter().any(|name| name.starts_with(rest)) {
        Start::Unknown
    } else {
        Start::None
    }
}

/// Within the first four bytes, or by `other` once the whole window is there.
fn behind_anything(
    bytes: &[u8],
    name: &[u8],
    window: usize,
    other: impl Fn(&[u8]) -> Option<usize>,
) -> Start {
    let begins =
        |at: &usize| bytes.get(*at..*at + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name));
    match (0..=MOST_BEFORE).find(begins) {
        Some(at) => Start::At(at),
        None if bytes.len() < window => Start::Unknown,
        None => other(&bytes[..window]).map_or(Start::None, Start::At),
    }
}

/// Servers that name another protocol are taken at their word's kindest meaning, behind blanks only.
fn other_protocol(window: &[u8]) -> Option<usize> {
    let blanks = window.iter().take_while(|byte| matches!(byte, 0x09..=0x0d | b' ')).count();
    let rest = window.get(blanks..)?;
    let names: [&[u8]; 3] = [b"HTTP/2", b"HTTP/3", b"ICY "];
    names
        .iter()
        .any(|name| rest.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)))
        .then_some(blanks)
}

/// Whether bytes without a status line are the body of a response.
pub(super) fn is_http09(rules: &HeadRules, is_default_port: bool) -> bool {
    match rules.without_status_line {
        WithoutStatusLine::Fails => false,
        WithoutStatusLine::Http09OnDefaultPort => is_default_port,
        WithoutStatusLine::Http09 => true,
    }
}

/// The status of a status line that [`start`] found at `at`; none when it is one of HTTP/0.9.
pub(super) fn status(line: &[u8], syntax: StatusLine, at: usize) -> Result<Option<Status>, HeadError> {
    let wrong = |rest: &[u8]| Err(HeadError::new(at + line.len() - rest.len(), HeadErrorKind::StatusLine));
    let ended = |rest: &[u8]| rest.first().is_none_or(|byte| *byte == b' ' || *byte == b'\t');
    match syntax {
        StatusLine::Exact => {
            let rest = line.strip_prefix(b"HTTP/1.").unwrap_or(line);
            let [b'0'..=b'9', b' ', code @ ..] = rest else { return wrong(rest) };
            match number(code) {
                (3, Some(status), rest) if status.code() >= 100 && ended(rest) => Ok(Some(status)),
                _ => wrong(code),
            }
        }
        StatusLine::LooseBlanks => {
            let Some(rest) = loose_version(line) else { return wrong(line) };
            let code = without_blanks(rest);
            match number(code) {
                (3, Some(status), _) if status.code() >= 100 => Ok(Some(status)),
                _ => wrong(code),
            }
        }
        StatusLine::Guessed => {
            let Some(blank) = line.iter().position(|&byte| byte == b' ') else { return Ok(Some(Status::OK)) };
            let code = &line[blank..];
            let code = &code[code.iter().take_while(|&&byte| byte == b' ').count()..];
            match number(code) {
                (0, ..) => Ok(Some(Status::OK)),
                (_, Some(status), _) => Ok(Some(status)),
                // Not modelled: Chromium keeps a status of more than three digits, which no page can see.
                (_, None, _) => wrong(code),
            }
        }
        StatusLine::UpToThreeDigits => {
            let is_icy = line.get(..4).is_some_and(|start| start.eq_ignore_ascii_case(b"ICY "));
            if !is_icy && !line.starts_with(b"HTTP") {
                return Ok(None);
            }
            let Some(blank) = line.iter().position(|&byte| byte == b' ') else { return Ok(Some(Status::OK)) };
            let code = without_blanks(&line[blank..]);
            match number(code) {
                (1..=3, Some(status), rest) if ended(rest) || rest.first() == Some(&b'\r') => {
                    Ok(Some(status))
                }
                _ => wrong(code),
            }
        }
    }
}

/// Behind `ICY` or an `HTTP/1.0` or `HTTP/1.1`, whose numbers may have zeros in front.
fn loose_version(line: &[u8]) -> Option<&[u8]> {
    if let Some(rest) = line.strip_prefix(b"ICY") {
        return Some(rest);
    }
    let rest = line.strip_prefix(b"HTTP/")?;
    let (digits, major, rest) = number(rest);
    let rest = rest.strip_prefix(b".").filter(|_| digits > 0)?;
    let (digits, minor, rest) = number(rest);
    (digits > 0 && major?.code() == 1 && minor?.code() <= 1).then_some(rest)
}

fn without_blanks(bytes: &[u8]) -> &[u8] {
    &bytes[bytes.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count()..]
}

/// How many digits the bytes begin with, their number unless it is above 999, and what follows.
fn number(bytes: &[u8]) -> (usize, Option<Status>, &[u8]) {
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let code = bytes[..digits]
        .iter()
        .fold(0_u16, |code, digit| code.saturating_mul(10).saturating_add(u16::from(digit - b'0')));
    (digits, Status::new(code), &bytes[digits..])
}
