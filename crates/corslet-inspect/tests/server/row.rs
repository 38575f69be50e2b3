//! A row of the table: a server, and what is to be found of it.

use corslet_inspect::audit::Settings;
use regex::Regex;

use super::simulated::{Asked, Said, logged_in};

/// A server, and what is to be found of it.
pub(crate) struct Row {
    pub(crate) what: &'static str,
    pub(crate) url: &'static str,
    pub(crate) settings: Settings,
    pub(crate) answer: Box<dyn Fn(&Asked<'_>) -> Said>,
    pub(crate) expected: &'static [&'static str],
}

impl Row {
    pub(crate) fn with(mut self, change: impl Fn(&mut Settings)) -> Row {
        change(&mut self.settings);
        self
    }
}

/// A server that answers as it likes.
pub(crate) fn answering(
    what: &'static str,
    url: &'static str,
    expected: &'static [&'static str],
    answer: impl Fn(&Asked<'_>) -> Said + 'static,
) -> Row {
    Row { what, url, settings: logged_in(), answer: Box::new(answer), expected }
}

/// A server that names whom it trusts, with credentials, and nobody else.
pub(crate) fn trusting(
    what: &'static str,
    url: &'static str,
    expected: &'static [&'static str],
    trusts: impl Fn(&str) -> bool + 'static,
) -> Row {
    answering(what, url, expected, move |asked| {
        let said = Said::usual(asked);
        if asked.origin.is_some_and(&trusts) { said.granting(asked) } else { said }
    })
}

/// A server that trusts what a pattern takes: anywhere in the origin, as most libraries search.
pub(crate) fn matching(url: &'static str, pattern: &'static str, expected: &'static [&'static str]) -> Row {
    let regex = Regex::new(pattern).unwrap();
    trusting(pattern, url, expected, move |origin| regex.is_match(origin))
}

/// A server that trusts these and no others.
pub(crate) fn listing(
    url: &'static str,
    origins: &'static [&'static str],
    expected: &'static [&'static str],
) -> Row {
    trusting("a list", url, expected, move |origin| origins.contains(&origin))
}
