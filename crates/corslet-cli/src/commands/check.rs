//! `corslet check`: may a page on this origin ask this URL, and read the answer?

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::check::human::look_of_environment;
use crate::check::{self, Format, Order, Output, Plan, Problem, Report, Session, Work};

/// Asks a server as a page on ORIGIN would, and says what each browser makes of the answer.
///
/// The preflight and the request are really sent, and judged by each engine's own rules. What two engines ask alike is
/// asked once. A request that may change something (anything but GET and HEAD) is not sent without `--send`; its
/// preflight is.
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Check {
    #[command(flatten)]
    arguments: check::Arguments,
}

const AFTER_HELP: &str = "\
Examples, with `corslet demo --serve` in another terminal:
  corslet check http://api.localhost:8481/orders \\
      --origin http://app.localhost:8480
  corslet check http://api.localhost:8481/orders \\
      --origin http://app.localhost:8480 --credentials include \\
      -X DELETE -H 'Authorization: Bearer demo' --send
  corslet check http://api.localhost:8481/broken/orders \\
      --origin http://app.localhost:8480 --credentials include \\
      -b 'session=1' --expect blocked
  corslet check http://api.localhost:8481/orders \\
      --origin http://app.localhost:8480 --credentials include \\
      -b 'Set-Cookie: session=1; SameSite=None; Secure' \\
      --third-party-cookies allow
  corslet check http://api.localhost:8481/orders \\
      --origin http://app.localhost:8480 \\
      -X DELETE --send --repeat 2 --clock +2h --curl
  corslet check http://api.localhost:8481/broken/orders \\
      --origin http://app.localhost:8480 --element img --crossorigin
  corslet check http://api.localhost:8481/orders \\
      --origin http://app.localhost:8480 --origin http://evil.example
  echo '{\"url\": \"http://api.localhost:8481/orders\"}' |
      corslet check --batch - --origin http://app.localhost:8480
  corslet check --expect blocked -- \\
      curl http://api.localhost:8481/broken/orders -b 'session=1' \\
      -H 'Origin: http://app.localhost:8480'
  echo 'fetch(\"http://api.localhost:8481/orders\")' |
      corslet check - --origin http://app.localhost:8480
  corslet check http://api.localhost:8481/broken/orders \\
      --origin http://app.localhost:8480 --credentials include \\
      --expect blocked --probe --fix nginx
  corslet check http://api.localhost:8481/orders \\
      --origin http://app.localhost:8480 --har orders.har
  corslet check --from-har orders.har
  corslet check http://api.localhost:8481/orders \\
      --origin http://app.localhost:8480 --all-addresses -4

Exit codes:
  0  every selected browser lets the page have the answer
  1  a selected browser blocks (the standard counts only when it is named)
  2  something on the command line, or a line of a batch, is wrong
  3  the server could not be reached
  4  inconclusive: nothing against it so far, but the request was not sent;
     so always for a WebSocket, on which only its server decides
  130  interrupted
Of several checks the worst is the program's: 2, then 1, 3 and 4.

Lines of a batch:
  The fields are url, origin, method, headers, body, json, cookie, user,
  credentials, mode, redirect, referrer_policy, top_site,
  third_party_cookies, page_headers, xhr, upload_listener, element,
  crossorigin, engine, send, expect, and an id of your own; only url and
  origin are needed. cookie, headers and page_headers may be lists. One
  document of corslet/check/1 comes out for each line, in the same order,
  with its line and id; for a line that cannot be read, one of
  corslet/problems/1.";

impl Check {
    pub(crate) fn run(&self) -> ExitCode {
        let order = match check::read(&self.arguments) {
            Ok(order) => order,
            Err(problems) => return usage(&problems),
        };
        let done = match order {
            Order { work: Work::Checks(plans), output } => checks(plans, &output, false),
            Order { work: Work::Recorded(plans), output } => checks(plans, &output, true),
            Order { work: Work::Compared(plan, compare), output } => compared(*plan, compare, &output),
            Order { work: Work::Batch(file), output } => self.batch(&file, &output),
        };
        match done {
            Ok(code) => ExitCode::from(code),
            Err(error) => {
                eprintln!("error: {error}");
                ExitCode::from(2)
            }
        }
    }

    fn batch(&self, file: &Path, output: &Output) -> Result<u8, String> {
        let out: Box<dyn Write + Send> = match &output.file {
            Some(path) => Box::new(std::fs::File::create(path).map_err(|error| not_written(path, &error))?),
            None => Box::new(std::io::stdout()),
        };
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(no_network)?;
        let ran = runtime.block_on(interruptible(check::batch::run(
            file,
            &self.arguments,
            output.show_secrets,
            out,
        )));
        runtime.shutdown_background();
        ran.unwrap_or(Ok(INTERRUPTED))
    }
}

/// The exit code of a program that Ctrl-C has ended.
const INTERRUPTED: u8 = 130;

/// Runs every plan; where one is enough, the first that a browser blocks, or the first of all.
fn checks(plans: Vec<Plan>, output: &Output, is_one_enough: bool) -> Result<u8, String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(no_network)?;
    let session = Session::new();
    let ran = runtime.block_on(interruptible(session.progress.during(async {
        let mut reports = Vec::new();
        for plan in plans {
            reports.push(check::run(plan, &session, output.show_secrets).await);
            if is_one_enough && reports.last().is_some_and(Report::is_blocked) {
                reports.drain(..reports.len() - 1);
                break;
            }
        }
        if is_one_enough {
            reports.truncate(1);
        }
        reports
    })));
    // A name that is still being looked up must not keep the answer waiting.
    runtime.shutdown_background();
    written(ran, output)
}

/// Runs a plan in several ways.
fn compared(plan: Plan, compare: check::Compare, output: &Output) -> Result<u8, String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(no_network)?;
    let session = Session::new();
    let work = check::compare(plan, compare, &session, output.show_secrets);
    let ran = runtime.block_on(interruptible(session.progress.during(work)));
    runtime.shutdown_background();
    written(ran, output)
}

/// Writes what came of it, and gives the worst of the exit codes.
fn written(ran: Option<Vec<Report>>, output: &Output) -> Result<u8, String> {
    let Some(reports) = ran else { return Ok(INTERRUPTED) };
    if let Some(path) = &output.har {
        let har = check::har::write(&reports).map_err(|error| error.to_string())?;
        std::fs::write(path, har + "\n").map_err(|error| not_written(path, &error))?;
    }
    print(&text(&reports, output)?, output.file.as_ref())?;
    Ok(reports.iter().map(|report| report.exit).max_by_key(|code| check::severity(*code)).unwrap_or(0))
}

/// The work's result, or nothing when Ctrl-C came first.
async fn interruptible<T>(work: impl Future<Output = T>) -> Option<T> {
    tokio::select! {
        done = work => Some(done),
        Ok(()) = tokio::signal::ctrl_c() => None,
    }
}

fn text(reports: &[Report], output: &Output) -> Result<String, String> {
    let look = || look_of_environment(output.ascii, output.file.is_some());
    let json = |written: serde_json::Result<String>| {
        written.map(|text| text + "\n").map_err(|error| error.to_string())
    };
    match (output.format, reports) {
        (Format::Human, [one]) => Ok(check::human::write(one, look(), output.curl)),
        (Format::Human, several) if several.iter().any(|report| report.plan.way.is_some()) => {
            Ok(check::human::write_comparison(several, look()))
        }
        (Format::Human, several) => Ok(check::human::write_matrix(several, look())),
        (Format::Json, [one]) => json(check::json::write(one, output.curl)),
        (Format::Json, several) => json(check::json::write_array(several, output.curl)),
        (Format::Jsonl, all) => json(check::json::write_lines(all, output.curl)),
    }
}

fn print(text: &str, file: Option<&PathBuf>) -> Result<(), String> {
    if let Some(path) = file {
        let bare = anstream::adapter::strip_str(text).to_string();
        return std::fs::write(path, bare).map_err(|error| not_written(path, &error));
    }
    let mut out = anstream::stdout();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(format!("the report cannot be written: {error}"))
        }
        _ => Ok(()),
    }
}

fn not_written(path: &Path, error: &std::io::Error) -> String {
    format!(
        "{} cannot be written ({error}): check that its directory exists and may be written to",
        path.display()
    )
}

fn no_network(error: std::io::Error) -> String {
    format!("the network cannot be used: {error}")
}

fn usage(problems: &[Problem]) -> ExitCode {
    for problem in problems {
        eprintln!("{problem}");
    }
    eprintln!("\n`corslet check --help` lists everything that can be written.");
    ExitCode::from(2)
}
