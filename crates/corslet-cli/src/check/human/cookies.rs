//! The cookies: which were sent with which request, and which an answer sets.

use std::fmt::{self, Write};

use super::sheet::Sheet;
use super::style::{FAINT, HEADING, NAME};
use super::text::{cut, shown};
use crate::check::recording::Came;
use crate::check::report::Report;

/// The longest list of names.
const LONGEST: usize = 200;

/// Writes them by their names, where there are any.
pub(super) fn write(out: &mut Sheet, report: &Report) -> fmt::Result {
    let mut lines: Vec<(String, String)> = Vec::new();
    for (index, recorded) in report.exchanges.iter().enumerate() {
        let number = index + 1;
        let sent = recorded.added.iter().find(|(name, _)| name == "Cookie");
        if let Some((_, value)) = sent.filter(|_| !matches!(recorded.came, Came::NotSent(_))) {
            let text = String::from_utf8_lossy(value).into_owned();
            let names: Vec<&str> = text.split("; ").map(name).collect();
            let names = names.join(", ");
            match lines.iter_mut().find(|(known, what)| *known == names && what.starts_with("sent")) {
                Some((_, what)) => what.push_str(&format!(", {number}")),
                None => lines.push((names, format!("sent with request {number}"))),
            }
        }
        let Came::Head(head) = &recorded.came else { continue };
        let set: Vec<String> = head
            .headers
            .iter()
            .filter(|(name, _)| name.is("set-cookie"))
            .map(|(_, value)| name(&String::from_utf8_lossy(value.as_bytes())).to_owned())
            .collect();
        if !set.is_empty() {
            let what = if recorded.exchange.credentials {
                "set by answer, which a browser keeps if it takes cookies from there"
            } else {
                "set by answer, and not kept: no credentials went along"
            };
            lines.push((set.join(", "), what.replacen("answer", &format!("answer {number}"), 1)));
        }
    }
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{HEADING}cookies{HEADING:#}")?;
    for (names, what) in lines {
        let names = cut(&shown(&names), LONGEST);
        let text = out.hanging(&format!("{names}: {what}"), 2, 4);
        let styled = text.replacen(&names, &format!("{NAME}{names}{NAME:#}"), 1);
        writeln!(out, "{styled}")?;
    }
    writeln!(out, "  {FAINT}whatever CORS says of the answer; no script sees Set-Cookie{FAINT:#}")
}

fn name(pair: &str) -> &str {
    pair.split(';').next().unwrap_or_default().split('=').next().unwrap_or_default().trim()
}
