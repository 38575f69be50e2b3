//! Why bytes are not the head of a response.

use std::fmt;

use crate::verdict::NetworkFailure;

/// Why bytes are not the head of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct HeadError {
    /// Where it shows, counted in bytes from 0.
    pub at: usize,
    /// What is wrong.
    pub kind: HeadErrorKind,
}

/// What is wrong with a head.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HeadErrorKind {
    /// It does not begin with a status line.
    NotHttp,
    /// The status line is not one.
    StatusLine,
    /// There is a NUL.
    Nul,
    /// The lengths that it gives for the body differ.
    ContentLengths,
    /// It has more bytes than this.
    TooLong(usize),
}

impl HeadError {
    pub(super) fn new(at: usize, kind: HeadErrorKind) -> HeadError {
        HeadError { at, kind }
    }
}

impl fmt::Display for HeadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.at;
        match self.kind {
            HeadErrorKind::NotHttp => {
                write!(f, "no status line begins at byte {at}: write `HTTP/1.1 200 OK`")
            }
            HeadErrorKind::StatusLine => {
                write!(f, "the status line is wrong at byte {at}: write `HTTP/1.1 200 OK`")
            }
            HeadErrorKind::Nul => write!(f, "the head has a NUL at byte {at}: leave it out"),
            HeadErrorKind::ContentLengths => {
                write!(f, "the head gives several different Content-Length (the last at byte {at}): send one")
            }
            HeadErrorKind::TooLong(longest) => {
                write!(f, "the head has more than {longest} bytes: send fewer or shorter headers")
            }
        }
    }
}

impl std::error::Error for HeadError {}

impl From<HeadError> for NetworkFailure {
    fn from(error: HeadError) -> NetworkFailure {
        match error.kind {
            HeadErrorKind::NotHttp => NetworkFailure::NotHttp,
            _ => NetworkFailure::Other(error.to_string()),
        }
    }
}
