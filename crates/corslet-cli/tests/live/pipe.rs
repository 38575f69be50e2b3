//! The DevTools protocol over a pipe: JSON messages, each ended by a NUL byte, every wait bounded.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// How long the browser may take to answer one command.
const ANSWER_WITHIN: Duration = Duration::from_secs(30);

/// A browser process and the pipe to it; the process is ended when this is dropped.
pub(crate) struct Pipe {
    process: Child,
    commands: ChildStdin,
    messages: Receiver<Value>,
    events: VecDeque<Value>,
    number: u64,
}

impl Pipe {
    /// Starts a browser that reads commands from descriptor 3 and writes messages to descriptor 4.
    pub(crate) fn start(program: &Path, arguments: &[String], home: &Path) -> Result<Self, String> {
        let mut process = Command::new("sh")
            .arg("-c")
            // The child's standard input and output are pipes already; the shell moves them to where DevTools wants them.
            .arg(r#"exec "$0" "$@" 3<&0 4>&1 </dev/null >/dev/null"#)
            .arg(program)
            .args(arguments)
            .env("HOME", home)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("{}: {error}", program.display()))?;
        let (Some(commands), Some(output)) = (process.stdin.take(), process.stdout.take()) else {
            return Err("the browser has no pipe".to_owned());
        };
        let (heard, messages) = mpsc::channel();
        std::thread::spawn(move || {
            let mut output = BufReader::new(output);
            let mut message = Vec::new();
            while output.read_until(0, &mut message).is_ok_and(|read| read > 0) {
                let text = message.strip_suffix(&[0]).unwrap_or(&message);
                let Ok(value) = serde_json::from_slice(text) else { return };
                if heard.send(value).is_err() {
                    return;
                }
                message.clear();
            }
        });
        Ok(Pipe { process, commands, messages, events: VecDeque::new(), number: 0 })
    }

    /// Sends a command, and waits for its result; events that come first are kept for [`Pipe::next_event`].
    pub(crate) fn call(
        &mut self,
        session: Option<&str>,
        method: &str,
        params: Value,
    ) -> Result<Value, String> {
        self.number += 1;
        let number = self.number;
        let mut message = json!({ "id": number, "method": method, "params": params });
        if let Some(session) = session {
            message["sessionId"] = json!(session);
        }
        let mut bytes = message.to_string().into_bytes();
        bytes.push(0);
        self.commands.write_all(&bytes).map_err(|error| format!("{method}: {error}"))?;
        let until = Instant::now() + ANSWER_WITHIN;
        loop {
            let message = self.receive(until).map_err(|error| format!("{method}: {error}"))?;
            if message["id"] != json!(number) {
                self.events.push_back(message);
                continue;
            }
            if let Some(error) = message.get("error") {
                return Err(format!("{method}: {error}"));
            }
            return Ok(message["result"].clone());
        }
    }

    /// The next event, or `None` when none comes in time.
    pub(crate) fn next_event(&mut self, within: Duration) -> Result<Option<Value>, String> {
        if let Some(event) = self.events.pop_front() {
            return Ok(Some(event));
        }
        match self.messages.recv_timeout(within) {
            Ok(event) => Ok(Some(event)),
            Err(RecvTimeoutError::Timeout) => Ok(None),
            Err(RecvTimeoutError::Disconnected) => Err("the browser has ended".to_owned()),
        }
    }

    /// Forgets the events that have come so far.
    pub(crate) fn forget_events(&mut self) {
        self.events.clear();
        while self.messages.try_recv().is_ok() {}
    }

    fn receive(&mut self, until: Instant) -> Result<Value, String> {
        let within = until.saturating_duration_since(Instant::now());
        self.messages.recv_timeout(within).map_err(|error| match error {
            RecvTimeoutError::Timeout => "no answer in time".to_owned(),
            RecvTimeoutError::Disconnected => "the browser has ended".to_owned(),
        })
    }
}

impl Drop for Pipe {
    fn drop(&mut self) {
        // Asked to close, the browser ends its own children; after that it is ended by its id.
        let close = json!({ "id": 0, "method": "Browser.close" }).to_string() + "\0";
        let asked = self.commands.write_all(close.as_bytes()).is_ok();
        let until = Instant::now() + Duration::from_secs(5);
        while asked && Instant::now() < until {
            if self.process.try_wait().is_ok_and(|status| status.is_some()) {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
