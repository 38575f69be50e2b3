//! The table of several targets.

use std::fmt::{self, Write};

use super::style::{HEADING, of_grade};
use crate::report::Document;
use crate::report::phrases::counts;
use crate::sheet::{Look, Sheet};
use crate::text::{cut, shown};

/// One line for each target: its grade, what was found, and its URL.
#[must_use]
pub fn summary(documents: &[Document], look: Look) -> String {
    let mut page = Sheet::new(look);
    // Writing to a page cannot fail.
    let _ = write(&mut page, documents);
    page.into_text()
}

fn write(page: &mut Sheet, documents: &[Document]) -> fmt::Result {
    writeln!(page, "{HEADING}{} targets{HEADING:#}", documents.len())?;
    for document in documents {
        let letter = document.grade.letter;
        let style = of_grade(letter);
        let found = match &document.unreachable {
            Some(_) => "not reached".to_owned(),
            None => counts(document),
        };
        let room = page.look.width.saturating_sub(6);
        writeln!(
            page,
            "  {style}{}{style:#}  {}",
            letter.unwrap_or('-'),
            cut(&shown(&document.target), room.max(60))
        )?;
        let ids: Vec<&str> = document.findings.iter().map(|finding| finding.id.as_str()).collect();
        let ids = if ids.is_empty() { String::new() } else { format!(": {}", ids.join(", ")) };
        page.paragraph(&format!("{found}{ids}"), 5, 7);
    }
    Ok(())
}
