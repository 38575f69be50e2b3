//! A report from top to bottom.

use std::fmt::{self, Write};

use super::page::{Look, Page};
use super::style::{FAINT, HEADING, NAME, of_grade};
use super::{checklist, context, finding, summary};
use crate::report::{Document, phrases};
use crate::text::shown;

/// One report.
#[must_use]
pub fn document(document: &Document, look: Look) -> String {
    let mut page = Page::new(look);
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

fn write(page: &mut Page, document: &Document) -> fmt::Result {
    let method = if document.method == "GET" { String::new() } else { format!("{} ", document.method) };
    writeln!(page, "{HEADING}{}{}{HEADING:#}", shown(&method), shown(&document.target))?;
    if let Some(why) = &document.unreachable {
        page.wrapped(2, &format!("nothing was learned: {why}"));
        return Ok(());
    }
    page.wrapped(2, &format!("{}; {}", phrases::counts(document), phrases::asked(document)));
    if let Some(why) = &document.stopped {
        page.wrapped(2, &format!("given up before the end: {why}"));
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

fn grade(page: &mut Page, document: &Document) -> fmt::Result {
    let Some(letter) = document.grade.letter else { return Ok(()) };
    let style = of_grade(Some(letter));
    writeln!(page, "  grade {style}{letter}{style:#}")?;
    for cap in &document.grade.caps {
        page.hanging(4, 6, &phrases::cap(cap));
    }
    Ok(())
}

fn left_out(page: &mut Page, document: &Document) -> fmt::Result {
    if document.left_out.is_empty() {
        return Ok(());
    }
    writeln!(page, "\n{HEADING}left out{HEADING:#}")?;
    for one in &document.left_out {
        let why = phrases::why_left_out(one);
        page.hanging(2, 4, &format!("{}: {why}", one.id));
    }
    Ok(())
}

fn not_asked(page: &mut Page, document: &Document) -> fmt::Result {
    if document.not_asked.is_empty() {
        return Ok(());
    }
    writeln!(page, "\n{HEADING}not asked, or not in full{HEADING:#}")?;
    page.wrapped(2, &document.not_asked.join(", "));
    if document.depth == "quick" {
        writeln!(page, "  {FAINT}all of it: {FAINT:#}{NAME}--depth full{NAME:#}")?;
    }
    Ok(())
}
