//! What all targets of a run come to: the exit code, and a line for people.

use std::collections::BTreeMap;
use std::time::Duration;

use corslet_inspect::audit::Severity;
use corslet_inspect::report::{Document, fails};

/// What all targets of a run come to.
pub(super) struct Total {
    fail_on: Severity,
    targets: usize,
    requests: usize,
    unreachable: usize,
    stopped: usize,
    has_failed: bool,
    by_severity: BTreeMap<Severity, usize>,
    by_id: BTreeMap<String, usize>,
}

impl Total {
    pub(super) fn new(fail_on: Severity) -> Total {
        Total {
            fail_on,
            targets: 0,
            requests: 0,
            unreachable: 0,
            stopped: 0,
            has_failed: false,
            by_severity: BTreeMap::new(),
            by_id: BTreeMap::new(),
        }
    }

    pub(super) fn add(&mut self, document: &Document) {
        self.targets += 1;
        self.requests += document.requests;
        self.unreachable += usize::from(document.unreachable.is_some());
        self.stopped += usize::from(document.stopped.is_some());
        self.has_failed |= fails(document, self.fail_on);
        for finding in &document.findings {
            *self.by_severity.entry(finding.severity).or_default() += 1;
            *self.by_id.entry(finding.id.clone()).or_default() += 1;
        }
    }

    pub(super) fn targets(&self) -> usize {
        self.targets
    }

    pub(super) fn requests(&self) -> usize {
        self.requests
    }

    pub(super) fn findings(&self) -> usize {
        self.by_severity.values().sum()
    }

    /// 1 with a finding that counts, else 3 with a target that gave no answer.
    pub(super) fn exit(&self) -> u8 {
        match (self.has_failed, self.unreachable > 0) {
            (true, _) => 1,
            (false, true) => 3,
            (false, false) => 0,
        }
    }

    /// The table at the end of a run of several targets.
    pub(super) fn table(&self, took: Duration) -> String {
        let seconds = took.as_secs_f64();
        let mut text = format!(
            "{} targets, {} requests in {seconds:.1} s ({:.0} a second)\n",
            self.targets,
            self.requests,
            self.requests as f64 / seconds.max(0.001)
        );
        for (count, what) in [(self.unreachable, "not reached"), (self.stopped, "given up before the end")] {
            if count > 0 {
                text.push_str(&format!("  {count:>7}  {what}\n"));
            }
        }
        for (severity, count) in self.by_severity.iter().rev() {
            text.push_str(&format!("  {count:>7}  {}\n", severity.as_str()));
        }
        let mut ids: Vec<(&String, &usize)> = self.by_id.iter().collect();
        ids.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
        for (id, count) in ids {
            text.push_str(&format!("  {count:>7}  {id}\n"));
        }
        text
    }
}
