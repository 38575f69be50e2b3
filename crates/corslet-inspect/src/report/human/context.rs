//! The table of what stands beside CORS.

use std::fmt::{self, Write};

use super::style::{HEADING, NAME};
use crate::report::Signal;
use crate::sheet::Sheet;
use crate::text::{hanging, shown};

pub(super) fn write(page: &mut Sheet, signals: &[Signal]) -> fmt::Result {
    if signals.is_empty() {
        return Ok(());
    }
    writeln!(page, "\n{HEADING}context{HEADING:#}")?;
    let column = signals.iter().map(|one| one.signal.chars().count()).max().unwrap_or_default() + 4;
    for one in signals {
        let value = one.value.as_deref().unwrap_or("none");
        let said = match &one.means {
            Some(means) => format!("{value}: {means}"),
            None => value.to_owned(),
        };
        let said = hanging(&shown(&said), column, column, page.look.width);
        let name = shown(&one.signal);
        let blanks = " ".repeat(column.saturating_sub(2 + name.chars().count()));
        writeln!(page, "  {NAME}{name}{NAME:#}{blanks}{}", said.trim_start())?;
    }
    Ok(())
}
