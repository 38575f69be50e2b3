//! Runs an audit: so many targets beside each other, each written as soon as it is done.

use std::io::Write;
use std::sync::Arc;

use corslet_inspect::audit::{Report, Session, Settings};
use tokio::task::JoinSet;

use super::plan::Plan;
use super::server::Server;
use super::target::Job;
use super::{json, seed};
use crate::transport::Client;

/// Audits every target, and gives the exit code.
///
/// # Errors
/// When nothing can be audited, or the output cannot be written.
pub(crate) async fn run(plan: Plan, mut out: Box<dyn Write + Send>) -> Result<u8, String> {
    let names = seed::names()?;
    let server = Arc::new(Server::new(Client::new(plan.network.clone()), plan.manners.rate));
    let mut waiting = plan.jobs.clone().into_iter();
    let mut under_way = JoinSet::new();
    let mut total = Total::default();
    loop {
        while under_way.len() < plan.manners.concurrency
            && let Some(job) = waiting.next()
        {
            let (server, names, settings) = (Arc::clone(&server), names.clone(), settings(&plan, &job));
            under_way.spawn(async move { server.audit(&job, settings, names).await });
        }
        let Some(done) = under_way.join_next().await else { break };
        let mut report = done.map_err(|error| format!("a target was lost: {error}"))?;
        report.findings.retain(|finding| finding.confidence >= plan.verdict.min_confidence);
        total.add(&report, &plan);
        writeln!(out, "{}", json::line(&report))
            .and_then(|()| out.flush())
            .map_err(|error| format!("the report cannot be written: {error}"))?;
    }
    Ok(total.exit())
}

/// What the machine is told of a target.
fn settings(plan: &Plan, job: &Job) -> Settings {
    let url = &job.target.url;
    let (session, headers) = match job.has_session {
        true => (plan.credentials.session(url), plan.credentials.headers()),
        false => (Session::default(), Default::default()),
    };
    let method = job.method.clone().or_else(|| plan.settings.method.clone());
    Settings { session, headers, method, ..plan.settings.clone() }
}

/// What all reports come to.
#[derive(Default)]
struct Total {
    has_finding: bool,
    has_unreachable: bool,
}

impl Total {
    fn add(&mut self, report: &Report, plan: &Plan) {
        self.has_finding |= report.findings.iter().any(|finding| finding.severity >= plan.verdict.fail_on);
        self.has_unreachable |= !report.is_reached();
    }

    fn exit(&self) -> u8 {
        match (self.has_finding, self.has_unreachable) {
            (true, _) => 1,
            (false, true) => 3,
            (false, false) => 0,
        }
    }
}
