//! `corslet audit` of a set of servers whose faults are known: what it says, and what it has to say.
//!
//! `cargo test --package corslet-cli --test audit_set -- --nocapture` prints the scoreboard. With
//! `serve --ignored --nocapture` and `CORSLET_SET_SERVE=1` the set is served until standard input ends, for other
//! auditors to be tried on it; with `CORSLET_SET_SERVE=80,443`, on these ports.
#![allow(clippy::panic, clippy::unwrap_used)]

#[allow(dead_code, reason = "the tests with browsers use more of it")]
#[path = "live/certificate.rs"]
mod certificate;
#[path = "live/ports.rs"]
mod ports;
#[path = "live/process.rs"]
mod process;
#[path = "live/program.rs"]
mod program;
#[path = "live/scratch.rs"]
mod scratch;

mod audit_set {
    pub(crate) mod api;
    pub(crate) mod attacks;
    pub(crate) mod auditor;
    pub(crate) mod board;
    pub(crate) mod listen;
    pub(crate) mod manners;
    pub(crate) mod name_server;
    pub(crate) mod processes;
    pub(crate) mod real;
    pub(crate) mod request;
    pub(crate) mod response;
    pub(crate) mod server;
    pub(crate) mod set;
    pub(crate) mod standing;
    pub(crate) mod rows {
        pub(crate) mod addresses;
        pub(crate) mod caching;
        pub(crate) mod comparing;
        pub(crate) mod fooling;
        pub(crate) mod leftovers;
        pub(crate) mod nearby;
        pub(crate) mod nulls;
        pub(crate) mod others;
        pub(crate) mod preflights;
        pub(crate) mod reflecting;
        pub(crate) mod schemes;
        pub(crate) mod several;
        pub(crate) mod specials;
        pub(crate) mod subdomains;
        pub(crate) mod values;
        pub(crate) mod wanted;
    }
}

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::sync::Arc;
use std::time::Instant;

use audit_set::attacks::{attacks, is_granted};
use audit_set::auditor::{Target, audit};
use audit_set::board::Board;
use audit_set::manners::{breaches, idle_names, is_possible};
use audit_set::request::SESSION;
use audit_set::server::{Class, Place, Server};
use audit_set::set::{IDS, local, servers};
use audit_set::standing::Standing;
use serde_json::{Value, json};

/// Past the test harness, which would keep it to itself.
fn say(text: &str) {
    std::io::stderr().write_all(text.as_bytes()).unwrap();
}

/// Whether everything is here. Where CI is set, anything missing fails the test; elsewhere it is said aloud.
fn is_ready() -> bool {
    if program::installed(&["openssl"]).is_some() {
        return true;
    }
    assert!(std::env::var_os("CI").is_none_or(|ci| ci.is_empty()), "missing on this machine: openssl");
    say("NOT TESTED: the auditor, on its set; missing here: openssl\n");
    false
}

/// Audits these; gives what is wrong besides what the scoreboard shows.
fn measure(
    title: &str,
    standing: &Standing,
    servers: &BTreeMap<String, Arc<Server>>,
    depth: &str,
) -> (Board, Vec<String>) {
    let began = Instant::now();
    let targets = standing.targets(servers);
    let said = audit(&targets, &standing.listening, &standing.authority(), depth).unwrap();
    let seconds = began.elapsed().as_secs_f64();
    let mut board = Board::default();
    for (host, server) in servers {
        board.add(host, &server.expected, &said[host]);
    }
    if depth == "quick" {
        // It says itself what it did not ask about.
        board.misses.values_mut().for_each(|wrong| wrong.retain(|wrong| !wrong.starts_with('-')));
        board.misses.retain(|_, wrong| !wrong.is_empty());
    }
    let arrivals = standing.listening.take();
    say(&board.table(title, seconds));
    let is_real = std::ptr::eq(servers, &raw const standing.real);
    let mut breaches = breaches(&arrivals, servers, &said, depth == "quick", !is_real);
    breaches.extend(idle_names(&standing.listening.names.take()));
    for breach in &breaches {
        say(&format!("  {breach}\n"));
    }
    (board, breaches)
}

#[test]
fn the_auditor_says_what_is_so_and_nothing_else() {
    let helps = std::process::Command::new(env!("CARGO_BIN_EXE_corslet")).args(["audit", "--help"]).output();
    if !helps.unwrap().status.success() {
        say("NOT TESTED: there is no auditor yet\n");
        return;
    }
    if !is_ready() {
        return;
    }
    let standing = Standing::start([0, 0]).unwrap();
    if !standing.missing.is_empty() {
        let missing = standing.missing.join(", ");
        assert!(std::env::var_os("CI").is_none_or(|ci| ci.is_empty()), "missing on this machine: {missing}");
        say(&format!("NOT TESTED: the auditor, on some real servers; missing here: {missing}\n"));
    }
    let sets = [
        ("the set", &standing.servers),
        ("on this machine", &standing.local),
        ("real servers", &standing.real),
    ];
    let mut breaches = Vec::new();
    let mut is_perfect = true;
    for (title, servers) in sets {
        let (board, more) = measure(title, &standing, servers, "full");
        is_perfect &= board.is_perfect();
        breaches.extend(more);
    }
    let mut alarms = 0;
    for (title, servers) in sets {
        let (board, more) = measure(&format!("{title}, quickly"), &standing, servers, "quick");
        alarms += board.alarms.are;
        breaches.extend(more);
    }
    assert!(is_perfect, "not everything is as it has to be: see the tables");
    assert_eq!(alarms, 0, "a quick pass sees less, and nothing that is not there");
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

/// A server of the set as other auditors are told of it.
fn told(name: &str, server: &Arc<Server>, standing: &Standing, is_real: bool) -> Value {
    let expected = &server.expected;
    let target = Target::of(name, server, &standing.listening);
    json!({
        "host": server.host(),
        "url": target.url,
        "says": server.says,
        "real": is_real,
        "session": server.has_session.then(|| format!("session={SESSION}")),
        "flags": target.flags,
        "class": format!("{:?}", expected.class),
        "expect": expected.ids,
        "allowed": expected.allowed,
        "severity": expected.severity.map(|severity| format!("{severity:?}")),
    })
}

/// Serves the set until standard input ends. Each line of it is answered with how many requests have come in since the
/// last one.
#[test]
#[ignore = "for other auditors to be tried on"]
fn serve() {
    let Ok(wanted) = std::env::var("CORSLET_SET_SERVE") else { return };
    // In a network of its own, the set can have the ports that go without saying.
    let standing = Standing::start(if wanted == "80,443" { [80, 443] } else { [0, 0] }).unwrap();
    let (http, https) = (standing.listening.http, standing.listening.https);
    let mut rows = Vec::new();
    for (servers, is_real) in [(&standing.servers, false), (&standing.local, false), (&standing.real, true)] {
        rows.extend(servers.iter().map(|(name, server)| told(name, server, &standing, is_real)));
    }
    let document =
        json!({ "http": http, "https": https, "authority": standing.authority(), "servers": rows });
    let mut out = std::io::stdout();
    writeln!(out, "\n{document}").unwrap();
    out.flush().unwrap();
    for _ in std::io::stdin().lines().map_while(Result::ok) {
        let requests: usize = standing.listening.take().values().map(Vec::len).sum();
        writeln!(out, "{requests}").unwrap();
        out.flush().unwrap();
    }
}

#[test]
fn each_server_grants_what_it_is_said_to_grant() {
    let mut problems = Vec::new();
    for (name, server) in servers().iter().chain(&local()) {
        let (expected, host) = (&server.expected, name);
        // Of what an attacker could have near a server on this machine, everything is near.
        let is_local = server.place == Place::OwnPort;
        let mut attacks = attacks(server.host(), &server.api.domain);
        attacks.iter_mut().for_each(|(_, origins)| origins.retain(|origin| is_possible(origin)));
        attacks.retain(|(id, _)| !(is_local && matches!(*id, "localhost-trusted" | "localhost-prefix")));
        let is_plain = matches!(server.place, Place::Http | Place::OwnPort);
        if expected.class == Class::Correct {
            // What itself is reached over http may well be used from there.
            let granted = attacks
                .iter()
                .filter(|(id, _)| !(expected.allowed.contains(id) || is_plain && *id == "http-trusted"));
            let granted =
                granted.flat_map(|(_, origins)| origins).filter(|origin| is_granted(server, origin));
            problems.extend(granted.map(|origin| format!("{host} is right, and grants {origin}")));
            continue;
        }
        // Behind http, the origins that are trusted are too.
        let grants = |origin: &str| {
            is_granted(server, origin)
                || (is_plain && is_granted(server, &origin.replace("https://", "http://")))
        };
        for (id, origins) in attacks.iter().filter(|(id, _)| expected.ids.contains(id)) {
            if !origins.iter().any(|origin| grants(origin)) {
                problems.push(format!("{host} has {id}, and grants none of {origins:?}"));
            }
        }
        // A fault of trust is expected exactly where it is the cause: nothing is granted that nothing expected explains.
        let trust: Vec<&str> = attacks.iter().map(|(id, _)| *id).collect();
        let expects_trust = expected
            .ids
            .iter()
            .flat_map(|ids| ids.split('|'))
            .any(|id| trust.contains(&id) || matches!(id, "preflight-reflect"));
        if !expects_trust {
            let granted = attacks.iter().flat_map(|(_, origins)| origins);
            let granted = granted.filter(|origin| is_granted(server, origin));
            problems.extend(
                granted.map(|origin| format!("{host} grants {origin}, which nothing expected explains")),
            );
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn every_id_is_asked_for_and_every_class_is_there() {
    let mut servers = servers();
    servers.extend(local());
    assert!(servers.len() >= 150, "{} servers", servers.len());
    let mut unknown = BTreeSet::new();
    let mut asked: BTreeMap<&str, usize> = BTreeMap::new();
    let mut classes: BTreeMap<Class, usize> = BTreeMap::new();
    for (host, server) in &servers {
        let expected = &server.expected;
        *classes.entry(expected.class).or_default() += 1;
        assert_eq!(expected.class == Class::Correct, expected.ids.is_empty(), "{host}");
        assert!(server.expected.severity[0] <= server.expected.severity[1], "{host}");
        for wanted in &expected.ids {
            for id in wanted.split('|') {
                *asked.entry(id).or_default() += 1;
            }
        }
        let all = expected.ids.iter().flat_map(|ids| ids.split('|')).chain(expected.allowed.iter().copied());
        unknown.extend(all.filter(|id| !IDS.contains(id)));
    }
    assert_eq!(unknown, BTreeSet::new());
    let missing: Vec<&&str> = IDS.iter().filter(|id| !asked.contains_key(*id)).collect();
    assert_eq!(missing, Vec::<&&str>::new(), "ids for which there is no server");
    say(&format!("{} servers: {classes:?}\n", servers.len()));
}
