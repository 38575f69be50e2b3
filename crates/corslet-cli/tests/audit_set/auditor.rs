//! `corslet audit` of many servers, a call for those that are told the same.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::listen::Listening;
use super::request::SESSION;
use super::server::{Server, Severity};

/// How long one call may take.
const WITHIN: Duration = Duration::from_secs(240);

#[derive(Clone, Debug)]
pub(crate) struct Finding {
    pub(crate) id: String,
    pub(crate) severity: Severity,
}

/// What an auditor said of a server.
#[derive(Clone, Debug, Default)]
pub(crate) struct Said {
    pub(crate) findings: Vec<Finding>,
    /// As it counts them itself.
    pub(crate) requests: usize,
}

/// A server to be audited: where it is, and what the auditor is told.
pub(crate) struct Target {
    /// What it is called in the set.
    pub(crate) name: String,
    pub(crate) url: String,
    /// Whether the URL alone leads to it.
    pub(crate) is_direct: bool,
    pub(crate) has_session: bool,
    pub(crate) flags: Vec<String>,
}

impl Target {
    pub(crate) fn of(name: &str, server: &Arc<Server>, listening: &Listening) -> Self {
        let own = listening.own.get(name);
        let names = listening.names.port.to_string();
        Target {
            name: name.to_owned(),
            url: server.url(own.copied().unwrap_or(listening.https)),
            is_direct: own.is_some(),
            has_session: server.has_session,
            flags: server.flags.iter().map(|flag| flag.replace("@NAMES@", &names)).collect(),
        }
    }
}

/// Audits them all at this depth; what was said, by the name in the set.
pub(crate) fn audit(
    targets: &[Target],
    listening: &Listening,
    authority: &Path,
    depth: &str,
) -> Result<BTreeMap<String, Said>, String> {
    let mut calls: BTreeMap<(bool, bool, &[String]), Vec<&Target>> = BTreeMap::new();
    for target in targets {
        calls.entry((target.is_direct, target.has_session, &target.flags)).or_default().push(target);
    }
    let mut said = BTreeMap::new();
    for ((is_direct, has_session, flags), targets) in calls {
        let mut command = Command::new(env!("CARGO_BIN_EXE_corslet"));
        command.arg("audit").args(["--depth", depth, "--format", "jsonl", "--yes", "--rate", "0"]);
        if !is_direct {
            command.arg("--cacert").arg(authority);
            // Every name is here, those that an auditor thinks of too.
            for (scheme, port) in [(443, listening.https), (80, listening.http)] {
                command.arg("--connect-to").arg(format!(":{scheme}:127.0.0.1:{port}"));
            }
            command.arg("--connect-to").arg(format!(":{0}:127.0.0.1:{0}", listening.https));
        }
        if has_session {
            command.arg("-b").arg(format!("session={SESSION}"));
        }
        command.args(flags).args(targets.iter().map(|target| target.url.as_str()));
        said.extend(read(&run(command)?, &targets)?);
    }
    Ok(said)
}

fn run(mut command: Command) -> Result<String, String> {
    let line = format!("{command:?}");
    let mut process = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("corslet: {error}"))?;
    let (Some(mut out), Some(mut errors)) = (process.stdout.take(), process.stderr.take()) else {
        return Err("corslet has no output".to_owned());
    };
    let reading = std::thread::spawn(move || std::io::read_to_string(&mut out));
    let complaining = std::thread::spawn(move || std::io::read_to_string(&mut errors));
    let until = Instant::now() + WITHIN;
    let status = loop {
        if let Some(status) = process.try_wait().map_err(|error| format!("corslet: {error}"))? {
            break status;
        }
        if Instant::now() > until {
            // It may have ended just now.
            let _ = process.kill();
            let _ = process.wait();
            return Err(format!("{line}: not done in {WITHIN:?}"));
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    let text = reading.join().map_err(|_| "no output")?.map_err(|error| error.to_string())?;
    let complaint = complaining.join().map_err(|_| "no output")?.map_err(|error| error.to_string())?;
    match status.code() {
        Some(0 | 1) => Ok(text),
        _ => Err(format!("{line}: {status}: {complaint}")),
    }
}

fn read(text: &str, targets: &[&Target]) -> Result<BTreeMap<String, Said>, String> {
    let mut said = BTreeMap::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let document: Value = serde_json::from_str(line).map_err(|error| format!("{error}: {line}"))?;
        let Some(url) = document["target"].as_str() else { continue };
        let target = targets.iter().find(|target| target.url == url);
        let target = target.ok_or_else(|| format!("{url} was not to be audited"))?;
        let findings = document["findings"].as_array().ok_or_else(|| format!("{url}: no findings"))?;
        let findings = findings
            .iter()
            .map(|finding| {
                let severity = finding["severity"].as_str().and_then(Severity::read);
                let severity = severity.ok_or_else(|| format!("{url}: no severity: {finding}"))?;
                let id = finding["id"].as_str().ok_or_else(|| format!("{url}: no id: {finding}"))?;
                Ok(Finding { id: id.to_owned(), severity })
            })
            .collect::<Result<Vec<_>, String>>()?;
        let requests = document["requests"].as_u64().unwrap_or_default();
        let requests = usize::try_from(requests).map_err(|error| error.to_string())?;
        said.insert(target.name.clone(), Said { findings, requests });
    }
    let missing: BTreeSet<&str> =
        targets.iter().map(|target| target.name.as_str()).filter(|name| !said.contains_key(*name)).collect();
    if missing.is_empty() { Ok(said) } else { Err(format!("nothing is said of {missing:?}")) }
}
