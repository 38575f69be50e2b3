//! Runs a plan in every way that is compared.

use std::net::IpAddr;

use super::difference::differences;
use super::way::{Compare, Way};
use crate::check::diagnosis;
use crate::check::plan::Plan;
use crate::check::recording::is_performed;
use crate::check::report::{self, Report};
use crate::check::session::Session;
use crate::transport::{Every, Version, every_address};

/// The most addresses that are asked.
const MOST: usize = 16;

/// One report for each way.
pub(crate) async fn run(plan: Plan, compare: Compare, session: &Session, show_secrets: bool) -> Vec<Report> {
    let every = if compare.addresses { addresses(&plan, session).await } else { Ok(None) };
    let every = match every {
        Ok(every) => every,
        // Why there are none is what the check itself will say.
        Err(remark) => {
            let plan = Plan { remarks: [vec![remark], plan.remarks].concat(), ..plan };
            return vec![report::run(plan, &Session::new(), show_secrets).await];
        }
    };
    if let (Some(only), 1, false) =
        (every.as_ref(), every.as_ref().map_or(0, |it| it.addresses.len()), compare.versions)
    {
        let address = only.addresses.first().map(ToString::to_string).unwrap_or_default();
        let remark =
            format!("--all-addresses: the host has one address, {address}: there is nothing to compare");
        let plan = Plan { remarks: [vec![remark], plan.remarks].concat(), ..plan };
        return vec![report::run(plan, &Session::new(), show_secrets).await];
    }
    let mut reports: Vec<Report> = Vec::new();
    for way in ways(compare, every.as_ref()) {
        let mut plan = way.plan(&plan, every.as_ref());
        plan.performed = reports.iter().find_map(performed);
        session.progress.say(|| format!("the check at {way}"));
        // Connections and caches of its own: what one server granted says nothing of another.
        reports.push(report::run(plan, &Session::new(), show_secrets).await);
    }
    judge_together(&mut reports, session).await;
    reports
}

/// The first that differs is judged beside the others: that it is alone may be the cause.
async fn judge_together(reports: &mut [Report], session: &Session) {
    let odd = differences(reports).into_iter().flat_map(|difference| difference.odd).collect::<Vec<_>>();
    let is_blocked = |index: &&usize| reports.get(**index).is_some_and(Report::is_blocked);
    let usual_is_blocked = reports.iter().enumerate().find(|(at, one)| !odd.contains(at) && one.is_blocked());
    let Some(at) = odd.iter().find(is_blocked).copied().or(usual_is_blocked.map(|(at, _)| at)) else {
        return;
    };
    let (before, rest) = reports.split_at(at);
    let Some((one, behind)) = rest.split_first() else { return };
    let others: Vec<&Report> = before.iter().chain(behind).collect();
    let found = diagnosis::find(one, &others, session).await;
    if let Some(report) = reports.get_mut(at) {
        report.diagnosis = Some(found);
    }
}

fn ways(compare: Compare, every: Option<&Every>) -> Vec<Way> {
    let addresses: Vec<Option<IpAddr>> = match every {
        Some(every) => every.addresses.iter().take(MOST).copied().map(Some).collect(),
        None => vec![None],
    };
    let versions: &[Option<Version>] =
        if compare.versions { &[Some(Version::Http1), Some(Version::Http2)] } else { &[None] };
    addresses
        .into_iter()
        .flat_map(|address| versions.iter().map(move |&version| Way { address, version }))
        .collect()
}

/// The addresses of the host; a sentence where there is nothing to choose from.
async fn addresses(plan: &Plan, session: &Session) -> Result<Option<Every>, String> {
    session.progress.say(|| "the host's addresses".to_owned());
    match every_address(&plan.url, &plan.network, plan.limit).await {
        Err(failure) => Err(format!("--all-addresses: {}", failure.what)),
        Ok(None) => Err(
            "--all-addresses: a proxy looks the host up, so its addresses cannot be chosen; -x '' asks without one"
                .to_owned(),
        ),
        Ok(Some(every)) => Ok(Some(every)),
    }
}

/// Where a request that may change something has gone already.
fn performed(report: &Report) -> Option<String> {
    let way = report.plan.way?;
    report.exchanges.iter().any(is_performed).then(|| way.to_string())
}
