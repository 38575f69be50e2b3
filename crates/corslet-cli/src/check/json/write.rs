//! From the report to the document.

use std::time::Duration;

use corslet::browser::{Api, CrossOrigin, Element, Engine, Readable};
use corslet::verdict::{Blocked, Fault, Kind, Taken};
use corslet::words::{HeaderName, HeaderValue};
use corslet_inspect::redact::Redactor;

use super::document::{
    CacheHit, Check, Dropped, EngineVerdict, Engines, Exchange, Failed, Header, Headline, Milliseconds,
    NoResponse, PageReads, Repeat, Request, Response, SCHEMA, StepOf, StepTaken, WayAsked, WhyNotSent,
};
use super::{cookies, diagnosis};
use crate::check::compare::differences;
use crate::check::engine_run::{Ended, EngineRun};
use crate::check::handshake;
use crate::check::human::page_gets;
use crate::check::notes::why_dropped;
use crate::check::recording::{Came, NotSent, Recorded};
use crate::check::report::{Repetition, Report};
use crate::check::shell::curl_commands;

/// Where in a batch a report stands.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Place<'b> {
    /// The line, counted from 1.
    pub(crate) line: Option<usize>,
    /// What the line calls itself.
    pub(crate) id: Option<&'b serde_json::Value>,
    /// Of several ways to ask: whether it differs from the most.
    pub(crate) differs: bool,
}

/// The report as one JSON document.
///
/// # Errors
/// Never in practice: everything in it is text and numbers.
pub(crate) fn write(report: &Report, with_curl: bool) -> serde_json::Result<String> {
    serde_json::to_string_pretty(&check(report, with_curl, Place::default()))
}

/// Several reports as one array.
///
/// # Errors
/// Never in practice.
pub(crate) fn write_array(reports: &[Report], with_curl: bool) -> serde_json::Result<String> {
    let all: Vec<Check<'_>> = checks(reports, with_curl);
    serde_json::to_string_pretty(&all)
}

/// Several reports, one a line.
///
/// # Errors
/// Never in practice.
pub(crate) fn write_lines(reports: &[Report], with_curl: bool) -> serde_json::Result<String> {
    let lines: Result<Vec<String>, _> =
        checks(reports, with_curl).iter().map(serde_json::to_string).collect();
    Ok(lines?.join("\n"))
}

fn checks(reports: &[Report], with_curl: bool) -> Vec<Check<'_>> {
    let odd: Vec<usize> = differences(reports).into_iter().flat_map(|difference| difference.odd).collect();
    let place = |index| Place { differs: odd.contains(&index), ..Place::default() };
    reports.iter().enumerate().map(|(index, report)| check(report, with_curl, place(index))).collect()
}

/// The report on one line.
///
/// # Errors
/// Never in practice.
pub(crate) fn write_line(report: &Report, with_curl: bool, place: Place<'_>) -> serde_json::Result<String> {
    serde_json::to_string(&check(report, with_curl, place))
}

fn check<'r>(report: &'r Report, with_curl: bool, place: Place<'r>) -> Check<'r> {
    let redactor = &report.redactor;
    let repeat = |repetition: &'r Repetition| Repeat {
        later_seconds: (repetition.later.as_secs_f64() * 1e3).round() / 1e3,
        engines: engines(report, &repetition.runs),
    };
    Check {
        schema: SCHEMA,
        line: place.line,
        id: place.id,
        way: report.plan.way.map(|way| WayAsked {
            address: way.address.map(|address| address.to_string()),
            http_version: way.http(),
            differs: place.differs,
        }),
        request: request(report),
        exchanges: report.exchanges.iter().map(|recorded| exchange(recorded, redactor)).collect(),
        engines: engines(report, &report.runs),
        diagnosis: diagnosis::of(report.diagnosis.as_ref(), redactor),
        repeats: report.repeats.iter().map(repeat).collect(),
        curl: with_curl.then(|| curl_commands(report).iter().map(|words| words.join(" ")).collect()),
        notes: report.notes.iter().map(|note| redactor.text(note)).collect(),
        expect: report.plan.expects_blocked.then_some("blocked"),
        exit: report.exit,
    }
}

fn engines<'r>(report: &'r Report, runs: &'r [EngineRun]) -> Engines<'r> {
    let mut engines = Engines::default();
    for run in runs {
        let slot = match run.engine {
            Engine::Chromium => &mut engines.chromium,
            Engine::Firefox => &mut engines.firefox,
            Engine::WebKit => &mut engines.webkit,
            Engine::Standard => &mut engines.standard,
        };
        *slot = Some(engine(run, &report.redactor));
    }
    engines
}

/// What the page asked for, as it stands in the report.
///
/// # Errors
/// Never in practice.
pub(crate) fn request_value(report: &Report) -> serde_json::Result<serde_json::Value> {
    serde_json::to_value(request(report))
}

fn request(report: &Report) -> Request<'_> {
    let init = &report.plan.init;
    let mut dropped: Vec<&corslet::browser::Dropped> = Vec::new();
    for one in report.runs.iter().flat_map(|run| &run.dropped) {
        if !dropped.contains(&one) {
            dropped.push(one);
        }
    }
    let sent = report.runs.iter().find_map(|run| run.verdict()).map(|verdict| &verdict.request);
    let element = |api: Api| matches!(api, Api::Element { .. });
    Request {
        url: report.redactor.text(report.plan.url.as_str()),
        origin: init.origin.serialize(),
        method: report.plan.method(),
        headers: init
            .headers
            .iter()
            .filter_map(|(name, value)| {
                let name = HeaderName::parse(name).ok()?;
                Some(header(&report.redactor, &name, &HeaderValue::received(value)))
            })
            .collect(),
        dropped: dropped
            .into_iter()
            .map(|dropped| Dropped { name: dropped.name.as_str().to_owned(), why: why_dropped(dropped) })
            .collect(),
        mode: sent
            .filter(|_| element(init.api))
            .map_or(init.mode.unwrap_or_default(), |sent| sent.mode)
            .as_str(),
        credentials: sent
            .filter(|_| element(init.api))
            .map_or(init.credentials.unwrap_or_default(), |sent| sent.credentials)
            .as_str(),
        redirect: init.redirect.unwrap_or_default().as_str(),
        has_body: report.plan.body.is_some(),
        api: match init.api {
            Api::Fetch => Some("fetch"),
            Api::Xhr { .. } => Some("xhr"),
            // The words of this version are frozen; the mode says it.
            Api::Element { element: Element::WebSocket, .. } => None,
            Api::Element { element, .. } => Some(element.row().keyword),
        },
        upload_listener: matches!(init.api, Api::Xhr { upload_listener: true }),
        crossorigin: match init.api {
            Api::Element { crossorigin, .. } => crossorigin.map(CrossOrigin::as_str),
            _ => None,
        },
        referrer_policy: init.referrer_policy.map(|policy| policy.as_str()),
        top_site: init.top_level_origin.as_ref().map(|origin| origin.serialize().to_owned()),
        third_party_cookies: report.plan.third_party_cookies.map(|setting| setting.as_str()),
        page_headers: report
            .plan
            .page_headers
            .iter()
            .map(|(name, value)| header(&report.redactor, name, value))
            .collect(),
    }
}

fn header(redactor: &Redactor, name: &HeaderName, value: &HeaderValue) -> Header {
    Header { name: name.as_str().to_owned(), value: redactor.latin1_value(name, value) }
}

fn exchange<'r>(recorded: &'r Recorded, redactor: &Redactor) -> Exchange<'r> {
    let exchange = &recorded.exchange;
    let milliseconds = |took: Option<Duration>| took.map(|took| (took.as_secs_f64() * 1e6).round() / 1e3);
    let mut written = Exchange {
        hop: exchange.hop,
        kind: exchange.kind.as_str(),
        method: exchange.method.as_str(),
        url: redactor.text(exchange.url.as_str()),
        headers: recorded
            .header_lines()
            .iter()
            .filter_map(|(name, value)| {
                Some(header(redactor, &HeaderName::parse(name).ok()?, &HeaderValue::received(value)))
            })
            .collect(),
        credentials: exchange.credentials,
        has_body: recorded.has_body,
        time: recorded.time,
        engines: recorded.engines.iter().map(|engine| engine.as_str()).collect(),
        response: None,
        failure: None,
        not_sent: None,
        peer: recorded.peer.map(|peer| peer.to_string()),
        http_version: matches!(recorded.came, Came::Head(_)).then(|| recorded.http_version()),
        is_reused: recorded.is_reused,
        is_proxied: recorded.is_proxied,
        har_entry: recorded.har_entry,
        milliseconds: Milliseconds {
            dns: milliseconds(recorded.phases.dns),
            connect: milliseconds(recorded.phases.connect),
            tls: milliseconds(recorded.phases.tls),
            wait: milliseconds(recorded.phases.wait),
            proxy: milliseconds(recorded.phases.proxy),
            body: milliseconds(recorded.phases.body),
        },
    };
    match &recorded.came {
        Came::Head(head) => {
            let headers = head.headers.iter().map(|(name, value)| header(redactor, name, value)).collect();
            written.response = Some(Response { status: head.status.code(), headers });
        }
        Came::Failed(failure) => {
            written.failure = Some(NoResponse {
                phase: failure.phase.as_str(),
                text: redactor.text(&failure.what),
                advice: failure.advice.clone(),
            });
        }
        Came::NotSent(why) => {
            let (code, text, performed) = match why {
                NotSent::NeedsSend => ("needs-send", None, None),
                NotSent::AlreadyPerformed(index) => ("already-performed", None, Some(*index)),
                NotSent::Refused(why) => ("refused", Some(redactor.text(why)), None),
                NotSent::NotRecorded(why) => ("not-recorded", Some(redactor.text(why)), None),
                NotSent::Handshake => ("refused", Some(handshake::NOT_SENT.to_owned()), None),
            };
            written.not_sent = Some(WhyNotSent { code, text, performed });
        }
    }
    written
}

fn engine<'r>(run: &'r EngineRun, redactor: &Redactor) -> EngineVerdict<'r> {
    let headline = match &run.ended {
        Ended::Verdict(verdict) => run.profile.headline(verdict),
        Ended::NotSent(..) | Ended::Thrown(_) => None,
    };
    EngineVerdict {
        version: run.profile.version,
        outcome: run.outcome(),
        headline: headline
            .map(|headline| Headline { code: headline.code, text: redactor.text(&headline.text) }),
        failed: failed(run, redactor),
        steps: run.steps.iter().map(|taken| step_taken(taken, redactor)).collect(),
        readable: run.readable().map(|readable| page_reads(&readable, redactor)),
        exchanges: &run.exchanges,
        cache_hits: run.verdict().map_or_else(Vec::new, |verdict| {
            let hits = verdict.cache_hits.iter();
            hits.map(|hit| CacheHit { hop: hit.hop, seconds_left: hit.seconds_left }).collect()
        }),
        page_gets: page_gets(run),
        event: run.verdict().and_then(|verdict| verdict.event()).map(|event| event.as_str()),
        cookies: cookies::of(run),
    }
}

fn failed(run: &EngineRun, redactor: &Redactor) -> Vec<Failed> {
    match &run.ended {
        Ended::Thrown(thrown) => thrown
            .reasons
            .iter()
            .map(|(why, step)| Failed {
                code: "type-error".to_owned(),
                text: redactor.text(why),
                fault: Fault::Page.as_str(),
                hop: 0,
                on: Kind::Actual.as_str(),
                step: StepOf::of(step),
            })
            .collect(),
        Ended::Verdict(verdict) | Ended::NotSent(_, verdict) => {
            verdict.blocked.iter().map(|one| blocked(one, redactor)).collect()
        }
    }
}

fn blocked(blocked: &Blocked, redactor: &Redactor) -> Failed {
    Failed {
        code: blocked.code(),
        text: redactor.text(&blocked.failure.to_string()),
        fault: blocked.failure.fault().as_str(),
        hop: blocked.hop,
        on: blocked.on.as_str(),
        step: StepOf::of(blocked.step),
    }
}

fn step_taken(taken: &Taken, redactor: &Redactor) -> StepTaken {
    StepTaken {
        step: StepOf::of(taken.step),
        held: taken.held,
        hop: taken.hop,
        on: taken.on.as_str(),
        saw: redactor.text(&taken.saw),
    }
}

fn page_reads(readable: &Readable, redactor: &Redactor) -> PageReads {
    PageReads {
        status: readable.status(),
        headers: readable
            .headers()
            .into_iter()
            .filter_map(|(name, value)| {
                Some(header(redactor, &HeaderName::parse(name).ok()?, &HeaderValue::received(value)))
            })
            .collect(),
        hidden: readable.hidden_lines().map(|(name, value)| header(redactor, name, value)).collect(),
    }
}
