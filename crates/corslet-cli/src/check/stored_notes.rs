//! What became of the cookies and the login that the browser has: sent, or kept back and why.

use std::collections::BTreeSet;

use corslet::browser::{Api, CredentialsMode};
use corslet::verdict::{Exchange, Kind};
use corslet::words::same_site_as_url;

use super::plan::Plan;
use super::recording::Recorded;
use super::report::Report;

/// The notes about `-b` and `-u`, and about credentials of which there are none.
pub(super) fn notes(report: &Report) -> Vec<String> {
    let plan = &report.plan;
    let actual: Vec<&Recorded> =
        report.exchanges.iter().filter(|recorded| recorded.exchange.kind == Kind::Actual).collect();
    let mut notes = Vec::new();
    if plan.stored.is_empty() {
        let may_carry = actual.iter().any(|recorded| recorded.exchange.credentials);
        if may_carry && plan.init.credentials == Some(CredentialsMode::Include) {
            notes.push(
                "credentials: the browser has no cookie here (give it some with -b), so the server answers as to a user \
                 who is not logged in"
                    .to_owned(),
            );
        }
        return notes;
    }
    if !plan.stored.cookies.is_empty() {
        notes.extend(held_back(
            "-b: no cookie",
            "Cookie",
            "no cookie of -b is for this host and path",
            plan,
            &actual,
        ));
        let crosses = |recorded: &&&Recorded| {
            has(recorded, "Cookie") && !same_site_as_url(&plan.init.origin, &recorded.exchange.url)
        };
        if actual.iter().any(|recorded| crosses(&recorded)) {
            notes.push(
                "-b: these cookies go to another site. A browser sends them there only when they are SameSite=None; \
                 Secure, and where it does not block third-party cookies; -b does not say what they are"
                    .to_owned(),
            );
        }
    }
    if plan.stored.login.is_some() {
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
