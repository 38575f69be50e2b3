//! The audit against servers in memory: of each fault the root cause and nothing else, of correct servers nothing.
#![allow(clippy::panic, clippy::unwrap_used)]

mod server {
    pub(crate) mod anybody;
    pub(crate) mod comparing;
    pub(crate) mod nearby;
    pub(crate) mod row;
    pub(crate) mod simulated;
}

use corslet_inspect::audit::{Depth, Report, Section};
use corslet_inspect::audits::ALL;
use proptest::prelude::*;
use server::row::{Row, trusting};
use server::simulated::Server;

/// The most requests for a server that trusts nobody, and for any.
const MOST_SILENT: usize = 120;
const MOST: usize = 150;

fn rows() -> Vec<Row> {
    let mut rows = server::anybody::rows();
    rows.extend(server::comparing::rows());
    rows.extend(server::nearby::rows());
    rows
}

fn audit(row: &Row, depth: Depth, seed: u64) -> Report {
    let server = Server { url: row.url, settings: row.settings.clone(), answer: &*row.answer };
    server.audit(depth, seed)
}

/// The ids of the findings about trust.
fn found(report: &Report) -> Vec<&'static str> {
    let is_trust = |id: &str| ALL.iter().any(|rule| rule.id == id && rule.section == Section::Trust);
    let mut ids: Vec<&str> =
        report.findings.iter().map(|finding| finding.id).filter(|id| is_trust(id)).collect();
    ids.sort_unstable();
    ids
}

fn wanted(row: &Row) -> Vec<&'static str> {
    let mut ids = row.expected.to_vec();
    ids.sort_unstable();
    ids
}

#[test]
fn each_fault_is_found_once_and_nothing_else() {
    let mut problems = Vec::new();
    for row in rows() {
        for seed in 0..2 {
            let report = audit(&row, Depth::Full, seed);
            let found = found(&report);
            if found != wanted(&row) {
                problems.push(format!(
                    "{} at {}: {found:?}, not {:?} (seed {seed})",
                    row.what, row.url, row.expected
                ));
            }
            if report.requests > MOST {
                problems.push(format!("{} at {}: {} requests", row.what, row.url, report.requests));
            }
        }
    }
    assert!(rows().len() >= 120 && problems.is_empty(), "{} rows\n  {}", rows().len(), problems.join("\n  "));
}

#[test]
fn a_quick_audit_asks_little_and_says_what_it_did_not_ask() {
    let mut problems = Vec::new();
    for row in rows() {
        let report = audit(&row, Depth::Quick, 7);
        // It sees less, and of what it sees it knows the root cause.
        let found = found(&report);
        let is_wrong = found.iter().any(|id| !row.expected.contains(id));
        if report.requests > 25 || is_wrong {
            problems.push(format!("{} at {}: {} requests, {found:?}", row.what, row.url, report.requests));
        }
        if !row.expected.contains(&"reflect-any") && report.not_asked.is_empty() {
            problems.push(format!("{} at {}: nothing is said to be left", row.what, row.url));
        }
    }
    assert!(problems.is_empty(), "\n  {}", problems.join("\n  "));
}

#[test]
fn a_silent_server_is_cleared_in_120_requests() {
    for url in
        ["https://api.shop.com/a/b?c=d", "https://shop.com/", "https://api.shop.co.uk/x", "http://shop.com/x"]
    {
        let report = audit(&trusting("nobody", url, &[], |_| false), Depth::Full, 3);
        assert!(report.requests <= MOST_SILENT, "{url}: {} requests", report.requests);
        assert!(report.not_asked.is_empty(), "{url}: {:?}", report.not_asked);
    }
}

#[test]
fn what_a_page_can_read_is_proved() {
    for row in rows() {
        for finding in audit(&row, Depth::Full, 5).findings {
            let is_about_trust = wanted(&row).contains(&finding.id);
            // At a redirect nothing is read yet.
            let needs_none = ["static-third-party", "lenient-compare"].contains(&finding.id)
                || row.what.starts_with("redirects");
            if is_about_trust && !needs_none {
                let engines = finding.proof.as_ref().map(|proof| proof.engines().count());
                assert!(engines > Some(0), "{} at {}: {} is not proved", row.what, row.url, finding.id);
            }
        }
    }
}

fn an_origin() -> impl Strategy<Value = String> {
    let host = prop_oneof![
        Just("shop.com".to_owned()),
        "(app|www|admin|m|api|pay|[a-z]{3,9})\\.shop\\.com",
        "[a-z]{3,9}\\.(partner|front)\\.(com|net|io)",
        "[a-z]{3,9}\\.shop\\.(de|fr|co\\.uk)",
    ];
    (host, proptest::option::of(1024_u16..65535)).prop_map(|(host, port)| match port {
        Some(port) => format!("https://{host}:{port}"),
        None => format!("https://{host}"),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn of_a_correct_list_nothing_is_found(
        list in proptest::collection::vec(an_origin(), 0..8),
        is_known in any::<bool>(),
        seed in any::<u64>(),
    ) {
        let known = list.clone();
        let row = trusting("a list", "https://api.shop.com/account", &[], move |origin| {
            list.iter().any(|one| one == origin)
        })
        .with(|settings| if is_known { settings.trusted_origins = known.clone() });
        let report = audit(&row, Depth::Full, seed);
        prop_assert_eq!(found(&report), Vec::<&str>::new());
        prop_assert!(report.requests <= MOST);
    }
}
