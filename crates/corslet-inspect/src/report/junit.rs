//! JUnit XML: a suite for each target, a case for each rule.

use std::fmt::{self, Write};

use super::document::{Document, Finding};
use super::escape::escaped;
use crate::audit::{Rule, Section, Severity};
use crate::audits;
use crate::text::cut;

/// The longest line of a failure's text.
const LONGEST: usize = 400;

/// What became of a case.
enum Case<'d> {
    Passed,
    Found(&'d Finding),
    Skipped(String),
}

/// All reports. What is found is a failure from this severity on; below it is told, and passes.
#[must_use]
pub fn suites(documents: &[Document], fail_on: Severity) -> String {
    let mut xml = String::new();
    // Writing to a string cannot fail.
    let _ = write(&mut xml, documents, fail_on);
    xml
}

fn write(xml: &mut String, documents: &[Document], fail_on: Severity) -> fmt::Result {
    writeln!(xml, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    let errors = documents.iter().filter(|document| document.unreachable.is_some()).count();
    let failures: usize = documents.iter().map(|document| failures(document, fail_on)).sum();
    let tests: usize = documents.iter().map(tests).sum();
    writeln!(
        xml,
        r#"<testsuites name="corslet audit" tests="{tests}" failures="{failures}" errors="{errors}">"#
    )?;
    for document in documents {
        suite(xml, document, fail_on)?;
    }
    writeln!(xml, "</testsuites>")
}

fn failures(document: &Document, fail_on: Severity) -> usize {
    document.findings.iter().filter(|finding| finding.severity >= fail_on).count()
}

fn tests(document: &Document) -> usize {
    if document.unreachable.is_some() { 1 } else { audits::ALL.len() }
}

fn suite(xml: &mut String, document: &Document, fail_on: Severity) -> fmt::Result {
    let name = attribute(&format!("{} {}", document.method, document.target));
    if let Some(why) = &document.unreachable {
        writeln!(xml, r#"  <testsuite name="{name}" tests="1" failures="0" errors="1" skipped="0">"#)?;
        writeln!(xml, r#"    <testcase classname="corslet.audit" name="the target answers">"#)?;
        writeln!(xml, r#"      <error message="{}" type="unreachable"/>"#, attribute(why))?;
        writeln!(xml, "    </testcase>")?;
        return writeln!(xml, "  </testsuite>");
    }
    let cases: Vec<(&Rule, Case<'_>)> =
        audits::ALL.iter().map(|rule| (*rule, case(document, rule.id))).collect();
    let skipped = cases.iter().filter(|(_, case)| matches!(case, Case::Skipped(_))).count();
    let (tests, failures) = (tests(document), failures(document, fail_on));
    writeln!(
        xml,
        r#"  <testsuite name="{name}" tests="{tests}" failures="{failures}" errors="0" skipped="{skipped}">"#
    )?;
    for (rule, case) in cases {
        let class = section(rule.section);
        let name = attribute(&format!("{}: {}", rule.id, rule.title));
        write!(xml, r#"    <testcase classname="corslet.audit.{class}" name="{name}""#)?;
        match case {
            Case::Passed => writeln!(xml, "/>")?,
            Case::Skipped(why) => {
                writeln!(xml, ">\n      <skipped message=\"{}\"/>\n    </testcase>", attribute(&why))?;
            }
            Case::Found(finding) => {
                let (message, text) = (attribute(&finding.summary), content(document, finding));
                let severity = finding.severity.as_str();
                writeln!(xml, ">")?;
                if finding.severity >= fail_on {
                    writeln!(
                        xml,
                        r#"      <failure message="{message}" type="{severity}">{text}</failure>"#
                    )?;
                } else {
                    writeln!(xml, "      <system-out>{severity}: {message}\n{text}</system-out>")?;
                }
                writeln!(xml, "    </testcase>")?;
            }
        }
    }
    writeln!(xml, "  </testsuite>")
}

fn case<'d>(document: &'d Document, id: &str) -> Case<'d> {
    if let Some(finding) = document.findings.iter().find(|finding| finding.id == id) {
        return Case::Found(finding);
    }
    if let Some(root) = document.findings.iter().find(|finding| finding.implied.iter().any(|one| one == id)) {
        return Case::Skipped(format!("follows from {}", root.id));
    }
    if let Some(one) = document.left_out.iter().find(|one| one.id == id) {
        let reason = one.reason.as_ref().map(|reason| format!(" {reason}")).unwrap_or_default();
        return Case::Skipped(format!("left out: {}{reason}", one.because));
    }
    if document.not_asked.iter().any(|one| one == id) {
        return Case::Skipped("not all of its questions were asked".to_owned());
    }
    Case::Passed
}

/// What stands in a failure: the evidence, and how to see it.
fn content(document: &Document, finding: &Finding) -> String {
    let mut lines = finding.notes.clone();
    for pointer in &finding.evidence {
        let exchange = document.exchanges.iter().find(|exchange| exchange.number == pointer.exchange);
        let head = exchange.and_then(|exchange| exchange.response.as_ref());
        let line = head.zip(pointer.line).and_then(|(head, line)| head.headers.get(line));
        lines.push(match line {
            Some(line) => format!("{}: {} ({})", line.name, line.value, pointer.says),
            None => pointer.says.clone(),
        });
    }
    lines.extend(finding.proof.as_ref().map(|proof| proof.curl.clone()));
    lines.push(finding.help.clone());
    lines.iter().map(|line| attribute(&cut(line, LONGEST))).collect::<Vec<_>>().join("\n")
}

fn section(section: Section) -> &'static str {
    match section {
        Section::Trust => "trust",
        Section::Values => "values",
        Section::Caching => "caching",
        Section::Protocol => "protocol",
        Section::Leftovers => "leftovers",
    }
}

/// Text as it may stand in an attribute and between tags. Characters that XML has no way to write are escaped as in Rust.
fn attribute(text: &str) -> String {
    escaped(text, |character| {
        matches!(character, '\u{fffe}' | '\u{ffff}').then(|| character.escape_default().to_string())
    })
}
