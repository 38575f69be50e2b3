//! Servers in memory, each with one fault or one trap, go through the whole audit: exactly the fault is found.
#![allow(clippy::panic, clippy::unwrap_used)]

mod audit_values {
    pub(crate) mod caching;
    pub(crate) mod leftovers;
    pub(crate) mod protocol;
    pub(crate) mod server;
    pub(crate) mod values;
}

use audit_values::server::{Row, audit, good, none};
use audit_values::{caching, leftovers, protocol, values};

/// The most requests that one such server is asked, whatever is wrong with it.
const MOST: usize = 150;

fn check(rows: &[Row]) {
    let mut problems = Vec::new();
    for row in rows {
        let report = audit(row);
        let mut found: Vec<&str> = report.findings.iter().map(|finding| finding.id).collect();
        found.sort_unstable();
        let mut expected = row.expected.to_vec();
        expected.sort_unstable();
        if found != expected {
            problems.push(format!("{}: found {found:?}, expected {expected:?}", row.name));
        }
        if report.requests > MOST {
            problems.push(format!("{}: {} requests", row.name, report.requests));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn values_and_credentials() {
    check(&values::rows());
}

#[test]
fn caching() {
    check(&caching::rows());
}

#[test]
fn preflights_and_the_protocol() {
    check(&protocol::rows());
}

#[test]
fn access_control_and_leftovers() {
    check(&leftovers::rows());
}

#[test]
fn a_silent_server_is_not_asked_without_end() {
    for (row, most) in [(none(), 120), (Row::new("a correct list", &[], good), MOST)] {
        let report = audit(&row);
        assert!(report.findings.is_empty() && report.requests <= most, "{}: {}", row.name, report.requests);
        assert!(report.not_asked.is_empty(), "{:?}", report.not_asked);
    }
}

#[test]
fn what_these_rules_ask_a_silent_server_is_little() {
    let ids = [
        "wildcard-public",
        "wildcard-with-credentials",
        "acac-invalid",
        "acao-multiple",
        "acao-invalid",
        "wildcard-literal-credentials",
        "acah-star-authorization",
        "vary-missing",
        "preflight-reflect",
        "preflight-actual-mismatch",
        "preflight-status",
        "preflight-redirect",
        "acam-reflect",
        "acah-reflect",
        "methods-overbroad",
        "headers-overbroad",
        "maxage-excessive",
        "maxage-invalid",
        "expose-useless",
        "error-no-cors",
        "private-network-allow",
        "origin-as-access-control",
        "origin-error",
        "legacy-crossdomain",
        "jsonp",
    ];
    let report = audit(&none());
    let asked =
        report.evidence.asked().iter().filter(|asked| asked.ids.iter().any(|id| ids.contains(id))).count();
    assert!(asked <= 35, "{asked} requests");
}

/// Every rule of these sections is found on some server here.
#[test]
fn every_rule_is_found_somewhere() {
    use corslet_inspect::audit::Section;
    let rows = [values::rows(), caching::rows(), protocol::rows(), leftovers::rows()].concat();
    for rule in corslet_inspect::audits::ALL.iter().filter(|rule| rule.section != Section::Trust) {
        assert!(rows.iter().any(|row| row.expected.contains(&rule.id)), "{}", rule.id);
    }
}
