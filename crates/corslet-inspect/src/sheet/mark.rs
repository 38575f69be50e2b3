//! What became of something, as a mark of one column.

use super::Look;

/// What became of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It is so, or it went well.
    Yes,
    /// It is not so, or it failed.
    No,
    /// Neither is known, or neither counts.
    Neither,
}

impl Mark {
    /// The mark, which is never the only thing that says it.
    #[must_use]
    pub fn drawn(self, look: Look) -> &'static str {
        match (self, look.is_unicode) {
            (Mark::Yes, true) => "✓",
            (Mark::No, true) => "✗",
            (Mark::Neither, true) => "·",
            (Mark::Yes, false) => "+",
            (Mark::No, false) => "x",
            (Mark::Neither, false) => "-",
        }
    }
}
