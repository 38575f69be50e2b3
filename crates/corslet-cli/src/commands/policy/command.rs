//! The command `corslet policy`: which of its own commands runs.

use std::process::ExitCode;

use super::{check, init, show};

/// Checks a policy file, asks it, or begins one.
///
/// A policy file says whose pages may read the answers of a server, and how; everything else is denied.
#[derive(clap::Args)]
#[command(disable_help_subcommand = true)]
pub(crate) struct Policy {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    Check(check::Check),
    Show(show::Show),
    Init(init::Init),
}

impl Policy {
    pub(crate) fn run(&self) -> ExitCode {
        let done = match &self.command {
            Command::Check(check) => check.run(),
            Command::Show(show) => show.run(),
            Command::Init(init) => init.run(),
        };
        done.unwrap_or_else(|error| {
            anstream::eprintln!("error: {error}");
            ExitCode::from(2)
        })
    }
}
