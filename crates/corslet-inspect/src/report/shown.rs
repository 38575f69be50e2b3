//! Exchanges and proofs as a document shows them.

use std::collections::BTreeMap;

use corslet::words::{HeaderList, HeaderName, HeaderValue};

use super::curl;
use super::document::{Exchange, Failure, Head, Line, Pointer, Proof, Verdict};
use super::secrets::Secrets;
use crate::audit::{self, Asked, Report};
use crate::exchange::Answer;

/// The exchange at a place.
pub(super) fn exchange(secrets: &Secrets, number: usize, asked: &Asked) -> Exchange {
    let exchange = &asked.exchange;
    let request = &exchange.request;
    let mut shown = Exchange {
        number,
        wanted_by: asked.ids.iter().map(|id| (*id).to_owned()).collect(),
        method: request.method.clone(),
        url: secrets.text(request.url.as_str()),
        headers: lines(&request.headers, |name, value| secrets.sent(name, value)),
        has_body: request.body.is_some(),
        response: None,
        failure: None,
        not_sent: None,
        http_version: exchange.seen.version.clone(),
        peer: exchange.seen.peer.clone(),
        milliseconds: BTreeMap::new(),
        curl: curl::line(secrets, request),
    };
    for (phase, took) in &exchange.seen.phases {
        shown.milliseconds.insert((*phase).to_owned(), (took.as_secs_f64() * 1e6).round() / 1e3);
    }
    match &exchange.answer {
        Answer::Response(response) => {
            let headers = lines(&response.head.headers, |name, value| secrets.received(name, value));
            shown.response = Some(Head { status: response.status(), headers });
        }
        Answer::Failed { phase, what, .. } => {
            shown.failure = Some(Failure { phase: (*phase).to_owned(), text: secrets.text(what) });
        }
        Answer::NotSent(why) => shown.not_sent = Some(secrets.text(why)),
    }
    shown
}

fn lines(list: &HeaderList, value: impl Fn(&HeaderName, &HeaderValue) -> String) -> Vec<Line> {
    list.iter().map(|(name, one)| Line { name: name.as_str().to_owned(), value: value(name, one) }).collect()
}

/// Where in the document something stands: what a secret was cut out of is meant as a whole.
pub(super) fn pointer(secrets: &Secrets, report: &Report, pointer: &audit::Pointer) -> Pointer {
    let mut shown = Pointer {
        exchange: pointer.exchange,
        line: None,
        start: None,
        end: None,
        says: secrets.text(&pointer.says),
    };
    let head = report.evidence.exchange(pointer.exchange).and_then(|exchange| exchange.response());
    if let Some((line, range)) = &pointer.line
        && let Some((name, value)) = head.and_then(|response| response.head.headers.line(*line))
    {
        let written = secrets.received(name, value);
        let is_whole = written != value.to_latin1();
        let len = written.chars().count();
        shown.line = Some(*line);
        shown.start = Some(if is_whole { 0 } else { range.start.min(len) });
        shown.end = Some(if is_whole { len } else { range.end.min(len) });
    }
    shown
}

/// A proof.
pub(super) fn proof(secrets: &Secrets, report: &Report, proof: &audit::Proof) -> Proof {
    let can: Vec<_> = proof.engines().collect();
    let engines = proof.verdicts.iter().map(|verdict| {
        let failed = verdict.blocked.iter().map(|blocked| blocked.code()).collect();
        let succeeds = can.contains(&verdict.engine);
        // What only a preflight let out was never sent, and has no outcome of its own.
        let outcome = if succeeds && proof.exchange.is_none() { "sent" } else { verdict.outcome.as_str() };
        let version = verdict.engine.profile().version.to_owned();
        let shown = Verdict { version, outcome: outcome.to_owned(), succeeds, failed };
        (verdict.engine.as_str().to_owned(), shown)
    });
    let recorded = proof.exchange.or(proof.preflight).and_then(|place| report.evidence.exchange(place));
    Proof {
        does: if proof.exchange.is_some() { "reads" } else { "sends" }.to_owned(),
        origin: proof.origin.clone(),
        method: proof.method.clone(),
        url: secrets.text(proof.url.as_str()),
        credentials: proof.credentials.as_str().to_owned(),
        exchange: proof.exchange,
        preflight: proof.preflight,
        engines: engines.collect(),
        curl: recorded.map(|exchange| curl::line(secrets, &exchange.request)).unwrap_or_default(),
    }
}
