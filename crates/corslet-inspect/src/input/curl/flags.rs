//! The words behind `curl`, taken apart into flags with their values and the URLs between them.

use std::iter::Peekable;
use std::ops::Range;
use std::vec::IntoIter;

use super::table::{self, FLAGS, Says};
use crate::input::draft::{Draft, shortened};
use crate::input::nearest::nearest;
use crate::input::shell::Word;

/// A flag with its value, or a URL.
#[derive(Debug)]
pub(super) struct Flag {
    pub(super) says: Says,
    /// The flag as it was written; empty for a URL.
    pub(super) written: String,
    /// Its value; empty where it takes none.
    pub(super) value: Word,
    /// Flag and value.
    pub(super) at: Range<usize>,
}

/// Every flag in its order.
pub(super) fn read(words: Vec<Word>, draft: &mut Draft) -> Vec<Flag> {
    let mut flags = Vec::new();
    let mut words = words.into_iter().peekable();
    let mut only_urls = false;
    while let Some(word) = words.next() {
        let text = word.text().into_owned();
        if let Some(name) = text.strip_prefix(['\u{2013}', '\u{2014}']).filter(|_| !only_urls) {
            let dashes = if name.chars().count() > 1 { "--" } else { "-" };
            let what = format!(
                "this is a typographic dash, which curl does not read: write {dashes}{}",
                shortened(name)
            );
            draft.problem(word.at, what);
            skip_value(&mut words);
            continue;
        }
        if only_urls || text == "-" || !text.starts_with('-') {
            flags.push(Flag { says: Says::Url, written: String::new(), at: word.at.clone(), value: word });
        } else if text == "--" {
            only_urls = true;
        } else if let Some(name) = text.strip_prefix("--") {
            long(name, word, &mut words, draft, &mut flags);
        } else {
            letters(&text, word, &mut words, draft, &mut flags);
        }
    }
    flags
}

fn long(
    name: &str,
    word: Word,
    words: &mut Peekable<IntoIter<Word>>,
    draft: &mut Draft,
    flags: &mut Vec<Flag>,
) {
    let Some(says) = table::of_name(name) else {
        // `--header=x` is how other programs take a value.
        let (bare, value) = name.split_once('=').unwrap_or((name, ""));
        let what = match table::of_name(bare).filter(|_| bare != name) {
            Some(_) => {
                format!("curl takes the value as the next word: write --{bare} '{}'", shortened(value))
            }
            None => unknown(&format!("--{bare}"), bare),
        };
        draft.problem(word.at, what);
        skip_value(words);
        return;
    };
    let value = if says.takes_value() { words.next() } else { Some(Word::known(b"", word.at.clone())) };
    push(says, format!("--{name}"), word.at, value, draft, flags);
}

/// Letters may stand together, and the value directly behind the last of them.
fn letters(
    text: &str,
    word: Word,
    words: &mut Peekable<IntoIter<Word>>,
    draft: &mut Draft,
    flags: &mut Vec<Flag>,
) {
    for (at, letter) in text.char_indices().skip(1) {
        let Some(says) = table::of_letter(letter) else {
            let what = unknown(&format!("-{letter}"), text.trim_start_matches('-'));
            draft.problem(word.at, what);
            skip_value(words);
            return;
        };
        let written = format!("-{letter}");
        if !says.takes_value() {
            let value = Some(Word::known(b"", word.at.clone()));
            push(says, written, word.at.clone(), value, draft, flags);
            continue;
        }
        let behind = at + letter.len_utf8();
        // Letters of the flag are ASCII, so their bytes are those of the word.
        let value = match word.bytes.get(behind..).filter(|rest| !rest.is_empty()) {
            Some(rest) => Some(Word { bytes: rest.to_vec(), ..word.clone() }),
            None => words.next(),
        };
        push(says, written, word.at, value, draft, flags);
        return;
    }
}

/// What follows a flag that is not known is its value rather than the URL, unless it looks like one.
fn skip_value(words: &mut Peekable<IntoIter<Word>>) {
    words.next_if(|word| {
        let text = word.text();
        !text.starts_with('-') && !text.contains("://")
    });
}

fn push(
    says: Says,
    written: String,
    at: Range<usize>,
    value: Option<Word>,
    draft: &mut Draft,
    flags: &mut Vec<Flag>,
) {
    match value {
        Some(value) => flags.push(Flag { says, written, at: at.start..value.at.end.max(at.end), value }),
        None => draft.problem(at, format!("the value of {written} is missing: write it behind the flag")),
    }
}

fn unknown(flag: &str, name: &str) -> String {
    let names = FLAGS.iter().map(|(_, name, _)| *name);
    match nearest(name, names) {
        Some(near) => format!("curl's flag `{}` is not known here: did you mean --{near}?", shortened(flag)),
        None => format!("curl's flag `{}` is not known here: leave it out", shortened(flag)),
    }
}
