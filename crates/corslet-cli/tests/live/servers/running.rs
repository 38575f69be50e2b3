//! A server's process, from two free ports to its end.

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::Server;
use crate::live::certificate::Certificate;
use crate::live::program::installed;
use crate::live::scratch::Scratch;

/// How long a server may take until it answers.
const READY_WITHIN: Duration = Duration::from_secs(30);
/// How long it may take to end when it is asked to.
const ENDS_WITHIN: Duration = Duration::from_secs(3);

/// What a server is set up for.
#[derive(Clone, Copy)]
pub(crate) struct Place<'p> {
    /// The origin that it grants.
    pub(crate) front: &'p str,
    /// For https.
    pub(crate) certificate: Option<&'p Certificate>,
}

impl Place<'_> {
    pub(crate) fn scheme(&self) -> &'static str {
        if self.certificate.is_some() { "https" } else { "http" }
    }
}

/// Where one server is to run. Both ports serve the same; the other one is another origin.
pub(super) struct Site<'p> {
    place: Place<'p>,
    directory: &'p Path,
    port: u16,
    other: u16,
}

impl Site<'_> {
    /// A directory of the server's own.
    pub(super) fn directory(&self) -> &Path {
        self.directory
    }

    pub(super) fn certificate(&self) -> Option<&Certificate> {
        self.place.certificate
    }

    pub(super) fn addresses(&self) -> [String; 2] {
        [self.port, self.other].map(|port| format!("127.0.0.1:{port}"))
    }

    /// What the set-ups are told: in a template between `@`, for a program as its environment.
    pub(super) fn facts(&self) -> Vec<(&'static str, String)> {
        let scheme = self.place.scheme();
        let file = |file: fn(&Certificate) -> PathBuf| {
            self.place.certificate.map(|it| file(it).display().to_string()).unwrap_or_default()
        };
        vec![
            ("FRONT", self.place.front.to_owned()),
            ("SCHEME", scheme.to_owned()),
            ("PORT", self.port.to_string()),
            ("OTHER_PORT", self.other.to_string()),
            ("HERE", format!("{scheme}://127.0.0.1:{}", self.port)),
            ("OTHER", format!("{scheme}://127.0.0.1:{}", self.other)),
            ("CERTIFICATE", file(Certificate::certificate)),
            ("KEY", file(Certificate::key)),
            ("BOTH", file(Certificate::both)),
            ("DIR", self.directory.display().to_string()),
        ]
    }

    /// Fills a template in, with the facts and more, and writes it to the server's directory.
    pub(super) fn configuration(&self, name: &str, more: &[(&str, &str)]) -> Result<PathBuf, String> {
        let template = files().join(name);
        let mut text =
            std::fs::read_to_string(&template).map_err(|error| format!("{}: {error}", template.display()))?;
        let more = more.iter().map(|(name, value)| (*name, value.to_string()));
        for (fact, value) in more.chain(self.facts()) {
            text = text.replace(&format!("@{fact}@"), &value);
        }
        let file = self.directory.join(name);
        std::fs::write(&file, text).map_err(|error| format!("{}: {error}", file.display()))?;
        Ok(file)
    }
}

/// Where the servers' files are.
pub(super) fn files() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/servers")
}

/// The programs of these that are not installed.
pub(super) fn not_installed(programs: &[&'static str]) -> Vec<String> {
    programs
        .iter()
        .filter(|program| installed(&[program]).is_none())
        .map(|&program| program.to_owned())
        .collect()
}

/// A command for an installed program.
pub(super) fn command(names: &[&str]) -> Result<Command, String> {
    installed(names).map(Command::new).ok_or_else(|| format!("{} is not installed", names.join(" or ")))
}

/// Whether root runs the test: then Apache wants to be told whom to serve as.
pub(super) fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output();
    output.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
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
        let [port, other] = free_ports().map_err(|error| format!("no free port: {error}"))?;
        let site = Site { place, directory: files.path(), port, other };
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
        let origin = format!("{}://127.0.0.1:{port}", place.scheme());
        let mut running = Running { origin, process, _files: files };
        let until = Instant::now() + READY_WITHIN;
        loop {
            let ended = running.process.try_wait().map_err(|error| format!("{}: {error}", self.name))?;
            let said = || std::fs::read_to_string(&log).unwrap_or_default();
            if let Some(status) = ended {
                return Err(format!("{} ended with {status}: {}", self.name, said()));
            }
            // Both ports were free a moment ago, and the process lives: who answers is this server.
            if [port, other].iter().all(|&port| TcpStream::connect(("127.0.0.1", port)).is_ok()) {
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

fn free_ports() -> std::io::Result<[u16; 2]> {
    let first = TcpListener::bind("127.0.0.1:0")?;
    let second = TcpListener::bind("127.0.0.1:0")?;
    Ok([first.local_addr()?.port(), second.local_addr()?.port()])
}
