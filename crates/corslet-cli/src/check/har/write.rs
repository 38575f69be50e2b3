//! From reports to a HAR file.

use std::time::Duration;

use corslet::browser::Api;
use corslet::verdict::{Kind, ResponseHead};
use corslet::words::{HeaderName, HeaderValue};
use corslet_inspect::redact::Redactor;

use super::date::iso;
use super::document::{
    Cache, Content, Cookie, Entry, Har, Initiator, Log, Named, Pair, PostData, Request, Response, Timings,
};
use crate::check::json::request_value;
use crate::check::recording::{Came, Recorded};
use crate::check::report::Report;
use crate::transport::{BodyEnd, Phases};

/// Every exchange that went out, of every report, in the order in which they began.
///
/// # Errors
/// Never in practice: everything in it is text and numbers.
pub(crate) fn write(reports: &[Report]) -> serde_json::Result<String> {
    let mut all: Vec<(usize, &Report, &Recorded)> = reports
        .iter()
        .enumerate()
        .flat_map(|(check, report)| report.exchanges.iter().map(move |recorded| (check, report, recorded)))
        .filter(|(.., recorded)| !matches!(recorded.came, Came::NotSent(_)))
        .collect();
    all.sort_by_key(|(.., recorded)| recorded.began);
    let hidden = reports.iter().any(|report| !report.redactor.is_open());
    let log = Log {
        version: "1.2",
        creator: Named { name: "corslet", version: env!("CARGO_PKG_VERSION") },
        pages: [],
        entries: all.into_iter().map(|(check, report, recorded)| entry(check, report, recorded)).collect(),
        checks: reports.iter().map(request_value).collect::<serde_json::Result<_>>()?,
        comment: if hidden {
            "secrets are redacted; --show-secrets keeps them".to_owned()
        } else {
            String::new()
        },
    };
    serde_json::to_string_pretty(&Har { log })
}

fn entry(check: usize, report: &Report, recorded: &Recorded) -> Entry {
    let exchange = &recorded.exchange;
    let is_preflight = exchange.kind == Kind::Preflight;
    let timings = timings(&recorded.phases);
    Entry {
        resource_type: if is_preflight { "preflight" } else { resource_type(report.plan.init.api) },
        initiator: Initiator {
            kind: if is_preflight { "preflight" } else { "script" },
            url: Some(match is_preflight {
                true => report.redactor.text(exchange.url.as_str()),
                false => report.plan.init.origin.serialize().to_owned(),
            }),
        },
        engines: recorded.engines.iter().map(|engine| engine.as_str()).collect(),
        check,
        hop: exchange.hop,
        time_of_repeat: recorded.time,
        phase: match &recorded.came {
            Came::Failed(failure) => Some(failure.phase.as_str()),
            _ => None,
        },
        connection_id: recorded.local.map(|end| end.port().to_string()),
        error: match &recorded.came {
            Came::Failed(failure) => Some(report.redactor.text(&failure.what)),
            _ => None,
        },
        started_date_time: iso(recorded.began),
        time: [timings.dns, timings.connect, timings.send, timings.wait, timings.receive]
            .into_iter()
            .filter(|phase| *phase > 0.0)
            .sum(),
        request: request(report, recorded),
        response: match &recorded.came {
            Came::Head(head) => response(&report.redactor, recorded, head),
            _ => no_response(),
        },
        cache: Cache {},
        timings,
        server_ip_address: recorded.peer.map(|peer| peer.ip().to_string()),
        connection: recorded.peer.map(|end| end.port().to_string()),
    }
}

fn resource_type(api: Api) -> &'static str {
    match api {
        Api::Fetch => "fetch",
        Api::Xhr { .. } => "xhr",
        // Chromium's own names: what has another one is shown by its type.
        Api::Element { element, .. } => match element.row().keyword {
            "img" | "mask-image" | "background-image" | "preload-image" => "image",
            "script" | "module" | "modulepreload" | "preload-script" | "worker" => "script",
            "font" | "preload-font" => "font",
            "style" => "stylesheet",
            "beacon" => "ping",
            "video" | "audio" => "media",
            "track" => "texttrack",
            "eventsource" => "eventsource",
            "preload-fetch" => "fetch",
            "iframe" | "form" => "document",
            _ => "other",
        },
    }
}

fn request(report: &Report, recorded: &Recorded) -> Request {
    let (exchange, redactor) = (&recorded.exchange, &report.redactor);
    let lines = recorded.header_lines();
    let body = report.plan.body.as_ref().filter(|_| recorded.has_body);
    let value_of = |wanted: &str| {
        let found = lines.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted));
        found.map(|(_, value)| String::from_utf8_lossy(value).into_owned())
    };
    let query = exchange
        .url
        .query_pairs()
        .map(|(name, value)| Pair { value: redactor.pair(&name, &value), name: name.into_owned() });
    Request {
        method: exchange.method.as_str().to_owned(),
        url: redactor.text(exchange.url.as_str()),
        http_version: recorded.http_version(),
        cookies: value_of("cookie")
            .map_or_else(Vec::new, |text| text.split("; ").map(|pair| cookie(redactor, pair)).collect()),
        headers: lines.iter().filter_map(|(name, value)| pair(redactor, name, value)).collect(),
        query_string: query.collect(),
        post_data: body.map(|body| PostData {
            mime_type: value_of("content-type").unwrap_or_default(),
            params: [],
            text: redactor.text(&String::from_utf8_lossy(body)),
        }),
        headers_size: -1,
        body_size: body.map_or(0, |body| body.len() as i64),
    }
}

fn response(redactor: &Redactor, recorded: &Recorded, head: &ResponseHead) -> Response {
    let text = |name: &str| head.headers.get(name).map(|value| String::from_utf8_lossy(&value).into_owned());
    let cookies = head.headers.iter().filter(|(name, _)| name.is("set-cookie")).map(|(_, value)| {
        let text = String::from_utf8_lossy(value.as_bytes()).into_owned();
        cookie(redactor, text.split(';').next().unwrap_or_default())
    });
    let reason = hyper::StatusCode::from_u16(head.status.code()).ok();
    Response {
        status: head.status.code(),
        status_text: reason.and_then(|status| status.canonical_reason()).unwrap_or_default().to_owned(),
        http_version: recorded.http_version(),
        cookies: cookies.collect(),
        headers: head
            .headers
            .iter()
            .filter_map(|(name, value)| pair(redactor, name.as_str(), value.as_bytes()))
            .collect(),
        content: Content {
            size: recorded.body.bytes.len() as i64,
            mime_type: text("content-type").unwrap_or_else(|| "x-unknown".to_owned()),
            text: std::str::from_utf8(&recorded.body.bytes)
                .ok()
                .filter(|text| !text.is_empty())
                .map(|text| redactor.text(text)),
            comment: (recorded.body.end != BodyEnd::Whole)
                .then_some("only the beginning is kept: CORS is decided by the head"),
        },
        redirect_url: text("location").map_or_else(String::new, |location| redactor.text(&location)),
        headers_size: -1,
        body_size: -1,
    }
}

/// What stands where there was no answer, as Chromium writes it.
fn no_response() -> Response {
    Response {
        status: 0,
        status_text: String::new(),
        http_version: "unknown",
        cookies: Vec::new(),
        headers: Vec::new(),
        content: Content { size: 0, mime_type: "x-unknown".to_owned(), text: None, comment: None },
        redirect_url: String::new(),
        headers_size: -1,
        body_size: -1,
    }
}

fn pair(redactor: &Redactor, name: &str, value: &[u8]) -> Option<Pair> {
    let parsed = HeaderName::parse(name).ok()?;
    let value = redactor.latin1_value(&parsed, &HeaderValue::received(value));
    Some(Pair { name: name.to_owned(), value })
}

fn cookie(redactor: &Redactor, text: &str) -> Cookie {
    let (name, value) = text.split_once('=').unwrap_or(("", text));
    Cookie { name: name.trim().to_owned(), value: redactor.secret(value.trim()) }
}

fn timings(phases: &Phases) -> Timings {
    let milliseconds = |took: Duration| (took.as_secs_f64() * 1e6).round() / 1e3;
    let phase = |took: Option<Duration>| took.map_or(-1.0, milliseconds);
    let connect = phases
        .connect
        .map(|connect| connect + phases.proxy.unwrap_or_default() + phases.tls.unwrap_or_default());
    Timings {
        blocked: -1.0,
        dns: phase(phases.dns),
        connect: phase(connect),
        ssl: phase(phases.tls),
        send: 0.0,
        wait: phases.wait.map_or(0.0, milliseconds),
        receive: phases.body.map_or(0.0, milliseconds),
    }
}
