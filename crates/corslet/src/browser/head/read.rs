//! From a connection's bytes to the head of the final response.

use std::ops::Range;

use super::error::{HeadError, HeadErrorKind};
use super::line::{self, PassedOver};
use super::status_line::{self, Start};
use crate::browser::profile::{BareReturn, HeadRules, Nul};
use crate::verdict::ResponseHead;
use crate::words::Status;

/// What the bytes are so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeadRead {
    /// A whole head.
    Complete(Box<ReadHead>),
    /// The beginning of one.
    Incomplete,
}

/// The head of a response, and where it stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadHead {
    /// The head.
    pub head: ResponseHead,
    /// The statuses of the interim responses before it.
    pub interim: Vec<Status>,
    /// Where the head stands, from its status line to the empty line: behind it the body begins.
    pub at: Range<usize>,
    /// Where each header line stands, in the order of the head's list.
    pub lines: Vec<Range<usize>>,
    /// The lines that are no headers.
    pub passed_over: Vec<PassedOver>,
    /// Whether it is HTTP/0.9: there is no head, and everything is the body.
    pub is_http09: bool,
}

/// Reads the head of the first response that is not an interim one.
///
/// The bytes may be cut anywhere: what is said of the beginning holds for the whole. `is_default_port` is whether they
/// came from the scheme's own port.
///
/// # Errors
/// Where the bytes cease to be a head.
pub fn read(bytes: &[u8], rules: &HeadRules, is_default_port: bool) -> Result<HeadRead, HeadError> {
    let mut interim = Vec::new();
    let mut from = 0;
    loop {
        let rest = bytes.get(from..).unwrap_or_default();
        let start = match status_line::start(rest, rules.status_line) {
            Start::At(start) => from + start,
            Start::Unknown => {
                return too_long(bytes.len() - from, from, rules).map(|()| HeadRead::Incomplete);
            }
            Start::None if interim.is_empty() && status_line::is_http09(rules, is_default_port) => {
                return Ok(HeadRead::Complete(Box::new(http09(0))));
            }
            Start::None => return Err(HeadError::new(from, HeadErrorKind::NotHttp)),
        };
        let Some(end) = end_of_head(bytes, start) else {
            too_long(bytes.len() - from, from, rules)?;
            return Ok(HeadRead::Incomplete);
        };
        if let Some(longest) = rules.longest.filter(|&longest| end - from > longest) {
            return Err(HeadError::new(from, HeadErrorKind::TooLong(longest)));
        }
        let read = one(bytes, start..end, rules, is_default_port)?;
        let code = read.head.status.code();
        if code / 100 == 1 && (code != 101 || rules.passes_101) && !read.is_http09 {
            interim.push(read.head.status);
            from = end;
            continue;
        }
        return Ok(HeadRead::Complete(Box::new(ReadHead { interim, ..read })));
    }
}

/// So many bytes without an end are too many when the head cannot end within the limit any more.
fn too_long(length: usize, from: usize, rules: &HeadRules) -> Result<(), HeadError> {
    match rules.longest {
        Some(longest) if length >= longest => Err(HeadError::new(from, HeadErrorKind::TooLong(longest))),
        _ => Ok(()),
    }
}

/// Behind the first empty line: every browser takes a line feed alone for a line's end there.
fn end_of_head(bytes: &[u8], start: usize) -> Option<usize> {
    let mut line = start;
    loop {
        let feed = line + bytes.get(line..)?.iter().position(|&byte| byte == b'\n')?;
        match bytes.get(feed + 1..)? {
            [b'\n', ..] => return Some(feed + 2),
            [b'\r', b'\n', ..] => return Some(feed + 3),
            _ => line = feed + 1,
        }
    }
}

fn one(
    bytes: &[u8],
    at: Range<usize>,
    rules: &HeadRules,
    is_default_port: bool,
) -> Result<ReadHead, HeadError> {
    if rules.nul == Nul::Refused
        && let Some(nul) = bytes[at.clone()].iter().position(|&byte| byte == 0)
    {
        return Err(HeadError::new(at.start + nul, HeadErrorKind::Nul));
    }
    let ends_line = |byte: &u8| *byte == b'\n' || *byte == b'\r' && rules.bare_return == BareReturn::EndsLine;
    let status_end = bytes[at.clone()].iter().position(ends_line).map_or(at.end, |length| at.start + length);
    let status_line = line::without_return(&bytes[at.start..status_end]);
    let Some(status) = status_line::status(status_line, rules.status_line, at.start)? else {
        // A status line that the reader found but does not know: everything behind it is the body of HTTP/0.9.
        return if status_line::is_http09(rules, is_default_port) {
            Ok(http09(status_end + 1))
        } else {
            Err(HeadError::new(at.start, HeadErrorKind::NotHttp))
        };
    };
    let mut lines = line::Lines::default();
    lines.read(bytes, status_end..at.end, rules)?;
    lines.have_one_length()?;
    let head = ResponseHead { status, headers: lines.headers };
    Ok(ReadHead {
        head,
        interim: Vec::new(),
        at,
        lines: lines.at,
        passed_over: lines.passed_over,
        is_http09: false,
    })
}

fn http09(body: usize) -> ReadHead {
    ReadHead {
        head: ResponseHead::default(),
        interim: Vec::new(),
        at: body..body,
        lines: Vec::new(),
        passed_over: Vec::new(),
        is_http09: true,
    }
}
