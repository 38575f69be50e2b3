//! What comes of a run: agreements counted, disagreements kept, and a table of both.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::versions::{Age, age};

/// What one browser and `corslet check` agreed on.
pub(crate) struct Outcome {
    engine: &'static str,
    browser: String,
    profile: &'static str,
    rows: BTreeMap<&'static str, Row>,
    pub(crate) disagreements: Vec<String>,
}

/// One server's line in the table.
#[derive(Default)]
struct Row {
    setups: BTreeSet<&'static str>,
    requests: usize,
    agreeing: usize,
}

impl Outcome {
    pub(crate) fn new(engine: &'static str, browser: &str, profile: &'static str) -> Self {
        Outcome {
            engine,
            browser: browser.to_owned(),
            profile,
            rows: BTreeMap::new(),
            disagreements: Vec::new(),
        }
    }

    /// Notes one request's comparison; `Err` says how the two differ.
    pub(crate) fn note(&mut self, server: &'static str, setup: &'static str, compared: Result<(), String>) {
        let row = self.rows.entry(server).or_default();
        row.setups.insert(setup);
        row.requests += 1;
        match compared {
            Ok(()) => row.agreeing += 1,
            Err(how) => self.disagreements.push(format!("{server}: {how}")),
        }
    }

    pub(crate) fn requests(&self) -> usize {
        self.rows.values().map(|row| row.requests).sum()
    }

    /// The set-ups of each server.
    pub(crate) fn setups(&self) -> impl Iterator<Item = (&'static str, usize)> {
        self.rows.iter().map(|(server, row)| (*server, row.setups.len()))
    }

    pub(crate) fn table(&self) -> String {
        let Outcome { engine, browser, profile, .. } = self;
        let mut table = format!("\n{engine}: installed {browser}, profile {profile}\n");
        let _ = writeln!(table, "  {:<12} {:>8} {:>9} {:>9}", "server", "set-ups", "requests", "agreeing");
        let mut line = |name: &str, setups: usize, requests: usize, agreeing: usize| {
            let _ = writeln!(table, "  {name:<12} {setups:>8} {requests:>9} {agreeing:>9}");
        };
        for (server, row) in &self.rows {
            line(server, row.setups.len(), row.requests, row.agreeing);
        }
        let sum = |of: fn(&Row) -> usize| self.rows.values().map(of).sum();
        line("all", sum(|row| row.setups.len()), sum(|row| row.requests), sum(|row| row.agreeing));
        table
    }

    /// What differs, under a heading that says what that means.
    pub(crate) fn complaint(&self) -> Option<(Age, String)> {
        if self.disagreements.is_empty() {
            return None;
        }
        let Outcome { engine, browser, profile, disagreements, .. } = self;
        let age = age(browser, profile);
        let heading = match age {
            Age::Same => format!("{engine}: `corslet check` disagrees with {browser}"),
            Age::Newer => format!("profile stale: {browser} is newer than {profile}, and differs"),
            Age::Older => format!("{browser} is older than the profile of {profile}, and differs"),
        };
        Some((age, format!("{heading} in {} cases:\n{}", disagreements.len(), disagreements.join("\n"))))
    }
}

#[test]
fn a_newer_browser_that_differs_is_called_a_stale_profile() {
    let complaint = |browser: &str, compared: Result<(), String>| {
        let mut outcome = Outcome::new("chromium", browser, "Chromium 156.0.8078.79");
        outcome.note("nginx", "map", compared);
        outcome.complaint()
    };
    assert_eq!(complaint("HeadlessChrome/157.0.1.2", Ok(())), None);
    let Some((age, text)) = complaint("HeadlessChrome/157.0.1.2", Err("/map differs".to_owned())) else {
        panic!("a difference is complained of");
    };
    assert_eq!(age, Age::Newer);
    assert!(text.starts_with("profile stale: ") && text.contains("nginx: /map differs"), "{text}");
    let same = complaint("HeadlessChrome/156.0.8078.79", Err("/map differs".to_owned()));
    assert_eq!(same.map(|(age, _)| age), Some(Age::Same));
}
