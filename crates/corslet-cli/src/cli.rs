//! The command line: which command runs.

use std::process::ExitCode;

use crate::commands::{Audit, Check, Completions, Demo, Explain, Man, Policy, Replay};

/// The same-origin policy and CORS, exactly as browsers run them.
#[derive(clap::Parser)]
#[command(name = "corslet", version, about, disable_help_subcommand = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    Audit(Box<Audit>),
    Check(Box<Check>),
    Demo(Demo),
    Explain(Explain),
    Policy(Policy),
    Replay(Replay),
    Completions(Completions),
    Man(Man),
}

impl Cli {
    pub(crate) fn run(self) -> ExitCode {
        match self.command {
            Command::Audit(audit) => audit.run(),
            Command::Check(check) => check.run(),
            Command::Demo(demo) => demo.run(),
            Command::Explain(explain) => explain.run(),
            Command::Policy(policy) => policy.run(),
            Command::Replay(replay) => replay.run(),
            Command::Completions(completions) => completions.run(),
            Command::Man(man) => man.run(),
        }
    }
}
