//! A header with its value, explained.

use std::time::Duration;

use corslet::browser::{Engine, PreflightCache, Verdict};
use corslet::words::{Origin, is_token};

use super::experiment::{Experiment, PAGE};
use super::{kept, request_header};

/// The longest value that is looked at.
const LONGEST: usize = 4096;

/// A header with its value, explained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// The header's name as it was written.
    pub name: String,
    /// The value.
    pub value: String,
    /// Whether it is what the standard has it be; `None` where there is no rule.
    pub is_legal: Option<bool>,
    /// What it is, and what to write where that is wrong.
    pub what: String,
    /// What each engine does with it.
    pub engines: Vec<InEngine>,
}

/// What an engine does with a header's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InEngine {
    /// The engine.
    pub engine: Engine,
    /// What it does: one sentence a situation.
    pub does: Vec<String>,
}

/// Explains `Name: value`; `None` when the text has another form.
#[must_use]
pub fn explain(text: &str) -> Option<Explained> {
    let (name, value) = text.trim().split_once(':')?;
    let (name, value) = (name.trim(), value.trim());
    let is_one_line = !value.contains(['\n', '\r']) && value.len() <= LONGEST;
    if !is_token(name.as_bytes()) || !is_one_line || value.starts_with("//") {
        return None;
    }
    let lower = name.to_ascii_lowercase();
    let (is_legal, what) = judge(&lower, value);
    let does = |engine| InEngine { engine, does: does(&lower, name, value, engine) };
    Some(Explained {
        name: name.to_owned(),
        value: value.to_owned(),
        is_legal,
        what,
        engines: Engine::ALL.into_iter().map(does).collect(),
    })
}

fn judge(name: &str, value: &str) -> (Option<bool>, String) {
    if let Some(legal) = request_header::legal(name, value) {
        return match legal {
            Ok(what) => (Some(true), what),
            Err(what) => (Some(false), what),
        };
    }
    let yes = |what: &str| (Some(true), what.to_owned());
    let no = |what: String| (Some(false), what);
    let is_list = value.split(',').all(|item| item.trim().is_empty() || is_token(item.trim().as_bytes()));
    match name {
        "access-control-allow-origin" => match (value, Origin::parse(value.as_bytes())) {
            ("*", _) => yes("it allows pages of every origin, without credentials"),
            (_, Ok(origin)) if origin.is_opaque() => yes("it allows `null`, which everybody can be: never send it"),
            (_, Ok(_)) => yes("it allows the pages of this one origin"),
            (_, Err(error)) => no(error.to_string()),
        },
        "access-control-allow-credentials" if value == "true" => yes("it allows credentials"),
        "access-control-allow-credentials" => no("only `true` counts, in lower case and once: write true, or leave the header out".into()),
        "access-control-allow-methods" | "access-control-allow-headers" | "access-control-expose-headers" => match is_list {
            true if value == "*" => yes("it stands for all, without credentials"),
            true => yes("it is a list"),
            false => no("it is no list, so all of it counts for nothing: write names with commas between them".into()),
        },
        "access-control-max-age" => match value.bytes().all(|byte| byte.is_ascii_digit()) && !value.is_empty() {
            true => yes("it is a number of seconds"),
            false => no("it is no number of seconds: write digits alone, such as 600".into()),
        },
        "vary" => match value.split(',').any(|item| matches!(item.trim().to_ascii_lowercase().as_str(), "origin" | "*")) {
            true => yes("caches keep the answers to different origins apart"),
            false => (None, "caches may give the answer to one origin to another: add Origin where the answer depends on it".into()),
        },
        _ => (None, "it is none of the headers by which CORS decides; this is what it is on a page's request".into()),
    }
}

fn does(lower: &str, name: &str, value: &str, engine: Engine) -> Vec<String> {
    let experiment =
        Experiment { page: PAGE, method: "GET", asks: "", includes: false, name, value: value.as_bytes() };
    match lower {
        "access-control-allow-origin" => {
            let page = match Origin::parse(value.as_bytes()) {
                Ok(origin) => origin.serialize().to_owned(),
                Err(_) => PAGE.to_owned(),
            };
            both_ways(&Experiment { page: &page, ..experiment }, engine, &format!("a page on {page}"))
        }
        "access-control-allow-credentials" => {
            vec![told(
                &Experiment { includes: true, ..experiment },
                engine,
                "a page that asks with credentials",
            )]
        }
        "access-control-allow-methods" => {
            let method = first(value, |item| !matches!(item, "GET" | "HEAD" | "POST")).unwrap_or("PUT");
            both_ways(&Experiment { method, ..experiment }, engine, &format!("a page that sends {method}"))
        }
        "access-control-allow-headers" => {
            let asks = first(value, |_| true).unwrap_or("X-Example");
            let mut all = both_ways(
                &Experiment { asks, ..experiment.clone() },
                engine,
                &format!("a page that sets {asks}"),
            );
            if value == "*" {
                let asks = "Authorization";
                all.push(told(&Experiment { asks, ..experiment }, engine, "a page that sets Authorization"));
            }
            all
        }
        "access-control-expose-headers" => [false, true]
            .into_iter()
            .map(|includes| exposed(&Experiment { includes, ..experiment.clone() }, engine))
            .collect(),
        "access-control-max-age" => vec![match kept::seconds(engine, value.as_bytes()) {
            None => "the answer is not kept: every request asks again".to_owned(),
            Some(seconds) => format!(
                "the answer is kept for {seconds} {}",
                if seconds == 1 { "second" } else { "seconds" }
            ),
        }],
        "vary" | "origin" | "access-control-request-method" | "access-control-request-headers" => Vec::new(),
        _ => vec![request_header::of_page(name, value, engine)],
    }
}

/// The first name of a list that is one and no `*`.
fn first(value: &str, is_wanted: fn(&str) -> bool) -> Option<&str> {
    let mut items = value.split(',').map(str::trim);
    items.find(|item| is_token(item.as_bytes()) && *item != "*" && is_wanted(item))
}

fn both_ways(experiment: &Experiment<'_>, engine: Engine, who: &str) -> Vec<String> {
    let ways = [(false, "without credentials"), (true, "with credentials")];
    let told = ways.map(|(includes, how)| {
        told(&Experiment { includes, ..experiment.clone() }, engine, &format!("{who}, {how}"))
    });
    told.to_vec()
}

fn run(experiment: &Experiment<'_>, engine: Engine) -> Option<Verdict> {
    experiment.run(engine, Duration::ZERO, &mut PreflightCache::new())
}

fn told(experiment: &Experiment<'_>, engine: Engine, who: &str) -> String {
    match run(experiment, engine) {
        None => format!("{who}: no page can ask so"),
        Some(verdict) if verdict.blocked.is_empty() => format!("{who}: reads the answer"),
        Some(verdict) => {
            let codes: Vec<String> = verdict.blocked.iter().map(corslet::verdict::Blocked::code).collect();
            format!("{who}: blocked ({})", codes.join(", "))
        }
    }
}

fn exposed(experiment: &Experiment<'_>, engine: Engine) -> String {
    let how = if experiment.includes { "with credentials" } else { "without credentials" };
    let readable = run(experiment, engine).and_then(|verdict| verdict.readable());
    let sees =
        readable.is_some_and(|readable| readable.headers().iter().any(|(name, _)| name == "x-total-count"));
    let verb = if sees { "reads" } else { "does not read" };
    format!("a page {how}: {verb} X-Total-Count, for example")
}

#[cfg(test)]
#[allow(clippy::expect_used)]
mod tests {
    use super::*;

    fn of(text: &str, engine: Engine) -> String {
        let explained = explain(text).expect("a header");
        let one = explained.engines.iter().find(|one| one.engine == engine).expect("every engine");
        one.does.join("; ")
    }

    #[test]
    fn engines_are_asked() {
        for (text, engine, wanted) in [
            (
                "Access-Control-Allow-Origin: *",
                Engine::Chromium,
                "with credentials: blocked (actual:wildcard-with-credentials",
            ),
            (
                "Access-Control-Allow-Origin: https://a.example/",
                Engine::Firefox,
                "blocked (actual:acao-mismatch",
            ),
            ("Access-Control-Allow-Origin: https://a.example", Engine::WebKit, "with credentials: reads"),
            ("Access-Control-Allow-Credentials: True", Engine::Standard, "blocked (actual:acac-not-true"),
            (
                "Access-Control-Allow-Headers: *",
                Engine::Standard,
                "Authorization: blocked (preflight:authorization",
            ),
            ("Access-Control-Allow-Headers: *", Engine::Chromium, "Authorization: reads"),
            ("Access-Control-Allow-Methods: PUT DELETE", Engine::Firefox, "blocked (preflight:invalid-acam"),
            ("Access-Control-Max-Age: 100000", Engine::Chromium, "7200 seconds"),
            ("Access-Control-Max-Age: 100000", Engine::Firefox, "86400 seconds"),
            ("Access-Control-Max-Age: 100000", Engine::WebKit, "600 seconds"),
            ("Access-Control-Max-Age: 0", Engine::WebKit, "not kept"),
            ("Access-Control-Expose-Headers: x-total-count", Engine::WebKit, "reads X-Total-Count"),
            ("Content-Type: application/json", Engine::Chromium, "needs a preflight"),
            ("Content-Type: text/plain", Engine::Chromium, "needs no preflight"),
            ("Cookie: a=1", Engine::Firefox, "cannot set it"),
        ] {
            let does = of(text, engine);
            assert!(does.contains(wanted), "{text} in {engine}: {does}");
        }
        assert_eq!(explain("Access-Control-Allow-Credentials: True").and_then(|it| it.is_legal), Some(false));
        assert!(
            explain("https://a.example/").is_none() && explain("a b: c").is_none() && explain("x").is_none()
        );
    }
}
