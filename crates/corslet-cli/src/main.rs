//! The program `corslet`: CORS at the command line, judged as real browsers judge it.

mod commands;
mod record;

use clap::Parser;

fn main() -> std::process::ExitCode {
    commands::Cli::parse().run()
}
