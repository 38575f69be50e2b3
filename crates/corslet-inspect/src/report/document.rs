//! The document `corslet/audit/1`: what every format of a report is written from.
//!
//! Frozen: within this version nothing is removed, renamed or retyped; optional fields may be added. The JSON schema is
//! `schemas/audit-1.json`. What is in here is redacted already, and is still whatever a server cares to send: each format
//! makes it harmless for its own reader.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::audit::{Confidence, Section, Severity};

/// The name of the schema.
pub const SCHEMA: &str = "corslet/audit/1";

/// What came of the audit of one target.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// [`SCHEMA`].
    pub schema: String,
    /// The target's URL.
    pub target: String,
    /// The method of the target's request.
    pub method: String,
    /// How much was asked: `quick` or `full`.
    pub depth: String,
    /// Who answered: `server`, `recording` or `policy`.
    pub answerer: String,
    /// Whether a session was given.
    pub session: bool,
    /// How many requests were sent.
    pub requests: usize,
    /// Why nothing was learned, when no request got a response.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unreachable: Option<String>,
    /// Why the server was not asked to the end, when it was given up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stopped: Option<String>,
    /// What was found: root causes only, the worst first.
    pub findings: Vec<Finding>,
    /// What was found and is left out on purpose.
    pub left_out: Vec<LeftOut>,
    /// The ids whose questions were not all asked.
    pub not_asked: Vec<String>,
    /// The exchanges that the findings point to; all of them when that was asked for.
    pub exchanges: Vec<Exchange>,
    /// What stands beside CORS.
    pub context: Vec<Signal>,
    /// What every deployment should be able to tick.
    pub checklist: Vec<Item>,
    /// The grade.
    pub grade: Grade,
}

/// What an audit found. Nothing else in the document has both an `id` and a `severity`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// The rule's id.
    pub id: String,
    /// What is wrong, in a few words.
    pub title: String,
    /// Which part of the catalogue.
    pub section: Section,
    /// How bad it is here.
    pub severity: Severity,
    /// How sure it is.
    pub confidence: Confidence,
    /// What is wrong here, in one sentence.
    pub summary: String,
    /// The ids of what follows from it.
    pub implied: Vec<String>,
    /// The same in every run, whatever names it made up.
    pub fingerprint: String,
    /// Where it is to be seen, the most telling first.
    pub evidence: Vec<Pointer>,
    /// A page that can do it, judged by the browser's own algorithm.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<Proof>,
    /// What makes it better or worse, and what could not be verified.
    pub notes: Vec<String>,
    /// How to fix it, as Markdown.
    pub fix: String,
    /// The weaknesses that it is one of: `CWE-346`.
    pub cwe: Vec<String>,
    /// The requirements of the ASVS 5.0 that it breaks.
    pub asvs: Vec<String>,
    /// Where the rule is documented.
    pub help: String,
}

/// Where something is to be seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pointer {
    /// The exchange, by its `number`.
    pub exchange: usize,
    /// The line of the response's head, counted from 0; none when it is the exchange as a whole, or what is missing in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// The first byte of the value that is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<usize>,
    /// The byte behind the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<usize>,
    /// What is to be seen there.
    pub says: String,
}

/// A page that can read an answer, or send a request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Proof {
    /// `reads` the answer, or `sends` the request although it may not read what comes back.
    pub does: String,
    /// The page's origin.
    pub origin: String,
    /// The method of its request.
    pub method: String,
    /// The URL.
    pub url: String,
    /// Its credentials mode.
    pub credentials: String,
    /// The recorded answer, by its `number`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exchange: Option<usize>,
    /// The recorded preflight, by its `number`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preflight: Option<usize>,
    /// What each engine says, by its name.
    pub engines: BTreeMap<String, Verdict>,
    /// The same request with curl.
    pub curl: String,
}

/// What one engine says of a proof.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// The version whose rules were followed.
    pub version: String,
    /// What the page gets.
    pub outcome: String,
    /// Whether the page can do what the proof says.
    pub succeeds: bool,
    /// The codes of every condition that failed.
    pub failed: Vec<String>,
}

/// What was found and is left out on purpose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// The rule's id.
    pub id: String,
    /// As the finding's.
    pub fingerprint: String,
    /// Why: `known`, `ignored` or `unsure`.
    pub because: String,
    /// What was said of it when it was put on the list, and until when that holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A request and what came of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Exchange {
    /// Its place among all that were sent, counted from 0.
    pub number: usize,
    /// The ids of the rules that wanted to know.
    pub wanted_by: Vec<String>,
    /// The method.
    pub method: String,
    /// The URL.
    pub url: String,
    /// The request's header lines that matter.
    pub headers: Vec<Line>,
    /// Whether it had a body.
    pub has_body: bool,
    /// The response's head.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response: Option<Head>,
    /// Why there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<Failure>,
    /// Why it was not sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_sent: Option<String>,
    /// The HTTP version of the response.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub http_version: Option<String>,
    /// The address that answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub peer: Option<String>,
    /// How long each phase took, in milliseconds.
    pub milliseconds: BTreeMap<String, f64>,
    /// The same with curl.
    pub curl: String,
}

/// The head of a response.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The status code.
    pub status: u16,
    /// The header lines, in the order they came.
    pub headers: Vec<Line>,
}

/// A header line; the value has one character for each byte.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The name, as it was written.
    pub name: String,
    /// The value.
    pub value: String,
}

/// Why there is no response.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// The phase in which it stopped.
    pub phase: String,
    /// What happened.
    pub text: String,
}

/// What stands beside CORS: a header, a cookie, a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signal {
    /// What it is, in kebab case: `cross-origin-resource-policy`, `cookie`, `preflight-cost`.
    pub signal: String,
    /// What was seen; none when there is nothing of the kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// What that changes for pages of other origins, when it changes something.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub means: Option<String>,
}

/// An item of the checklist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its name in kebab case.
    pub item: String,
    /// What should hold, in one sentence.
    pub text: String,
    /// Whether it does.
    pub answer: TickedAs,
    /// Why the answer is what it is, in one sentence.
    pub why: String,
    /// The ids of the findings that say no.
    pub ids: Vec<String>,
    /// What to type to look for oneself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub how: Vec<String>,
}

/// The answer to an item of the checklist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TickedAs {
    /// It holds.
    Yes,
    /// It does not.
    No,
    /// It could not be seen.
    NotKnown,
}

impl TickedAs {
    /// `yes`, `no` or `not known`, as people read it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            TickedAs::Yes => "yes",
            TickedAs::No => "no",
            TickedAs::NotKnown => "not known",
        }
    }
}

/// The grade: A, unless something caps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grade {
    /// `A` to `F`; none when nothing was learned.
    pub letter: Option<char>,
    /// What caps it, the lowest first.
    pub caps: Vec<Cap>,
}

/// What caps a grade.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cap {
    /// The best that is still possible.
    pub letter: char,
    /// Why, as what follows "because".
    pub because: String,
}
