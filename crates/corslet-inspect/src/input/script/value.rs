//! The values that a script writes down.

use std::ops::Range;

use super::text::Text;

/// A value, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) value: Value,
    pub(super) at: Range<usize>,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Text(Text),
    /// As it is written.
    Number(String),
    Boolean(bool),
    Null,
    Undefined,
    List(Vec<Placed>),
    Object(Vec<Entry>),
    /// A variable.
    Name(String),
    /// `new Name(…)`.
    New(String, Vec<Placed>),
    /// `a.b(…)`.
    Call(String, Vec<Placed>),
    /// What only running it would tell.
    Unknown,
}

/// A property of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) at: Range<usize>,
    pub(super) value: Placed,
}

impl Placed {
    pub(super) fn unknown(at: Range<usize>) -> Self {
        Placed { value: Value::Unknown, at }
    }
}
