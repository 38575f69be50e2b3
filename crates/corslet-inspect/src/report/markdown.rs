//! A report as Markdown: for an issue, a merge request, a wiki.
//!
//! What comes from outside stands in code or is escaped character by character: it makes no link, no image, no heading, no
//! HTML, and mentions nobody.

use std::fmt::{self, Write};

use super::document::{Document, Exchange, Finding, Pointer, TickedAs};
use super::phrases;
use crate::text::{cut, shown};

/// The longest line of an exchange.
const LONGEST: usize = 400;

/// One report after the other.
#[must_use]
pub fn page(documents: &[Document]) -> String {
    let mut markdown = String::new();
    // Writing to a string cannot fail.
    let _ = write(&mut markdown, documents);
    markdown
}

fn write(out: &mut String, documents: &[Document]) -> fmt::Result {
    if documents.len() > 1 {
        writeln!(out, "# CORS audit of {} targets\n", documents.len())?;
        writeln!(out, "| grade | target | found |\n|---|---|---|")?;
        for document in documents {
            let ids: Vec<String> = document.findings.iter().map(|finding| code(&finding.id)).collect();
            let found =
                if document.unreachable.is_some() { "not reached".to_owned() } else { ids.join(", ") };
            let letter = document.grade.letter.unwrap_or('-');
            writeln!(out, "| {letter} | {} | {found} |", cell(&code(&document.target)))?;
        }
        writeln!(out)?;
    }
    for document in documents {
        one(out, document)?;
    }
    Ok(())
}

fn one(out: &mut String, document: &Document) -> fmt::Result {
    let method = if document.method == "GET" { String::new() } else { format!("{} ", document.method) };
    writeln!(out, "# CORS audit of {}\n", code(&format!("{method}{}", document.target)))?;
    if let Some(why) = &document.unreachable {
        return writeln!(out, "Nothing was learned: {}\n", text(why));
    }
    if let Some(letter) = document.grade.letter {
        let caps: Vec<String> = document.grade.caps.iter().map(|cap| text(&phrases::cap(cap))).collect();
        let why = if caps.is_empty() { String::new() } else { format!(": {}", caps.join("; ")) };
        writeln!(out, "**Grade {letter}**{why}.\n")?;
    }
    writeln!(out, "{}; {}.\n", text(&phrases::counts(document)), text(&phrases::asked(document)))?;
    for finding in &document.findings {
        self::finding(out, document, finding)?;
    }
    if !document.left_out.is_empty() {
        writeln!(out, "## Left out\n")?;
        for one in &document.left_out {
            writeln!(out, "- {}: {}", code(&one.id), text(&phrases::why_left_out(one)))?;
        }
        writeln!(out)?;
    }
    context(out, document)?;
    checklist(out, document)?;
    if !document.not_asked.is_empty() {
        let ids: Vec<String> = document.not_asked.iter().map(|id| code(id)).collect();
        writeln!(out, "## Not asked, or not in full\n\n{}\n", ids.join(", "))?;
    }
    Ok(())
}

fn finding(out: &mut String, document: &Document, finding: &Finding) -> fmt::Result {
    let severity = finding.severity.as_str();
    writeln!(out, "## {}: {} ({severity})\n", code(&finding.id), text(&finding.title))?;
    writeln!(out, "{}\n", text(&finding.summary))?;
    let implied: Vec<String> = finding.implied.iter().map(|id| code(id)).collect();
    if !implied.is_empty() {
        writeln!(out, "What follows from it: {}.\n", implied.join(", "))?;
    }
    writeln!(out, "- Confidence: {}.", finding.confidence.as_str())?;
    for note in &finding.notes {
        writeln!(out, "- {}", text(note))?;
    }
    writeln!(out, "\n### Evidence\n")?;
    let mut written = Vec::new();
    for pointer in &finding.evidence {
        let exchange = document.exchanges.iter().find(|exchange| exchange.number == pointer.exchange);
        let Some(exchange) = exchange.filter(|exchange| !written.contains(&exchange.number)) else {
            continue;
        };
        written.push(exchange.number);
        let pointers: Vec<&Pointer> =
            finding.evidence.iter().filter(|one| one.exchange == exchange.number).collect();
        writeln!(out, "{}\n", block("http", &conversation(exchange, &pointers)))?;
    }
    if let Some(proof) = &finding.proof {
        writeln!(out, "### Proof\n")?;
        if let Some(place) = phrases::where_it_can(proof) {
            writeln!(out, "- yes: {}, {}", text(&phrases::does(proof)), text(&place))?;
        }
        if let Some(place) = phrases::where_it_cannot(proof) {
            writeln!(out, "- {}", text(&place))?;
        }
        writeln!(out, "\n{}\n", block("sh", &[shown(&proof.curl)]))?;
    }
    // The fix is the rule's own documentation, which is Markdown; its headings go below this one.
    writeln!(out, "### How to fix\n\n{}\n", finding.fix.replace("\n### ", "\n#### "))?;
    let labels: Vec<String> =
        finding.cwe.iter().cloned().chain(finding.asvs.iter().map(|one| format!("ASVS {one}"))).collect();
    writeln!(
        out,
        "{} [More](<{}>)\n",
        text(&labels.join(", ")),
        finding.help.replace(['<', '>', '\\', '\n'], "")
    )
}

fn conversation(exchange: &Exchange, pointers: &[&Pointer]) -> Vec<String> {
    let mut lines = vec![format!("> {} {}", exchange.method, exchange.url)];
    lines.extend(exchange.headers.iter().map(|line| format!("> {}: {}", line.name, line.value)));
    lines.push(String::new());
    match (&exchange.response, &exchange.failure, &exchange.not_sent) {
        (Some(response), ..) => {
            lines.push(format!("< {}", response.status));
            for (index, line) in response.headers.iter().enumerate() {
                let says: Vec<&str> = pointers
                    .iter()
                    .filter(|pointer| pointer.line == Some(index))
                    .map(|pointer| pointer.says.as_str())
                    .collect();
                if !says.is_empty() || phrases::is_telling(&line.name) {
                    lines.push(format!("< {}: {}", line.name, line.value));
                    lines.extend(says.iter().map(|says| format!("* {says}")));
                }
            }
        }
        (None, Some(failure), _) => lines.push(format!("* no answer: {}", failure.text)),
        (None, None, why) => {
            lines.push(format!("* not sent: {}", why.as_deref().unwrap_or("no reason is known")))
        }
    }
    lines.extend(
        pointers.iter().filter(|pointer| pointer.line.is_none()).map(|pointer| format!("* {}", pointer.says)),
    );
    lines.iter().map(|line| cut(&shown(line), LONGEST)).collect()
}

fn context(out: &mut String, document: &Document) -> fmt::Result {
    if document.context.is_empty() {
        return Ok(());
    }
    writeln!(out, "## Context\n\n| signal | value | means |\n|---|---|---|")?;
    for one in &document.context {
        let value = one.value.as_deref().map_or("none".to_owned(), code);
        let means = text(one.means.as_deref().unwrap_or_default());
        writeln!(out, "| {} | {} | {means} |", text(&one.signal), cell(&value))?;
    }
    writeln!(out)
}

fn checklist(out: &mut String, document: &Document) -> fmt::Result {
    writeln!(out, "## Checklist\n")?;
    for item in &document.checklist {
        let tick = if item.answer == TickedAs::Yes { 'x' } else { ' ' };
        let ids: Vec<String> = item.ids.iter().map(|id| code(id)).collect();
        let ids = if ids.is_empty() { String::new() } else { format!(" ({})", ids.join(", ")) };
        let (said, why, answer) = (text(&item.text), text(&item.why), item.answer.as_str());
        writeln!(out, "- [{tick}] {said} **{answer}**: {why}{ids}")?;
        if !item.how.is_empty() {
            let lines: Vec<String> = item.how.iter().map(|line| shown(line)).collect();
            let indented: String = block("sh", &lines).lines().map(|line| format!("  {line}\n")).collect();
            writeln!(out, "\n{indented}")?;
        }
    }
    writeln!(out)
}

/// Text in which no character means anything to Markdown or HTML.
fn text(said: &str) -> String {
    let mut escaped = String::with_capacity(said.len());
    for character in shown(said).chars() {
        match character {
            // References, because a backslash does not keep everybody from linking `https:`, `www.` and `@name`.
            '<' | '>' | '&' | '@' => escaped.push_str(&format!("&#{};", u32::from(character))),
            ':' | '.' | ',' | '\'' | '-' | ';' | '(' | ')' | '=' | '/' | '"' | '?' => escaped.push(character),
            other if other.is_ascii_punctuation() => {
                escaped.push('\\');
                escaped.push(other);
            }
            other => escaped.push(other),
        }
    }
    // What is left of a URL must not become a link by itself.
    escaped.replace("://", "&#58;//").replace("www.", "www&#46;")
}

/// A code span; as many backticks around it as it takes.
fn code(said: &str) -> String {
    let said = shown(said);
    let fence = "`".repeat(longest_run(&said) + 1);
    // A blank beside a backtick is not part of the code.
    let blank = if said.starts_with('`') || said.ends_with('`') || said.is_empty() { " " } else { "" };
    format!("{fence}{blank}{said}{blank}{fence}")
}

/// A `|` ends a cell even in code.
fn cell(markdown: &str) -> String {
    markdown.replace('|', "\\|")
}

/// A code block; as many backticks around it as it takes.
fn block(language: &str, lines: &[String]) -> String {
    let longest = lines.iter().map(|line| longest_run(line)).max().unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}{language}\n{}\n{fence}", lines.join("\n"))
}

fn longest_run(text: &str) -> usize {
    text.split(|character| character != '`').map(str::len).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_from_outside_is_markdown() {
        assert_eq!(
            text("[x](y) *b* # <i> @me http://a"),
            r"\[x\](y) \*b\* \# &#60;i&#62; &#64;me http&#58;//a"
        );
        assert_eq!(code("a`b``c"), "```a`b``c```");
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(cell(&code("a|b")), "`a\\|b`");
        assert_eq!(block("http", &["````".to_owned()]), "`````http\n````\n`````");
        assert_eq!(text("a\n\n# b"), r"a\\n\\n\# b");
    }
}
