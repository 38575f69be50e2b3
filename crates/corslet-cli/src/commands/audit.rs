//! `corslet audit`: what does this server give away, to whom, and is it exploitable?

use std::process::ExitCode;

use crate::audit;
use crate::check::Problem;

/// Asks a server as pages of many origins would, and says what it gives away, to whom, and whether that can be exploited.
///
/// Every finding that a page can read something is proved by the browsers' own algorithm. Nothing that may change something
/// is really sent without `--active`; preflights are.
#[derive(clap::Args)]
pub(crate) struct Audit {
    #[command(flatten)]
    arguments: audit::Arguments,
}

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
