//! The extra requests of `--probe`: what diagnoses want to know beside the check, six at most.

use std::sync::Arc;

use corslet::verdict::Kind;
use corslet_inspect::diagnoses::case::{self, Case, Probed, Seen};
use corslet_inspect::diagnoses::{Probe, Wanted, wanted};

use super::case::no_answer;
use crate::check::plan::Plan;
use crate::check::session::Session;
use crate::transport::{LONGEST_WAIT, Outgoing, Received, Reply};

/// An extra request that was sent.
#[derive(Clone, Debug)]
pub(crate) struct Sent {
    pub(crate) probe: Probe,
    /// The numbers of the diagnoses that wanted it.
    pub(crate) by: Vec<String>,
}

/// Sends what is wanted, and puts what came of it into the case.
pub(super) async fn send(case: &mut Case, plan: &Plan, session: &Session) -> Vec<Sent> {
    let mut sent = Vec::new();
    for Wanted { probe, asked, by } in wanted(case) {
        session.progress.say(|| format!("an extra request: {}", probe.says()));
        let lines: Vec<(String, Vec<u8>)> = asked
            .lines
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone().into_bytes()))
            .collect();
        let outgoing = Outgoing {
            method: asked.method,
            url: &asked.url,
            lines: lines.clone(),
            body: None,
            named: &plan.url,
            stays_public: false,
            body_wait: LONGEST_WAIT,
        };
        let Received { reply, seen, .. } = session.client(plan).send(&outgoing).await;
        let kind = if probe == Probe::Preflight { Kind::Preflight } else { Kind::Actual };
        let is_answered = matches!(reply, Reply::Head(_));
        case.probes.push(Probed {
            probe,
            seen: Seen {
                hop: 0,
                kind,
                method: asked.method.to_owned(),
                url: Arc::new(asked.url),
                request: lines,
                came: match reply {
                    Reply::Head(head) => case::Came::Head(head),
                    Reply::Failed(failure) => case::Came::Failed(no_answer(&failure)),
                    Reply::Refused(why) => case::Came::NotSent(why),
                },
                body: seen.body.bytes,
                peer: seen.ends.peer,
                version: is_answered.then(|| if seen.is_http2 { "HTTP/2" } else { "HTTP/1.1" }.to_owned()),
                from_cache: false,
            },
        });
        sent.push(Sent { probe, by: by.iter().map(|rule| rule.number()).collect() });
    }
    sent
}
