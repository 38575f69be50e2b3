//! What a reader should know beside the verdict.

use corslet::browser::{Dropped, DroppedWhy, Engine, NOT_MODELLED, Warning, profile};
use corslet::words::ForbiddenRequestHeader;
use corslet_inspect::networks::{is_local, is_public_origin};

use super::engine_run::{Ended, EngineRun};
use super::network_notes;
use super::plan::Plan;
use super::recording::{NotSent, Recorded};
use super::report::Report;
use super::stored_notes;
use crate::transport::Trust;

/// The notes, most telling first.
pub(super) fn notes(report: &Report) -> Vec<String> {
    let (plan, runs, exchanges) = (&report.plan, &report.runs, &report.exchanges);
    let mut notes = plan.remarks.clone();
    notes.extend(dropped(runs));
    notes.extend(user_agent(plan, runs));
    notes.extend(needs_send(plan, runs));
    notes.extend(standard_refuses(plan, runs));
    notes.extend(authorization_wildcard(runs));
    notes.extend(local_network(plan, exchanges));
    notes.extend(stored_notes::notes(report));
    if matches!(plan.trust, Trust::Anything) && exchanges.iter().any(|recorded| recorded.phases.tls.is_some())
    {
        notes.push(
            "-k: the certificate was not verified; a browser would verify it before anything else".to_owned(),
        );
    }
    notes.extend(network_notes::notes(plan, runs, exchanges));
    notes.extend(port(runs));
    let names: Vec<&str> = NOT_MODELLED.iter().map(|(name, _)| *name).collect();
    notes.push(format!("not modelled: {}", names.join(", ")));
    notes
}

/// A page may set this header, and some browsers do not send it.
fn user_agent(plan: &Plan, runs: &[EngineRun]) -> Option<String> {
    let is_set = plan.init.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case(b"user-agent"));
    let drops = |run: &&EngineRun| run.profile.rules.sent.no_user_agent;
    let engines: Vec<&str> = runs.iter().filter(drops).map(|run| run.engine.as_str()).collect();
    (is_set && !engines.is_empty()).then(|| {
        format!(
            "`User-Agent`: a page may set it, and {} sends the browser's own all the same",
            engines.join(", ")
        )
    })
}

/// The headers that never leave the page, each once.
fn dropped(runs: &[EngineRun]) -> Vec<String> {
    let mut seen: Vec<&Dropped> = Vec::new();
    for dropped in runs.iter().flat_map(|run| &run.dropped) {
        if !seen.contains(&dropped) {
            seen.push(dropped);
        }
    }
    seen.into_iter()
        .map(|dropped| format!("`{}` never leaves the page: {}", dropped.name, why_dropped(dropped)))
        .collect()
}

/// Why a header never leaves the page, as a sentence.
pub(super) fn why_dropped(dropped: &Dropped) -> &'static str {
    let names_no_origin = dropped.name.is("origin");
    match &dropped.why {
        DroppedWhy::Forbidden(ForbiddenRequestHeader::Name) if names_no_origin => {
            "the browser alone writes Origin (the page's origin is --origin here)"
        }
        DroppedWhy::Forbidden(ForbiddenRequestHeader::Name) if dropped.name.is("cookie") => {
            "only the browser sends cookies, from its own store and by the credentials mode"
        }
        DroppedWhy::Forbidden(ForbiddenRequestHeader::Name) => "it is a header that only the browser sets",
        DroppedWhy::Forbidden(ForbiddenRequestHeader::ProxyPrefix) => {
            "names that begin with Proxy- are the browser's"
        }
        DroppedWhy::Forbidden(ForbiddenRequestHeader::SecPrefix) => {
            "names that begin with Sec- are the browser's"
        }
        DroppedWhy::Forbidden(ForbiddenRequestHeader::ForbiddenMethod) => {
            "it would smuggle in a method that browsers forbid (CONNECT, TRACE, TRACK)"
        }
        DroppedWhy::NotNoCorsSafelisted => {
            "mode no-cors sends Accept, Accept-Language, Content-Language and form Content-Types only"
        }
        DroppedWhy::PrivilegedNoCors => "mode no-cors takes Range out of a page's hands",
    }
}

fn needs_send(plan: &Plan, runs: &[EngineRun]) -> Option<String> {
    let is_held_back = runs.iter().any(|run| matches!(run.ended, Ended::NotSent(NotSent::NeedsSend, _)));
    (is_held_back && !plan.send && plan.tape.is_none()).then(|| {
        "a request that may change something is not sent unless you say so: add `--send` to see the answer itself"
            .to_owned()
    })
}

fn standard_refuses(plan: &Plan, runs: &[EngineRun]) -> Option<String> {
    use super::conclusion::Conclusion::Blocked;
    let refuses = |run: &EngineRun| run.conclusion() == Blocked;
    let (standard, browsers): (Vec<_>, Vec<_>) = runs.iter().partition(|run| run.engine == Engine::Standard);
    let is_alone =
        !browsers.is_empty() && standard.into_iter().any(refuses) && !browsers.into_iter().any(refuses);
    (is_alone && !plan.engines.standard_counts).then(|| {
        "warning: the standard refuses what these browsers let pass; mend the server before they follow the standard"
            .to_owned()
    })
}

fn authorization_wildcard(runs: &[EngineRun]) -> Option<String> {
    let is_covered = |run: &&EngineRun| {
        run.verdict()
            .is_some_and(|verdict| verdict.warnings.contains(&Warning::AuthorizationCoveredByWildcard))
    };
    let engines: Vec<&str> = runs.iter().filter(is_covered).map(|run| run.engine.as_str()).collect();
    (!engines.is_empty()).then(|| {
        format!(
            "warning: {} let `Access-Control-Allow-Headers: *` cover Authorization, which the standard does not: \
             list it by its name",
            engines.join(", ")
        )
    })
}

/// [Local Network Access](https://wicg.github.io/local-network-access/): a public page asks a private address.
fn local_network(plan: &Plan, exchanges: &[Recorded]) -> Option<String> {
    let origin = &plan.init.origin;
    let peer = exchanges.iter().filter_map(|recorded| recorded.peer).find(|peer| is_local(peer.ip()))?;
    if !is_public_origin(origin) {
        return None;
    }
    let address = peer.ip();
    Some(if origin.scheme() == Some("https") {
        format!(
            "Local Network Access: {address} is private, and the page is public: Chromium asks the user for permission \
             before it sends anything"
        )
    } else {
        format!(
            "Local Network Access: {address} is private, and the page is public and not on https: Chromium refuses to \
             ask it"
        )
    })
}

/// What of WebKit was recorded in a port, and left out.
fn port(runs: &[EngineRun]) -> Option<String> {
    let webkit = runs.iter().find(|run| run.engine == Engine::WebKit)?;
    let recorded = webkit.engine.profile();
    let left_out: Vec<&str> = recorded
        .deviations
        .iter()
        .filter(|deviation| deviation.scope == profile::Scope::Port)
        .map(|deviation| deviation.name)
        .collect();
    Some(format!(
        "webkit stands for Safari, and was recorded in {}: what only that port does is left out ({})",
        recorded.version,
        left_out.join(", ")
    ))
}
