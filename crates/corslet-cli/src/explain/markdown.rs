//! A page of documentation on a sheet: the little Markdown that pages are written in.

use std::fmt::{self, Write};

use crate::check::human::{Sheet, style};

/// Writes a page. Paragraphs and lists are filled, code stays as it is.
pub(super) fn write(out: &mut Sheet, docs: &str) -> fmt::Result {
    let mut is_code = false;
    let mut paragraph = String::new();
    let mut is_item = false;
    for line in docs.lines() {
        // Doc comments have a blank at the start of each line.
        let line = if is_code { line } else { line.trim() };
        if line.trim_start().starts_with("```") {
            flush(out, &mut paragraph, &mut is_item)?;
            is_code = !is_code;
            continue;
        }
        if is_code {
            writeln!(out, "  {line}")?;
            continue;
        }
        if line.starts_with('#') && line.trim_start_matches('#').starts_with(' ') {
            flush(out, &mut paragraph, &mut is_item)?;
            let heading = out.wrapped(line.trim_start_matches('#').trim(), 0);
            let bold = style::HEADING;
            writeln!(out, "{bold}{heading}{bold:#}")?;
        } else if line.is_empty() {
            flush(out, &mut paragraph, &mut is_item)?;
            out.write_str("\n")?;
        } else if let Some(item) = line.strip_prefix("- ") {
            flush(out, &mut paragraph, &mut is_item)?;
            is_item = true;
            paragraph.push_str(item);
        } else {
            if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            paragraph.push_str(line);
        }
    }
    flush(out, &mut paragraph, &mut is_item)
}

fn flush(out: &mut Sheet, paragraph: &mut String, is_item: &mut bool) -> fmt::Result {
    let text = std::mem::take(paragraph);
    let item = std::mem::take(is_item);
    if text.is_empty() {
        return Ok(());
    }
    let (indent, mark) = if item { (4, "  - ") } else { (2, "  ") };
    let filled = out.wrapped(&text, indent);
    writeln!(out, "{mark}{}", filled.trim_start())
}
