//! A finding that somebody has decided to live with, until a day and for a reason.

use std::fmt;

use super::Day;
use crate::audits;

/// How one is written.
const FORM: &str = "write `ID until YYYY-MM-DD: REASON` or `ID at URL-PREFIX until YYYY-MM-DD: REASON`";

/// A finding that somebody has decided to live with: `wildcard-public at https://api.shop.example/public until 2027-03-01: the
/// catalogue is public`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignore {
    /// The rule's id.
    pub id: String,
    /// How the URLs of the targets begin that it holds for; every target's when there is none.
    pub at: Option<String>,
    /// The last day on which it holds.
    pub until: Day,
    /// Why.
    pub reason: String,
}

impl Ignore {
    /// Reads one.
    ///
    /// # Errors
    /// Everything that is wrong with it, a sentence each without a full stop.
    pub fn parse(text: &str) -> Result<Ignore, Vec<String>> {
        let mut problems = Vec::new();
        let (head, reason) = match text.split_once(": ") {
            Some((head, reason)) if !reason.trim().is_empty() => (head, reason.trim()),
            _ => {
                problems.push(format!("`{text}` gives no reason: {FORM}"));
                (text.trim_end().trim_end_matches(':'), "")
            }
        };
        let words: Vec<&str> = head.split_whitespace().collect();
        let (id, at, until) = match words.as_slice() {
            [id, "until", until] => (*id, None, Some(*until)),
            [id, "at", at, "until", until] => (*id, Some(*at), Some(*until)),
            [id, ..] => {
                problems.push(format!("`{head}` does not say until when: {FORM}"));
                (*id, None, None)
            }
            [] => {
                problems.push(format!("nothing is named: {FORM}"));
                ("", None, None)
            }
        };
        if !id.is_empty() && !audits::ALL.iter().any(|rule| rule.id == id) {
            problems.push(format!("`{id}` is no rule: `corslet explain audits` lists them"));
        }
        let day = until.and_then(Day::parse);
        if let (Some(until), None) = (until, day) {
            problems.push(format!("`{until}` is no day: write it as YYYY-MM-DD"));
        }
        match day {
            Some(until) if problems.is_empty() => {
                Ok(Ignore { id: id.to_owned(), at: at.map(str::to_owned), until, reason: reason.to_owned() })
            }
            _ => Err(problems),
        }
    }

    /// Whether it is about this rule on this target, in time or not.
    #[must_use]
    pub fn is_about(&self, id: &str, target: &str) -> bool {
        self.id == id && self.at.as_deref().is_none_or(|prefix| target.starts_with(prefix))
    }

    /// Whether it does not hold any more.
    #[must_use]
    pub fn is_over(&self, today: Day) -> bool {
        today > self.until
    }
}

impl fmt::Display for Ignore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Ignore { id, at, until, reason } = self;
        match at {
            Some(at) => write!(f, "{id} at {at} until {until}: {reason}"),
            None => write!(f, "{id} until {until}: {reason}"),
        }
    }
}
