//! `corslet completions`: what a shell needs to complete the command line.

use std::io::Write;
use std::process::ExitCode;

use clap::CommandFactory;
use clap_complete::Shell;

use crate::cli::Cli;

/// Writes the completions for a shell.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  corslet completions bash > corslet.bash
  corslet completions zsh > _corslet
  corslet completions fish > corslet.fish")]
pub(crate) struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    pub(crate) fn run(&self) -> ExitCode {
        let mut written = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "corslet", &mut written);
        match std::io::stdout().write_all(&written) {
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
                eprintln!("error: the completions cannot be written: {error}");
                ExitCode::from(2)
            }
            _ => ExitCode::SUCCESS,
        }
    }
}
