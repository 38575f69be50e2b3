//! `corslet check`: may a page on this origin ask this URL, and read the answer?

use std::io::Write;
use std::process::ExitCode;

use crate::check::{self, Format, Plan, Problem, Report};

/// Asks a server as a page on ORIGIN would, and says what each browser makes of the answer.
///
/// The preflight and the request are really sent, and judged by each engine's own rules. What two engines ask alike is
/// asked once. A request that may change something (anything but GET and HEAD) is not sent without `--send`; its
/// preflight is.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  corslet check https://api.example/orders --origin https://app.example
  corslet check https://api.example/orders/7 --origin https://app.example -X DELETE \\
      -H 'Authorization: Bearer ...' --credentials include --send

Exit codes:
  0  every selected browser lets the page have the answer
  1  a selected browser blocks (the standard counts only when it is named)
  2  something on the command line is wrong
  3  the server could not be reached
  4  inconclusive: nothing against it so far, but the request itself was not sent")]
pub(crate) struct Check {
    #[command(flatten)]
    arguments: check::Arguments,
}

impl Check {
    pub(crate) fn run(&self) -> ExitCode {
        match check::read(&self.arguments) {
            Ok((plan, format)) => match run(plan, format) {
                Ok(code) => ExitCode::from(code),
                Err(error) => fail(&error),
            },
            Err(problems) => usage(&problems),
        }
    }
}

fn run(plan: Plan, format: Format) -> Result<u8, String> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| format!("the network cannot be used: {error}"))?;
    let report = runtime.block_on(check::run(plan));
    // A name that is still being looked up must not keep the answer waiting.
    runtime.shutdown_background();
    print(&report, format)?;
    Ok(report.exit)
}

fn print(report: &Report, format: Format) -> Result<(), String> {
    let text = match format {
        Format::Human => check::human::write(report),
        Format::Json => format!("{}\n", check::write_json(report).map_err(|error| error.to_string())?),
    };
    let mut out = anstream::stdout();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(format!("the report cannot be written: {error}"))
        }
        _ => Ok(()),
    }
}

fn usage(problems: &[Problem]) -> ExitCode {
    for problem in problems {
        eprintln!("{problem}");
    }
    eprintln!("\n`corslet check --help` lists everything that can be written.");
    ExitCode::from(2)
}

fn fail(error: &str) -> ExitCode {
    eprintln!("error: {error}");
    ExitCode::from(2)
}
