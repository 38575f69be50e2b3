//! The line that says what curl gets and what the page gets: where everybody starts to wonder.

use corslet::browser::Engine;
use corslet::verdict::Kind;

use super::page_gets::page_gets;
use crate::check::recording::{Came, Recorded};
use crate::check::report::Report;

/// `curl gets 200 and the body; a page on https://app.example gets TypeError: Failed to fetch`.
pub(super) fn curl_line(report: &Report) -> String {
    let origin = &report.plan.init.origin;
    let who = if origin.is_opaque() {
        "a page with an opaque origin".to_owned()
    } else {
        format!("a page on {origin}")
    };
    let page = match page(report) {
        Some(gets) => format!("{who} gets {gets}"),
        None => format!("what {who} gets is not known before it is sent"),
    };
    format!("{}; {page}", curl(report))
}

fn curl(report: &Report) -> String {
    let actual = |hop: usize| {
        report
            .exchanges
            .iter()
            .find(|recorded| recorded.exchange.kind == Kind::Actual && recorded.exchange.hop == hop)
    };
    let method = report.plan.method();
    let Some(first) = actual(0) else {
        return format!("curl asks nobody's permission and would send the {method} at once");
    };
    let answer = |recorded: &Recorded| match &recorded.came {
        Came::Head(head) if method == "HEAD" || head.status.is_null_body() => head.status.to_string(),
        Came::Head(head) => format!("{} and the body", head.status),
        Came::Failed(_) => "no answer either".to_owned(),
        Came::NotSent(_) => "what the server answers".to_owned(),
    };
    match &first.came {
        Came::NotSent(_) => format!("curl asks nobody's permission and would send the {method} at once"),
        Came::Head(head) if head.status.is_redirect() && head.headers.contains("location") => {
            let hops =
                report.exchanges.iter().map(|recorded| recorded.exchange.hop).max().unwrap_or_default();
            match actual(hops).filter(|_| hops > 0) {
                Some(last) => format!("curl gets {}, and curl -L {}", head.status, answer(last)),
                None => format!("curl gets {} and its Location", head.status),
            }
        }
        _ => format!("curl gets {}", answer(first)),
    }
}

/// What the page gets: once, or browser by browser where they differ.
fn page(report: &Report) -> Option<String> {
    let has_browser = report.runs.iter().any(|run| run.engine != Engine::Standard);
    let mut groups: Vec<(String, Vec<&str>)> = Vec::new();
    let mut conclusions = Vec::new();
    for run in report.runs.iter().filter(|run| !has_browser || run.engine != Engine::Standard) {
        let gets = page_gets(run)?;
        conclusions.push(run.conclusion());
        match groups.iter_mut().find(|(known, _)| *known == gets) {
            Some((_, engines)) => engines.push(run.engine.as_str()),
            None => groups.push((gets, vec![run.engine.as_str()])),
        }
    }
    let agree = conclusions.windows(2).all(|pair| pair[0] == pair[1]);
    if agree {
        // The browsers word the same error differently; one wording is enough.
        return groups.into_iter().next().map(|(first, _)| first);
    }
    let listed: Vec<String> =
        groups.iter().map(|(gets, engines)| format!("{gets} in {}", engines.join(", "))).collect();
    Some(listed.join(", "))
}
