//! One finding: the root cause, where it is to be seen, who can use it, and how to fix it.

use std::fmt::{self, Write};

use super::style::{FAINT, HEADING, NAME, of};
use super::{evidence, proof};
use crate::report::{Document, Finding};
use crate::sheet::Sheet;
use crate::text::{hanging, shown};

pub(super) fn write(page: &mut Sheet, document: &Document, finding: &Finding) -> fmt::Result {
    let (severity, style) = (finding.severity.as_str().to_uppercase(), of(finding.severity));
    let column = severity.len() + 2 + finding.id.len();
    let rest = format!(": {} (confidence {})", shown(&finding.title), finding.confidence.as_str());
    let rest = hanging(&rest, column, 4, page.look.width);
    let id = &finding.id;
    writeln!(page, "{style}{severity}{style:#}  {HEADING}{id}{HEADING:#}{}", rest.trim_start())?;
    page.paragraph(&finding.summary, 2, 2);
    if !finding.implied.is_empty() {
        page.paragraph(&format!("and what follows from it: {}", finding.implied.join(", ")), 2, 4);
    }
    for note in &finding.notes {
        page.paragraph(&format!("- {note}"), 2, 4);
    }
    evidence::write(page, document, finding)?;
    if let Some(one) = &finding.proof {
        proof::write(page, one)?;
    }
    writeln!(page, "  {HEADING}fix{HEADING:#}")?;
    for paragraph in lead(&finding.fix).split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()) {
        page.paragraph(&paragraph.split_whitespace().collect::<Vec<_>>().join(" "), 4, 4);
    }
    writeln!(page, "    {FAINT}for each server: {FAINT:#}{NAME}corslet explain {}{NAME:#}", finding.id)?;
    let weaknesses = finding.cwe.iter().cloned();
    let labels: Vec<String> =
        weaknesses.chain(finding.asvs.iter().map(|number| format!("ASVS {number}"))).collect();
    if !labels.is_empty() {
        page.paragraph(&labels.join(", "), 4, 4);
    }
    Ok(())
}

/// What is said of a fix before the servers' own configurations.
fn lead(fix: &str) -> &str {
    let end = ["\n### ", "\n```"].iter().filter_map(|mark| fix.find(mark)).min();
    fix[..end.unwrap_or(fix.len())].trim()
}
