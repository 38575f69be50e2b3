//! The order of the report.

use std::fmt::{self, Write};

use corslet::browser::{Api, Destination, EmbedderPolicy, handshake_url};
use corslet::words::Origin;

use super::curl_line::curl_line;
use super::sheet::{Look, Sheet};
use super::style::{FAINT, HEADING, NAME};
use super::text::shown;
use super::{
    as_curl, checks, cookies, diagnosis, failures, readable, repeats, timeline, verdicts, waterfall,
};
use crate::check::report::Report;

/// The whole report, coloured.
pub(crate) fn write(report: &Report, look: Look, with_curl: bool) -> String {
    let mut out = Sheet::new(look);
    // Writing to a string cannot fail.
    let _ = sections(&mut out, report, with_curl);
    out.into_text()
}

fn sections(out: &mut Sheet, report: &Report, with_curl: bool) -> fmt::Result {
    head(out, report)?;
    waterfall::write(out, report)?;
    timeline::write(out, report)?;
    writeln!(out)?;
    verdicts::write(out, report)?;
    diagnosis::write(out, report)?;
    verdicts::consoles(out, report)?;
    failures::write(out, report)?;
    readable::write(out, report)?;
    cookies::write(out, report)?;
    repeats::write(out, report)?;
    checks::write(out, report)?;
    if with_curl {
        as_curl::write(out, report)?;
    }
    writeln!(out)?;
    writeln!(out, "{}", out.wrapped(&shown(&report.redactor.text(&curl_line(report))), 0))?;
    writeln!(out, "\n{HEADING}notes{HEADING:#}")?;
    for note in &report.notes {
        let text = out.wrapped(&shown(&report.redactor.text(note)), 4);
        writeln!(out, "  {FAINT}-{FAINT:#} {}", text.trim_start())?;
    }
    Ok(())
}

fn head(out: &mut Sheet, report: &Report) -> fmt::Result {
    let init = &report.plan.init;
    let target = Origin::of(&handshake_url(report.plan.url.clone()));
    let difference = init.origin.difference(&target);
    let first =
        if difference.is_none() { difference.to_string() } else { format!("cross-origin: {difference}") };
    writeln!(out, "{HEADING}{}{HEADING:#}", out.wrapped(&first, 0))?;
    let url = shown(&report.redactor.text(report.plan.url.as_str()));
    writeln!(out, "{NAME}{}{NAME:#} {url}", shown(&report.plan.method()))?;
    writeln!(out, "{FAINT}{}{FAINT:#}\n", out.wrapped(&how(report), 0))
}

/// What asks, and in which modes.
fn how(report: &Report) -> String {
    let init = &report.plan.init;
    let modes = format!(
        "mode {}, credentials {}, redirect {}",
        init.mode.unwrap_or_default().as_str(),
        init.credentials.unwrap_or_default().as_str(),
        init.redirect.unwrap_or_default().as_str()
    );
    let around = around(report);
    match init.api {
        Api::Fetch => modes + &around,
        Api::Xhr { upload_listener: true } => {
            format!("XMLHttpRequest with an upload listener, {modes}{around}")
        }
        Api::Xhr { upload_listener: false } => format!("XMLHttpRequest, {modes}{around}"),
        Api::Element { element, crossorigin } => {
            let attribute =
                crossorigin.map_or(String::new(), |value| format!(" crossorigin={}", value.as_str()));
            let mut asks: Vec<(String, Vec<&str>)> = Vec::new();
            for run in &report.runs {
                let Some(verdict) = run.verdict() else { continue };
                let (mode, credentials) = (verdict.request.mode, verdict.request.credentials);
                let modes = format!("mode {}, credentials {}", mode.as_str(), credentials.as_str());
                match asks.iter_mut().find(|(known, _)| *known == modes) {
                    Some((_, engines)) => engines.push(run.engine.as_str()),
                    None => asks.push((modes, vec![run.engine.as_str()])),
                }
            }
            let is_one = asks.len() == 1;
            let asks: Vec<String> = asks
                .into_iter()
                .map(
                    |(modes, engines)| {
                        if is_one { modes } else { format!("{modes} in {}", engines.join(", ")) }
                    },
                )
                .collect();
            let destination = match element.row().destination {
                Destination::Empty => "empty",
                destination => destination.as_str(),
            };
            format!("{element}{attribute}, destination {destination}: {}{around}", asks.join("; "))
        }
    }
}

/// The page around the request, where it was said: its frame, its policies, its browser's setting.
fn around(report: &Report) -> String {
    let (init, plan) = (&report.plan.init, &report.plan);
    let mut words = Vec::new();
    if let Some(top) = &init.top_level_origin {
        words.push(format!("in a frame of {top}"));
    }
    if let Some(setting) = plan.third_party_cookies {
        words.push(format!("third-party cookies: {}", setting.as_str()));
    }
    if init.policies.embedder_policy != EmbedderPolicy::UnsafeNone {
        words.push(format!("embedder policy {}", init.policies.embedder_policy.as_str()));
    }
    if init.policies.upgrades_insecure_requests {
        words.push("insecure requests are upgraded".to_owned());
    }
    if plan.page_headers.contains("referrer-policy") {
        words.push(format!("the page's referrer policy {}", init.policies.referrer_policy.as_str()));
    }
    words.into_iter().map(|word| format!("; {word}")).collect()
}
