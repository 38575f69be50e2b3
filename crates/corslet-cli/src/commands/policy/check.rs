//! `corslet policy check`: every problem of a policy file, and its normal form.

use std::path::PathBuf;
use std::process::ExitCode;

use corslet::policy::Severity;
use corslet::policy::file::write;

use super::source::{parse, print, text};

/// Checks a policy file: every problem at once, then the policy's normal form.
///
/// Exit code 0 when the policy compiles, warnings or not; 2 when it does not.
#[derive(clap::Args)]
pub(crate) struct Check {
    /// The policy file; `-` reads standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// What to print: problems to standard error and the normal form to standard output, or the problems as JSON
    #[arg(long, value_name = "FORMAT", value_parser = ["human", "json"], default_value = "human")]
    format: String,
    /// Also fail on warnings
    #[arg(long)]
    deny_warnings: bool,
}

impl Check {
    pub(super) fn run(&self) -> Result<ExitCode, String> {
        let text = text(&self.file)?;
        let reading = parse(&text);
        let file = self.file.display().to_string();
        let count =
            |severity| reading.problems().iter().filter(|problem| problem.severity() == severity).count();
        let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
        if self.format == "json" {
            let json = reading.to_json(&file).map_err(|error| error.to_string())?;
            print(&format!("{json}\n"))?;
        } else {
            anstream::eprint!("{}", reading.render(&file, true));
            if errors + warnings > 0 {
                anstream::eprintln!(
                    "\n{file}: {}, {}",
                    counted(errors, "error"),
                    counted(warnings, "warning")
                );
            }
            if let Some(policy) = reading.policy() {
                print(&write(&policy.to_config()).map_err(|error| error.to_string())?)?;
            }
        }
        let is_refused = errors > 0 || self.deny_warnings && warnings > 0;
        Ok(if is_refused { ExitCode::from(2) } else { ExitCode::SUCCESS })
    }
}

fn counted(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}
