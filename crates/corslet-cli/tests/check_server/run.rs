//! Runs the program as a test does: without the environment's opinions, and with everything it said.

use std::process::Command;

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
    corslet_in(&[], arguments)
}

/// Runs `corslet` with these arguments and these variables alone.
pub(crate) fn corslet_in(variables: &[(&str, &str)], arguments: &[&str]) -> Said {
    let mut command = Command::new(env!("CARGO_BIN_EXE_corslet"));
    let output = command.env_clear().envs(variables.iter().copied()).args(arguments).output().unwrap();
    Said {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Runs `corslet check` as a page on `http://app.example`, for JSON.
pub(crate) fn check(url: &str, arguments: &[&str]) -> Said {
    let mut all = vec!["check", url, "--origin", "http://app.example", "--format", "json"];
    all.extend(arguments);
    corslet(&all)
}
