//! A kind of server, and its process from two free ports to its end.

use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::site::{Place, Site};
use crate::live::request::Request;
use crate::live::scratch::Scratch;

/// How long a server may take until it answers.
const READY_WITHIN: Duration = Duration::from_secs(30);
/// How long it may take to end when it is asked to.
const ENDS_WITHIN: Duration = Duration::from_secs(3);

/// A kind of server.
pub(crate) struct Server {
    pub(crate) name: &'static str,
    /// Whether `./test` asks it too.
    pub(crate) in_part: bool,
    /// What it needs and this machine does not have.
    pub(crate) missing: fn() -> Vec<String>,
    /// The command that starts it.
    pub(super) prepare: fn(&Site<'_>) -> Result<Command, String>,
    pub(crate) requests: &'static [Request],
}

/// A running server; its process is ended when this is dropped.
pub(crate) struct Running {
    /// Where it listens, as an origin.
    pub(crate) origin: String,
    process: Child,
    _files: Scratch,
}

impl Server {
    /// Starts it, and waits until it listens.
    pub(crate) fn start(&self, place: Place<'_>) -> Result<Running, String> {
        let mut last = String::new();
        // Between the look for a free port and its use, somebody else can take it.
        for _ in 0..3 {
            match self.start_once(place) {
                Ok(running) => return Ok(running),
                Err(error) => last = error,
            }
        }
        Err(last)
    }

    fn start_once(&self, place: Place<'_>) -> Result<Running, String> {
        let files = Scratch::new(self.name)?;
        let site = Site::find(place, files.path())?;
        let (ports, origin) = (site.ports(), site.origin());
        let log = files.path().join("output.log");
        let output = std::fs::File::create(&log).map_err(|error| format!("{}: {error}", log.display()))?;
        let errors = output.try_clone().map_err(|error| format!("{}: {error}", log.display()))?;
        let process = (self.prepare)(&site)?
            .env("HOME", files.path())
            .stdin(Stdio::null())
            .stdout(output)
            .stderr(errors)
            .spawn()
            .map_err(|error| format!("{}: {error}", self.name))?;
        let mut running = Running { origin, process, _files: files };
        let until = Instant::now() + READY_WITHIN;
        loop {
            let ended = running.process.try_wait().map_err(|error| format!("{}: {error}", self.name))?;
            let said = || std::fs::read_to_string(&log).unwrap_or_default();
            if let Some(status) = ended {
                return Err(format!("{} ended with {status}: {}", self.name, said()));
            }
            // Both ports were free a moment ago, and the process lives: who answers is this server.
            if ports.iter().all(|&port| TcpStream::connect(("127.0.0.1", port)).is_ok()) {
                return Ok(running);
            }
            if Instant::now() > until {
                return Err(format!("{} did not listen in time: {}", self.name, said()));
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if self.process.try_wait().is_ok_and(|status| status.is_some()) {
            return;
        }
        // Asked to end, a server ends its workers too.
        let asked = Command::new("kill").arg(self.process.id().to_string()).status();
        let until = Instant::now() + ENDS_WITHIN;
        while asked.as_ref().is_ok_and(|status| status.success()) && Instant::now() < until {
            if self.process.try_wait().is_ok_and(|status| status.is_some()) {
                return;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        // Fails only when the process has ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
