//! A server's process, from a free port to its end.

use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::live::scratch::Scratch;

/// How long a server may take until it answers.
const READY_WITHIN: Duration = Duration::from_secs(30);
/// How long it may take to end when it is asked to.
const ENDS_WITHIN: Duration = Duration::from_secs(3);

/// A running server; its process is ended when this is dropped.
pub(crate) struct Running {
    /// Where it listens, as an origin.
    pub(crate) origin: String,
    process: Child,
    _files: Scratch,
}

/// Where a server is to run: a directory of its own, its port, and the port of what stands behind it.
pub(crate) struct Site<'s> {
    pub(crate) directory: &'s Path,
    /// The origin of the page that asks.
    pub(crate) front: &'s str,
    pub(crate) port: u16,
    pub(crate) behind: u16,
}

/// Makes the command that starts a server on a site.
type Prepare<'p> = &'p dyn Fn(&Site<'_>) -> Result<Command, String>;

impl Running {
    /// Starts what `prepare` makes for a site, and waits until it listens.
    pub(crate) fn start(front: &str, prepare: Prepare<'_>) -> Result<Running, String> {
        let mut last = String::new();
        // Between the look for a free port and its use, somebody else can take it.
        for _ in 0..3 {
            match Running::start_once(front, prepare) {
                Ok(running) => return Ok(running),
                Err(error) => last = error,
            }
        }
        Err(last)
    }

    fn start_once(front: &str, prepare: Prepare<'_>) -> Result<Running, String> {
        let files = Scratch::new("fix")?;
        let [port, behind] = free_ports().map_err(|error| format!("no free port: {error}"))?;
        let log = files.path().join("output.log");
        let output = std::fs::File::create(&log).map_err(|error| format!("{}: {error}", log.display()))?;
        let errors = output.try_clone().map_err(|error| format!("{}: {error}", log.display()))?;
        let mut command = prepare(&Site { directory: files.path(), front, port, behind })?;
        let process = command
            .env("HOME", files.path())
            .stdin(Stdio::null())
            .stdout(output)
            .stderr(errors)
            .spawn()
            .map_err(|error| error.to_string())?;
        let mut running = Running { origin: format!("http://127.0.0.1:{port}"), process, _files: files };
        let until = Instant::now() + READY_WITHIN;
        loop {
            let said = || std::fs::read_to_string(&log).unwrap_or_default();
            if let Some(status) = running.process.try_wait().map_err(|error| error.to_string())? {
                return Err(format!("it ended with {status}: {}", said()));
            }
            // The port was free a moment ago, and the process lives: who answers is this server.
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Ok(running);
            }
            if Instant::now() > until {
                return Err(format!("it did not listen in time: {}", said()));
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

fn free_ports() -> std::io::Result<[u16; 2]> {
    let first = TcpListener::bind("127.0.0.1:0")?;
    let second = TcpListener::bind("127.0.0.1:0")?;
    Ok([first.local_addr()?.port(), second.local_addr()?.port()])
}
