//! `corslet check`, headless Chromium and headless Firefox ask the same real servers, and must agree.
//!
//! A part of the servers is asked by default, all of them with `CORSLET_LIVE=all`, and those that it names with
//! `CORSLET_LIVE=nginx,Caddy`.
#![allow(clippy::panic, clippy::unwrap_used)]

mod live {
    pub(crate) mod browser;
    pub(crate) mod certificate;
    #[allow(dead_code, reason = "the first fix watches the console too")]
    pub(crate) mod chromium;
    pub(crate) mod compare;
    pub(crate) mod firefox;
    pub(crate) mod headless;
    pub(crate) mod marionette;
    pub(crate) mod outcome;
    pub(crate) mod pages;
    pub(crate) mod pipe;
    pub(crate) mod ports;
    pub(crate) mod process;
    pub(crate) mod program;
    pub(crate) mod request;
    pub(crate) mod said;
    pub(crate) mod scratch;
    pub(crate) mod servers;
    pub(crate) mod told;
    pub(crate) mod versions;
}

use std::io::Write;

use live::certificate::Certificate;
use live::chromium::{self, Chromium};
use live::compare::Side;
use live::firefox::{self, Firefox};
use live::outcome::Outcome;
use live::pages::Pages;
use live::program::installed;
use live::servers::{Place, SERVERS, Server};
use live::versions::Age;

/// The whole has at least so many requests and, of each server, so many set-ups.
const WHOLE: [usize; 2] = [300, 8];

fn chosen() -> Vec<&'static Server> {
    let wanted = std::env::var("CORSLET_LIVE").unwrap_or_default();
    let is_named = |name: &str| wanted.split(',').any(|one| one.eq_ignore_ascii_case(name));
    let chosen: Vec<_> = SERVERS
        .iter()
        .copied()
        .filter(|server| match wanted.as_str() {
            "" => server.in_part,
            "all" => true,
            _ => is_named(server.name),
        })
        .collect();
    assert!(!chosen.is_empty(), "CORSLET_LIVE={wanted}: no such server");
    chosen
}

/// Past the test harness, which would keep it to itself.
fn say(text: &str) {
    std::io::stderr().write_all(text.as_bytes()).unwrap();
}

/// The servers that can be asked. Where CI is set, anything missing fails the test; elsewhere it is said aloud.
fn ready() -> Vec<&'static Server> {
    let mut missing = Vec::new();
    for names in [chromium::NAMES, firefox::NAMES, &["openssl"]] {
        if installed(names).is_none() {
            missing.push(names[0].to_owned());
        }
    }
    let lacks_browsers = !missing.is_empty();
    let mut servers = chosen();
    servers.retain(|server| {
        let lacks = (server.missing)();
        let is_complete = lacks.is_empty();
        missing.extend(lacks);
        is_complete
    });
    if missing.is_empty() {
        return servers;
    }
    let missing = missing.join(", ");
    assert!(std::env::var_os("CI").is_none_or(|ci| ci.is_empty()), "missing on this machine: {missing}");
    say(&format!("NOT TESTED against real browsers and servers; missing here: {missing}\n"));
    if lacks_browsers { Vec::new() } else { servers }
}

#[test]
fn corslet_and_the_browsers_agree_on_real_servers() {
    let servers = ready();
    if servers.is_empty() {
        return;
    }
    let certificate = Certificate::issue().unwrap();
    let pages = [Pages::start(None).unwrap(), Pages::start(Some(&certificate)).unwrap()];
    let authority = certificate.authority();
    let start: [Box<dyn Fn() -> Result<Side, String> + Sync>; 2] = [
        Box::new(|| Side::new(Box::new(Chromium::start(&certificate)?), &pages, &authority)),
        Box::new(|| Side::new(Box::new(Firefox::start(&certificate)?), &pages, &authority)),
    ];
    let mut sides = std::thread::scope(|scope| {
        let starting = start.each_ref().map(|start| scope.spawn(start));
        starting.map(|side| side.join().unwrap().unwrap())
    });
    for (pages, certificate) in pages.iter().zip([None, Some(&certificate)]) {
        let front = pages.front();
        for &server in &servers {
            let running = server.start(Place { front: &front, certificate }).unwrap();
            std::thread::scope(|scope| {
                for side in &mut sides {
                    scope.spawn(|| side.ask(server, &running.origin, pages));
                }
            });
        }
    }
    conclude(&sides.map(|side| side.outcome));
}

fn conclude(outcomes: &[Outcome]) {
    let is_whole = std::env::var("CORSLET_LIVE").is_ok_and(|wanted| wanted == "all");
    let mut complaints = Vec::new();
    for outcome in outcomes {
        say(&outcome.table());
        if is_whole {
            let [requests, setups] = WHOLE;
            assert!(outcome.requests() >= requests, "{} requests", outcome.requests());
            for (server, has) in outcome.setups() {
                assert!(has >= setups, "{server} has {has} set-ups");
            }
        }
        match outcome.complaint() {
            // The profile is renewed by a recording, and whoever runs the whole is told to make one.
            Some((Age::Newer, complaint)) if !is_whole => say(&format!("{complaint}\n")),
            Some((_, complaint)) => complaints.push(complaint),
            None => {}
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n\n"));
}
