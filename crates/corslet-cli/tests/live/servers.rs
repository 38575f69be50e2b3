//! Real servers with CORS set up rightly and wrongly: nginx, and Express with the `cors` package.

use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use super::scratch::Scratch;

/// How long a server may take until it answers.
const READY_WITHIN: Duration = Duration::from_secs(20);

/// A running server; its process is ended when this is dropped.
pub(crate) struct Server {
    /// Where it listens, as an origin.
    pub(crate) origin: String,
    process: Child,
    _files: Scratch,
}

impl Drop for Server {
    fn drop(&mut self) {
        // Fails only when the process has ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The first of these programs that is installed; nginx is often where only root's PATH leads.
pub(crate) fn installed(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let system = ["/usr/local/sbin", "/usr/sbin", "/sbin"].map(PathBuf::from);
    let directories: Vec<PathBuf> = std::env::split_paths(&path).chain(system).collect();
    names
        .iter()
        .find_map(|name| directories.iter().map(|directory| directory.join(name)).find(|file| file.is_file()))
}

/// Where the servers' files are.
fn files() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/servers")
}

/// What the servers need and this machine does not have.
pub(crate) fn missing() -> Vec<String> {
    let mut missing = Vec::new();
    if installed(&["nginx"]).is_none() {
        missing.push("nginx".to_owned());
    }
    if installed(&["node", "nodejs"]).is_none() {
        missing.push("node".to_owned());
    }
    for package in ["express", "cors"] {
        if !files().join("node_modules").join(package).is_dir() {
            missing.push(format!("the npm package {package} (`npm ci` in crates/corslet-cli/tests/servers)"));
        }
    }
    missing
}

/// Starts Express, which grants the origin `front` in the ways that its routes say.
pub(crate) fn express(front: &str) -> Result<Server, String> {
    let node = installed(&["node", "nodejs"]).ok_or("node is not installed")?;
    let scratch = Scratch::new("express")?;
    let mut process = Command::new(node)
        .arg("server.js")
        .arg("0")
        .current_dir(files())
        .env("FRONT", front)
        .env("NODE_ENV", "production")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        // One route fails on purpose, and Express prints that.
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("node: {error}"))?;
    let output = process.stdout.take();
    // From here on the process is ended whatever happens.
    let mut server = Server { origin: String::new(), process, _files: scratch };
    let (said, hears) = mpsc::channel();
    std::thread::spawn(move || {
        let mut line = String::new();
        if let Some(output) = output
            && BufReader::new(output).read_line(&mut line).is_ok()
        {
            // Nobody listens any more when the wait is over.
            let _ = said.send(line);
        }
    });
    let line = hears
        .recv_timeout(READY_WITHIN)
        .map_err(|error| format!("Express did not say where it listens: {error}"))?;
    let origin =
        line.trim().strip_prefix("listening on ").ok_or_else(|| format!("Express said `{}`", line.trim()))?;
    server.origin = origin.to_owned();
    Ok(server)
}

/// Starts nginx, which grants the origin `front` in the ways that its locations say.
pub(crate) fn nginx(front: &str) -> Result<Server, String> {
    let nginx = installed(&["nginx"]).ok_or("nginx is not installed")?;
    let mut last = String::new();
    // Between the look for a free port and its use, somebody else can take it.
    for _ in 0..3 {
        match nginx_once(&nginx, front) {
            Ok(server) => return Ok(server),
            Err(error) => last = error,
        }
    }
    Err(last)
}

fn nginx_once(program: &Path, front: &str) -> Result<Server, String> {
    let scratch = Scratch::new("nginx")?;
    let directory = scratch.path().display().to_string();
    let [port, other] = free_ports().map_err(|error| format!("no free port: {error}"))?;
    let template = files().join("nginx.conf");
    let template =
        std::fs::read_to_string(&template).map_err(|error| format!("{}: {error}", template.display()))?;
    let configuration = template
        .replace("@PORT@", &port.to_string())
        .replace("@OTHER@", &other.to_string())
        .replace("@FRONT@", front)
        .replace("@DIR@", &directory);
    let file = scratch.path().join("nginx.conf");
    let log = scratch.path().join("error.log");
    std::fs::write(&file, configuration).map_err(|error| format!("{}: {error}", file.display()))?;
    let process = Command::new(program)
        .arg("-p")
        .arg(scratch.path())
        .arg("-e")
        .arg(&log)
        .arg("-c")
        .arg(&file)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("nginx: {error}"))?;
    let mut server = Server { origin: format!("http://127.0.0.1:{port}"), process, _files: scratch };
    let until = Instant::now() + READY_WITHIN;
    loop {
        let ended = server.process.try_wait().map_err(|error| format!("nginx: {error}"))?;
        if let Some(status) = ended {
            let log = std::fs::read_to_string(&log).unwrap_or_default();
            return Err(format!("nginx ended with {status}: {log}"));
        }
        // Both ports were free a moment ago, and the process lives: who answers is nginx.
        if [port, other].iter().all(|&port| TcpStream::connect(("127.0.0.1", port)).is_ok()) {
            return Ok(server);
        }
        if Instant::now() > until {
            return Err("nginx did not listen in time".to_owned());
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn free_ports() -> std::io::Result<[u16; 2]> {
    let first = TcpListener::bind("127.0.0.1:0")?;
    let second = TcpListener::bind("127.0.0.1:0")?;
    Ok([first.local_addr()?.port(), second.local_addr()?.port()])
}
