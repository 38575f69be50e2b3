//! Node and the npm packages of the test servers.

use std::process::Command;

use super::stand::{command, not_installed, servers};
use crate::mending::site::Site;

/// What is missing for a server that imports this package.
pub(crate) fn missing(package: &str) -> Vec<String> {
    let mut missing = not_installed("node");
    if !servers().join("node_modules").join(package).is_dir() {
        missing.push(format!("the npm package {package} (`npm ci` in crates/corslet-cli/tests/servers)"));
    }
    missing
}

/// Runs a script.
pub(crate) fn node(site: &Site<'_>, script: &str) -> Result<Command, String> {
    link_node_modules(site)?;
    let file = site.file("server.mjs", script)?;
    let mut command = command("node")?;
    command.arg(file).current_dir(site.directory).env("NODE_ENV", "production");
    Ok(command)
}

/// Lets a script of the site find the packages.
fn link_node_modules(site: &Site<'_>) -> Result<(), String> {
    let (packages, link) = (servers().join("node_modules"), site.directory.join("node_modules"));
    let packages = packages.canonicalize().map_err(|error| format!("{}: {error}", packages.display()))?;
    std::os::unix::fs::symlink(&packages, &link).map_err(|error| format!("{}: {error}", link.display()))
}
