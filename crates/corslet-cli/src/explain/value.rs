//! A header with its value, explained for people.

use std::fmt::{self, Write};

use corslet_inspect::explain::value::Explained;
use corslet_inspect::text::shown;

use super::label::beside;
use crate::check::human::{Sheet, style};

/// Writes whether the value is legal, and what each engine does with it; engines that do the same stand together.
pub(super) fn write(out: &mut Sheet, explained: &Explained, value: &str) -> fmt::Result {
    let heading = style::HEADING;
    writeln!(out, "{heading}{}: {}{heading:#}", shown(&explained.name), shown(value))?;
    let word = match explained.is_legal {
        Some(true) => "legal",
        Some(false) => "WRONG",
        None => "value",
    };
    beside(out, word, &explained.what)?;
    let mut groups: Vec<(&[String], Vec<&str>)> = Vec::new();
    for one in explained.engines.iter().filter(|one| !one.does.is_empty()) {
        match groups.iter_mut().find(|(does, _)| *does == one.does.as_slice()) {
            Some((_, engines)) => engines.push(one.engine.as_str()),
            None => groups.push((&one.does, vec![one.engine.as_str()])),
        }
    }
    for (does, engines) in groups {
        writeln!(out, "{}", engines.join(", "))?;
        for sentence in does {
            beside(out, "", sentence)?;
        }
    }
    Ok(())
}
