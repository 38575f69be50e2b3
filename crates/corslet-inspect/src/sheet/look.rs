//! How a report looks: how wide it is, and which characters it may have.

/// How a report looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// The columns.
    pub width: usize,
    /// Whether more than ASCII can be shown.
    pub is_unicode: bool,
}

impl Default for Look {
    fn default() -> Self {
        Look { width: 80, is_unicode: true }
    }
}
