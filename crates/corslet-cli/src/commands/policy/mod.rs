//! `corslet policy`: the server's policy file, checked, asked and begun.

mod check;
mod init;
mod show;
mod source;

use std::process::ExitCode;

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
