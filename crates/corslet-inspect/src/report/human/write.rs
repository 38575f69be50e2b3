//! A report from top to bottom.

use std::fmt::{self, Write};

use super::style::{FAINT, HEADING, NAME, of_grade};
use super::{checklist, context, finding, summary};
use crate::report::{Document, phrases};
use crate::sheet::{Look, Sheet};
use crate::text::shown;

/// One report.
#[must_use]
pub fn document(document: &Document, look: Look) -> String {
    let mut page = Sheet::new(look);
    // Writing to a page cannot fail.
    let _ = write(&mut page, document);
    page.into_text()
}

/// Several reports, and the table of all of them at the end.
#[must_use]
pub fn several(documents: &[Document], look: Look) -> String {
    let mut text = String::new();
    for one in documents {
        text.push_str(&document(one, look));
        text.push('\n');
    }
    if documents.len() > 1 {
        text.push_str(&summary::summary(documents, look));
    }
    text
}

fn write(page: &mut Sheet, document: &Document) -> fmt::Result {
    let method = if document.method == "GET" { String::new() } else { format!("{} ", document.method) };
    writeln!(page, "{HEADING}{}{}{HEADING:#}", shown(&method), shown(&document.target))?;
    if let Some(why) = &document.unreachable {
        page.paragraph(&format!("nothing was learned: {why}"), 2, 2);
        return Ok(());
    }
    page.paragraph(&format!("{}; {}", phrases::counts(document), phrases::asked(document)), 2, 2);
    if let Some(why) = &document.stopped {
        page.paragraph(&format!("given up before the end: {why}"), 2, 2);
    }
    grade(page, document)?;
    for one in &document.findings {
        writeln!(page)?;
        finding::write(page, document, one)?;
    }
    left_out(page, document)?;
    context::write(page, &document.context)?;
    checklist::write(page, &document.checklist)?;
    not_asked(page, document)
}

fn grade(page: &mut Sheet, document: &Document) -> fmt::Result {
    let Some(letter) = document.grade.letter else { return Ok(()) };
    let style = of_grade(Some(letter));
    writeln!(page, "  grade {style}{letter}{style:#}")?;
    for cap in &document.grade.caps {
        page.paragraph(&phrases::cap(cap), 4, 6);
    }
    Ok(())
}

fn left_out(page: &mut Sheet, document: &Document) -> fmt::Result {
    if document.left_out.is_empty() {
        return Ok(());
    }
    writeln!(page, "\n{HEADING}left out{HEADING:#}")?;
    for one in &document.left_out {
        let why = phrases::why_left_out(one);
        page.paragraph(&format!("{}: {why}", one.id), 2, 4);
    }
    Ok(())
}

fn not_asked(page: &mut Sheet, document: &Document) -> fmt::Result {
    if document.not_asked.is_empty() {
        return Ok(());
    }
    writeln!(page, "\n{HEADING}not asked, or not in full{HEADING:#}")?;
    page.paragraph(&document.not_asked.join(", "), 2, 2);
    if document.depth == "quick" {
        writeln!(page, "  {FAINT}all of it: {FAINT:#}{NAME}--depth full{NAME:#}")?;
    }
    Ok(())
}
