//! A server's process, from its ports to its end.

use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::ports;
use super::scratch::Scratch;

/// How long a server may take until it answers.
const READY_WITHIN: Duration = Duration::from_secs(30);
/// How long it may take to end when it is asked to.
const ENDS_WITHIN: Duration = Duration::from_secs(3);

/// A running server with a directory of its own; both end when this is dropped.
pub(crate) struct Process {
    child: Child,
    _files: Scratch,
}

/// Makes the command that starts a server, from its directory and its ports.
type Prepare<'p, const N: usize> = &'p dyn Fn(&Path, [u16; N]) -> Result<Command, String>;

impl Process {
    /// Starts what `prepare` makes, and waits until it listens on the first `awaited` of its ports.
    pub(crate) fn start<const N: usize>(
        name: &str,
        awaited: usize,
        prepare: Prepare<'_, N>,
    ) -> Result<(Process, [u16; N]), String> {
        let mut last = String::new();
        // Between the look for a free port and its use, another process's test can take it.
        for _ in 0..3 {
            match Process::start_once(name, awaited, prepare) {
                Ok(started) => return Ok(started),
                Err(error) => last = error,
            }
        }
        Err(last)
    }

    fn start_once<const N: usize>(
        name: &str,
        awaited: usize,
        prepare: Prepare<'_, N>,
    ) -> Result<(Process, [u16; N]), String> {
        let files = Scratch::new(name)?;
        let ports = ports::free()?;
        let log = files.path().join("output.log");
        let output = std::fs::File::create(&log).map_err(|error| format!("{}: {error}", log.display()))?;
        let errors = output.try_clone().map_err(|error| format!("{}: {error}", log.display()))?;
        let child = prepare(files.path(), ports)?
            .env("HOME", files.path())
            .stdin(Stdio::null())
            .stdout(output)
            .stderr(errors)
            .spawn()
            .map_err(|error| format!("{name}: {error}"))?;
        let mut process = Process { child, _files: files };
        let until = Instant::now() + READY_WITHIN;
        loop {
            let ended = process.child.try_wait().map_err(|error| format!("{name}: {error}"))?;
            let said = || std::fs::read_to_string(&log).unwrap_or_default();
            if let Some(status) = ended {
                return Err(format!("{name} ended with {status}: {}", said()));
            }
            // The ports were free a moment ago, and the process lives: who answers is this server.
            if ports.iter().take(awaited).all(|&port| TcpStream::connect(("127.0.0.1", port)).is_ok()) {
                return Ok((process, ports));
            }
            if Instant::now() > until {
                return Err(format!("{name} did not listen in time: {}", said()));
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if self.child.try_wait().is_ok_and(|status| status.is_some()) {
            return;
        }
        // Asked to end, a server ends its workers too.
        let asked = Command::new("kill").arg(self.child.id().to_string()).status();
        let until = Instant::now() + ENDS_WITHIN;
        while asked.as_ref().is_ok_and(|status| status.success()) && Instant::now() < until {
            if self.child.try_wait().is_ok_and(|status| status.is_some()) {
                return;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        // Fails only when the process has ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
