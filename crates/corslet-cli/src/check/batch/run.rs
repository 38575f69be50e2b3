//! Runs a batch: so many lines beside each other, written in the order in which they were read.

use std::io::{BufRead, Write};
use std::path::Path;
use std::sync::Arc;

use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use super::broken;
use super::line::{self, Line};
use super::turns::Turns;
use crate::check::arguments::Arguments;
use crate::check::conclusion::severity;
use crate::check::json::{Place, write_line};
use crate::check::report;
use crate::check::session::Session;

/// How many lines are under way at most.
const MOST_AT_ONCE: usize = 64;

/// What a line came to: its document, and its exit code.
type Written = (String, u8);

/// Runs every line, and gives the worst of their exit codes.
///
/// # Errors
/// When the file cannot be read, or the output cannot be written.
pub(crate) async fn run(
    file: &Path,
    defaults: &Arguments,
    show_secrets: bool,
    out: Box<dyn Write + Send>,
) -> Result<u8, String> {
    let lines = read(file)?;
    let (started, to_write) = mpsc::channel(MOST_AT_ONCE);
    let writing = tokio::spawn(write(to_write, out));
    let run = start(lines, defaults.clone(), show_secrets, started).await;
    let worst = writing.await.map_err(|error| format!("a line was lost: {error}"))??;
    run.map(|()| worst)
}

/// The lines of a file, as they come: another program may write the next one only when it has the last answer.
fn read(file: &Path) -> Result<mpsc::Receiver<Result<Vec<u8>, String>>, String> {
    let named = file.display().to_string();
    let mut input: Box<dyn BufRead + Send> = if named == "-" {
        Box::new(std::io::BufReader::new(std::io::stdin()))
    } else {
        let opened = std::fs::File::open(file)
            .map_err(|error| format!("--batch {named}: the file cannot be read ({error}): check its path"))?;
        Box::new(std::io::BufReader::new(opened))
    };
    let (sender, lines) = mpsc::channel(MOST_AT_ONCE);
    std::thread::spawn(move || {
        loop {
            let mut line = Vec::new();
            let read = match input.read_until(b'\n', &mut line) {
                Ok(0) => break,
                Ok(_) => Ok(line),
                Err(error) => Err(format!("--batch {named}: {error}")),
            };
            let is_last = read.is_err();
            if sender.blocking_send(read).is_err() || is_last {
                break;
            }
        }
    });
    Ok(lines)
}

/// Starts each line when there is room and its turn has come.
async fn start(
    mut lines: mpsc::Receiver<Result<Vec<u8>, String>>,
    defaults: Arguments,
    show_secrets: bool,
    started: mpsc::Sender<JoinHandle<Written>>,
) -> Result<(), String> {
    let session = Arc::new(Session::new());
    let mut turns = Turns::default();
    let mut number = 0;
    while let Some(read) = lines.recv().await {
        number += 1;
        let bytes = read?;
        let text = String::from_utf8_lossy(&bytes);
        if text.trim().is_empty() {
            continue;
        }
        let Line { id, plan } = line::read(text.trim(), &defaults);
        let task = match plan {
            Err(problems) => {
                let document = broken::write(number, id.as_ref(), &problems).unwrap_or_default();
                tokio::spawn(std::future::ready((document, 2)))
            }
            Ok(plan) => {
                let mut turn = turns.next(&plan);
                let session = Arc::clone(&session);
                tokio::spawn(async move {
                    turn.comes().await;
                    let report = report::run(plan, &session, show_secrets).await;
                    drop(turn);
                    let place = Place { line: Some(number), id: id.as_ref(), differs: false };
                    (write_line(&report, false, place).unwrap_or_default(), report.exit)
                })
            }
        };
        // The channel is as long as many lines may run at once.
        if started.send(task).await.is_err() {
            break;
        }
    }
    Ok(())
}

/// Writes each line's document in turn; gives the worst exit code.
async fn write(
    mut finished: mpsc::Receiver<JoinHandle<Written>>,
    out: Box<dyn Write + Send>,
) -> Result<u8, String> {
    let mut out = std::io::BufWriter::new(out);
    let mut worst = 0;
    while let Some(task) = finished.recv().await {
        // Somebody may be waiting for the lines before this one.
        if !task.is_finished() {
            let _ = out.flush();
        }
        let (document, exit) = task.await.map_err(|error| format!("a line was lost: {error}"))?;
        worst = [worst, exit].into_iter().max_by_key(|code| severity(*code)).unwrap_or(exit);
        let written = writeln!(out, "{document}");
        let is_last = finished.is_empty();
        match written.and_then(|()| if is_last { out.flush() } else { Ok(()) }) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => return Ok(worst),
            Err(error) => return Err(format!("the report cannot be written: {error}")),
        }
    }
    match out.flush() {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(format!("the report cannot be written: {error}"))
        }
        _ => Ok(worst),
    }
}
