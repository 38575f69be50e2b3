//! The exchanges as curl commands, to be copied.

use std::fmt::{self, Write};

use super::sheet::Sheet;
use super::style::{FAINT, HEADING};
use crate::check::report::Report;
use crate::check::shell::{comment, curl_commands};

/// Writes one command for each exchange; a long one goes on behind a backslash.
pub(super) fn write(out: &mut Sheet, report: &Report) -> fmt::Result {
    writeln!(out, "\n{HEADING}the same with curl{HEADING:#}")?;
    let exchanges = report.exchanges.iter().filter(|recorded| recorded.time == 0);
    for (recorded, words) in exchanges.zip(curl_commands(report)) {
        writeln!(out, "  {FAINT}# {}{FAINT:#}", comment(report, recorded))?;
        let width = out.look.width;
        let mut line = "  ".to_owned();
        for word in words {
            if line.trim().is_empty() {
                line.push_str(&word);
            } else if line.chars().count() + 1 + word.chars().count() + 2 > width {
                writeln!(out, "{line} \\")?;
                line = format!("      {word}");
            } else {
                line.push(' ');
                line.push_str(&word);
            }
        }
        writeln!(out, "{line}")?;
    }
    Ok(())
}
