//! `corslet replay`: recorded conversations through an engine, one verdict a line.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use corslet::browser::{Engine, Profile};

use crate::record::{Case, play};

/// Plays recorded conversations through an engine, and prints one verdict a line.
///
/// Each line of FILE is a case: a page's request, and all that the server would answer. The engine asks, the record
/// answers; the verdict is printed in the record's own format, with every failure (`failed`) and what the browser's
/// console says (`headline`). Lines that are no case are reported, and the others are still played.
#[derive(clap::Args)]
pub(crate) struct Replay {
    /// Cases, one JSON object a line, gzipped or not; `-` reads standard input
    #[arg(value_name = "CASES.jsonl")]
    file: PathBuf,
    /// The engine that plays
    #[arg(long, value_name = "ENGINE", value_parser = ["standard", "chromium", "firefox", "webkit"])]
    engine: String,
    /// Follow the standard in place of this deviation of the engine; may be repeated
    #[arg(long, value_name = "DEVIATION")]
    without: Vec<String>,
    /// What the browser is set to do with the cookies of third parties; as installed when not given
    #[arg(long, value_name = "SETTING", value_parser = ["block", "allow", "partition"])]
    third_party_cookies: Option<String>,
}

/// Gzip's first two bytes.
const GZIP: [u8; 2] = [0x1f, 0x8b];

impl Replay {
    pub(crate) fn run(&self) -> ExitCode {
        let Ok(engine) = self.engine.parse::<Engine>() else { return ExitCode::from(2) };
        let mut profile: Profile = engine.profile().clone();
        for name in &self.without {
            profile = match profile.without(name) {
                Ok(profile) => profile,
                Err(error) => return usage(&error),
            };
        }
        if let Some(Ok(setting)) = self.third_party_cookies.as_deref().map(str::parse) {
            profile = profile.with_third_party_cookies(setting);
        }
        let reader = match self.open() {
            Ok(reader) => reader,
            Err(error) => return usage(&format!("cannot read {}: {error}", self.file.display())),
        };
        match replay(reader, &profile, &self.file.display().to_string()) {
            Ok(0) => ExitCode::SUCCESS,
            Ok(_) => ExitCode::from(2),
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
            Err(error) => usage(&format!("{}: {error}", self.file.display())),
        }
    }

    fn open(&self) -> io::Result<Box<dyn BufRead>> {
        let source: Box<dyn Read> = if self.file.as_os_str() == "-" {
            Box::new(io::stdin())
        } else {
            Box::new(File::open(&self.file)?)
        };
        let mut reader = BufReader::with_capacity(1 << 16, source);
        let is_gzip = reader.fill_buf()?.starts_with(&GZIP);
        if is_gzip {
            return Ok(Box::new(BufReader::with_capacity(
                1 << 16,
                flate2::bufread::MultiGzDecoder::new(reader),
            )));
        }
        Ok(Box::new(reader))
    }
}

fn usage(message: &str) -> ExitCode {
    eprintln!("error: {message}");
    ExitCode::from(2)
}

/// Plays every line; gives the number of lines that are no case.
fn replay(mut reader: Box<dyn BufRead>, profile: &Profile, file: &str) -> io::Result<usize> {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let mut line = Vec::new();
    let mut number = 0;
    let mut broken = 0;
    loop {
        line.clear();
        if reader.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        number += 1;
        if line.trim_ascii().is_empty() {
            continue;
        }
        let played = serde_json::from_slice::<Case>(&line)
            .map_err(|error| located(&error))
            .and_then(|case| play(case, profile));
        match played {
            Ok(played) => {
                serde_json::to_writer(&mut out, &played)?;
                out.write_all(b"\n")?;
            }
            Err(error) => {
                broken += 1;
                eprintln!("error: {file}, line {number}: {error}");
            }
        }
    }
    out.flush()?;
    if broken > 0 {
        eprintln!(
            "{broken} of {number} lines are no cases and were left out: a case is one JSON object on a line, with `id`, \
             `request` and `server`, or `steps` (cases/browsers/README.md)"
        );
    }
    Ok(broken)
}

/// What is wrong and at which column; each line is a document of its own, so serde's line number says nothing.
fn located(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let what = text.split(" at line ").next().unwrap_or(&text);
    format!("column {}: {what}", error.column())
}
