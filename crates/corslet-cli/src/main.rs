//! The program `corslet`: CORS at the command line, judged as real browsers judge it.

mod audit;
mod check;
mod cli;
mod commands;
mod demo;
mod explain;
mod record;
mod transport;

use clap::Parser;

fn main() -> std::process::ExitCode {
    cli::Cli::parse().run()
}
