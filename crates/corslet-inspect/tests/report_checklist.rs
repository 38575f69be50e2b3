//! The checklist and the grade: what each answers to a server that grants everybody, one that grants nobody, and one that says `*`.
#![allow(clippy::panic, clippy::unwrap_used)]

#[allow(dead_code, reason = "each of these tests uses a part of it")]
mod report {
    pub(crate) mod scenes;
}

use corslet_inspect::audit::Report;
use corslet_inspect::report::{Contents, Document, TickedAs};
use report::scenes::{clean, exposed, saying, unreachable};

const ITEMS: [&str; 6] = [
    "same-origin-policy",
    "allow-list",
    "methods-and-headers",
    "credentials",
    "authentication",
    "look-for-yourself",
];

/// The answers in order: `y`, `n` or `?`; then the grade.
fn answers(report: &Report) -> String {
    let document = Document::of(report, &Contents::default());
    let items: Vec<&str> = document.checklist.iter().map(|item| item.item.as_str()).collect();
    assert_eq!(items, ITEMS);
    for item in &document.checklist {
        assert!(item.text.ends_with('.') && item.why.ends_with('.'), "{item:?}");
        assert!(item.ids.is_empty() || item.answer == TickedAs::No, "{item:?}");
    }
    let letter = |answer| match answer {
        TickedAs::Yes => 'y',
        TickedAs::No => 'n',
        TickedAs::NotKnown => '?',
    };
    let answers: String = document.checklist.iter().map(|item| letter(item.answer)).collect();
    format!("{answers} {}", document.grade.letter.unwrap_or('-'))
}

#[test]
fn each_item_is_answered_by_what_was_seen() {
    let mut star = saying(b"*");
    star.findings.clear();
    let mut unasked = clean();
    unasked.not_asked = vec!["reflect-any"];
    for (name, report, wanted) in [
        ("everybody", exposed(), "nnyn?y F"),
        ("nobody", clean(), "yyyy?y A"),
        ("nobody, as far as was asked", unasked, "y?yy?y B"),
        ("a star", star, "nn?y?y A"),
        ("no answer", unreachable(), "?????y -"),
    ] {
        assert_eq!(answers(&report), wanted, "{name}");
    }
}
