//! An attribute of a `Set-Cookie` line, with what became of it.

/// An attribute as it was written, with what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// The name, without the spaces around it.
    pub name: Vec<u8>,
    /// The value, without the spaces around it; empty when there was no `=`.
    pub value: Vec<u8>,
    /// What became of it.
    pub fate: Fate,
}

/// What became of an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
pub enum Fate {
    /// It counts.
    Used,
    /// A later one of its name counts.
    Overridden,
    /// `Max-Age` counts before `Expires`.
    OverriddenByMaxAge,
    /// Its value is longer than 1024 bytes.
    TooLong,
    /// Its value is none that the attribute knows.
    Invalid,
    /// This browser knows no such attribute.
    Unknown,
}
