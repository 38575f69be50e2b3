//! `corslet check`, headless Chromium and headless Firefox send the same cookies over https, between several sites.
#![allow(clippy::panic, clippy::unwrap_used)]

#[allow(dead_code, reason = "each of the tests with browsers uses a part of it")]
mod live {
    pub(crate) mod browser;
    pub(crate) mod certificate;
    pub(crate) mod chromium;
    pub(crate) mod firefox;
    pub(crate) mod headless;
    pub(crate) mod marionette;
    pub(crate) mod pages;
    pub(crate) mod pipe;
    pub(crate) mod program;
    pub(crate) mod request;
    pub(crate) mod scratch;
    pub(crate) mod told;
}
mod cookies {
    pub(crate) mod ask;
    pub(crate) mod namespace;
    pub(crate) mod rows;
    pub(crate) mod site;
}

use std::io::Write;
use std::path::Path;

use cookies::ask::{Corslet, by_browser};
use cookies::namespace;
use cookies::rows::{hosts, rows};
use cookies::site::Site;
use live::browser::Browser;
use live::certificate::Certificate;
use live::chromium::{self, Chromium};
use live::firefox::{self, Firefox};
use live::pages;
use live::program::installed;

const TEST: &str = "corslet_and_the_browsers_send_the_same_cookies";

/// Each browser is asked at least so often.
const REQUESTS: usize = 60;

/// Past the test harness, which would keep it to itself.
fn say(text: &str) {
    std::io::stderr().write_all(text.as_bytes()).unwrap();
}

/// Whether everything is here. Where CI is set, anything missing fails the test; elsewhere it is said aloud.
fn is_ready() -> bool {
    let programs = [chromium::NAMES, firefox::NAMES, &["openssl"]].into_iter().chain(namespace::PROGRAMS);
    let mut missing: Vec<String> =
        programs.filter(|names| installed(names).is_none()).map(|names| names[0].to_owned()).collect();
    if missing.is_empty() {
        missing.extend(namespace::refusal());
    }
    if missing.is_empty() {
        return true;
    }
    let missing = missing.join(", ");
    assert!(std::env::var_os("CI").is_none_or(|ci| ci.is_empty()), "missing on this machine: {missing}");
    say(&format!("NOT TESTED with the cookies of real browsers; missing here: {missing}\n"));
    false
}

#[test]
fn corslet_and_the_browsers_send_the_same_cookies() {
    if namespace::is_inside() {
        compare();
    } else if is_ready() {
        let hosts = hosts();
        namespace::run_inside(TEST, &hosts.iter().map(String::as_str).collect::<Vec<_>>()).unwrap();
    }
}

type Start = fn(&Certificate) -> Result<Box<dyn Browser>, String>;

/// Every browser, and what it is told to do with third parties' cookies: as it is installed, and by each other setting.
const SETTINGS: [(Option<&str>, Start); 5] = [
    (Some("block"), |certificate| {
        let preferences = r#"{"profile": {"cookie_controls_mode": 1, "block_third_party_cookies": true}}"#;
        Ok(Box::new(Chromium::start_with(certificate, preferences)?))
    }),
    (Some("allow"), |certificate| {
        let preferences = r#"{"profile": {"cookie_controls_mode": 0, "block_third_party_cookies": false}}"#;
        Ok(Box::new(Chromium::start_with(certificate, preferences)?))
    }),
    (None, |certificate| Ok(Box::new(Firefox::start(certificate)?))),
    (Some("allow"), |certificate| {
        let line = "user_pref(\"network.cookie.cookieBehavior\", 0);\n";
        Ok(Box::new(Firefox::start_with(certificate, line)?))
    }),
    (Some("block"), |certificate| {
        let line = "user_pref(\"network.cookie.cookieBehavior\", 1);\n";
        Ok(Box::new(Firefox::start_with(certificate, line)?))
    }),
];

fn compare() {
    let certificate = Certificate::issue().unwrap();
    let site = Site::start(&pages::tls(&certificate).unwrap()).unwrap();
    let authority = certificate.authority();
    let differences = std::thread::scope(|scope| {
        let sides = SETTINGS.map(|(third_parties, start)| {
            let (certificate, authority, site) = (&certificate, &authority, &site);
            scope.spawn(move || {
                start(certificate)
                    .and_then(|mut browser| differences(&mut *browser, third_parties, authority, site))
            })
        });
        sides.map(|side| side.join().unwrap().unwrap())
    });
    let differences = differences.concat();
    assert!(differences.is_empty(), "{} differ:\n{}", differences.len(), differences.join("\n"));
}

fn differences(
    browser: &mut dyn Browser,
    third_parties: Option<&'static str>,
    authority: &Path,
    site: &Site,
) -> Result<Vec<String>, String> {
    let corslet = Corslet::new(browser.engine(), third_parties, authority, site)?;
    let setting = third_parties.unwrap_or("installed");
    let side = format!("{}, third parties {setting}", browser.engine());
    let (rows, accounts) = (rows(), by_browser(&side, browser, site)?);
    assert_eq!(rows.len(), accounts.len());
    let mut differences = Vec::new();
    let (mut requests, mut cookies) = (0, 0);
    for (index, (row, browsers)) in rows.iter().zip(&accounts).enumerate() {
        let corslets = corslet.ask(index, row)?;
        let over_https = browsers.arrivals.iter().filter(|arrival| arrival.url.starts_with("https:"));
        requests += over_https.clone().count();
        cookies += over_https
            .filter_map(|arrival| arrival.cookie.as_ref())
            .map(|all| all.split("; ").count())
            .sum::<usize>();
        if *browsers != corslets {
            differences.push(format!("{side} {row:?}\n  browser: {browsers:?}\n  corslet: {corslets:?}"));
        }
    }
    say(&format!(
        "{side} ({}): {} rows, {requests} requests over https, {cookies} cookies; {} rows differ\n",
        browser.version(),
        rows.len(),
        differences.len()
    ));
    assert!(requests >= REQUESTS, "{side} was asked {requests} times");
    Ok(differences)
}
