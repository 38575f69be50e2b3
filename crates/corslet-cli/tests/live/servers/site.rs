//! Where a server runs: what its set-up is told, and what it is started with.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::live::certificate::Certificate;
use crate::live::program::installed;

/// What a server is set up for.
#[derive(Clone, Copy)]
pub(crate) struct Place<'p> {
    /// The origin that it grants.
    pub(crate) front: &'p str,
    /// For https.
    pub(crate) certificate: Option<&'p Certificate>,
}

impl Place<'_> {
    /// The origin of a port there.
    pub(super) fn origin(&self, port: u16) -> String {
        format!("{}://127.0.0.1:{port}", self.scheme())
    }

    fn scheme(&self) -> &'static str {
        if self.certificate.is_some() { "https" } else { "http" }
    }
}

/// Where one server is to run. Both ports serve the same; the other one is another origin.
pub(super) struct Site<'p> {
    place: Place<'p>,
    directory: &'p Path,
    ports: [u16; 2],
}

impl<'p> Site<'p> {
    pub(super) fn new(place: Place<'p>, directory: &'p Path, ports: [u16; 2]) -> Self {
        Site { place, directory, ports }
    }

    /// A directory of the server's own.
    pub(super) fn directory(&self) -> &Path {
        self.directory
    }

    pub(super) fn certificate(&self) -> Option<&Certificate> {
        self.place.certificate
    }

    pub(super) fn addresses(&self) -> [String; 2] {
        self.ports.map(|port| format!("127.0.0.1:{port}"))
    }

    /// What the set-ups are told: in a template between `@`, for a program as its environment.
    pub(super) fn facts(&self) -> Vec<(&'static str, String)> {
        let scheme = self.place.scheme();
        let [port, other] = self.ports;
        let file = |file: fn(&Certificate) -> PathBuf| {
            self.place.certificate.map(|it| file(it).display().to_string()).unwrap_or_default()
        };
        vec![
            ("FRONT", self.place.front.to_owned()),
            ("SCHEME", scheme.to_owned()),
            ("PORT", port.to_string()),
            ("OTHER_PORT", other.to_string()),
            ("HERE", format!("{scheme}://127.0.0.1:{port}")),
            ("OTHER", format!("{scheme}://127.0.0.1:{other}")),
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
