//! A header with its value, explained.

use std::time::Duration;

use corslet::browser::{Engine, PreflightCache, Verdict};
use corslet::words::{Origin, is_forbidden_response_header_name, is_token};

use super::experiment::{Experiment, PAGE};
use super::{kept, request_header, response_header};
use crate::explain::HEADERS;

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

/// Explains `Name: value`, also with the mark of `curl -v` before it; `None` when the text has another form.
#[must_use]
pub fn explain(text: &str) -> Option<Explained> {
    let (name, value) = pair(text.trim())?;
    let is_one_line = !value.contains(['\n', '\r']) && value.len() <= LONGEST;
    if !is_token(name.as_bytes()) || !is_one_line || value.starts_with("//") || is_sentence(name, value) {
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

/// Name and value. The colon may be missing behind a name of the protocol, as configurations write it.
fn pair(text: &str) -> Option<(&str, &str)> {
    let text = text.strip_prefix("< ").or_else(|| text.strip_prefix("> ")).unwrap_or(text);
    if let Some((name, value)) = text.split_once(char::is_whitespace) {
        let is_known = HEADERS.iter().any(|page| page.id.eq_ignore_ascii_case(name));
        let value = value.trim();
        if is_known
            && !value.starts_with(':')
            && (value.contains(',') || !value.contains(char::is_whitespace))
        {
            return Some((name, value));
        }
    }
    text.split_once(':').map(|(name, value)| (name.trim(), value.trim()))
}

/// `SecurityError: The operation is insecure.` has a colon, and is no header.
fn is_sentence(name: &str, value: &str) -> bool {
    const SHORT: &[&str] = &[
        "accept",
        "allow",
        "authorization",
        "cookie",
        "date",
        "expect",
        "expires",
        "forwarded",
        "from",
        "link",
        "pragma",
        "range",
        "server",
        "vary",
        "via",
        "warning",
    ];
    let is_short = SHORT.contains(&name.to_ascii_lowercase().as_str());
    !name.contains('-') && !is_short && value.split_whitespace().count() > 2
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
            true => (Some(true), list(name, value)),
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
        _ => response_header::judge(name, value).unwrap_or_else(|| {
            (None, "it is none of the headers by which CORS decides; this is what it is on a page's request".into())
        }),
    }
}

/// What is to be said of a list whose form is right.
fn list(name: &str, value: &str) -> String {
    let mut items = value.split(',').map(str::trim);
    match name {
        "access-control-allow-methods" => match items.find(|item| as_sent(item) != *item) {
            Some(item) => format!(
                "it is a list, and `{item}` in it allows nothing: browsers send {}, and the two are compared letter by letter",
                as_sent(item)
            ),
            None => "it is a list".to_owned(),
        },
        "access-control-expose-headers" => match items.find(|item| is_forbidden_response_header_name(item)) {
            Some(item) => {
                format!("it is a list, and `{item}` in it counts for nothing: no page ever reads that header")
            }
            None => "it is a list".to_owned(),
        },
        _ => "it is a list".to_owned(),
    }
}

/// The method as browsers send it: they write six of them in capitals.
fn as_sent(method: &str) -> &str {
    const NORMALISED: [&str; 6] = ["DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"];
    NORMALISED.into_iter().find(|known| known.eq_ignore_ascii_case(method)).unwrap_or(method)
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
            let is_asked_for = |item: &str| !matches!(as_sent(item), "GET" | "HEAD" | "POST");
            let method = first(value, is_asked_for).map_or("PUT", as_sent);
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
        _ if response_header::judge(lower, value).is_some() => Vec::new(),
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
        for (text, wanted) in [
            ("Access-Control-Allow-Methods: get, put", "`get` in it allows nothing: browsers send GET"),
            ("Access-Control-Expose-Headers: X-A, Set-Cookie", "`Set-Cookie` in it counts for nothing"),
            ("< Access-Control-Max-Age: 600", "number of seconds"),
            ("Access-Control-Allow-Origin *", "every origin"),
            ("access-control-allow-methods GET, PUT", "it is a list"),
        ] {
            assert!(explain(text).expect("a header").what.contains(wanted), "{text}");
        }
        assert!(
            of("Access-Control-Allow-Methods: put", Engine::Chromium)
                .contains("PUT, without credentials: blocked")
        );
        for text in
            ["SecurityError: The operation is insecure.", "Access-Control-Allow-Origin is not there at all"]
        {
            assert_eq!(explain(text), None);
        }
        assert_eq!(explain("Access-Control-Allow-Credentials: True").and_then(|it| it.is_legal), Some(false));
        assert!(
            explain("https://a.example/").is_none() && explain("a b: c").is_none() && explain("x").is_none()
        );
    }
}
