//! `corslet audit`: what does this server give away, to whom, and is it exploitable?

use std::process::ExitCode;

use crate::audit;
use crate::check::Problem;

/// Asks a server as pages of many origins would, and says what it gives away, and to whom.
///
/// Every finding that a page can read something is proved by the browsers' own algorithm. Nothing that may change something
/// is really sent without `--active`; preflights are.
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Audit {
    #[command(flatten)]
    arguments: audit::Arguments,
}

const AFTER_HELP: &str = "\
Examples, with `corslet demo --serve` in another terminal:
  corslet audit http://api.localhost:8481/broken/orders -b session=1
  corslet audit http://api.localhost:8481/orders -b session=1 \\
      --trusted-origin http://app.localhost:8480 --depth quick
  corslet audit http://api.localhost:8481/broken/orders \\
      -b 'Set-Cookie: session=1; SameSite=None; Secure' -o audit.html
  corslet audit http://api.localhost:8481/orders --dry-run
  echo 'http://api.localhost:8481/broken/orders' |
      corslet audit - --format jsonl --resume audit.db

Who is asked, and what is sent:
  A URL that you write is asked, whatever its host resolves to; a cloud's
  metadata service only by its address. Hosts that a document or a recording
  names are not asked on private networks. Redirects are not followed. The
  session (-b, -u, -H) goes only to the exact origins of the URLs that are
  TARGETs, or to those of --session-for. Targets of several registrable
  domains want --scope or --yes. 429, 503 and Retry-After slow the audit
  down; a server that goes on is left alone.

Lines of a list:
  A URL, or a JSON object: {\"url\": \"https://api.example/\", \"method\": \"GET\",
  \"cookie\": \"session=1\", \"headers\": [\"Authorization: ...\"], \"user\": \"a:b\"};
  only url is needed. Empty lines, and lines that begin with #, say nothing.

Exit codes:
  0  nothing at least as bad as --fail-on was found
  1  something was
  2  something on the command line, or a line of a list, is wrong
  3  nothing was, and a target gave no answer
  130  interrupted; what was done is written";

impl Audit {
    pub(crate) fn run(&self) -> ExitCode {
        let plan = match audit::read(&self.arguments) {
            Ok(plan) => plan,
            Err(problems) => return usage(&problems),
        };
        match ran(plan) {
            Ok(code) => ExitCode::from(code),
            Err(error) => {
                eprintln!("error: {error}");
                ExitCode::from(2)
            }
        }
    }
}

fn ran(plan: audit::Plan) -> Result<u8, String> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| format!("the network cannot be used: {error}"))?;
    let ran = runtime.block_on(audit::run(plan, async {
        // Where Ctrl-C cannot be heard, nothing is ever interrupted by it.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }));
    // A name that is still being looked up must not keep the answer waiting.
    runtime.shutdown_background();
    ran
}

fn usage(problems: &[Problem]) -> ExitCode {
    for problem in problems {
        eprintln!("{problem}");
    }
    eprintln!("\n`corslet audit --help` lists everything that can be written.");
    ExitCode::from(2)
}
