//! The baseline: what was found before, and what somebody has decided to live with.

use serde::{Deserialize, Serialize};

use super::{Document, Ignore};
use crate::audit::Severity;

/// The name of the schema.
const SCHEMA: &str = "corslet/audit-baseline/1";

/// What was found before, and what somebody has decided to live with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// What was found before.
    pub findings: Vec<KnownFinding>,
    /// What is lived with.
    pub ignored: Vec<Ignore>,
}

/// What was found before. It is known as long as it does not get worse.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownFinding {
    /// The finding's fingerprint.
    pub fingerprint: String,
    /// The rule's id, for people.
    pub id: String,
    /// The target's URL, for people.
    pub target: String,
    /// How bad it was.
    pub at_most: Severity,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: String,
    #[serde(default)]
    known: Vec<KnownFinding>,
    #[serde(default)]
    ignored: Vec<String>,
}

impl Known {
    /// Everything that these reports found.
    #[must_use]
    pub fn of(documents: &[Document]) -> Known {
        let findings = documents.iter().flat_map(|document| {
            document.findings.iter().map(|finding| KnownFinding {
                fingerprint: finding.fingerprint.clone(),
                id: finding.id.clone(),
                target: document.target.clone(),
                at_most: finding.severity,
            })
        });
        Known { findings: findings.collect(), ignored: Vec::new() }
    }

    /// Reads a baseline file.
    ///
    /// # Errors
    /// Everything that is wrong with it, a sentence each without a full stop.
    pub fn parse(text: &str) -> Result<Known, Vec<String>> {
        let file: File = serde_json::from_str(text).map_err(|error| {
            vec![format!("{error}; a baseline is what `corslet audit --write-baseline FILE` writes")]
        })?;
        let mut problems = Vec::new();
        if file.schema != SCHEMA {
            problems.push(format!("the schema is `{}`, and has to be `{SCHEMA}`", file.schema));
        }
        let mut ignored = Vec::new();
        for (index, line) in file.ignored.iter().enumerate() {
            match Ignore::parse(line) {
                Ok(one) => ignored.push(one),
                Err(wrong) => problems.extend(wrong.iter().map(|what| format!("ignored[{index}]: {what}"))),
            }
        }
        if problems.is_empty() { Ok(Known { findings: file.known, ignored }) } else { Err(problems) }
    }

    /// As a baseline file, one finding after the other in an order that does not change.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut known = self.findings.clone();
        known.sort_by(|a, b| (&a.target, &a.id, &a.fingerprint).cmp(&(&b.target, &b.id, &b.fingerprint)));
        known.dedup();
        let ignored = self.ignored.iter().map(Ignore::to_string).collect();
        let file = File { schema: SCHEMA.to_owned(), known, ignored };
        // Text and numbers: writing them cannot fail.
        serde_json::to_string_pretty(&file).unwrap_or_default() + "\n"
    }
}
