//! A word of a command line, and where it stands.

use std::borrow::Cow;
use std::ops::Range;

/// A word as the program gets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// Its bytes: `$'\xff'` need not be text.
    pub(crate) bytes: Vec<u8>,
    /// Where it stands.
    pub(crate) at: Range<usize>,
    /// What in it only the shell could know: variables and commands, which stand in it as they were written.
    pub(crate) unknown: Vec<Range<usize>>,
}

impl Word {
    /// A word in which everything is known.
    pub(crate) fn known(bytes: &[u8], at: Range<usize>) -> Self {
        Word { bytes: bytes.to_vec(), at, unknown: Vec::new() }
    }

    /// The word as text.
    pub(crate) fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.bytes)
    }
}
