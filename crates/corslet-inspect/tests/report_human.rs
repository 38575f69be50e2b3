//! The report for people: what it says, how wide it is, and that nothing from outside reaches the terminal raw.
#![allow(clippy::panic, clippy::unwrap_used)]
#![allow(clippy::disallowed_methods, reason = "what is compared with is in files")]

#[allow(dead_code, reason = "each of these tests uses a part of it")]
mod report {
    pub(crate) mod expected;
    pub(crate) mod scenes;
}

use corslet_inspect::report::human::{self, Look};
use report::expected::is_as_recorded;
use report::scenes::{SECRET, scenes, with_texts_of_their_own};

/// The text without colours, as a file has it.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("\u{1b}[") {
        plain.push_str(&rest[..at]);
        let end = rest[at..].find('m').unwrap();
        rest = &rest[at + end + 1..];
    }
    plain + rest
}

#[test]
fn a_report_says_what_it_always_said() {
    for (name, document) in with_texts_of_their_own() {
        let look = Look { is_unicode: name != "clean", ..Look::default() };
        is_as_recorded(&format!("{name}.txt"), &plain(&human::document(&document, look)));
    }
}

#[test]
fn several_reports_end_with_a_table() {
    let documents: Vec<_> = with_texts_of_their_own().into_iter().map(|(_, document)| document).collect();
    let table = plain(&human::summary(&documents, Look::default()));
    is_as_recorded("summary.txt", &table);
    assert!(plain(&human::several(&documents, Look::default())).ends_with(&table));
}

#[test]
fn lines_fit_on_the_page_but_for_words_that_do_not() {
    for (name, document) in scenes() {
        for width in [60, 80, 100] {
            let text = plain(&human::document(&document, Look { width, is_unicode: false }));
            for line in text.lines() {
                let longest = line.split_whitespace().map(str::len).max().unwrap_or_default();
                let is_long_anyway = longest > width / 2 || line.trim_start().starts_with(['<', '>', '^']);
                assert!(line.len() <= width || is_long_anyway, "{name} at {width}: {line}");
            }
            assert!(text.is_ascii(), "{name}");
        }
    }
}

#[test]
fn nothing_from_outside_reaches_the_terminal_raw() {
    for (name, document) in scenes() {
        let text = human::document(&document, Look::default());
        // What is left when our own colours are gone.
        for character in plain(&text).chars() {
            let is_harmless =
                character == '\n' || !character.is_control() && !"\u{202e}\u{9b}".contains(character);
            assert!(is_harmless, "{name}: {character:?}");
        }
        let colours = text.matches("\u{1b}[").count();
        assert!(!text.contains("\u{1b}[2J") && !text.contains("\u{1b}]"), "{name}");
        assert!(colours > 0 && text.matches("\u{1b}[0m").count() * 2 <= colours + 1, "{name}");
    }
}

#[test]
fn no_secret_is_in_it() {
    for (name, document) in scenes() {
        let text = human::document(&document, Look::default());
        for secret in [SECRET, "s3cr3t", "dark-mode", "k-0123456789"] {
            assert!(!text.contains(secret), "{name}: {secret}");
        }
    }
}
