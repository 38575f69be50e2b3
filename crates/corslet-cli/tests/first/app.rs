//! The Express application: started again whenever its source has changed.

use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::live::program::installed;
use crate::live::scratch::Scratch;

/// How long it may take until it answers.
const READY_WITHIN: Duration = Duration::from_secs(30);

pub(crate) const NODE: &[&str] = &["node", "nodejs"];

/// Where the packages are.
pub(crate) fn packages() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/servers/node_modules")
}

/// The application's directory, and its process while one runs.
pub(crate) struct App {
    directory: Scratch,
    port: u16,
    process: Option<Child>,
}

impl App {
    pub(crate) fn new(port: u16) -> Result<App, String> {
        let directory = Scratch::new("first-fix")?;
        std::os::unix::fs::symlink(packages(), directory.path().join("node_modules"))
            .map_err(|error| format!("node_modules: {error}"))?;
        Ok(App { directory, port, process: None })
    }

    /// Ends what runs, and runs this source.
    pub(crate) fn run(&mut self, source: &str) -> Result<(), String> {
        self.stop();
        let file = self.directory.path().join("server.mjs");
        std::fs::write(&file, source).map_err(|error| format!("{}: {error}", file.display()))?;
        let node = installed(NODE).ok_or("node is not installed")?;
        let process = Command::new(node)
            .arg(file)
            .current_dir(self.directory.path())
            .env("HOME", self.directory.path())
            .env("NODE_ENV", "production")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .map_err(|error| format!("node: {error}"))?;
        let process = self.process.insert(process);
        let until = Instant::now() + READY_WITHIN;
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            if let Some(status) = process.try_wait().map_err(|error| format!("node: {error}"))? {
                return Err(format!("the application ended with {status}:\n{source}"));
            }
            if Instant::now() > until {
                return Err(format!("the application did not listen in time:\n{source}"));
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }

    fn stop(&mut self) {
        if let Some(mut process) = self.process.take() {
            // Fails only when it has ended by itself.
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

impl Drop for App {
    fn drop(&mut self) {
        self.stop();
    }
}

/// A free port of four digits, so that lines are as long as the document's; none that Chromium refuses.
pub(crate) fn free_port(from: u16) -> Result<TcpListener, String> {
    (from..10_000)
        .find_map(|port| TcpListener::bind(("127.0.0.1", port)).ok())
        .ok_or_else(|| format!("no port from {from} to 9999 is free"))
}
