//! A page of documentation.

/// A page of documentation, in Markdown: a title, a paragraph, and sections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page<'d> {
    /// What it is called by.
    pub id: &'d str,
    /// The text.
    pub docs: &'d str,
}

impl<'d> Page<'d> {
    /// The title: what stands behind the first `#`.
    #[must_use]
    pub fn title(&self) -> &'d str {
        let line = self.docs.lines().find(|line| line.trim_start().starts_with("# "));
        line.map_or(self.id, |line| line.trim_start().trim_start_matches("# ").trim())
    }
}
