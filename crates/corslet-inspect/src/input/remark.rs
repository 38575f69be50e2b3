//! What a reader says of a text that it could read: what it inferred, left out or did not follow.

use std::ops::Range;

/// Something that whoever pasted the text should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Of which kind it is.
    pub kind: RemarkKind,
    /// The bytes of the text that it is about, where it is about some.
    pub at: Option<Range<usize>>,
    /// The remark, as a sentence without its full stop.
    pub what: String,
}

/// Of which kind a remark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RemarkKind {
    /// It is not written, and follows from what is.
    Inferred,
    /// It is written, and no page decides it.
    LeftOut,
    /// It stands in the page's code and not in what was pasted: flags say it.
    NotTold,
    /// It is written and would lead to a file, a command or a variable: nothing pasted is followed.
    NotFollowed,
}

impl RemarkKind {
    /// One word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            // What is missing is taken to be nothing, which is an inference too.
            RemarkKind::Inferred | RemarkKind::NotTold => "inferred",
            RemarkKind::LeftOut => "left-out",
            RemarkKind::NotFollowed => "not-followed",
        }
    }
}
