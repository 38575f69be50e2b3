//! A kind of server, on two ports that serve the same.

use std::process::Command;

use super::site::{Place, Site};
use crate::live::process::Process;
use crate::live::request::Request;

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
    _process: Process,
}

impl Server {
    /// Starts it, and waits until it listens.
    pub(crate) fn start(&self, place: Place<'_>) -> Result<Running, String> {
        let (process, ports) = Process::start(self.name, 2, &|directory, ports| {
            (self.prepare)(&Site::new(place, directory, ports))
        })?;
        Ok(Running { origin: place.origin(ports[0]), _process: process })
    }
}
