//! A console line explained.

use corslet::browser::Engine;

use super::SENTENCES;
use super::next;
use super::printed::as_printed;
use super::recognise::{Recognised, recognise};
use super::sentence::{self, Sentence};
use super::told::{Told, told};
use crate::explain::causes::{self, Cause};

/// A console line explained, or the honest word that it is not known.
#[derive(Clone, Debug)]
pub struct Explained {
    /// Whether a sentence in it is known.
    pub is_known: bool,
    /// The browsers that may have said it; all when none has it for its own.
    pub browsers: Vec<Engine>,
    /// The browsers' own names for it.
    pub names: Vec<&'static str>,
    /// What kind of sentence the most telling one is.
    pub tells: Option<sentence::Told>,
    /// The codes of the failures that it may be about: the smallest set that the sentence allows.
    pub checks: Vec<&'static str>,
    /// What it means.
    pub meaning: String,
    /// What it does not say.
    pub not_said: String,
    /// The likely causes, the likeliest first.
    pub causes: Vec<Cause>,
    /// What to run next.
    pub next: Vec<String>,
    /// What it tells of the request.
    pub told: Told,
}

/// Explains the lines of a console.
///
/// A terminal or a chat may have broken a sentence over several lines: when no line alone says what failed, all of them are
/// read as one.
#[must_use]
pub fn explain(text: &str) -> Explained {
    let printed = as_printed(text);
    let text = printed.as_ref();
    let of_lines = recognise(text);
    if tells_a_check(&of_lines) {
        return explained(&of_lines, told(text));
    }
    let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let of_all = recognise(&joined);
    if tells_a_check(&of_all) || of_lines.is_empty() {
        return explained(&of_all, told(&joined));
    }
    explained(&of_lines, told(text))
}

/// Explains the code of a failure, as reports of a check write it: every browser that prints something for it, and what it
/// means. `None` when no sentence is about it.
#[must_use]
pub fn explain_check(code: &str) -> Option<Explained> {
    let about: Vec<&'static Sentence> = SENTENCES
        .iter()
        .copied()
        .flatten()
        .filter(|sentence| sentence.tells == sentence::Told::Check && sentence.checks.contains(&code))
        .collect();
    let closest = about.iter().min_by_key(|sentence| sentence.checks.len())?;
    let code = closest.checks.iter().copied().find(|check| *check == code)?;
    let topic = closest.topic;
    let is_preflight = code.starts_with("preflight:");
    let ids = if is_preflight { topic.preflight_causes } else { topic.causes };
    let mut browsers: Vec<Engine> = about.iter().filter_map(|sentence| sentence.engine).collect();
    browsers.sort_unstable();
    browsers.dedup();
    let told = Told::default();
    Some(Explained {
        is_known: true,
        browsers,
        names: Vec::new(),
        tells: Some(sentence::Told::Check),
        checks: vec![code],
        meaning: topic.meaning.to_owned(),
        not_said: topic.not_said.to_owned(),
        causes: ids.iter().copied().filter_map(causes::of_id).collect(),
        next: next::commands(&told, &[]),
        told,
    })
}

fn tells_a_check(found: &[Recognised<'_>]) -> bool {
    found.first().is_some_and(|first| first.sentence.tells == sentence::Told::Check)
}

fn explained(found: &[Recognised<'_>], told: Told) -> Explained {
    let next = next::commands(&told, found);
    let Some(first) = found.first() else { return unknown(told, next) };
    let topic = first.sentence.topic;
    let checks = first.checks();
    Explained {
        is_known: true,
        browsers: browsers(first),
        names: first.name.into_iter().collect(),
        tells: Some(first.sentence.tells),
        causes: likely(first, &checks),
        checks,
        meaning: topic.meaning.to_owned(),
        not_said: topic.not_said.to_owned(),
        next,
        told,
    }
}

fn browsers(one: &Recognised<'_>) -> Vec<Engine> {
    match one.sentence.engine {
        Some(engine) => vec![engine],
        None => vec![Engine::Chromium, Engine::Firefox, Engine::WebKit],
    }
}

/// The causes of the exchanges that are open; of both, turn by turn.
fn likely(one: &Recognised<'_>, checks: &[&str]) -> Vec<Cause> {
    let topic = one.sentence.topic;
    let is_of = |prefix: &str| !checks.is_empty() && checks.iter().all(|check| check.starts_with(prefix));
    let ids: Vec<&str> = if is_of("preflight:") {
        topic.preflight_causes.to_vec()
    } else if is_of("actual:") {
        topic.causes.to_vec()
    } else {
        let longest = topic.causes.len().max(topic.preflight_causes.len());
        (0..longest)
            .flat_map(|index| [topic.causes.get(index), topic.preflight_causes.get(index)])
            .flatten()
            .copied()
            .collect()
    };
    let mut seen: Vec<Cause> = Vec::new();
    for cause in ids.into_iter().filter_map(causes::of_id) {
        if !seen.iter().any(|known| known.id == cause.id) {
            seen.push(cause);
        }
    }
    seen
}

fn unknown(told: Told, next: Vec<String>) -> Explained {
    let engines = [Engine::Chromium, Engine::Firefox, Engine::WebKit];
    let versions: Vec<&str> = engines.iter().map(|engine| engine.profile().version).collect();
    Explained {
        is_known: false,
        browsers: Vec::new(),
        names: Vec::new(),
        tells: None,
        checks: Vec::new(),
        meaning: format!("This is not one of the messages known as of {}.", versions.join(", ")),
        not_said: "What it is about: a newer or older browser, an extension or a library may have said it."
            .to_owned(),
        causes: Vec::new(),
        next,
        told,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_that_was_broken_is_whole_again() {
        let broken = "Access to fetch at 'https://api.example/' from\n   origin 'https://app.example' has been blocked\n  by \
                      CORS policy: No 'Access-Control-Allow-Origin'\n header is present on the requested resource.";
        let explained = explain(broken);
        assert_eq!(explained.checks, ["actual:missing-acao"]);
        assert_eq!(explained.next, ["corslet check https://api.example/ --origin https://app.example"]);
    }

    #[test]
    fn what_older_browsers_said_is_known_too() {
        let of_request = "XMLHttpRequest cannot load https://api.example/. ";
        for (line, engine, checks) in [
            (
                "Response for preflight has invalid HTTP status code 405",
                Engine::Chromium,
                vec!["preflight:status"],
            ),
            ("Response for preflight is invalid (redirect)", Engine::Chromium, vec!["preflight:status"]),
            (
                "A wildcard '*' cannot be used in the 'Access-Control-Allow-Origin' header when the credentials flag is \
                 true. Origin 'https://app.example' is therefore not allowed access.",
                Engine::Chromium,
                vec!["actual:wildcard-with-credentials", "preflight:wildcard-with-credentials"],
            ),
            (
                "Cross origin requests are only supported for protocol schemes: http, data, chrome, https.",
                Engine::Chromium,
                vec!["scheme"],
            ),
            (
                "(Reason: missing token 'x-a' in CORS header 'Access-Control-Allow-Headers' from CORS preflight channel)",
                Engine::Firefox,
                vec!["preflight:header", "preflight:authorization"],
            ),
            (
                "(Reason: CORS header 'Access-Control-Allow-Origin' missing)",
                Engine::Firefox,
                vec!["actual:missing-acao", "preflight:missing-acao"],
            ),
            ("Cross origin requests are only supported for HTTP.", Engine::WebKit, vec!["scheme"]),
        ] {
            let explained = explain(&format!("{of_request}{line}"));
            assert_eq!((explained.browsers, explained.checks), (vec![engine], checks), "{line}");
        }
    }

    #[test]
    fn a_reason_that_is_not_known_leaves_the_browser() {
        for (line, engine) in [
            (
                "Access to fetch at 'https://a.example/' from origin 'https://b.example' has been blocked by CORS policy: x",
                Engine::Chromium,
            ),
            (
                "Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at \
                 https://a.example/. (Reason: x).",
                Engine::Firefox,
            ),
            ("TypeError: Failed to fetch", Engine::Chromium),
            ("TypeError: Load failed", Engine::WebKit),
        ] {
            let explained = explain(line);
            assert_eq!((explained.browsers, explained.tells), (vec![engine], Some(sentence::Told::Envelope)));
        }
    }

    #[test]
    fn a_code_of_a_report_is_explained() {
        let explained =
            explain_check("preflight:status").map(|explained| (explained.browsers.len(), explained.checks));
        assert_eq!(explained, Some((3, vec!["preflight:status"])));
        assert!(explain_check("no:such-code").is_none());
    }

    #[test]
    fn the_line_that_says_most_is_explained() {
        let lines = "GET https://api.example/ net::ERR_FAILED 404 (Not Found)\nUncaught (in promise) TypeError: Failed to \
                     fetch\n[Error] Method PUT is not allowed by Access-Control-Allow-Methods.";
        assert_eq!(explain(lines).checks, ["preflight:method"]);
        assert!(explain(lines).next[0].contains("-X PUT"), "{:?}", explain(lines).next);
    }
}
