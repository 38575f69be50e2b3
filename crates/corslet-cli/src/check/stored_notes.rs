//! What became of the cookies and the login that the browser has: sent, or kept back and why.

use std::collections::BTreeSet;
use std::time::Duration;

use corslet::browser::cookies::{DefaultSameSite, ThirdPartyCookies};
use corslet::browser::{Api, CredentialsMode, Engine};
use corslet::verdict::{Exchange, Kind};
use corslet::words::same_site_as_url;

use super::cookie_account::Fate;
use super::plan::Plan;
use super::recording::Recorded;
use super::report::Report;
use super::session::Session;

/// The notes about `-b` and `-u`, and about credentials of which there are none.
pub(super) fn notes(report: &Report) -> Vec<String> {
    let plan = &report.plan;
    let actual: Vec<(usize, &Recorded)> = report
        .exchanges
        .iter()
        .enumerate()
        .filter(|(_, recorded)| recorded.exchange.kind == Kind::Actual)
        .collect();
    let mut notes = Vec::new();
    if plan.stored.is_empty() {
        let may_carry = actual.iter().any(|(_, recorded)| recorded.exchange.credentials);
        if may_carry && plan.init.credentials == Some(CredentialsMode::Include) {
            notes.push(
                "credentials: the browser has no cookie here (give it some with -b), so the server answers as to a user \
                 who is not logged in"
                    .to_owned(),
            );
        }
    }
    if !plan.stored.cookies.is_empty() {
        // Where a cookie of the jar stays, the account of the cookies says why.
        let explained = |index: usize| {
            report
                .cookies
                .iter()
                .any(|account| account.exchange == index && matches!(account.fate, Fate::Stays(_)))
        };
        let unexplained: Vec<&Recorded> = actual
            .iter()
            .filter(|(index, recorded)| !recorded.exchange.credentials || !explained(*index))
            .map(|(_, recorded)| *recorded)
            .collect();
        let unfit = "no cookie of -b is for this host";
        notes.extend(held_back("-b: no cookie", "Cookie", unfit, plan, &unexplained));
        notes.extend(not_kept(report));
        notes.extend(without_same_site(report, &actual));
    }
    notes.extend(safari(report, &actual));
    if plan.stored.login.is_some() {
        let actual: Vec<&Recorded> = actual.iter().map(|(_, recorded)| *recorded).collect();
        notes.extend(held_back(
            "-u: no Authorization",
            "Authorization",
            "it is stored for the URL's own origin, and a header of the page's own comes first",
            plan,
            &actual,
        ));
    }
    notes
}

/// The cookies that a browser would not have in the first place.
fn not_kept(report: &Report) -> Vec<String> {
    let mut all: Vec<(String, String, Vec<&str>)> = Vec::new();
    for run in &report.runs {
        let filled = report.plan.stored.cookies.fill(&run.profile, Session::calendar(Duration::ZERO));
        for (name, why) in filled.refused {
            match all.iter_mut().find(|(known, reason, _)| *known == name && *reason == why) {
                Some((.., engines)) => engines.push(run.engine.as_str()),
                None => all.push((name, why, vec![run.engine.as_str()])),
            }
        }
    }
    let note = |(name, why, engines): (String, String, Vec<&str>)| {
        format!("-b: {} cannot have the cookie `{name}`: {why}", engines.join(", "))
    };
    all.into_iter().map(note).collect()
}

/// What a browser takes a cookie for that says nothing of `SameSite`.
fn without_same_site(report: &Report, actual: &[(usize, &Recorded)]) -> Option<String> {
    let plan = &report.plan;
    let names: Vec<&str> = plan
        .stored
        .cookies
        .iter()
        .filter(|written| !written.has_same_site)
        .map(|written| written.name.as_str())
        .collect();
    let first = names.first()?;
    let crosses = |(_, recorded): &(usize, &Recorded)| {
        recorded.exchange.credentials && !is_same_site(plan, &recorded.exchange)
    };
    if !actual.iter().any(crosses) {
        return None;
    }
    let (mut lax, mut none) = (Vec::new(), Vec::new());
    for run in &report.runs {
        match run.profile.cookies.default_same_site {
            DefaultSameSite::Lax => lax.push(run.engine.as_str()),
            DefaultSameSite::None => none.push(run.engine.as_str()),
        }
    }
    let taken: Vec<String> = [(lax, "Lax"), (none, "None")]
        .into_iter()
        .filter(|(engines, _)| !engines.is_empty())
        .map(|(engines, what)| format!("for {what} by {}", engines.join(", ")))
        .collect();
    Some(format!(
        "-b: a cookie without SameSite is taken {}. If the server says what it is, say so too: \
         -b 'Set-Cookie: {first}=...; SameSite=None; Secure'",
        taken.join(", and ")
    ))
}

/// Safari's rule for third parties was not recorded, and WebKit's engine alone has none.
fn safari(report: &Report, actual: &[(usize, &Recorded)]) -> Option<String> {
    let is_sent = |index: usize| {
        report.cookies.iter().any(|account| {
            account.exchange == index
                && account.engines.contains(&Engine::WebKit)
                && matches!(account.fate, Fate::Goes | Fate::Stored)
        })
    };
    let is_open = |run: &super::engine_run::EngineRun| {
        run.engine == Engine::WebKit && run.profile.cookies.third_party_cookies == ThirdPartyCookies::Allow
    };
    let is_crossing = actual
        .iter()
        .any(|(index, recorded)| !is_same_site(&report.plan, &recorded.exchange) && is_sent(*index));
    (is_crossing && report.plan.third_party_cookies.is_none() && report.runs.iter().any(is_open)).then(|| {
        "webkit: what Safari as installed does with cookies of third parties was not recorded, and they pass here; \
         --third-party-cookies block shows what happens without them"
            .to_owned()
    })
}

/// Whether the exchange stays within the site of the page and of the page around it.
fn is_same_site(plan: &Plan, exchange: &Exchange) -> bool {
    let top = plan.init.top_level_origin.as_ref().unwrap_or(&plan.init.origin);
    same_site_as_url(&plan.init.origin, &exchange.url) && same_site_as_url(top, &exchange.url)
}

fn has(recorded: &Recorded, name: &str) -> bool {
    recorded.added.iter().any(|(added, _)| added == name)
}

/// Why requests went without, each reason once.
fn held_back(what: &str, name: &str, unfit: &str, plan: &Plan, actual: &[&Recorded]) -> Vec<String> {
    let reasons: BTreeSet<String> = actual
        .iter()
        .filter(|recorded| !has(recorded, name))
        .map(|recorded| {
            let exchange = &recorded.exchange;
            let why = if exchange.credentials { unfit.to_owned() } else { mode_says_no(plan, exchange) };
            format!("{what} goes to {}: {why}", exchange.url.origin().ascii_serialization())
        })
        .collect();
    reasons.into_iter().collect()
}

fn mode_says_no(plan: &Plan, exchange: &Exchange) -> String {
    if let Api::Element { element, crossorigin } = plan.init.api {
        let attribute = crossorigin.map_or("no crossorigin attribute", |value| value.as_str());
        return format!("{element} with {attribute} sends credentials to the page's own origin only");
    }
    match plan.init.credentials.unwrap_or_default() {
        CredentialsMode::Omit => "the credentials mode is omit".to_owned(),
        _ if plan.init.origin.same_origin_as_url(&exchange.url) => {
            "a redirect has led across origins, and credentials mode same-origin stops there".to_owned()
        }
        _ => "credentials mode same-origin sends credentials to the page's own origin only. Write --credentials include, \
              as the page would; the server then has to answer with Access-Control-Allow-Credentials: true"
            .to_owned(),
    }
}
