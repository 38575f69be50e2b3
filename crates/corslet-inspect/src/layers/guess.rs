//! Guesses who answers, each with the line that speaks for it.

use std::ops::Range;

use super::place::Place;
use super::signs::{SIGNS, Sign, Where, Who};
use crate::diagnoses::{Case, Evidence, case::Seen, position};

/// A guess: somebody who seems to stand between the page and the resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// Who, as people call it: `nginx`.
    pub name: &'static str,
    /// Where it usually stands.
    pub place: Place,
    /// The id of the layer in [`fixes`](crate::fixes) that is configured alike; none where nothing of CORS is configured.
    pub fix: Option<&'static str>,
    /// What speaks for it.
    pub evidence: Vec<Evidence>,
}

/// Guesses who answers, from the outside to the inside.
///
/// It stays a guess: every one of these lines can be written by hand, or be left by somebody further behind.
#[must_use]
pub fn guess(case: &Case) -> Vec<Guess> {
    let mut guesses: Vec<Guess> = Vec::new();
    for (index, seen) in case.exchanges.iter().enumerate() {
        for (who, evidence) in signs(index, seen) {
            match guesses.iter_mut().find(|guess| guess.name == who.name) {
                Some(guess) if guess.evidence.iter().any(|known| known.label == evidence.label) => {}
                Some(guess) => guess.evidence.push(evidence),
                None => guesses.push(Guess {
                    name: who.name,
                    place: who.place,
                    fix: who.fix,
                    evidence: vec![evidence],
                }),
            }
        }
    }
    // Stable: what stands in the same place keeps the order of its signs.
    guesses.sort_by_key(|guess| guess.place);
    guesses
}

/// The signs in one answer: one for each line at most, and one for the body.
fn signs(index: usize, seen: &Seen) -> Vec<(&'static Who, Evidence)> {
    let mut found = Vec::new();
    let Some(head) = seen.head() else { return found };
    for (line, (name, value)) in head.headers.iter().enumerate() {
        let text = String::from_utf8_lossy(value.as_bytes()).to_lowercase();
        let Some(sign) = SIGNS.iter().find(|sign| stands_in(sign, name.as_str(), &text)) else { continue };
        let bytes = position(value.as_bytes(), sign.contains.as_bytes()).unwrap_or(0..value.len());
        let place = crate::diagnoses::Place::Header { line, bytes };
        found.push((sign.who, Evidence::new(index, place, name.as_str())));
    }
    if let Some((who, bytes)) = of_error(seen) {
        let place = crate::diagnoses::Place::Body(bytes);
        found.push((who, Evidence::new(index, place, "the error's text")));
    }
    found
}

/// Whose words an error's text is.
fn of_error(seen: &Seen) -> Option<(&'static Who, Range<usize>)> {
    if seen.status() < 400 {
        return None;
    }
    SIGNS.iter().find_map(|sign| match sign.place {
        Where::ErrorBody => position(&seen.body, sign.contains.as_bytes()).map(|bytes| (sign.who, bytes)),
        Where::Header(_) | Where::Prefix(_) => None,
    })
}

/// The server before the application that has written an answer by itself, by the text of its error.
pub(crate) fn speaker(seen: &Seen) -> Option<&'static str> {
    of_error(seen).filter(|(who, _)| who.place <= Place::Gateway).map(|(who, _)| who.name)
}

fn stands_in(sign: &Sign, name: &str, value: &str) -> bool {
    let is_here = match sign.place {
        Where::Header(own) => name.eq_ignore_ascii_case(own),
        Where::Prefix(own) => name.get(..own.len()).is_some_and(|start| start.eq_ignore_ascii_case(own)),
        Where::ErrorBody => false,
    };
    is_here && value.contains(sign.contains)
}

/// The ids of all layers that a guess can name.
pub fn every_fix() -> impl Iterator<Item = &'static str> {
    SIGNS.iter().filter_map(|sign| sign.who.fix)
}
