//! The scoreboard: what an auditor said, beside what it had to say.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::auditor::Said;
use super::server::{Class, Expected, Severity};

/// So many of so many.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub(crate) struct Share {
    pub(crate) of: usize,
    pub(crate) are: usize,
}

impl Share {
    fn count(&mut self, is: bool) {
        self.of += 1;
        self.are += usize::from(is);
    }

    pub(crate) fn is_whole(self) -> bool {
        self.of == self.are
    }

    /// How many of a thousand there are at least.
    pub(crate) fn per_mille(self) -> usize {
        (self.are * 1000).checked_div(self.of).unwrap_or(1000)
    }

    fn text(self) -> String {
        // The set has some hundred servers; no share of it is too large to be shown exactly.
        #[expect(clippy::cast_precision_loss, reason = "a few hundreds")]
        let percent = if self.of == 0 { 100.0 } else { 100.0 * self.are as f64 / self.of as f64 };
        format!("{percent:5.1}%  {}/{}", self.are, self.of)
    }
}

#[derive(Default)]
pub(crate) struct Board {
    pub(crate) servers: usize,
    pub(crate) precision: Share,
    pub(crate) recall: Share,
    pub(crate) exposed: Share,
    pub(crate) high: Share,
    pub(crate) alarms: Share,
    /// The severities that were as they have to be.
    pub(crate) severity: Share,
    pub(crate) requests: Vec<usize>,
    /// What was wrong, by host.
    pub(crate) misses: BTreeMap<String, Vec<String>>,
}

impl Board {
    /// Counts what was said of one server.
    pub(crate) fn add(&mut self, host: &str, expected: &Expected, said: &Said) {
        let mut wrong = Vec::new();
        self.servers += 1;
        self.requests.push(said.requests);
        let alternatives = |id: &'static str| id.split('|');
        let is_wanted =
            |id: &str| expected.ids.iter().any(|wanted| alternatives(wanted).any(|one| one == id));
        let mut is_alarmed = false;
        for finding in &said.findings {
            let is_true = is_wanted(&finding.id) || expected.allowed.contains(&finding.id.as_str());
            self.precision.count(is_true);
            if !is_true {
                is_alarmed = true;
                wrong.push(format!("+{} ({:?})", finding.id, finding.severity));
            }
        }
        let mut gravest = None;
        for wanted in &expected.ids {
            let found =
                said.findings.iter().filter(|finding| alternatives(wanted).any(|id| id == finding.id));
            let severity = found.map(|finding| finding.severity).max();
            self.recall.count(severity.is_some());
            if severity.is_none() {
                wrong.push(format!("-{wanted}"));
            }
            gravest = gravest.max(severity);
        }
        if let Some(gravest) = gravest {
            let [least, most] = expected.severity;
            let is_right = (least..=most).contains(&gravest);
            self.severity.count(is_right);
            if !is_right {
                wrong.push(format!("{gravest:?}, not {least:?} to {most:?}"));
            }
        }
        match expected.class {
            Class::Exposed => {
                self.exposed.count(gravest.is_some());
                if expected.severity[0] == Severity::High {
                    self.high.count(gravest.is_some());
                }
            }
            Class::Hygiene => {}
            Class::Correct => self.alarms.count(is_alarmed),
        }
        if !wrong.is_empty() {
            self.misses.insert(host.to_owned(), wrong);
        }
    }

    /// Counts another's shares in.
    pub(crate) fn join(&mut self, other: &Board) {
        let own =
            [&mut self.precision, &mut self.recall, &mut self.exposed, &mut self.high, &mut self.alarms];
        let others = [other.precision, other.recall, other.exposed, other.high, other.alarms];
        for (own, other) in own.into_iter().zip(others) {
            own.of += other.of;
            own.are += other.are;
        }
    }

    /// Whether everything was said, and nothing that is not so.
    pub(crate) fn is_perfect(&self) -> bool {
        let shares = [self.precision, self.recall, self.exposed, self.high, self.severity];
        shares.iter().all(|share| share.is_whole()) && self.alarms.are == 0
    }

    pub(crate) fn most_requests(&self) -> usize {
        self.requests.iter().copied().max().unwrap_or_default()
    }

    pub(crate) fn table(&self, title: &str, seconds: f64) -> String {
        let mut text = format!("{title}: {} servers in {seconds:.1} s\n", self.servers);
        let shares = [
            ("exact precision", self.precision),
            ("exact recall", self.recall),
            ("exposure recall", self.exposed),
            ("high recall", self.high),
            ("severities", self.severity),
        ];
        for (name, share) in shares {
            let _ = writeln!(text, "  {name:<16} {}", share.text());
        }
        let sum: usize = self.requests.iter().sum();
        let mean = sum / self.requests.len().max(1);
        let _ =
            writeln!(text, "  {:<16} {} of {} correct ones", "false alarms", self.alarms.are, self.alarms.of);
        let _ = writeln!(
            text,
            "  {:<16} {sum} in all, {mean} in the mean, {} at most",
            "requests",
            self.most_requests()
        );
        for (host, wrong) in &self.misses {
            let _ = writeln!(text, "  {host}: {}", wrong.join(", "));
        }
        text
    }
}
