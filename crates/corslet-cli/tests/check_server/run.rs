//! Runs the program as a test does: without the environment's opinions, and with everything it said.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// What the program said.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Said {
    /// The report, when it is JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The outcome of one engine.
    pub(crate) fn outcome(&self, engine: &str) -> String {
        self.json()["engines"][engine]["outcome"].as_str().unwrap_or_default().to_owned()
    }

    /// The codes of what failed in one engine.
    pub(crate) fn failed(&self, engine: &str) -> Vec<String> {
        let json = self.json();
        let failed = json["engines"][engine]["failed"].as_array().cloned().unwrap_or_default();
        failed.iter().map(|one| one["code"].as_str().unwrap_or_default().to_owned()).collect()
    }
}

/// Runs `corslet` with these arguments.
pub(crate) fn corslet(arguments: &[&str]) -> Said {
    said(Command::new(env!("CARGO_BIN_EXE_corslet")).env_clear().args(arguments).output().unwrap())
}

/// Runs `corslet` with these arguments and this environment.
pub(crate) fn corslet_in(environment: &[(&str, &str)], arguments: &[&str]) -> Said {
    let mut command = Command::new(env!("CARGO_BIN_EXE_corslet"));
    said(command.env_clear().envs(environment.iter().copied()).args(arguments).output().unwrap())
}

/// Runs `corslet` with these arguments and this on its standard input.
pub(crate) fn corslet_with(arguments: &[&str], input: &str) -> Said {
    let mut child = Command::new(env!("CARGO_BIN_EXE_corslet"))
        .env_clear()
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    // Beside it: the program writes before it has read everything.
    let writing = std::thread::spawn(move || {
        let _ = stdin.write_all(input.as_bytes());
    });
    let output = child.wait_with_output().unwrap();
    writing.join().unwrap();
    said(output)
}

fn said(output: Output) -> Said {
    Said {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The URL of a port on which nobody listens.
pub(crate) fn dead_url() -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://127.0.0.1:{}/", listener.local_addr().unwrap().port())
}

/// Runs `corslet check` as a page on `http://app.example`, for JSON.
pub(crate) fn check(url: &str, arguments: &[&str]) -> Said {
    let mut all = vec!["check", url, "--origin", "http://app.example", "--format", "json"];
    all.extend(arguments);
    corslet(&all)
}
