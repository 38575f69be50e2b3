//! Which findings are reported, and which are left out on purpose.

use super::document::LeftOut;
use super::{Day, Document, Known};
use crate::audit::{Confidence, Finding, Severity};

/// Which findings are reported.
#[derive(Clone, Debug)]
pub struct Selection {
    /// Surer than this, or as sure.
    pub min_confidence: Confidence,
    /// What is known already.
    pub known: Known,
    /// The day on which it is decided what is over; without one, nothing is.
    pub today: Option<Day>,
}

impl Default for Selection {
    fn default() -> Self {
        Selection { min_confidence: Confidence::Low, known: Known::default(), today: None }
    }
}

impl Selection {
    /// Why a finding is left out; nothing when it is reported.
    pub(super) fn why_left_out(&self, finding: &Finding, target: &str, fingerprint: &str) -> Option<LeftOut> {
        let left_out = |because: &str, reason: Option<String>| {
            Some(LeftOut {
                id: finding.id.to_owned(),
                fingerprint: fingerprint.to_owned(),
                because: because.to_owned(),
                reason,
            })
        };
        if finding.confidence < self.min_confidence {
            return left_out("unsure", None);
        }
        let mut about = self.known.ignored.iter().filter(|ignore| ignore.is_about(finding.id, target));
        if let Some(ignore) = about.find(|ignore| !self.today.is_some_and(|today| ignore.is_over(today))) {
            return left_out("ignored", Some(format!("until {}: {}", ignore.until, ignore.reason)));
        }
        let is_known = self
            .known
            .findings
            .iter()
            .any(|known| known.fingerprint == fingerprint && known.at_most >= finding.severity);
        if is_known { left_out("known", None) } else { None }
    }

    /// What has to be said of a finding that is reported: why it is, although it is on a list.
    pub(super) fn notes(&self, finding: &Finding, target: &str, fingerprint: &str) -> Vec<String> {
        let over = self.known.ignored.iter().filter(|ignore| ignore.is_about(finding.id, target));
        let mut notes: Vec<String> = over
            .map(|ignore| format!("It was ignored until {}, which is over: {}.", ignore.until, ignore.reason))
            .collect();
        let known = self.known.findings.iter().find(|known| known.fingerprint == fingerprint);
        notes.extend(
            known.map(|known| format!("It is known and has got worse: it was {}.", known.at_most.as_str())),
        );
        notes
    }
}

/// Whether any finding of a report is as severe as this, or worse.
#[must_use]
pub fn fails(document: &Document, fail_on: Severity) -> bool {
    document.findings.iter().any(|finding| finding.severity >= fail_on)
}
