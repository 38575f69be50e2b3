//! Faults as they are made in real servers: the first diagnosis is the right one, and beside the near twin it does not appear.
#![allow(clippy::panic, clippy::unwrap_used)]

#[allow(dead_code, unused_imports, reason = "each of the tests with real servers uses a part of it")]
mod mending {
    pub(crate) mod layers;
    pub(crate) mod site;
}
#[allow(dead_code, reason = "each of the tests with real servers uses a part of it")]
mod live {
    pub(crate) mod ports;
    pub(crate) mod process;
    pub(crate) mod program;
    pub(crate) mod scratch;
}
mod faults {
    pub(crate) mod express;
    pub(crate) mod nginx;
    pub(crate) mod python;
    pub(crate) mod row;
    pub(crate) mod servers;
}
#[allow(dead_code, reason = "each of these tests uses a part of it")]
#[path = "check_server/run.rs"]
mod run;

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use faults::row::{Earlier, Row, Setup};
use faults::servers::Server;
use faults::{express, nginx, python};
use mending::site::Running;
use run::corslet;
use serde_json::Value;

/// How many rows run at once.
const AT_ONCE: usize = 4;

/// The origin of the page that asks.
const FRONT: &str = "http://app.example.com";

/// The rows whose servers can be started. Where CI is set, anything missing fails the test; elsewhere it is said aloud.
fn ready() -> Vec<&'static Row> {
    let mut rows: Vec<&Row> = [express::ROWS, python::ROWS, nginx::ROWS].into_iter().flatten().collect();
    let mut missing = BTreeSet::new();
    rows.retain(|row| {
        let setups = [&row.fault, &row.twin];
        let lacks: Vec<String> =
            setups.into_iter().flat_map(servers).flat_map(|one| (one.missing)()).collect();
        let is_complete = lacks.is_empty();
        missing.extend(lacks);
        is_complete
    });
    if !missing.is_empty() {
        let missing = Vec::from_iter(missing).join(", ");
        assert!(std::env::var_os("CI").is_none_or(|ci| ci.is_empty()), "missing on this machine: {missing}");
        // Past the test harness, which would keep it to itself.
        let said = format!("NOT TESTED: a part of the diagnoses on real servers; missing here: {missing}\n");
        std::io::stderr().write_all(said.as_bytes()).unwrap();
    }
    rows
}

fn servers(setup: &Setup) -> impl Iterator<Item = &'static Server> {
    [Some(setup.server), setup.upstream.map(|(server, _)| server)].into_iter().flatten()
}

#[test]
fn the_first_diagnosis_of_a_real_server_is_the_right_one_and_its_twin_has_it_not() {
    let rows = ready();
    let (next, problems) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                while let Some(row) = rows.get(next.fetch_add(1, Ordering::SeqCst)) {
                    problems.lock().unwrap().extend(judge(row));
                }
            });
        }
    });
    let mut problems = problems.into_inner().unwrap();
    problems.sort();
    assert!(problems.is_empty(), "{} of {} rows:\n{}", problems.len(), rows.len(), problems.join("\n"));
}

/// What is wrong with a row: nothing, if all is well.
fn judge(row: &Row) -> Vec<String> {
    let mut problems = Vec::new();
    let mut hold = |what: &str, setup: &Setup, is_right: &dyn Fn(&[String]) -> bool| {
        let problem = match found(setup) {
            Ok((found, _)) if is_right(&found) => return,
            Ok((found, report)) => format!("{found:?}\n{report}"),
            Err(error) => error,
        };
        problems.push(format!("{} {what} {}: {problem}", row.number, setup.server.name));
    };
    let first = |found: &[String]| found.first().cloned().unwrap_or_default();
    hold("on", &row.fault, &|found| first(found) == row.number);
    hold("beside its twin on", &row.twin, &|found| {
        first(found) == row.twin_is && !found.iter().any(|number| number == row.number)
    });
    problems
}

/// The numbers of what is found when the page asks, the first first; and the report.
fn found(setup: &Setup) -> Result<(Vec<String>, Value), String> {
    let upstream = match setup.upstream {
        Some((server, text)) => Some(Running::start(FRONT, &|site| (server.prepare)(site, text))?),
        None => None,
    };
    let behind = upstream.as_ref().map_or("", |upstream| upstream.origin.as_str());
    let text = setup.text.replace("@UPSTREAM@", behind);
    let running = Running::start(FRONT, &|site| (setup.server.prepare)(site, &text))?;
    let address = running.origin.trim_start_matches("http://");
    if let Some(earlier) = setup.earlier {
        ask_before(address, earlier).map_err(|error| format!("asked before: {error}"))?;
    }
    // A name instead of the address, as a server's name is; it leads to loopback.
    let url = running.origin.replace("127.0.0.1", "api.example.com") + "/data";
    let to = format!("::{address}");
    let mut arguments = vec!["check", &url, "--origin", FRONT, "--connect-to", &to];
    arguments.extend(["--format", "json", "--send", "--probe", "-m", "20"]);
    arguments.extend(setup.asks);
    let report = corslet(&arguments).json();
    let diagnosis = &report["diagnosis"];
    let also = diagnosis["also_true"].as_array().into_iter().flatten();
    let all = diagnosis["root"].as_object().map(|_| &diagnosis["root"]).into_iter().chain(also);
    let numbers = all.map(|one| one["number"].as_str().unwrap_or_default().to_owned()).collect();
    Ok((numbers, report["exchanges"].clone()))
}

/// Asks for the same URL as somebody else.
fn ask_before(address: &str, earlier: Earlier) -> std::io::Result<()> {
    let origin = match earlier {
        Earlier::NoOrigin => String::new(),
        Earlier::Page(origin) => format!("Origin: {origin}\r\n"),
    };
    let name = address.replace("127.0.0.1", "api.example.com");
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(20)))?;
    write!(stream, "GET /data HTTP/1.1\r\nHost: {name}\r\n{origin}Connection: close\r\n\r\n")?;
    stream.read_to_end(&mut Vec::new()).map(drop)
}
