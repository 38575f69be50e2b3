//! Finds the sentences of a text.

use corslet::verdict::Kind;

use super::sentence::{Sentence, Told};
use super::template::{Gaps, find, weight};
use super::{SENTENCES, told};

/// What stands before a reason that is about a preflight.
const OF_PREFLIGHT: &str = "Response to preflight request doesn't pass access control check: ";

/// What stands before a reason that is about whatever the rest says.
const OF_REQUEST: &str = "has been blocked by CORS policy: ";

/// The most lines, and the most of each line, that are looked at.
const MOST_LINES: usize = 200;
const LONGEST_LINE: usize = 16_384;

/// A sentence that a line has.
#[derive(Clone, Debug)]
pub struct Recognised<'t> {
    /// Which.
    pub sentence: &'static Sentence,
    /// Whose answer it is about, where it says so.
    pub on: Option<Kind>,
    /// The browser's own name for it, as far as it can be told.
    pub name: Option<&'static str>,
    /// What stands in its gaps.
    pub gaps: Vec<(&'static str, &'t str)>,
    /// The line.
    pub line: &'t str,
}

impl Recognised<'_> {
    /// What stands in a gap.
    #[must_use]
    pub fn gap(&self, name: &str) -> Option<&str> {
        self.gaps.iter().find(|(own, _)| *own == name).map(|(_, text)| *text)
    }

    /// The codes of the failures that this line leaves open.
    #[must_use]
    pub fn checks(&self) -> Vec<&'static str> {
        let all = self.sentence.checks;
        let status = self.gap("status").and_then(|status| status.parse::<u16>().ok());
        let is_past_preflight =
            self.sentence.after_status && status.is_some_and(|status| !(200..300).contains(&status));
        let is_open = |check: &&&'static str| match self.on {
            Some(Kind::Preflight) => !check.starts_with("actual:"),
            Some(Kind::Actual) => !check.starts_with("preflight:"),
            None => !(is_past_preflight && check.starts_with("preflight:")),
        };
        let left: Vec<&'static str> = all.iter().filter(is_open).copied().collect();
        // `in preflight response` needs no other words to be about one.
        if left.is_empty() { all.to_vec() } else { left }
    }
}

/// Every sentence of a text, the most telling first.
#[must_use]
pub fn recognise(text: &str) -> Vec<Recognised<'_>> {
    let mut found: Vec<Recognised<'_>> = Vec::new();
    for line in text.lines().take(MOST_LINES) {
        let end = (0..=line.len().min(LONGEST_LINE)).rev().find(|&at| line.is_char_boundary(at)).unwrap_or(0);
        let Some(one) = of_line(&line[..end]) else { continue };
        let is_known =
            |known: &Recognised<'_>| std::ptr::eq(known.sentence, one.sentence) && known.on == one.on;
        if !found.iter().any(is_known) {
            found.push(one);
        }
    }
    found.sort_by_key(|one| {
        let rank = match one.sentence.tells {
            Told::Check => 0,
            Told::Warning => 1,
            Told::Envelope => 2,
            Told::Beside => 3,
        };
        (rank, one.checks().len())
    });
    found
}

/// The sentence of which the line has most.
fn of_line(line: &str) -> Option<Recognised<'_>> {
    let mut best: Option<((bool, usize), &'static Sentence, usize, Gaps<'_>)> = None;
    let places = SENTENCES.iter().enumerate();
    for (place, sentence) in places.flat_map(|(place, group)| group.iter().map(move |one| (place, one))) {
        // What scripts are told stands last: it is also what is left of a sentence whose reason is not known.
        let weight = (place + 1 < SENTENCES.len(), weight(sentence.template));
        if best.as_ref().is_some_and(|(known, ..)| *known >= weight) {
            continue;
        }
        if let Some((at, gaps)) = find(sentence.template, line) {
            best = Some((weight, sentence, at, gaps));
        }
    }
    if let Some((_, sentence, at, gaps)) = best {
        let before = &line[..at];
        let on = if before.ends_with(OF_PREFLIGHT) {
            Some(Kind::Preflight)
        } else if before.ends_with(OF_REQUEST) {
            Some(Kind::Actual)
        } else {
            None
        };
        let name = match (sentence.names, on) {
            ([_, preflight, ..], Some(Kind::Preflight)) => Some(*preflight),
            ([one, ..], Some(Kind::Actual)) => Some(*one),
            ([one], _) => Some(*one),
            ([one, other], None) if one == other => Some(*one),
            _ => None,
        };
        return Some(Recognised { sentence, on, name, gaps, line });
    }
    by_name(line)
}

/// A browser's own name, as a word of the line.
fn by_name(line: &str) -> Option<Recognised<'_>> {
    let mut words = line.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| word.len() > 8);
    words.find_map(|word| {
        SENTENCES.iter().copied().flatten().find_map(|sentence| {
            let index = sentence.names.iter().position(|name| is_named(name, word))?;
            let on = match (sentence.names, index) {
                ([one, other], _) if one == other => None,
                ([_, _], 0) => Some(Kind::Actual),
                ([_, _], _) => Some(Kind::Preflight),
                _ => None,
            };
            Some(Recognised { sentence, on, name: Some(sentence.names[index]), gaps: Vec::new(), line })
        })
    })
}

/// Firefox counts the versions of a sentence behind its name, and its documentation does not.
fn is_named(name: &str, word: &str) -> bool {
    name == word || name.trim_end_matches(|end: char| end.is_ascii_digit()) == word
}

/// Whether a text has a sentence that is known.
#[must_use]
pub fn is_message(text: &str) -> bool {
    !recognise(text).is_empty()
}

/// Whether a text may be a sentence that is not known: it speaks of what such sentences speak of.
#[must_use]
pub fn looks_like_one(text: &str) -> bool {
    let words = [
        "CORS",
        "Cross-Origin",
        "cross-origin",
        "Cross origin",
        "Access-Control-",
        "Same Origin Policy",
        "net::",
        "TypeError",
        "has been blocked",
        "preflight",
    ];
    let first = told::first_line(text);
    !first.contains(['{', ';']) && words.iter().any(|word| text.contains(word))
}
