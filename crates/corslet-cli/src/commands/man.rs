//! `corslet man`: the manual's pages.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Command, CommandFactory};

use crate::cli::Cli;

/// Writes the manual: every command's page, to standard output or into a directory.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  corslet man > corslet.1
  corslet man --out man1")]
pub(crate) struct Man {
    /// Write each page to a file of its own in this directory: corslet.1, corslet-check.1 and so on
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

impl Man {
    pub(crate) fn run(&self) -> ExitCode {
        match self.try_run() {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("error: {error}");
                ExitCode::from(2)
            }
        }
    }

    fn try_run(&self) -> Result<(), String> {
        let mut command = Cli::command();
        command.build();
        let mut pages = Vec::new();
        collect(&command, &mut pages).map_err(|error| format!("a page cannot be written: {error}"))?;
        if let Some(directory) = &self.out {
            let failed =
                |error: std::io::Error| format!("{} cannot be written: {error}", directory.display());
            std::fs::create_dir_all(directory).map_err(failed)?;
            for (name, page) in pages {
                std::fs::write(directory.join(format!("{name}.1")), page).map_err(failed)?;
            }
            return Ok(());
        }
        let mut out = std::io::stdout();
        for (_, page) in pages {
            match out.write_all(&page) {
                Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => return Ok(()),
                written => written.map_err(|error| format!("the manual cannot be written: {error}"))?,
            }
        }
        Ok(())
    }
}

/// The page of a command, and of all below it.
fn collect(command: &Command, pages: &mut Vec<(String, Vec<u8>)>) -> std::io::Result<()> {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name()).to_owned();
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    pages.push((name, with_examples_as_written(&String::from_utf8_lossy(&page)).into_bytes()));
    for below in command.get_subcommands().filter(|below| below.get_name() != "help") {
        collect(below, pages)?;
    }
    Ok(())
}

/// The section behind the options, line by line as it was written: filled lines could not be copied.
fn with_examples_as_written(page: &str) -> String {
    let Some((before, section)) = page.split_once(".SH EXTRA\n") else { return page.to_owned() };
    let (section, after) = match section.find("\n.SH") {
        Some(end) => section.split_at(end + 1),
        None => (section, ""),
    };
    // `\\` is a backslash only where nothing reads it twice; `\e` always is.
    let section = section.replace("\\\\", "\\e");
    let end = if section.ends_with('\n') { "" } else { "\n" };
    format!("{before}.SH EXAMPLES\n.nf\n{section}{end}.fi\n{after}")
}
