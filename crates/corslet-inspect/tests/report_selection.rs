//! What is left out of a report: the known, the ignored until a day, the unsure; and that each list comes back as it was written.
#![allow(clippy::panic, clippy::unwrap_used)]

#[allow(dead_code, reason = "each of these tests uses a part of it")]
mod report {
    pub(crate) mod scenes;
}

use corslet_inspect::audit::{Confidence, Severity};
use corslet_inspect::report::{Contents, Day, Document, Ignore, Known, Selection, fails};
use report::scenes::{clean, exposed};

fn with(selection: Selection) -> Document {
    Document::of(&exposed(), &Contents { selection, ..Contents::default() })
}

fn ids(document: &Document) -> Vec<&str> {
    document.findings.iter().map(|finding| finding.id.as_str()).collect()
}

fn left_out(document: &Document) -> Vec<(&str, &str)> {
    document.left_out.iter().map(|one| (one.id.as_str(), one.because.as_str())).collect()
}

#[test]
fn what_is_known_is_not_reported_again_unless_it_got_worse() {
    let before = with(Selection::default());
    assert_eq!(ids(&before), ["reflect-any", "null-origin"]);
    let mut known = Known::of(&[before]);
    let again = with(Selection { known: known.clone(), ..Selection::default() });
    assert_eq!(ids(&again), [""; 0]);
    assert_eq!(left_out(&again), [("reflect-any", "known"), ("null-origin", "known")]);
    // What is known is still there.
    assert_eq!(again.grade.letter, Some('F'));
    known.findings[0].at_most = Severity::Low;
    let worse = with(Selection { known, ..Selection::default() });
    assert_eq!(ids(&worse), ["reflect-any"]);
    assert!(worse.findings[0].notes.iter().any(|note| note == "It is known and has got worse: it was low."));
}

#[test]
fn what_is_ignored_is_reported_again_when_its_day_is_over() {
    for (line, is_ignored) in [
        ("reflect-any until 2026-11-22: a demo", true),
        ("reflect-any until 2026-11-21: a demo", false),
        ("reflect-any at https://api.shop.example/ until 2027-01-01: a demo", true),
        ("reflect-any at https://other.example/ until 2027-01-01: a demo", false),
        ("null-origin until 2027-01-01: another one", false),
    ] {
        let known = Known { ignored: vec![Ignore::parse(line).unwrap()], ..Known::default() };
        let document = with(Selection { known, today: Day::new(2026, 11, 22), ..Selection::default() });
        assert_eq!(!ids(&document).contains(&"reflect-any"), is_ignored, "{line}");
        // What is lived with does not count.
        assert_eq!(document.grade.letter, Some(if is_ignored { 'C' } else { 'F' }), "{line}");
        if line.contains("11-21") {
            let notes = &document.findings[0].notes;
            assert!(
                notes.iter().any(|note| note == "It was ignored until 2026-11-21, which is over: a demo."),
                "{notes:?}"
            );
        }
    }
}

#[test]
fn what_is_less_sure_than_asked_for_is_left_out() {
    let document = with(Selection { min_confidence: Confidence::High, ..Selection::default() });
    assert_eq!(ids(&document), ["reflect-any"]);
    assert_eq!(left_out(&document), [("null-origin", "unsure")]);
}

#[test]
fn a_report_fails_from_a_severity_on() {
    let all = with(Selection::default());
    let medium = with(Selection {
        known: Known {
            ignored: vec![Ignore::parse("reflect-any until 2027-01-01: x").unwrap()],
            ..Known::default()
        },
        ..Selection::default()
    });
    let none = Document::of(&clean(), &Contents::default());
    for (severity, wanted) in
        Severity::ALL.into_iter().zip([[true, true], [true, true], [true, true], [true, false]])
    {
        assert_eq!([fails(&all, severity), fails(&medium, severity)], wanted, "{severity:?}");
        assert!(!fails(&none, severity));
    }
}

#[test]
fn a_baseline_is_read_as_it_was_written() {
    let mut known = Known::of(&[with(Selection::default())]);
    known.ignored.push(
        Ignore::parse("vary-missing at https://a.example/ until 2027-03-01: no cache there: none").unwrap(),
    );
    known.findings.sort_by(|a, b| a.id.cmp(&b.id));
    let text = known.to_json();
    assert_eq!(Known::parse(&text).unwrap(), known);
    assert_eq!(Known::parse(&text).unwrap().to_json(), text);
}

#[test]
fn a_broken_baseline_says_what_is_wrong_with_it() {
    for (text, wanted) in [
        ("", &["line 1 column 0"][..]),
        ("[]", &["line 1"]),
        ("{\"schema\": \"corslet/audit-baseline/1\", \"known\": [{\"id\": 1}]}", &["line 1 column"]),
        ("{\"schema\": \"corslet/audit/1\"}", &["the schema is `corslet/audit/1`"]),
        (
            "{\"schema\": \"x\", \"ignored\": [\"reflect-any\", \"nothing until tomorrow: x\"]}",
            &[
                "the schema is `x`",
                "ignored[0]: `reflect-any` gives no reason",
                "ignored[0]: `reflect-any` does not say until when",
                "ignored[1]: `nothing` is no rule",
                "ignored[1]: `tomorrow` is no day",
            ],
        ),
    ] {
        let problems = Known::parse(text).unwrap_err();
        assert_eq!(problems.len(), wanted.len(), "{problems:#?}");
        for (problem, wanted) in problems.iter().zip(wanted) {
            assert!(problem.contains(wanted), "{problem}");
        }
    }
}

#[test]
fn a_broken_ignore_says_what_to_write() {
    for text in [
        "",
        ":",
        ": x",
        "reflect-any",
        "reflect-any: x",
        "reflect-any until 2027-02-30: x",
        "reflect-any at until 2027-01-01: x",
        "no-rule until 2027-01-01: x",
        "reflect-any until 2027-01-01:",
    ] {
        let problems = Ignore::parse(text).unwrap_err();
        assert!(!problems.is_empty(), "{text}");
    }
}
