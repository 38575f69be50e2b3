//! The header lines of a head.

use std::ops::Range;

use super::error::{HeadError, HeadErrorKind};
use crate::browser::profile::{BareReturn, BlankBeforeColon, Fold, HeadRules, Nul};
use crate::words::{HeaderList, HeaderName, HeaderNameError, HeaderValue};

/// Why a line is no header.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoHeader {
    /// It has no colon.
    NoColon,
    /// There is nothing before the colon.
    NoName,
    /// It begins with a blank, and there is no line that it could continue.
    ContinuesNothing,
    /// A blank stands before the colon.
    BlankBeforeColon,
    /// What stands before the colon is no name.
    NameError(HeaderNameError),
}

/// A line that is no header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassedOver {
    /// Where it stands, with the lines that continue it.
    pub at: Range<usize>,
    /// Why it is no header.
    pub why: NoHeader,
}

/// Lines as they are read.
#[derive(Default)]
pub(super) struct Lines {
    pub(super) headers: HeaderList,
    pub(super) at: Vec<Range<usize>>,
    pub(super) passed_over: Vec<PassedOver>,
}

impl Lines {
    /// Reads the lines within `range`.
    pub(super) fn read(
        &mut self,
        bytes: &[u8],
        range: Range<usize>,
        rules: &HeadRules,
    ) -> Result<(), HeadError> {
        let mut lines = split(bytes, range, rules).peekable();
        while let Some(first) = lines.next() {
            let mut last = first.end;
            let mut continued = Vec::new();
            while let Some(next) = lines.next_if(|next| is_blank(bytes[next.start])) {
                last = next.end;
                continued.push(next);
            }
            let at = first.start..last;
            match name(&bytes[first.clone()], rules) {
                Err(why) => self.passed_over.push(PassedOver { at, why }),
                Ok((name, length)) => {
                    let value = value(bytes, first.start + length + 1..first.end, &continued, rules);
                    if value.contains(&0) {
                        let nul = bytes[at.clone()].iter().position(|&byte| byte == 0).unwrap_or_default();
                        debug_assert!(rules.nul == Nul::RefusedInValue);
                        return Err(HeadError::new(at.start + nul, HeadErrorKind::Nul));
                    }
                    // Not `append`, which gives a repeated name the spelling of the first.
                    self.headers.extend([(name, HeaderValue::received(value))]);
                    self.at.push(at);
                }
            }
        }
        Ok(())
    }
}

impl Lines {
    /// Nobody can tell where a body with two lengths ends; chunks tell it themselves:
    /// <https://www.rfc-editor.org/rfc/rfc9112#section-6.3>.
    pub(super) fn have_one_length(&self) -> Result<(), HeadError> {
        if self.headers.contains("transfer-encoding") {
            return Ok(());
        }
        let lengths = self.headers.get_decode_split("content-length").unwrap_or_default();
        if lengths.windows(2).all(|two| two[0] == two[1]) {
            return Ok(());
        }
        let last = self.headers.named("content-length").last().and_then(|(line, _)| self.at.get(line));
        Err(HeadError::new(last.map_or(0, |at| at.start), HeadErrorKind::ContentLengths))
    }
}

/// The lines that are not empty, without their ends.
fn split(bytes: &[u8], range: Range<usize>, rules: &HeadRules) -> impl Iterator<Item = Range<usize>> {
    let returns_end = rules.bare_return == BareReturn::EndsLine;
    let mut start = range.start;
    let pieces = bytes[range].split(move |&byte| byte == b'\n' || byte == b'\r' && returns_end);
    pieces
        .map(move |piece| {
            let from = start;
            start += piece.len() + 1;
            from..from + without_return(piece).len()
        })
        .filter(|line| !line.is_empty())
}

/// The line without the carriage return of its end.
pub(super) fn without_return(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\r").unwrap_or(line)
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

/// A line's name, and where its colon stands.
fn name(line: &[u8], rules: &HeadRules) -> Result<(HeaderName, usize), NoHeader> {
    if line.first().is_some_and(|&byte| is_blank(byte)) {
        return Err(NoHeader::ContinuesNothing);
    }
    let colon = line.iter().position(|&byte| byte == b':').ok_or(NoHeader::NoColon)?;
    let given = &line[..colon];
    let bare = &given[..given.len() - given.iter().rev().take_while(|&&byte| is_blank(byte)).count()];
    if bare.len() < given.len() && rules.blank_before_colon == BlankBeforeColon::NoHeader {
        return Err(NoHeader::BlankBeforeColon);
    }
    match HeaderName::parse(bare) {
        Ok(name) => Ok((name, colon)),
        Err(HeaderNameError::Empty) => Err(NoHeader::NoName),
        Err(error) => Err(NoHeader::NameError(error)),
    }
}

/// A value, with the lines that continue it: <https://www.rfc-editor.org/rfc/rfc9112#section-5.2>.
fn value(bytes: &[u8], first: Range<usize>, continued: &[Range<usize>], rules: &HeadRules) -> Vec<u8> {
    let mut value = bytes[first].to_vec();
    for line in continued {
        let line = &bytes[line.clone()];
        if rules.fold == Fold::BlanksKept {
            value.extend_from_slice(line);
            continue;
        }
        if rules.fold == Fold::OneBlank {
            let is_stripped = |byte: &u8| is_blank(*byte) || *byte == b'\r';
            value.truncate(value.len() - value.iter().rev().take_while(|byte| is_stripped(byte)).count());
        }
        value.push(b' ');
        value.extend(line.iter().skip_while(|&&byte| is_blank(byte)));
    }
    if rules.bare_return == BareReturn::Blank {
        value.iter_mut().filter(|byte| **byte == b'\r').for_each(|byte| *byte = b' ');
    }
    value
}
