//! Headless Chromium, started on a pipe with a profile of its own.

use std::path::Path;

use super::pipe::Pipe;
use super::scratch::Scratch;

/// What every start is told: nothing is asked for that no test wants.
const ARGUMENTS: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-proxy-server",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-pipe",
];

/// How one start differs from another.
pub(crate) struct Start<'s> {
    /// What its directory is called.
    pub(crate) name: &'s str,
    /// The profile's preferences, as JSON.
    pub(crate) preferences: &'s str,
    /// The features that are off, besides that http becomes https by itself.
    pub(crate) without: &'s [&'s str],
    /// Further arguments.
    pub(crate) more: &'s [String],
}

/// Starts it; the profile is deleted when it is dropped.
pub(crate) fn start(program: &Path, start: &Start<'_>) -> Result<(Pipe, Scratch), String> {
    let profile = Scratch::new(start.name)?;
    let directory = profile.path().join("Default");
    std::fs::create_dir(&directory)
        .and_then(|()| std::fs::write(directory.join("Preferences"), start.preferences))
        .map_err(|error| format!("{}: {error}", directory.display()))?;
    let without = [&["HttpsUpgrades"][..], start.without].concat().join(",");
    let arguments: Vec<String> = ARGUMENTS
        .iter()
        .map(|argument| (*argument).to_owned())
        .chain([format!("--disable-features={without}")])
        .chain(start.more.iter().cloned())
        .chain([format!("--user-data-dir={}", profile.path().display()), "about:blank".to_owned()])
        .collect();
    Ok((Pipe::start(program, &arguments, profile.path())?, profile))
}
