//! Every exchange as a curl command that a shell takes as it is written.

use std::borrow::Cow;

use corslet::verdict::Kind;
use corslet::words::{HeaderName, HeaderValue};
use corslet_inspect::redact::Redactor;
pub(crate) use corslet_inspect::shell::quoted;

use super::recording::{Came, Recorded};
use super::redact::is_secret;
use super::report::Report;

/// One command for each exchange that was sent, or would be: its words, already quoted.
pub(crate) fn curl_commands(report: &Report) -> Vec<Vec<String>> {
    report
        .exchanges
        .iter()
        .filter(|recorded| recorded.time == 0)
        .map(|recorded| command(report, recorded))
        .collect()
}

/// The comment that stands above a command.
pub(crate) fn comment(report: &Report, recorded: &Recorded) -> String {
    let exchange = &recorded.exchange;
    let what = match (exchange.kind, exchange.hop) {
        (Kind::Preflight, 0) => "the preflight".to_owned(),
        (Kind::Actual, 0) => "the request".to_owned(),
        (Kind::Preflight, hop) => format!("the preflight after redirect {hop}"),
        (Kind::Actual, hop) => format!("redirect {hop}"),
    };
    let engines: Vec<&str> = recorded.engines.iter().map(|engine| engine.as_str()).collect();
    let by = if engines.len() == report.runs.len() {
        String::new()
    } else {
        format!(" of {}", engines.join(", "))
    };
    let not_sent = if matches!(recorded.came, Came::NotSent(_)) { ", which was not sent" } else { "" };
    format!("{what}{by}{not_sent}")
}

fn command(report: &Report, recorded: &Recorded) -> Vec<String> {
    let (exchange, redactor) = (&recorded.exchange, &report.redactor);
    let method = exchange.method.as_str();
    let mut words = vec!["curl".to_owned(), "-si".to_owned()];
    if method == "HEAD" {
        words.push("-I".to_owned());
    } else if method != "GET" || recorded.has_body {
        words.push(format!("-X {}", quoted(method.as_bytes())));
    }
    if report.plan.opens_websocket() {
        // HTTP/2 upgrades otherwise, and what answers with 101 keeps the connection.
        words.push("--http1.1 -m 5".to_owned());
    }
    words.extend(report.plan.network_words.iter().cloned());
    words.push(quoted(redactor.text(exchange.url.as_str()).as_bytes()));
    let lines = recorded.header_lines();
    for (name, value) in &lines {
        if name.eq_ignore_ascii_case("accept") && value == b"*/*" {
            continue;
        }
        words.push(format!("-H {}", quoted(&header(redactor, name, value))));
    }
    if let Some(body) = report.plan.body.as_ref().filter(|_| recorded.has_body) {
        // curl names a type of its own where there is none.
        if !lines.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type")) {
            words.push("-H 'Content-Type:'".to_owned());
        }
        words.push(format!("--data-raw {}", quoted(&shown_body(redactor, body))));
    }
    words
}

fn header(redactor: &Redactor, name: &str, value: &[u8]) -> Vec<u8> {
    if value.is_empty() {
        return format!("{name};").into_bytes();
    }
    let text = String::from_utf8_lossy(value);
    let hides = !redactor.is_open() && is_secret(name, &text);
    match HeaderName::parse(name).ok().filter(|_| hides) {
        Some(parsed) => {
            format!("{name}: {}", redactor.value(&parsed, &HeaderValue::received(value))).into_bytes()
        }
        None if redactor.is_open() => [name.as_bytes(), b": ", value].concat(),
        None => format!("{name}: {}", redactor.text(&text)).into_bytes(),
    }
}

fn shown_body<'b>(redactor: &Redactor, body: &'b [u8]) -> Cow<'b, [u8]> {
    match std::str::from_utf8(body) {
        Ok(text) if !redactor.is_open() => Cow::Owned(redactor.text(text).into_bytes()),
        _ => Cow::Borrowed(body),
    }
}
