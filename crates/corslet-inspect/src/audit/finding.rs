//! What an audit finds: a fault, with the evidence and the proof.

use std::ops::Range;

use super::Proof;

/// How bad it is, by what an attacker can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Wrong, and of little use to an attacker.
    Low,
    /// Of use to an attacker who has something else too.
    Medium,
    /// Of use to any attacker.
    High,
}

impl Severity {
    /// All, from the least.
    pub const ALL: [Severity; 4] = [Severity::Info, Severity::Low, Severity::Medium, Severity::High];

    /// `info`, `low`, `medium` or `high`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Low => "low",
            Severity::Medium => "medium",
            Severity::High => "high",
        }
    }
}

/// How sure the finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// Seen, but something that decides could not be looked at.
    Low,
    /// Inferred from what was seen.
    Medium,
    /// Seen, and judged by the browser's own algorithm.
    High,
}

impl Confidence {
    /// All, from the least.
    pub const ALL: [Confidence; 3] = [Confidence::Low, Confidence::Medium, Confidence::High];

    /// `low`, `medium` or `high`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Confidence::Low => "low",
            Confidence::Medium => "medium",
            Confidence::High => "high",
        }
    }
}

/// Where in the evidence something stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pointer {
    /// The exchange, by its place in the evidence.
    pub exchange: usize,
    /// The response's header line, by its place in the head, and the bytes of its value; nothing when it is the exchange as a
    /// whole, or what is missing in it.
    pub line: Option<(usize, Range<usize>)>,
    /// What is to be seen there, without a full stop.
    pub says: String,
}

/// What an audit finds.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule's id.
    pub id: &'static str,
    /// How bad it is here.
    pub severity: Severity,
    /// How sure it is.
    pub confidence: Confidence,
    /// What is wrong here, in one sentence with a full stop.
    pub summary: String,
    /// Where it is to be seen, the most telling first.
    pub evidence: Vec<Pointer>,
    /// A page that can read the answer, judged by the browser's own algorithm.
    pub proof: Option<Proof>,
    /// The ids of what follows from it, and is not reported apart.
    pub implied: Vec<&'static str>,
    /// What makes it better or worse, and what could not be verified: a sentence each, with a full stop.
    pub notes: Vec<String>,
}

impl Finding {
    /// A finding without evidence yet.
    #[must_use]
    pub fn new(
        id: &'static str,
        severity: Severity,
        confidence: Confidence,
        summary: impl Into<String>,
    ) -> Finding {
        Finding {
            id,
            severity,
            confidence,
            summary: summary.into(),
            evidence: Vec::new(),
            proof: None,
            implied: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// The same, seen there too.
    #[must_use]
    pub fn seen(mut self, pointer: Pointer) -> Finding {
        self.evidence.push(pointer);
        self
    }

    /// The same, with the proof.
    #[must_use]
    pub fn proved(mut self, proof: Option<Proof>) -> Finding {
        self.proof = proof;
        self
    }

    /// The same, with a note.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Finding {
        self.notes.push(note.into());
        self
    }
}
