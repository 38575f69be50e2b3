//! The commands, one file each.

mod policy;
mod replay;

use std::process::ExitCode;

/// The same-origin policy and CORS, exactly as browsers run them.
#[derive(clap::Parser)]
#[command(name = "corslet", version, about, disable_help_subcommand = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    Policy(policy::Policy),
    Replay(replay::Replay),
}

impl Cli {
    pub(crate) fn run(self) -> ExitCode {
        match self.command {
            Command::Policy(policy) => policy.run(),
            Command::Replay(replay) => replay.run(),
        }
    }
}
