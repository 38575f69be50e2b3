//! Where a finding is to be seen: the exchange, the line, and carets under the bytes.

use std::fmt::{self, Write};

use super::style::{BAD, FAINT, HEADING};
use crate::report::phrases::is_telling;
use crate::report::{Document, Exchange, Finding, Line, Pointer};
use crate::sheet::Sheet;
use crate::text::{cut, shown};

/// The longest line that is drawn.
const LONGEST_LINE: usize = 400;

/// How far lines are indented.
const INDENT: usize = 4;

pub(super) fn write(page: &mut Sheet, document: &Document, finding: &Finding) -> fmt::Result {
    let mut written = Vec::new();
    for pointer in &finding.evidence {
        let number = pointer.exchange;
        let exchange = document.exchanges.iter().find(|exchange| exchange.number == number);
        let Some(exchange) = exchange.filter(|_| !written.contains(&number)) else { continue };
        written.push(number);
        let pointers: Vec<&Pointer> =
            finding.evidence.iter().filter(|pointer| pointer.exchange == number).collect();
        writeln!(page, "  {HEADING}evidence{HEADING:#} {FAINT}request {}{FAINT:#}", number + 1)?;
        draw(page, exchange, &pointers)?;
    }
    Ok(())
}

fn draw(page: &mut Sheet, exchange: &Exchange, pointers: &[&Pointer]) -> fmt::Result {
    let most = page.look.width.saturating_sub(INDENT + 2);
    let text = |line: &str, most: usize| cut(&shown(line), most);
    writeln!(
        page,
        "    {FAINT}>{FAINT:#} {}",
        text(&format!("{} {}", exchange.method, exchange.url), LONGEST_LINE)
    )?;
    for line in &exchange.headers {
        writeln!(page, "    {FAINT}>{FAINT:#} {}", text(&format!("{}: {}", line.name, line.value), most))?;
    }
    match (&exchange.response, &exchange.failure, &exchange.not_sent) {
        (Some(response), ..) => {
            writeln!(page, "    {FAINT}<{FAINT:#} {}", response.status)?;
            let mut hidden = 0;
            for (index, line) in response.headers.iter().enumerate() {
                let own: Vec<&&Pointer> =
                    pointers.iter().filter(|pointer| pointer.line == Some(index)).collect();
                if own.is_empty() && !is_telling(&line.name) {
                    hidden += 1;
                    continue;
                }
                let far = own.iter().any(|pointer| line.name.len() + pointer.start.unwrap_or(0) + 4 > most);
                let room = if far { LONGEST_LINE } else { most };
                let said = text(&format!("{}: {}", line.name, line.value), room);
                writeln!(page, "    {FAINT}<{FAINT:#} {said}")?;
                for pointer in own {
                    caret(page, line, pointer)?;
                }
            }
            if hidden > 0 {
                let lines = if hidden == 1 { "line" } else { "lines" };
                writeln!(page, "    {FAINT}< and {hidden} {lines} more{FAINT:#}")?;
            }
        }
        (None, Some(failure), _) => page.paragraph(&format!("! no answer: {}", failure.text), INDENT, 6),
        (None, None, why) => {
            page.paragraph(
                &format!("! not sent: {}", why.as_deref().unwrap_or("no reason is known")),
                INDENT,
                6,
            );
        }
    }
    for pointer in pointers.iter().filter(|pointer| pointer.line.is_none()) {
        page.paragraph(&format!("= {}", pointer.says), INDENT, 6);
    }
    Ok(())
}

/// Carets under the value's bytes; what they mean stands beside them where there is room.
fn caret(page: &mut Sheet, line: &Line, pointer: &Pointer) -> fmt::Result {
    let (start, end) = (pointer.start.unwrap_or(0), pointer.end.unwrap_or(0));
    let part = |from: usize, to: usize| -> String {
        line.value.chars().skip(from).take(to.saturating_sub(from)).collect()
    };
    // An escape takes more columns than the byte that it stands for.
    let columns = |text: &str| shown(text).chars().count();
    let before = INDENT + 2 + columns(&format!("{}: {}", line.name, part(0, start)));
    let carets = columns(&part(start, end)).max(1);
    let says = shown(&pointer.says);
    let width = page.look.width.max(before + 1);
    if before > LONGEST_LINE {
        page.paragraph(&format!("= {says}"), INDENT, 6);
        return Ok(());
    }
    let carets = carets.min(width - before);
    write!(page, "{}{BAD}{}{BAD:#}", " ".repeat(before), "^".repeat(carets))?;
    if before + carets + 1 + says.chars().count() <= page.look.width {
        return writeln!(page, " {says}");
    }
    writeln!(page)?;
    page.paragraph(&format!("= {}", pointer.says), INDENT + 2, INDENT + 4);
    Ok(())
}
