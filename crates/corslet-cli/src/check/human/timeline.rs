//! The exchanges one after another: what was asked, what came back, how long it took.

use std::fmt::{self, Write};

use corslet::browser::Engine;
use corslet::verdict::{Exchange, Kind, ResponseHead};
use corslet::words::HeaderName;

use super::cookies;
use super::sheet::Sheet;
use super::style::{BAD, FAINT, HEADING, NAME, UNSURE};
use super::text::{cut, shown};
use crate::check::engine_run::EngineRun;
use crate::check::handshake;
use crate::check::recording::{Came, NotSent, Recorded};
use crate::check::report::Report;
use crate::transport::Phases;

/// How far header lines stand from the margin.
const INDENT: usize = 6;

/// The longest header value shown in full.
const LONGEST_VALUE: usize = 240;

/// Writes the timeline.
pub(super) fn write(out: &mut Sheet, report: &Report) -> fmt::Result {
    if report.exchanges.is_empty() {
        return writeln!(out, "{HEADING}requests{HEADING:#}: none was sent");
    }
    writeln!(out, "{HEADING}requests{HEADING:#}")?;
    time(out, report, 0, &report.runs)
}

/// Writes what happened the `time`th time, from 0: what the caches answered, and what was asked.
pub(super) fn time(out: &mut Sheet, report: &Report, time: usize, runs: &[EngineRun]) -> fmt::Result {
    let mut hits = cache_hits(runs);
    for (index, recorded) in report.exchanges.iter().enumerate() {
        if recorded.time != time {
            continue;
        }
        let is_before = |hit: &Hit| hit.hop <= recorded.exchange.hop;
        for hit in hits.extract_if(.., |hit| is_before(hit)).collect::<Vec<_>>() {
            cached(out, &hit, runs.len())?;
        }
        exchange(out, report, index)?;
    }
    for hit in &hits {
        cached(out, hit, runs.len())?;
    }
    Ok(())
}

/// A preflight that caches answered, with the seconds that each has left.
struct Hit {
    hop: usize,
    left: Vec<(Engine, u64)>,
}

fn cache_hits(runs: &[EngineRun]) -> Vec<Hit> {
    let mut hits: Vec<Hit> = Vec::new();
    for run in runs {
        for hit in run.verdict().into_iter().flat_map(|verdict| &verdict.cache_hits) {
            let left = (run.engine, hit.seconds_left);
            match hits.iter_mut().find(|known| known.hop == hit.hop) {
                Some(known) => known.left.push(left),
                None => hits.push(Hit { hop: hit.hop, left: vec![left] }),
            }
        }
    }
    hits.sort_by_key(|hit| hit.hop);
    hits
}

fn cached(out: &mut Sheet, hit: &Hit, engines: usize) -> fmt::Result {
    let after = if hit.hop > 0 { format!(" after redirect {}", hit.hop) } else { String::new() };
    writeln!(out, "  {HEADING}-  preflight{after}{HEADING:#}: answered from the cache, nothing is sent")?;
    let first = hit.left.first().map(|(_, left)| *left);
    let text = match first.filter(|first| hit.left.iter().all(|(_, left)| left == first)) {
        Some(left) if hit.left.len() == engines => format!("{} left", lasting(left)),
        _ => {
            let each =
                hit.left.iter().map(|(engine, left)| format!("{}: {} left", engine.as_str(), lasting(*left)));
            each.collect::<Vec<_>>().join(", ")
        }
    };
    writeln!(out, "{FAINT}{}{FAINT:#}", out.wrapped(&text, INDENT))
}

/// How long an entry lasts; a browser that never forgets is said to.
fn lasting(seconds: u64) -> String {
    if seconds > 100 * 365 * 86_400 { "for ever".to_owned() } else { format!("{seconds} s") }
}

/// Writes one exchange.
pub(crate) fn exchange(out: &mut Sheet, report: &Report, index: usize) -> fmt::Result {
    let Some(recorded) = report.exchanges.get(index) else { return Ok(()) };
    asked(out, report, index, recorded)?;
    cookies::of_exchange(out, report, index, false)?;
    came(out, report, recorded)?;
    cookies::of_exchange(out, report, index, true)
}

fn asked(out: &mut Sheet, report: &Report, index: usize, recorded: &Recorded) -> fmt::Result {
    let exchange = &recorded.exchange;
    let what = match (exchange.kind, exchange.hop) {
        (Kind::Preflight, 0) => "preflight".to_owned(),
        (Kind::Actual, 0) => "request".to_owned(),
        (Kind::Preflight, hop) => format!("preflight after redirect {hop}"),
        (Kind::Actual, hop) => format!("redirect {hop}"),
    };
    let url = shown(&report.redactor.text(exchange.url.as_str()));
    writeln!(out, "  {HEADING}{}  {what}{HEADING:#}{}", index + 1, by(&recorded.engines, report))?;
    if let Some(why) = why_preflighted(exchange) {
        writeln!(out, "{FAINT}{}{FAINT:#}", out.hanging(&format!("because of {why}"), INDENT, INDENT))?;
    }
    writeln!(out, "{:INDENT$}> {NAME}{}{NAME:#} {url}", "", exchange.method.as_str())?;
    for (name, value) in recorded.header_lines() {
        if name.eq_ignore_ascii_case("accept") && value == b"*/*" {
            continue;
        }
        if let Ok(name) = HeaderName::parse(&name) {
            line(out, report, '>', &name, &value)?;
        }
    }
    Ok(())
}

/// What of the request no plain form could send, so that the browser asks first.
fn why_preflighted(exchange: &Exchange) -> Option<String> {
    let method = exchange.request_method.as_ref()?;
    let method = (!method.is_cors_safelisted()).then(|| format!("the method {}", method.as_str()));
    let headers = exchange.request_headers.as_ref().map(|names| {
        let plural = if names.contains(',') { "headers" } else { "header" };
        format!("the {plural} {}", shown(names).replace(',', ", "))
    });
    match (method, headers) {
        (Some(method), Some(headers)) => Some(format!("{method} and {headers}")),
        (Some(one), None) | (None, Some(one)) => Some(one),
        (None, None) if exchange.hop > 0 => Some("the preflight before the redirect".to_owned()),
        (None, None) => Some("the listener on the upload".to_owned()),
    }
}

/// Who asked, when not all of them did.
fn by(engines: &[Engine], report: &Report) -> String {
    if engines.len() == report.runs.len() {
        return String::new();
    }
    let names: Vec<&str> = engines.iter().map(|engine| engine.as_str()).collect();
    format!(" {FAINT}({} only){FAINT:#}", names.join(", "))
}

fn came(out: &mut Sheet, report: &Report, recorded: &Recorded) -> fmt::Result {
    match &recorded.came {
        Came::Head(head) => head_lines(out, report, recorded, head),
        Came::Failed(failure) => {
            let phase = failure.phase.as_str();
            let took = phases(&recorded.phases);
            let took = if took.is_empty() { took } else { format!(" {FAINT}({took}){FAINT:#}") };
            writeln!(out, "{:INDENT$}{BAD}no answer{BAD:#}: it failed in phase {phase}{took}", "")
        }
        Came::NotSent(why) => {
            let text = report.redactor.text(&shown(&not_sent(why, report)));
            let word = if matches!(why, NotSent::NotRecorded(_)) { "not recorded" } else { "not sent" };
            let text = out.wrapped(&format!("{word}: {text}"), INDENT);
            writeln!(out, "{UNSURE}{text}{UNSURE:#}")
        }
    }
}

/// Why a request was not sent.
pub(crate) fn not_sent(why: &NotSent, report: &Report) -> String {
    match why {
        NotSent::NeedsSend => "it may change something; add `--send` to send it".to_owned(),
        NotSent::AlreadyPerformed(index) => {
            let as_what = report.exchanges.get(*index).map(|performed| {
                let exchange = &performed.exchange;
                let origin = exchange
                    .origin
                    .as_ref()
                    .map_or("no Origin".to_owned(), |origin| format!("Origin: {origin}"));
                let cookies = match (cookies::header_names(performed), report.plan.stored.cookies.is_empty())
                {
                    (Some(names), _) => format!(" and Cookie: {names}"),
                    (None, false) => " and no Cookie".to_owned(),
                    (None, true) => String::new(),
                };
                format!(
                    "{} {} with {origin}{cookies}, request {}",
                    exchange.method.as_str(),
                    report.redactor.text(exchange.url.as_str()),
                    index + 1
                )
            });
            format!("already performed as {}", as_what.unwrap_or_default())
        }
        NotSent::Refused(why) | NotSent::NotRecorded(why) => why.clone(),
        NotSent::Handshake => handshake::NOT_SENT.to_owned(),
    }
}

fn head_lines(out: &mut Sheet, report: &Report, recorded: &Recorded, head: &ResponseHead) -> fmt::Result {
    let took = phases(&recorded.phases);
    let status = status(head);
    let is_narrow = INDENT + 2 + status.len() + took.len() + 3 > out.look.width;
    let between = if is_narrow { format!("\n{:1$}", "", INDENT + 4) } else { " ".to_owned() };
    writeln!(out, "{:INDENT$}< {HEADING}{status}{HEADING:#}{between}{FAINT}({took}){FAINT:#}", "")?;
    let mut has_cors = false;
    for (name, value) in head.headers.iter() {
        let is_cors = name.to_lowercase().starts_with("access-control-");
        has_cors |= is_cors;
        if is_cors || name.is("vary") || (name.is("location") && head.status.is_redirect()) {
            line(out, report, '<', name, value.as_bytes())?;
        }
    }
    if !has_cors {
        writeln!(out, "{:INDENT$}{FAINT}< (no Access-Control header){FAINT:#}", "")?;
    }
    Ok(())
}

/// The status as HTTP/1.1 writes it, with the usual words: those of the server may say anything.
pub(super) fn status(head: &ResponseHead) -> String {
    let code = head.status.code();
    let reason = hyper::StatusCode::from_u16(code).ok().and_then(|status| status.canonical_reason());
    reason.map_or_else(|| code.to_string(), |reason| format!("{code} {reason}"))
}

fn phases(phases: &Phases) -> String {
    phases
        .each()
        .map(|(phase, took)| format!("{} {:.1} ms", phase.as_str(), took.as_secs_f64() * 1000.0))
        .collect::<Vec<_>>()
        .join(", ")
}

fn line(out: &mut Sheet, report: &Report, side: char, name: &HeaderName, value: &[u8]) -> fmt::Result {
    let value = corslet::words::HeaderValue::received(value);
    let value = cut(&shown(&report.redactor.value(name, &value)), LONGEST_VALUE);
    let name = name.as_str();
    let text = out.hanging(&format!("{side} {name}: {value}"), INDENT, INDENT + 4);
    writeln!(out, "{}", text.replacen(&format!("{name}:"), &format!("{NAME}{name}:{NAME:#}"), 1))
}
