//! `corslet demo --serve`, until a test ends.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// The demo, until this is dropped.
pub(crate) struct Demo {
    pub(crate) child: Child,
    /// What it printed before it waited.
    pub(crate) text: String,
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The last line of what it prints.
const LAST: &str = "--format json";

impl Demo {
    /// Starts it, and waits until it is up.
    pub(crate) fn serve() -> Demo {
        let mut child = Command::new(env!("CARGO_BIN_EXE_corslet"))
            .env_clear()
            .args(["demo", "--serve"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut text = String::new();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut is_last = false;
        while !is_last || text.ends_with("\\\n") {
            let before = text.len();
            assert!(out.read_line(&mut text).unwrap() > 0, "{text}");
            is_last |= text[before..].contains(LAST);
        }
        Demo { child, text }
    }

    /// The ports of the page and of the API.
    pub(crate) fn ports(&self) -> (&str, &str) {
        let mut ports =
            self.text.split(".localhost:").skip(1).map(|rest| rest.split(['/', ' ']).next().unwrap());
        (ports.next().unwrap(), ports.next().unwrap())
    }
}
