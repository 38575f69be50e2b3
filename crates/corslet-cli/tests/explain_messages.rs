//! Every message that browsers were recorded to print is explained: recognised, with the check that really failed, and with
//! no check that never printed it.
#![allow(clippy::expect_used, clippy::panic)]

#[path = "browsers/corpus.rs"]
mod corpus;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use corpus::{BROWSERS, Corpus, SETUPS};
use corslet_inspect::explain::console::{SENTENCES, Sentence, Source, Tells, recognise};
use serde_json::Value;

/// What a browser printed, what had failed by then, and what the sentence was taken for.
struct Message {
    engine: &'static str,
    case: String,
    text: String,
    /// The check that the sentence is about, where the engine knows it, or all that failed.
    truth: BTreeSet<String>,
    /// Whether the truth is one check and not several that it may be one of.
    is_certain: bool,
    /// The sentence, and the checks that it leaves open.
    found: Option<(&'static Sentence, Vec<&'static str>)>,
    /// Whether the browser has said before that a redirected preflight is why.
    after_redirect: bool,
}

impl Message {
    fn new(engine: &'static str, case: &str, text: &str, truth: &BTreeSet<String>, is_certain: bool) -> Self {
        let found = recognise(text).first().map(|first| (first.sentence, first.checks()));
        let (case, text, truth) = (case.to_owned(), text.to_owned(), truth.clone());
        Message { engine, case, text, truth, is_certain, found, after_redirect: false }
    }

    /// The sentence and its checks, where it says what failed.
    fn check(&self) -> Option<(&'static Sentence, &[&'static str])> {
        let (sentence, checks) = self.found.as_ref()?;
        (sentence.tells == Tells::Check).then_some((*sentence, checks.as_slice()))
    }
}

fn steps(value: &Value) -> Vec<&Value> {
    match value["steps"].as_array() {
        Some(steps) if !steps.is_empty() => steps.iter().collect(),
        _ => vec![value],
    }
}

fn codes(step: &Value) -> BTreeSet<String> {
    let codes = step["failed"].as_array().into_iter().flatten();
    codes.map(|code| code.as_str().expect("a code is a text").to_owned()).collect()
}

/// The sentence and the names that one entry of a verdict's `messages` has.
fn texts(message: &Value) -> impl Iterator<Item = &str> {
    // The family of such an issue is its name, and its text says which of it.
    let is_family = |text: &str| matches!(text, "BlockedByResponseIssue" | "MixedContentIssue");
    let fields = ["text", "cors", "code", "err"].into_iter().filter_map(|field| message[field].as_str());
    fields.filter(move |text| !text.trim().is_empty() && !is_family(text))
}

/// Every message of every corpus, recognised once.
static MESSAGES: LazyLock<Vec<Message>> = LazyLock::new(|| {
    let mut all = Vec::new();
    let corpora = [
        Corpus::read("recorded", &BROWSERS),
        Corpus::read("fresh", &BROWSERS),
        Corpus::read("more", &SETUPS),
    ];
    for corpus in &corpora {
        for setup in corpus.setups() {
            let played = corpus.play(setup, &[]);
            for case in corpus.cases() {
                let id = case["id"].as_str().expect("a case has an id");
                messages_of(setup.engine, id, corpus.verdict(setup.name, id), &played[id], &mut all);
            }
        }
    }
    all
});

fn messages_of(engine: &'static str, id: &str, recorded: &Value, played: &Value, all: &mut Vec<Message>) {
    let mut of_case = BTreeSet::new();
    for (recorded, played) in steps(recorded).into_iter().zip(steps(played)) {
        let failed = codes(played);
        let printed = played["headline"]["check"].as_str();
        let truth = printed.map_or_else(|| failed.clone(), |check| BTreeSet::from([check.to_owned()]));
        for field in ["console_message", "cors_error"] {
            let text = recorded[field].as_str().filter(|text| !text.trim().is_empty());
            all.extend(text.map(|text| Message::new(engine, id, text, &truth, truth.len() == 1)));
        }
        of_case.extend(failed);
    }
    let mut after_redirect = false;
    for text in recorded["messages"].as_array().into_iter().flatten().flat_map(texts) {
        all.push(Message { after_redirect, ..Message::new(engine, id, text, &of_case, false) });
        after_redirect |= text.contains("external redirect not allowed");
    }
}

/// Checks that a sentence is about although no recorded case failed by it.
const NAMED_BY_THE_SENTENCE: &[(&str, &str)] =
    // The recorded case has the redirect mode `error`, which fails first by the standard.
    &[("Not allowed to use restricted network port {word} {url}", "bad-port")];

/// Checks that a sentence was only recorded for beside another, so that nothing says surely which of the two it is about.
const BESIDE_ANOTHER: &[(&str, &str)] = &[("Not allowed to request resource", "mixed-content")];

/// Firefox goes on behind a preflight's sentence: the request did not succeed either, and the answer of a redirected preflight
/// does not match.
fn is_repeated(message: &Message, sentence: &Sentence) -> bool {
    sentence.names.contains(&"CORSDidNotSucceed2")
        || message.after_redirect && sentence.names.contains(&"CORSAllowOriginNotMatchingOrigin")
}

#[test]
fn every_recorded_message_is_explained_with_the_check_that_failed() {
    assert!(MESSAGES.len() > 90_000, "{} messages", MESSAGES.len());
    let mut wrong = Vec::new();
    let mut told = 0;
    for message in MESSAGES.iter() {
        let Message { engine, case, text, truth, .. } = message;
        let Some((sentence, _)) = &message.found else {
            wrong.push(format!("{engine} {case}: not recognised: {text}"));
            continue;
        };
        if sentence.engine.is_some_and(|own| own.as_str() != *engine) {
            wrong.push(format!("{engine} {case}: taken for another browser's: {text}"));
        }
        let Some((sentence, checks)) = message.check().filter(|_| !truth.is_empty()) else { continue };
        told += 1;
        let is_open = |code: &String| checks.contains(&code.as_str());
        let is_right = match message.is_certain {
            true => truth.iter().all(is_open),
            false => truth.iter().any(is_open) || is_repeated(message, sentence),
        };
        if !is_right {
            wrong.push(format!("{engine} {case}: {truth:?} is not in {checks:?}: {text}"));
        }
    }
    println!("{} messages, of which {told} name a check", MESSAGES.len());
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong[..wrong.len().min(30)].join("\n"));
}

/// By what narrows a set: the sentence, whose answer it is about, and the status.
#[test]
fn no_set_could_be_smaller() {
    let mut seen: BTreeMap<(&str, Vec<&str>), BTreeSet<&str>> = BTreeMap::new();
    for message in MESSAGES.iter().filter(|message| message.is_certain) {
        let Some((sentence, checks)) = message.check() else { continue };
        let codes = message.truth.iter().map(String::as_str);
        seen.entry((sentence.template, checks.to_vec())).or_default().extend(codes);
    }
    let is_excused = |template: &str, check: &str| {
        NAMED_BY_THE_SENTENCE
            .iter()
            .chain(BESIDE_ANOTHER)
            .any(|(own, code)| *own == template && *code == check)
    };
    let mut wrong = Vec::new();
    for ((template, checks), seen) in &seen {
        let superfluous: Vec<_> =
            checks.iter().filter(|check| !seen.contains(**check) && !is_excused(template, check)).collect();
        if !superfluous.is_empty() {
            wrong.push(format!("`{template}`: {superfluous:?} of {checks:?} was never recorded"));
        }
    }
    assert!(seen.len() > 50, "{} sets", seen.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What was only recorded beside another failure was recorded at all.
#[test]
fn every_check_of_a_sentence_was_recorded() {
    let mut seen: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for message in MESSAGES.iter() {
        if let Some((sentence, _)) = &message.found {
            seen.entry(sentence.template).or_default().extend(message.truth.iter().map(String::as_str));
        }
    }
    for sentence in SENTENCES.iter().copied().flatten() {
        let is_recorded = sentence.source == Source::Recorded;
        assert_eq!(seen.contains_key(sentence.template), is_recorded, "`{}`", sentence.template);
        assert!(!sentence.template.starts_with('{') && !sentence.topic.meaning.is_empty());
        for check in sentence.checks.iter().filter(|_| is_recorded) {
            let is_named = NAMED_BY_THE_SENTENCE.contains(&(sentence.template, check));
            assert!(is_named || seen[sentence.template].contains(check), "`{}`: {check}", sentence.template);
        }
    }
}
