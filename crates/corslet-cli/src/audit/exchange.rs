//! What the transport brought, in the words of the evidence.

use corslet_inspect::exchange::{Answer, Exchange, Request, Response, Seen};

use crate::transport::{BodyEnd, Received, Reply};

/// The exchange that a request and what it brought amount to.
pub(super) fn of(request: Request, received: Received) -> Exchange {
    let Received { reply, seen, .. } = received;
    let is_answered = matches!(reply, Reply::Head(_));
    let beside = Seen {
        version: is_answered.then(|| if seen.is_http2 { "HTTP/2" } else { "HTTP/1.1" }.to_owned()),
        tls: seen.ends.tls.map(str::to_owned),
        peer: seen.ends.peer.filter(|_| !seen.is_proxied).map(|peer| peer.to_string()),
        phases: seen.phases.each().map(|(phase, took)| (phase.as_str(), took)).collect(),
    };
    let answer = match reply {
        Reply::Head(head) => Answer::Response(Response {
            head,
            body: seen.body.bytes,
            is_body_whole: seen.body.end == BodyEnd::Whole,
        }),
        Reply::Failed(failure) => {
            Answer::Failed { failure: failure.failure, phase: failure.phase.as_str(), what: failure.what }
        }
        Reply::Refused(why) => Answer::NotSent(why),
    };
    Exchange { request, answer, seen: beside }
}

/// The exchange of a request that was not sent: why.
pub(super) fn not_sent(request: Request, why: &str) -> Exchange {
    Exchange { request, answer: Answer::NotSent(why.to_owned()), seen: Seen::default() }
}
