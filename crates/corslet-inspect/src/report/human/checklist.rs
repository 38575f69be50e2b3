//! The checklist, with which every report ends.

use std::fmt::{self, Write};

use super::curl_line;
use super::style::{HEADING, mark_of, of_answer};
use crate::report::Item;
use crate::sheet::Sheet;
use crate::text::hanging;

/// Where an item's text begins: behind its mark and its answer.
const COLUMN: usize = 15;

pub(super) fn write(page: &mut Sheet, items: &[Item]) -> fmt::Result {
    if items.is_empty() {
        return Ok(());
    }
    writeln!(page, "\n{HEADING}checklist{HEADING:#}")?;
    for item in items {
        let (mark, answer, style) =
            (page.mark(mark_of(item.answer)), item.answer.as_str(), of_answer(item.answer));
        let text = hanging(&item.text, COLUMN, COLUMN, page.look.width);
        let blanks = " ".repeat(COLUMN.saturating_sub(4 + answer.len()));
        writeln!(page, "  {style}{mark} {answer}{style:#}{blanks}{}", text.trim_start())?;
        let ids = if item.ids.is_empty() { String::new() } else { format!(" ({})", item.ids.join(", ")) };
        page.paragraph(&format!("{}{ids}", item.why), COLUMN, COLUMN);
        for command in &item.how {
            curl_line::write(page, command, COLUMN)?;
        }
    }
    Ok(())
}
