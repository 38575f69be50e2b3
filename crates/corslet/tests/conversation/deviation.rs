//! What each deviation of a browser changes: a conversation that ends otherwise without it.

use std::collections::BTreeSet;

use corslet::browser::Profile;

use super::{Browser, Conversation, tell};

/// A deviation, conversations of which the last shows it (`after 10: ` waits ten seconds before one), and what is told of
/// that one with the deviation and without.
pub type Row<'t> = (&'t str, &'t [&'t str], &'t str, &'t str);

/// Everything told of the last conversation.
fn last(profile: &Profile, conversations: &[&str]) -> String {
    let mut browser = Browser::new(profile);
    let mut told = String::new();
    for text in conversations {
        let timed = text.strip_prefix("after ").and_then(|rest| rest.split_once(": "));
        let (seconds, text) = timed.unwrap_or(("0", text));
        browser.wait(seconds.parse().unwrap_or_else(|_| panic!("`{seconds}` is no number")));
        let conversation = Conversation::read(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        told = tell(&browser.play(&conversation), profile);
    }
    told
}

/// Checks every row, and that every deviation has one. Those of the head reader have theirs in `response_head.rs`.
#[track_caller]
pub fn deviations(profile: &Profile, rows: &[Row<'_>]) {
    let mut problems = Vec::new();
    for (name, conversations, with, without) in rows {
        let Ok(profile_without) = profile.without(name) else {
            problems.push(format!("{name}: no such deviation"));
            continue;
        };
        for (profile, expected, unexpected) in [(profile, with, without), (&profile_without, without, with)] {
            let told = last(profile, conversations);
            if !told.contains(expected) || told.contains(unexpected) {
                problems
                    .push(format!("{name}: `{expected}` and not `{unexpected}` is expected of\n    {told}"));
            }
        }
    }
    let mut missing: BTreeSet<&str> = profile.deviations.iter().map(|deviation| deviation.name).collect();
    assert_eq!(missing.len(), profile.deviations.len(), "a name a second time");
    for (name, ..) in rows {
        missing.remove(name);
    }
    missing.retain(|name| !name.starts_with("head-"));
    problems.extend(missing.iter().map(|name| format!("{name}: no row shows it")));
    for deviation in &profile.deviations {
        let is_kebab = deviation
            .name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        if !is_kebab
            || deviation.what.len() < 10
            || deviation.what.ends_with('.')
            || deviation.source.is_empty()
        {
            problems.push(format!("{deviation:?}: a name in kebab case, a sentence and a source"));
        }
    }
    assert!(problems.is_empty(), "{}:\n  {}", profile.engine, problems.join("\n  "));
}
