//! A list of targets: a URL a line, or a JSON object with a session of its own.

use std::io::{BufRead, Read};
use std::sync::Arc;

use corslet::words::Method;
use serde::Deserialize;

use super::stream::Bad;
use crate::audit::credentials;
use crate::audit::target::Found;
use crate::check::{Problem, url_input};

/// The longest line.
const LONGEST: u64 = 256 * 1024;

/// A line that is an object.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    url: String,
    method: Option<String>,
    #[serde(default)]
    cookie: OneOrMore,
    #[serde(default)]
    headers: OneOrMore,
    user: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    #[default]
    None,
    One(String),
    More(Vec<String>),
}

impl OneOrMore {
    fn into_words(self) -> Vec<std::ffi::OsString> {
        match self {
            OneOrMore::None => Vec::new(),
            OneOrMore::One(text) => vec![text.into()],
            OneOrMore::More(texts) => texts.into_iter().map(Into::into).collect(),
        }
    }
}

/// The targets of a list; `named` is its file.
pub(super) fn of(
    mut reader: Box<dyn BufRead + Send>,
    argument: &'static str,
    named: String,
) -> Box<dyn Iterator<Item = Result<Found, Bad>> + Send> {
    let mut number = 0_usize;
    let mut is_over = false;
    Box::new(std::iter::from_fn(move || {
        while !is_over {
            let mut line = Vec::new();
            number += 1;
            let place = if named.is_empty() { format!("line {number}") } else { format!("{named}:{number}") };
            match reader.by_ref().take(LONGEST).read_until(b'\n', &mut line) {
                Ok(0) => is_over = true,
                Ok(length) if length as u64 == LONGEST => {
                    is_over = true;
                    return Some(Err(Problem::new(
                        argument,
                        place,
                        "this line is too long for a URL: write one a line",
                    )));
                }
                Ok(_) => {
                    let text = String::from_utf8_lossy(&line);
                    let text = text.trim().trim_start_matches('\u{feff}');
                    if !text.is_empty() && !text.starts_with('#') {
                        return Some(found(text).map_err(|what| Problem::new(argument, place, what)));
                    }
                }
                Err(error) => {
                    is_over = true;
                    return Some(Err(Problem::new(
                        argument,
                        place,
                        format!("the file cannot be read: {error}"),
                    )));
                }
            }
        }
        None
    }))
}

/// One line; otherwise what is wrong with it, and what to write.
fn found(text: &str) -> Result<Found, String> {
    let url = |text: &str| url_input::read(text).map_err(|problem| format!("{text}: {}", problem.what));
    if !text.starts_with('{') {
        return url(text).map(Found::written);
    }
    let line: Line = serde_json::from_str(text).map_err(|error| {
        format!("{error}: write {{\"url\": \"https://...\"}}, with method, cookie, headers and user where they are needed")
    })?;
    if let Some(method) = &line.method {
        Method::parse(method).map_err(|error| format!("method {method}: {error}"))?;
    }
    let mut problems = Vec::new();
    let user = line.user.map(Into::into);
    let own = credentials::read(
        &line.cookie.into_words(),
        user.as_ref(),
        &line.headers.into_words(),
        &mut problems,
    );
    if let Some(problem) = problems.first() {
        return Err(problem.what.clone());
    }
    let credentials = (!own.is_empty()).then(|| Arc::new(own));
    Ok(Found { method: line.method, credentials, ..Found::written(url(&line.url)?) })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn lines_are_urls_or_objects() {
        let text = "\u{feff}https://a.test/x\r\n\n# a comment\n{\"url\": \"http://b.test\", \"method\": \"HEAD\", \
                    \"cookie\": \"a=1\"}\nftp://c.test\nd.test\n{\"url\": 1}\n{\"url\": \"http://e.test\", \"x\": 1}";
        let all: Vec<_> = of(Box::new(Cursor::new(text)), "--targets", "list".into()).collect();
        let shown: Vec<String> = all
            .iter()
            .map(|one| match one {
                Ok(found) => format!("{} {}", found.key(), found.credentials.is_some()),
                Err(problem) => problem.given.clone().unwrap(),
            })
            .collect();
        assert_eq!(
            shown,
            [
                "GET https://a.test/x false",
                "HEAD http://b.test/ true",
                "list:5",
                "list:6",
                "list:7",
                "list:8"
            ]
        );
    }

    #[test]
    fn a_line_without_an_end_ends_the_list() {
        let endless = Box::new(std::io::BufReader::new(std::io::repeat(b'x')));
        let all: Vec<_> = of(endless, "-", String::new()).collect();
        assert!(matches!(all.as_slice(), [Err(problem)] if problem.what.contains("too long")));
    }
}
