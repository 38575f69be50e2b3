//! The cookies: which go along with which request, why the others stay, and what the answers store.

use std::fmt::{self, Write};

use corslet::browser::Engine;

use super::sheet::Sheet;
use super::style::{FAINT, HEADING, NAME};
use super::text::{cut, shown};
use crate::check::cookie_account::{Account, Fate};
use crate::check::recording::{Came, Recorded};
use crate::check::report::Report;

/// The longest name, or list of names, shown in full.
const LONGEST: usize = 200;

/// How many lines a section has, and how many cookies a line of the timeline; a jar may have thousands.
const MOST: usize = 40;

/// Cookies with one fate, at the same requests and in the same engines.
struct Group {
    names: Vec<String>,
    fate: Fate,
    engines: Vec<Engine>,
    exchanges: Vec<usize>,
}

/// Writes what became of each, where there are any.
pub(super) fn write(out: &mut Sheet, report: &Report) -> fmt::Result {
    if report.cookies.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{HEADING}cookies{HEADING:#}")?;
    let groups = groups(report);
    for group in groups.iter().take(MOST) {
        let names = cut(&group.names.join(", "), LONGEST);
        let number = |index: &usize| {
            let is_held_back =
                report.exchanges.get(*index).is_some_and(|one| matches!(one.came, Came::NotSent(_)));
            format!("{}{}", index + 1, if is_held_back { " (not sent)" } else { "" })
        };
        let numbers: Vec<String> = group.exchanges.iter().map(number).collect();
        let numbers = numbers.join(", ");
        let what = match group.fate {
            Fate::Goes => format!("with request {numbers}"),
            Fate::Stays(_) => format!("not with request {numbers}"),
            Fate::Stored => format!("stored from answer {numbers}"),
            Fate::Removed => format!("taken out of the jar by answer {numbers}"),
            Fate::Rejected(_) => format!("not stored from answer {numbers}"),
        };
        let places = places(&group.engines, report.runs.len());
        let why = match group.fate.sentences().join("; ") {
            none if none.is_empty() => none,
            sentences => format!(": {sentences}"),
        };
        let text = out.hanging(&format!("{names}: {what}{places}{why}"), 2, 4);
        writeln!(out, "{}", text.replacen(&names, &format!("{NAME}{names}{NAME:#}"), 1))?;
    }
    if let Some(more) = groups.len().checked_sub(MOST).filter(|more| *more > 0) {
        writeln!(out, "  {FAINT}and {more} more, which --format json lists{FAINT:#}")?;
    }
    let last = "whatever CORS says of the answer; no script sees Set-Cookie";
    writeln!(out, "{FAINT}{}{FAINT:#}", out.wrapped(last, 2))
}

/// First the requests of each cookie together, then the cookies that fare alike.
fn groups(report: &Report) -> Vec<Group> {
    let mut each: Vec<Group> = Vec::new();
    for account in &report.cookies {
        let name = name(account);
        let is_same = |known: &&mut Group| {
            known.names[0] == name && known.fate == account.fate && known.engines == account.engines
        };
        match each.iter_mut().find(is_same) {
            Some(known) => known.exchanges.push(account.exchange),
            None => each.push(Group {
                names: vec![name],
                fate: account.fate,
                engines: account.engines.clone(),
                exchanges: vec![account.exchange],
            }),
        }
    }
    let mut groups: Vec<Group> = Vec::new();
    for mut one in each {
        let is_alike = |known: &&mut Group| {
            known.fate == one.fate && known.engines == one.engines && known.exchanges == one.exchanges
        };
        match groups.iter_mut().find(is_alike) {
            Some(known) => known.names.append(&mut one.names),
            None => groups.push(one),
        }
    }
    groups
}

/// Writes the line of the timeline for a request, or for its answer.
pub(super) fn of_exchange(out: &mut Sheet, report: &Report, index: usize, is_answer: bool) -> fmt::Result {
    // The heading says already who asks.
    let all = report.exchanges.get(index).map_or(0, |recorded| recorded.engines.len());
    let mut words: Vec<String> = Vec::new();
    let accounts = report
        .cookies
        .iter()
        .filter(|account| account.exchange == index && account.fate.is_of_answer() == is_answer);
    for account in accounts.clone().take(MOST) {
        let what = match account.fate {
            Fate::Goes => "goes along",
            Fate::Stays(_) => "stays",
            Fate::Stored => "is stored",
            Fate::Removed => "is taken out",
            Fate::Rejected(_) => "is not stored",
        };
        let codes = account.fate.codes().join(", ");
        let codes = if codes.is_empty() { codes } else { format!(" ({codes})") };
        words.push(format!("{} {what}{}{codes}", name(account), places(&account.engines, all)));
    }
    if words.is_empty() {
        return Ok(());
    }
    if let Some(more) = accounts.count().checked_sub(MOST).filter(|more| *more > 0) {
        words.push(format!("and {more} more"));
    }
    let text = out.hanging(&format!("cookies: {}", words.join("; ")), 6, 10);
    writeln!(out, "{FAINT}{text}{FAINT:#}")
}

/// The names of a `Cookie` header, for a request that stands beside another.
pub(super) fn header_names(recorded: &Recorded) -> Option<String> {
    let (_, value) = recorded.added.iter().find(|(name, _)| name == "Cookie")?;
    let text = String::from_utf8_lossy(value).into_owned();
    let name = |pair: &str| pair.split_once('=').map_or(NAMELESS.to_owned(), |(name, _)| shown(name));
    Some(cut(&text.split("; ").map(name).collect::<Vec<_>>().join(", "), LONGEST))
}

/// What stands for the name of a cookie that has none: its value is nobody's business.
const NAMELESS: &str = "(no name)";

fn name(account: &Account) -> String {
    if account.name.is_empty() { NAMELESS.to_owned() } else { cut(&shown(&account.name), LONGEST) }
}

/// In which engines, unless in all of so many.
fn places(engines: &[Engine], all: usize) -> String {
    if engines.len() == all {
        return String::new();
    }
    let names: Vec<&str> = engines.iter().map(|engine| engine.as_str()).collect();
    format!(" in {}", names.join(", "))
}
