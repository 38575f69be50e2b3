//! `corslet explain`: what a console line, a header, a step or a pasted request means.

use std::io::{Read, Write};
use std::process::ExitCode;

use corslet_inspect::explain::{Answer, explain, explain_pasted};
use corslet_inspect::redact::Redactor;
use corslet_inspect::text::shown;

use crate::check::human::look_of_environment;
use crate::check::print_arguments::PrintArguments;
use crate::explain::{redactor, write_human, write_json};

/// Explains a line of a browser's console, a header, a step of the standard, or a request that was pasted.
///
/// Nothing is sent, and nothing that a pasted text names is opened or run.
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Explain {
    /// A console line; a header, alone or with a value; an algorithm of the standard, alone or with a step; a diagnosis,
    /// D01 to D55; or same-origin-policy, preflight, credentials, wildcard, authentication. `-` reads what is pasted on
    /// standard input
    #[arg(value_name = "WHAT", required = true, num_args = 1..)]
    what: Vec<String>,
    /// human or json
    #[arg(long, value_name = "FORMAT", value_parser = ["human", "json"], default_value = "human")]
    format: String,
    #[command(flatten)]
    print: PrintArguments,
}

const AFTER_HELP: &str = "\
Examples:
  corslet explain \"Access to fetch at 'https://api.example/' from origin \\
      'https://app.example' has been blocked by CORS policy: Response to \\
      preflight request doesn't pass access control check: It does not \\
      have HTTP ok status.\"
  corslet explain 'TypeError: Failed to fetch' --format json
  corslet explain Access-Control-Allow-Origin
  corslet explain 'Access-Control-Allow-Headers: *'
  corslet explain 'Content-Type: application/json'
  corslet explain preflight
  corslet explain CORS check 3
  corslet explain D12
  echo 'fetch(\"https://api.example/\", {method: \"PUT\"})' |
      corslet explain -

Exit codes:
  0  it is explained
  2  it is not known, or cannot be read";

/// The most that is read from standard input.
const LONGEST: u64 = 256 * 1024 * 1024;

impl Explain {
    pub(crate) fn run(&self) -> ExitCode {
        match self.try_run() {
            Ok(code) => ExitCode::from(code),
            Err(error) => {
                anstream::eprintln!("error: {error}");
                ExitCode::from(2)
            }
        }
    }

    fn try_run(&self) -> Result<u8, String> {
        let text = self.what.join(" ");
        let answer = match text.as_str() {
            "-" => explain_pasted(&pasted()?),
            text => explain(text),
        };
        let secrets = self.secrets(&answer);
        if self.format == "json" {
            let json = write_json(&answer, &secrets).map_err(|error| error.to_string())?;
            print(&format!("{json}\n"))?;
        } else {
            print(&write_human(&answer, look_of_environment(self.print.ascii, false), &secrets))?;
            refuse(&answer, &text);
        }
        Ok(match &answer {
            Answer::Unread(_) | Answer::Unknown(_) => 2,
            Answer::Console(explained) if !explained.is_known => 2,
            _ => 0,
        })
    }

    fn secrets(&self, answer: &Answer) -> Redactor {
        match answer {
            _ if self.print.show_secrets => Redactor::open(),
            Answer::Request(pasted) => redactor(pasted),
            Answer::Value(explained) => {
                let mut redactor = Redactor::default();
                redactor.learn_header(&explained.name, &explained.value);
                redactor.ready()
            }
            _ => Redactor::default(),
        }
    }
}

fn pasted() -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = std::io::stdin().take(LONGEST).read_to_end(&mut bytes);
    read.map_err(|error| format!("standard input cannot be read: {error}"))?;
    Ok(bytes)
}

/// Says on standard error what is not known, or wrong.
fn refuse(answer: &Answer, text: &str) {
    match answer {
        Answer::Unread(unread) => {
            for line in unread.to_string().lines() {
                anstream::eprintln!("{}", shown(line));
            }
        }
        Answer::Unknown(meant) => {
            anstream::eprintln!("error: `{}` is not known", shown(text));
            match meant.as_slice() {
                [] => anstream::eprintln!("  `corslet explain --help` lists what can be explained"),
                meant => anstream::eprintln!("  did you mean {}?", meant.join(", or ")),
            }
        }
        _ => {}
    }
}

fn print(text: &str) -> Result<(), String> {
    let mut out = anstream::stdout();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(format!("the answer cannot be written: {error}"))
        }
        _ => Ok(()),
    }
}
