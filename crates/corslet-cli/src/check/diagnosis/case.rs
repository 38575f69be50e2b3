//! A report as the evidence that diagnoses judge.

use corslet_inspect::diagnoses::case::{self, By, Case, Compared, NoAnswer, Run, Seen};

use crate::check::engine_run::{Ended, EngineRun};
use crate::check::handshake;
use crate::check::recording::{Came, NotSent, Recorded};
use crate::check::report::Report;
use crate::transport::TransportFailure;

/// The evidence of a report: of the first time, when it was repeated.
pub(super) fn case(report: &Report) -> Case {
    let plan = &report.plan;
    Case {
        init: plan.init.clone(),
        url: plan.url.clone(),
        // Those of later times stand behind them, so the places stay the same.
        exchanges: report
            .exchanges
            .iter()
            .filter(|recorded| recorded.time == 0)
            .map(|recorded| Seen {
                peer: recorded.peer.filter(|_| is_found(report, recorded)),
                ..seen(recorded)
            })
            .collect(),
        runs: report.runs.iter().map(run).collect(),
        probes: Vec::new(),
        compared: Vec::new(),
        said: plan.said.clone(),
    }
}

/// Whether a browser would ask the same address: not where the user has chosen it, or a proxy stands before it.
fn is_found(report: &Report, recorded: &Recorded) -> bool {
    let plan = &report.plan;
    let by_way = usize::from(plan.way.is_some_and(|way| way.address.is_some()));
    !recorded.is_proxied && plan.network.connect_to.is_empty() && plan.network.resolve.len() <= by_way
}

/// The same, asked in another way.
pub(super) fn compared(report: &Report) -> Option<Compared> {
    let way = report.plan.way?;
    let by = match (way.address, way.http()) {
        (Some(address), _) => By::Address(address),
        (None, version) => By::Version(version?.to_owned()),
    };
    Some(Compared { by, case: case(report) })
}

/// An exchange.
pub(super) fn seen(recorded: &Recorded) -> Seen {
    let exchange = &recorded.exchange;
    Seen {
        hop: exchange.hop,
        kind: exchange.kind,
        method: exchange.method.as_str().to_owned(),
        url: exchange.url.clone(),
        request: recorded.header_lines(),
        came: match &recorded.came {
            Came::Head(head) => case::Came::Head(head.clone()),
            Came::Failed(failure) => case::Came::Failed(no_answer(failure)),
            Came::NotSent(why) => case::Came::NotSent(not_sent(why)),
        },
        body: recorded.body.bytes.clone(),
        peer: recorded.peer,
        version: matches!(recorded.came, Came::Head(_)).then(|| recorded.http_version().to_owned()),
        from_cache: false,
    }
}

/// A request that got no answer.
pub(super) fn no_answer(failure: &TransportFailure) -> NoAnswer {
    NoAnswer {
        phase: Some(failure.phase),
        failure: failure.failure.clone(),
        what: failure.what.clone(),
        advice: failure.advice.clone(),
    }
}

fn not_sent(why: &NotSent) -> String {
    match why {
        NotSent::NeedsSend => "it may change something, and `--send` was not written".to_owned(),
        NotSent::AlreadyPerformed(index) => format!("it has been sent once, as request {}", index + 1),
        NotSent::Refused(why) | NotSent::NotRecorded(why) => why.clone(),
        NotSent::Handshake => handshake::NOT_SENT.to_owned(),
    }
}

fn run(run: &EngineRun) -> Run {
    // A preflight that a recording lacks stands before what the verdict has seen.
    let of_verdict = run.verdict().map_or(0, |verdict| verdict.exchanges.len());
    let behind = run.exchanges.len().saturating_sub(of_verdict);
    Run {
        engine: run.engine,
        dropped: run.dropped.clone(),
        exchanges: run.exchanges[behind..].to_vec(),
        ended: match &run.ended {
            Ended::Verdict(verdict) => case::Ended::Verdict(verdict.clone()),
            Ended::NotSent(why, verdict) => case::Ended::NotSent(not_sent(why), verdict.clone()),
            Ended::Thrown(thrown) => case::Ended::Thrown(thrown.clone()),
        },
    }
}
