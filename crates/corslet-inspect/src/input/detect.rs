//! Finds out which form a text has.

use std::ops::Range;

use super::form::Form;
use super::problem::Problem;
use crate::explain::console;

/// A text's form, and where it begins.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) form: Form,
    pub(super) start: usize,
}

/// The form of a text, by what only that form has.
pub(super) fn detect(text: &str) -> Result<Found, Problem> {
    let found = |form, start| Ok(Found { form, start });
    let trimmed = text.trim_start();
    let start = text.len() - trimmed.len();
    if trimmed.is_empty() {
        let what = "nothing is written: paste a curl command, a fetch() call, an HTTP request, a HAR file or a line of \
                    the console";
        return Err(Problem::new(0..0, what));
    }
    if trimmed.starts_with(['{', '[']) && is_har(trimmed) {
        return found(Form::Har, start);
    }
    if let Some(at) = command(text) {
        let form = if is_for_cmd(&text[at..]) { Form::CurlCmd } else { Form::Curl };
        return found(form, at);
    }
    let lower = text.to_ascii_lowercase();
    if ["invoke-webrequest", "invoke-restmethod"].iter().any(|name| lower.contains(name))
        || words_of_a_line_begin(&lower, &["iwr", "irm"])
    {
        return found(Form::PowerShell, start);
    }
    if http_line(trimmed) {
        return found(Form::Http, start);
    }
    // A script may hold a console's words in a string, and a console's line never calls anything.
    if !console::recognise(text).first().is_some_and(|first| first.sentence.tells == console::Tells::Check) {
        if let Some(form) = script(text) {
            return found(form, start);
        }
        if is_header_list(trimmed) {
            return found(Form::Http, start);
        }
    }
    if let Some(problem) = lone_url(text, start..start + trimmed.trim_end().len()) {
        return Err(problem);
    }
    if console::is_message(text) || console::looks_like_one(text) {
        return found(Form::Console, start);
    }
    let end = start + trimmed.lines().next().unwrap_or_default().trim_end().len();
    let what = if trimmed.starts_with(['{', '[']) {
        "this is JSON, and no HAR file, which has {\"log\": {\"entries\": [...]}}: export the network panel as HAR"
    } else {
        "this is none of the forms that are read: paste a curl command, a fetch(), XMLHttpRequest or axios call, an \
         HTTP request with its first line, a HAR file or a line of the console"
    };
    Err(Problem::new(start..end, what))
}

/// A URL and nothing else, with what to write instead.
fn lone_url(text: &str, all: Range<usize>) -> Option<Problem> {
    let word = text.trim();
    let is_url =
        (word.starts_with("http://") || word.starts_with("https://")) && !word.contains(char::is_whitespace);
    is_url.then(|| {
        let what = "a URL alone does not say who asks: write corslet check URL --origin https://app.example, or paste the \
                    request";
        Problem::new(all, what)
    })
}

/// Which call a script makes.
fn script(text: &str) -> Option<Form> {
    if super::script::jquery(text).is_some() {
        return Some(Form::Xhr);
    }
    if text.contains("new XMLHttpRequest") || text.contains(".setRequestHeader(") {
        return Some(Form::Xhr);
    }
    if is_called(text, "axios") || text.contains("axios.create(") {
        return Some(Form::Axios);
    }
    if is_called(text, "fetch") {
        return Some(Form::Fetch);
    }
    if text.contains(".open(") && text.contains(".send(") {
        return Some(Form::Xhr);
    }
    is_called(text, "WebSocket").then_some(Form::WebSocket)
}

/// Whether a word is curl's name.
pub(super) fn is_curl(word: &str) -> bool {
    let name = word.rsplit(['/', '\\']).next().unwrap_or_default();
    name.eq_ignore_ascii_case("curl") || name.eq_ignore_ascii_case("curl.exe")
}

/// Where curl is called: at the start of a line, behind a prompt, an assignment or a program that runs it.
fn command(text: &str) -> Option<usize> {
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let mut at = offset;
        offset += line.len();
        let mut is_first = true;
        for word in line.split_inclusive([' ', '\t', '\n']) {
            let bare = word.trim();
            let start = at + (word.len() - word.trim_start().len());
            if is_curl(bare) {
                return Some(start);
            }
            // cmd.exe's prompt has no blank behind it.
            if let Some((prompt, rest)) = bare.rsplit_once('>')
                && is_curl(rest)
                && (prompt.is_empty() || prompt.contains(['\\', ':', '$', '#', '~']))
            {
                return Some(start + prompt.len() + 1);
            }
            let is_prompt = matches!(bare, "$" | "%" | ">" | "#" | "PS" | "")
                || bare.ends_with('>')
                || bare.ends_with('$');
            let runs_it = matches!(bare, "sudo" | "time" | "env" | "exec" | "command" | "nohup" | "&");
            let is_assignment = bare.split_once('=').is_some_and(|(name, _)| {
                !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
            });
            // A prompt begins with the user and the host, or with the folder.
            let is_place = is_first && (bare.contains('@') || bare.contains(":\\"));
            if !(is_prompt || runs_it || is_assignment || is_place) {
                break;
            }
            is_first = false;
            at += word.len();
        }
    }
    None
}

/// Carets before quotes or at the ends of lines are cmd.exe's.
fn is_for_cmd(command: &str) -> bool {
    command.contains("^\"") || command.lines().any(|line| line.ends_with(" ^"))
}

/// A HAR file, or a piece of one: its log, its entries, an entry, a request.
fn is_har(text: &str) -> bool {
    let start = text.get(..400).unwrap_or(text);
    let has = |keys: &[&str]| keys.iter().all(|key| text.contains(key));
    start.contains("\"log\"")
        || has(&["\"entries\"", "\"request\""])
        || has(&["\"request\"", "\"method\"", "\"url\"", "\"response\""])
        || has(&["\"method\"", "\"url\"", "\"httpVersion\"", "\"headers\""])
}

fn words_of_a_line_begin(lower: &str, names: &[&str]) -> bool {
    lower.lines().any(|line| line.split_whitespace().next().is_some_and(|word| names.contains(&word)))
}

/// Whether the first line is `METHOD target HTTP/x`; lines of `curl -v` have `> ` before them.
fn http_line(text: &str) -> bool {
    // `curl -v` tells of the connection first.
    let is_told = |line: &&str| !line.starts_with("* ") && !line.trim().is_empty();
    let line = text.lines().find(is_told).unwrap_or_default();
    let line = line.strip_prefix("> ").unwrap_or(line);
    let mut words = line.split_whitespace();
    let (method, target, version) = (words.next(), words.next(), words.next_back());
    let is_method = method
        .is_some_and(|word| word.len() <= 24 && word.bytes().all(|b| b.is_ascii_uppercase() || b == b'-'));
    let is_target = target.is_some_and(|word| word.starts_with(['/', '*']) || word.contains("://"));
    match version {
        Some(version) => is_method && (version.starts_with("HTTP/") || version.starts_with("HTTP")),
        None => is_method && is_target && text.lines().nth(1).is_some_and(is_header),
    }
}

fn is_header(line: &str) -> bool {
    line.trim_start_matches(':').split_once(':').is_some_and(|(name, _)| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    })
}

/// Whether this is the list of headers that the network panel shows, with HTTP/2's names.
fn is_header_list(text: &str) -> bool {
    let has = |name: &str| text.lines().any(|line| line.trim_start().starts_with(name));
    (has(":authority") && has(":path"))
        || (has("Host:") || has("host:")) && text.lines().take(3).all(is_header)
}

/// Whether a function of this name is called.
fn is_called(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + name.len()..].trim_start();
        let is_whole = !before.is_some_and(|before| before.is_alphanumeric() || "_-$".contains(before));
        is_whole && (after.starts_with('(') || (name == "axios" && after.starts_with('.')))
    })
}
