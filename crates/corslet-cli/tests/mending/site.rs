//! Where a server of the fixes and of the diagnoses runs.

use std::path::Path;
use std::process::Command;

use crate::live::process::Process;

/// Where a server is to run: a directory of its own, its port, and the port of what stands behind it.
pub(crate) struct Site<'s> {
    pub(crate) directory: &'s Path,
    /// The origin of the page that asks.
    pub(crate) front: &'s str,
    pub(crate) port: u16,
    pub(crate) behind: u16,
}

/// A running server; its process is ended when this is dropped.
pub(crate) struct Running {
    /// Where it listens, as an origin.
    pub(crate) origin: String,
    _process: Process,
}

impl Running {
    /// Starts what `prepare` makes for a site, and waits until it listens.
    pub(crate) fn start(
        front: &str,
        prepare: &dyn Fn(&Site<'_>) -> Result<Command, String>,
    ) -> Result<Running, String> {
        // Not every set-up has something behind it.
        let (process, [port, _]) = Process::start("fix", 1, &|directory, [port, behind]| {
            prepare(&Site { directory, front, port, behind })
        })?;
        Ok(Running { origin: format!("http://127.0.0.1:{port}"), _process: process })
    }
}
