//! The processes of the real servers, from their start to their end.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use super::request::SESSION;
use super::server::Server;
use crate::process::Process;
use crate::program::installed;

/// How long a server may take until it listens.
const READY_WITHIN: Duration = Duration::from_secs(30);

/// Programs that are told their port, with the templates that they read; the first is named on the command line.
const PROXIES: &[Proxy] = &[
    Proxy { name: "nginx", program: "nginx", templates: &["nginx.conf", "account.conf"], before: &["-c"] },
    Proxy {
        name: "apache",
        program: "apache2",
        templates: &["apache.conf", "apache_account.conf", "account.json"],
        // One process alone: those that it would start outlive it when it is killed.
        before: &["-X", "-f"],
    },
    Proxy {
        name: "caddy",
        program: "caddy",
        templates: &["Caddyfile"],
        before: &["run", "--adapter", "caddyfile", "--config"],
    },
    Proxy { name: "haproxy", program: "haproxy", templates: &["haproxy.cfg"], before: &["-db", "-f"] },
];

struct Proxy {
    /// What the names of its servers begin with.
    name: &'static str,
    program: &'static str,
    templates: &'static [&'static str],
    before: &'static [&'static str],
}

/// The real servers that stand; their processes are ended when this is dropped.
#[derive(Default)]
pub(crate) struct Processes {
    /// Where each host is served.
    pub(crate) ports: BTreeMap<String, u16>,
    /// What this machine lacks for the others.
    pub(crate) missing: Vec<String>,
    telling: Vec<Child>,
    proxies: Vec<Process>,
}

fn files() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/servers/audited")
}

/// Whether Ruby has what the applications in it need.
fn has_rack(ruby: &Path) -> bool {
    let mut command = Command::new(ruby);
    command.args(["-e", "require 'rack/cors'; require 'webrick'"]);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

impl Processes {
    /// Starts whatever can be started here for these servers.
    pub(crate) fn start(servers: &[Server]) -> Result<Processes, String> {
        let hosts: BTreeSet<&str> = servers.iter().map(Server::host).collect();
        let mut processes = Processes::default();
        let modules = ["@hapi/hapi", "@koa/cors"].map(|name| files().join("../node_modules").join(name));
        let python = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/test-servers/python");
        let mut telling = Vec::new();
        match installed(&["node", "nodejs"]) {
            Some(node) if modules.iter().all(|module| module.is_dir()) => {
                telling.push(processes.tell(&node, "node.js")?);
            }
            _ => processes.missing.push("node, or its packages (`npm ci` in tests/servers)".to_owned()),
        }
        // Installed are the packages that are asked for now, not those of some time ago.
        let packages = |directory: &Path| std::fs::read(directory.join("requirements.txt")).ok();
        let is_current = packages(&python) == packages(&files().join(".."));
        let python = python.join("bin/python");
        match is_current && python.is_file() {
            true => telling.push(processes.tell(&python, "python.py")?),
            false => processes
                .missing
                .push("the Python packages of tests/servers (./test installs them)".to_owned()),
        }
        match installed(&["ruby"]).filter(|ruby| has_rack(ruby)) {
            Some(ruby) => telling.push(processes.tell(&ruby, "ruby.rb")?),
            None => processes.missing.push("ruby-rack-cors, ruby-webrick".to_owned()),
        }
        for proxy in PROXIES {
            match installed(&[proxy.program]) {
                None => processes.missing.push(proxy.program.to_owned()),
                Some(program) => processes.proxy(proxy, &program, &hosts)?,
            }
        }
        let until = Instant::now() + READY_WITHIN;
        for (script, heard) in telling {
            processes.hear(script, &heard, &hosts, until)?;
        }
        Ok(processes)
    }

    /// Starts a program that says on its standard output where its servers listen.
    fn tell(
        &mut self,
        program: &Path,
        script: &'static str,
    ) -> Result<(&'static str, mpsc::Receiver<String>), String> {
        let mut process = Command::new(program)
            .arg(script)
            .current_dir(files())
            .env("SESSION", SESSION)
            .env("NODE_ENV", "production")
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("{script}: {error}"))?;
        let out = process.stdout.take().ok_or("no output")?;
        self.telling.push(process);
        let (says, heard) = mpsc::channel();
        std::thread::spawn(move || {
            for line in BufReader::new(out).lines().map_while(Result::ok) {
                if says.send(line).is_err() {
                    return;
                }
            }
        });
        Ok((script, heard))
    }

    /// Listens until every server of a script has said where it is.
    fn hear(
        &mut self,
        script: &str,
        heard: &mpsc::Receiver<String>,
        hosts: &BTreeSet<&str>,
        until: Instant,
    ) -> Result<(), String> {
        let text =
            std::fs::read_to_string(files().join(script)).map_err(|error| format!("{script}: {error}"))?;
        // The modules that the script imports are called by what they serve.
        let serves = |host: &str| {
            let name = host.trim_start_matches("api.");
            ["express", "fastify", "hono", "hapi", "koa", "django", "falcon", "flask", "starlette", "rack"]
                .iter()
                .any(|framework| name.starts_with(framework) && text.contains(framework))
        };
        let mut silent: BTreeSet<&str> = hosts.iter().copied().filter(|host| serves(host)).collect();
        while !silent.is_empty() {
            let line = heard
                .recv_timeout(until.saturating_duration_since(Instant::now()))
                .map_err(|_| format!("{script}: nothing heard of {silent:?}"))?;
            let Some((name, port)) = line.split_once(' ') else { continue };
            let host = format!("api.{name}.com");
            let port = port.parse().map_err(|error| format!("{script}: {line}: {error}"))?;
            if !silent.remove(host.as_str()) {
                return Err(format!("{script}: {host} is not in the set"));
            }
            self.ports.insert(host, port);
        }
        Ok(())
    }

    fn proxy(&mut self, proxy: &Proxy, program: &Path, hosts: &BTreeSet<&str>) -> Result<(), String> {
        let (process, [port]) =
            Process::start(proxy.name, 1, &|directory, [port]| proxy.prepare(program, directory, port))?;
        self.proxies.push(process);
        let own = hosts.iter().filter(|host| host.trim_start_matches("api.").starts_with(proxy.name));
        self.ports.extend(own.map(|host| ((*host).to_owned(), port)));
        Ok(())
    }
}

impl Proxy {
    fn prepare(&self, program: &Path, directory: &Path, port: u16) -> Result<Command, String> {
        for template in self.templates {
            let text = std::fs::read_to_string(files().join(template))
                .map_err(|error| format!("{template}: {error}"))?;
            let text = text
                .replace("@PORT@", &port.to_string())
                .replace("@SESSION@", SESSION)
                .replace("@DIR@", &directory.display().to_string());
            std::fs::write(directory.join(template), text).map_err(|error| format!("{template}: {error}"))?;
        }
        let mut command = Command::new(program);
        command.args(self.before).arg(directory.join(self.templates[0]));
        Ok(command)
    }
}

impl Drop for Processes {
    fn drop(&mut self) {
        for process in &mut self.telling {
            // Fails only when the process has ended by itself.
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}
