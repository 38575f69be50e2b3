//! Writes documents as they come, in the format that was asked for.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

use corslet_inspect::audit::Severity;
use corslet_inspect::report::{Document, html, human, json, junit, markdown, sarif};

use super::plan::{Format, Output};
use crate::check::human::{Look, look_of_environment};

/// The most targets that the table at a report's end lists one by one.
const MOST_LISTED: usize = 200;

/// Writes documents as they come.
pub(super) struct Writer {
    out: Box<dyn Write + Send>,
    format: Format,
    look: Look,
    /// From where on a finding fails a test.
    fail_on: Severity,
    /// Whether there is one document and never another.
    is_single: bool,
    count: usize,
    /// What is written only once all are there.
    kept: Vec<Document>,
}

impl Writer {
    /// Opens the output. `goes_on` says that the file may have the beginning already.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(super) fn open(output: &Output, is_single: bool, goes_on: bool) -> Result<Writer, String> {
        let out: Box<dyn Write + Send> = match &output.file {
            Some(path) => {
                let goes_on = goes_on && output.format == Format::Jsonl;
                let file = if goes_on { continued(path) } else { File::create(path) };
                Box::new(BufWriter::new(file.map_err(|error| not_written(path, &error))?))
            }
            // Colours go to terminals alone, and never into a file.
            None if output.format == Format::Human => Box::new(anstream::stdout()),
            None => Box::new(BufWriter::new(io::stdout())),
        };
        let look = look_of_environment(output.ascii, output.file.is_some());
        let out = match (&output.file, output.format) {
            (Some(_), Format::Human) => Box::new(anstream::StripStream::new(out)),
            _ => out,
        };
        Ok(Writer {
            out,
            format: output.format,
            look,
            fail_on: output.fail_on,
            is_single,
            count: 0,
            kept: Vec::new(),
        })
    }

    /// Whether each document is complete by itself, so that what an earlier run has written need not come again.
    pub(super) fn is_a_line_each(&self) -> bool {
        self.format == Format::Jsonl
    }

    /// Takes a document.
    pub(super) fn take(&mut self, document: Document) -> io::Result<()> {
        self.count += 1;
        match self.format {
            Format::Jsonl => writeln!(self.out, "{}", json::line(&document))?,
            Format::Json if self.is_single => writeln!(self.out, "{}", json::document(&document))?,
            Format::Json => {
                let before = if self.count == 1 { "[" } else { "," };
                write!(self.out, "{before}\n{}", json::document(&document))?;
            }
            Format::Human => {
                let text = human::document(&document, self.look);
                writeln!(self.out, "{text}")?;
                if self.kept.len() <= MOST_LISTED {
                    self.kept.push(slim(document));
                }
            }
            Format::Sarif | Format::Junit | Format::Html | Format::Markdown => self.kept.push(document),
        }
        self.out.flush()
    }

    /// Writes what comes behind the last document.
    pub(super) fn end(mut self) -> io::Result<()> {
        match self.format {
            Format::Jsonl => {}
            Format::Json if self.is_single && self.count > 0 => {}
            Format::Json if self.count == 0 => writeln!(self.out, "[]")?,
            Format::Json => writeln!(self.out, "\n]")?,
            Format::Human if self.kept.len() > 1 && self.kept.len() <= MOST_LISTED => {
                write!(self.out, "{}", human::summary(&self.kept, self.look))?;
            }
            Format::Human => {}
            Format::Sarif => self.whole(&sarif::log(&self.kept))?,
            Format::Junit => self.whole(&junit::suites(&self.kept, self.fail_on))?,
            Format::Html => self.whole(&html::page(&self.kept))?,
            Format::Markdown => self.whole(&markdown::page(&self.kept))?,
        }
        self.out.flush()
    }

    /// The whole report, with one line's end behind it.
    fn whole(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "{}", text.trim_end_matches('\n'))
    }
}

/// What the table at the end needs of a document.
fn slim(document: Document) -> Document {
    let findings = document.findings.into_iter().map(|finding| corslet_inspect::report::Finding {
        evidence: Vec::new(),
        proof: None,
        fix: String::new(),
        ..finding
    });
    Document {
        findings: findings.collect(),
        exchanges: Vec::new(),
        context: Vec::new(),
        checklist: Vec::new(),
        ..document
    }
}

/// The file, behind its last whole line: a run that was killed may have left half of one.
fn continued(path: &Path) -> io::Result<File> {
    let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
    let mut end = file.metadata()?.len();
    let mut byte = [0];
    while end > 0 {
        file.seek(SeekFrom::Start(end - 1))?;
        file.read_exact(&mut byte)?;
        if byte == *b"\n" {
            break;
        }
        end -= 1;
    }
    file.set_len(end)?;
    file.seek(SeekFrom::Start(end))?;
    Ok(file)
}

/// Why a file is not written, and what to look at.
pub(super) fn not_written(path: &Path, error: &io::Error) -> String {
    format!(
        "{} cannot be written ({error}): check that its directory exists and may be written to",
        path.display()
    )
}
