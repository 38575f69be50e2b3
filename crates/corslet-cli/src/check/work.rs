//! What is to be done: checks, a comparison, a recording, a batch; of flags or of a pasted request.

use std::path::PathBuf;

use corslet::browser::is_websocket_url;
use corslet_inspect::diagnoses::case::{Form, Said};

use super::arguments::Arguments;
use super::compare::Compare;
use super::fill::fill;
use super::from_har;
use super::input::plans;
use super::paste::{self, Source};
use super::plan::Plan;
use super::problem::Problem;

/// What is to be done.
pub(crate) enum Work {
    /// One check for each origin.
    Checks(Vec<Plan>),
    /// One check in several ways.
    Compared(Box<Plan>, Compare),
    /// One check of what was recorded: the first of these that is blocked.
    Recorded(Vec<Plan>),
    /// One check for each line of a file.
    Batch(PathBuf),
}

/// What the arguments want checked: live, recorded or pasted.
///
/// # Errors
/// Everything that is wrong.
pub(super) fn work(arguments: &Arguments) -> Result<Work, Vec<Problem>> {
    if let Some(source) = paste::source(arguments) {
        return pasted(arguments, &source);
    }
    let compare = Compare {
        addresses: arguments.all_addresses,
        versions: arguments.network.http1 && arguments.network.http2,
    };
    if compare.is_wanted() {
        return compared(arguments, compare);
    }
    let Some(written) = &arguments.from_har else { return plans(arguments).map(Work::Checks) };
    let problem = |what: String| vec![Problem::new("--from-har", written.to_string_lossy(), what)];
    let choices = from_har::choose(written, arguments.url.as_deref()).map_err(problem)?;
    let mut recorded = Vec::new();
    let mut first = None;
    for choice in choices {
        match plans(&fill(arguments, choice.arguments)) {
            Ok(plans) => recorded.extend(plans.into_iter().map(|plan| Plan {
                tape: Some(choice.tape.clone()),
                said: Said { form: Some(Form::Har), fails_in_browser: choice.is_refused, ..Said::default() },
                remarks: choice.remarks.iter().chain(&plan.remarks).cloned().collect(),
                ..plan
            })),
            Err(problems) => first = first.or(Some(problems)),
        }
    }
    match first {
        Some(problems) if recorded.is_empty() => Err(problems),
        _ => Ok(Work::Recorded(recorded)),
    }
}

/// What a pasted request wants checked, where the flags do not say otherwise.
fn pasted(arguments: &Arguments, source: &Source<'_>) -> Result<Work, Vec<Problem>> {
    let paste::Read { arguments: mut read, body, remarks, said } =
        paste::as_arguments(source.read()?, arguments);
    // A URL that is written beside it wins; the dash is none.
    if let Some(url) = arguments.url.as_ref().filter(|url| *url != "-") {
        read.url = Some(url.clone());
    }
    let flags = Arguments { url: None, paste: None, words: Vec::new(), ..arguments.clone() };
    let keeps_body = flags.request.data.0.is_empty() && !flags.request.head && flags.page.element.is_none();
    let dress = |plan: Plan| {
        let mut plan = Plan {
            said: said.clone(),
            remarks: remarks.iter().chain(&plan.remarks).cloned().collect(),
            ..plan
        };
        if let Some((bytes, kind)) = body.clone().filter(|_| keeps_body) {
            (plan.body, plan.init.body) = (Some(bytes), Some(kind));
        }
        plan
    };
    Ok(match work(&fill(&flags, read))? {
        Work::Checks(plans) => Work::Checks(plans.into_iter().map(dress).collect()),
        Work::Compared(plan, compare) => Work::Compared(Box::new(dress(*plan)), compare),
        other => other,
    })
}

/// One plan to be run in several ways.
fn compared(arguments: &Arguments, compare: Compare) -> Result<Work, Vec<Problem>> {
    let mut plans = plans(arguments)?;
    let mut problems = Vec::new();
    let flag = if compare.addresses { "--all-addresses" } else { "--http1.1 --http2" };
    if plans.len() > 1 {
        let what = "it compares answers to one origin: write --origin once";
        problems.push(Problem::conflict(flag, what));
    }
    if arguments.from_har.is_some() {
        let what = "nothing is asked with --from-har, so there is nothing to compare: leave out one of them";
        problems.push(Problem::conflict(flag, what));
    }
    let is_tls = plans.first().is_some_and(|plan| plan.url.scheme() == "https");
    let is_websocket = plans.iter().any(|plan| plan.opens_websocket() || is_websocket_url(&plan.url));
    if is_websocket {
        let what = "nothing is asked of a WebSocket, so there is nothing to compare: leave it out";
        problems.push(Problem::conflict(flag, what));
    } else if compare.versions && !is_tls {
        let what = "HTTP/2 is spoken behind TLS, where the server offers it: write an https URL, or leave out one of them";
        problems.push(Problem::conflict("--http1.1 --http2", what));
    }
    match plans.pop() {
        Some(plan) if problems.is_empty() => Ok(Work::Compared(Box::new(plan), compare)),
        _ => Err(problems),
    }
}
