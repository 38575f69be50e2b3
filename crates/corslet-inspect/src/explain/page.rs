//! A page of documentation.

use std::borrow::Cow;
use std::fmt::Write;

use crate::docs::Docs;

/// A page of documentation, in Markdown: a title, a paragraph, and sections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// What it is called by.
    pub id: Cow<'static, str>,
    /// The text.
    pub docs: Cow<'static, str>,
}

impl Page {
    /// A page that stands in a file of its own.
    pub(super) const fn of_file(id: &'static str, docs: &'static str) -> Self {
        Page { id: Cow::Borrowed(id), docs: Cow::Borrowed(docs) }
    }

    /// The page that a rule's documentation is.
    pub(super) fn of_docs(id: String, docs: &Docs) -> Self {
        let mut text = format!("# {}\n\n{}\n", docs.title, docs.lead);
        for section in &docs.sections {
            // Writing to a string cannot fail.
            let _ = write!(text, "\n## {}\n\n{}\n", section.heading, section.text);
        }
        Page { id: id.into(), docs: text.into() }
    }

    /// The title: what stands behind the first `#`.
    #[must_use]
    pub fn title(&self) -> &str {
        let line = self.docs.lines().find(|line| line.trim_start().starts_with("# "));
        line.map_or(&self.id, |line| line.trim_start().trim_start_matches("# ").trim())
    }
}
