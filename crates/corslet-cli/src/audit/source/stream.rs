//! A source of targets: what it gives, one after another, however many they are.

use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

use super::{list, sitemap};
use crate::audit::target::Found;
use crate::check::Problem;

/// A source of targets.
#[derive(Clone, Debug)]
pub(in crate::audit) enum Source {
    /// These.
    Known(Vec<Found>),
    /// The lines of a file.
    List(PathBuf),
    /// The lines of standard input.
    Input,
    /// The lines of what was on standard input.
    Spooled(Vec<u8>),
    /// The pages of a sitemap.
    Sitemap(PathBuf),
}

/// What is wrong with one piece of a source.
pub(in crate::audit) type Bad = Problem;

type Pieces = Box<dyn Iterator<Item = Result<Found, Bad>> + Send>;

impl Source {
    /// Whether it can be read a second time.
    pub(in crate::audit) fn is_repeatable(&self) -> bool {
        match self {
            Source::Known(_) | Source::Spooled(_) => true,
            Source::Input => false,
            Source::List(path) | Source::Sitemap(path) => path.is_file(),
        }
    }

    /// What it gives.
    ///
    /// # Errors
    /// When it cannot be read at all.
    pub(in crate::audit) fn open(&self) -> Result<Pieces, Bad> {
        Ok(match self {
            Source::Known(found) => Box::new(found.clone().into_iter().map(Ok)),
            Source::List(path) => list::of(opened("--targets", path)?, "--targets", shown(path)),
            Source::Input => list::of(Box::new(BufReader::new(std::io::stdin())), "-", String::new()),
            Source::Spooled(bytes) => list::of(Box::new(Cursor::new(bytes.clone())), "-", String::new()),
            Source::Sitemap(path) => sitemap::of(unpacked(path)?, shown(path)),
        })
    }

    /// The same, read to its end, so that it can be read twice.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(in crate::audit) fn spooled(self) -> Result<Source, Bad> {
        let (mut reader, argument, named): (Box<dyn Read>, _, _) = match &self {
            _ if self.is_repeatable() => return Ok(self),
            Source::List(path) => (opened("--targets", path)?, "--targets", shown(path)),
            Source::Sitemap(path) => {
                let found: Result<Vec<Found>, Bad> = sitemap::of(unpacked(path)?, shown(path)).collect();
                return found.map(Source::Known);
            }
            _ => (Box::new(std::io::stdin()), "-", String::new()),
        };
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes).map_err(|error| unreadable(argument, named, &error))?;
        Ok(Source::Spooled(bytes))
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

fn unreadable(argument: &'static str, named: String, error: &std::io::Error) -> Bad {
    Problem::new(argument, named, format!("the file cannot be read ({error}): check its path"))
}

fn opened(argument: &'static str, path: &Path) -> Result<Box<dyn BufRead + Send>, Bad> {
    match File::open(path) {
        Ok(file) if !path.is_dir() => Ok(Box::new(BufReader::new(file))),
        Ok(_) => Err(Problem::new(argument, shown(path), "this is a directory: write a file's name")),
        Err(error) => Err(unreadable(argument, shown(path), &error)),
    }
}

/// Sitemaps are often served, and so stored, compressed.
fn unpacked(path: &Path) -> Result<Box<dyn BufRead + Send>, Bad> {
    let mut reader = opened("--sitemap", path)?;
    let start = reader.fill_buf().map_err(|error| unreadable("--sitemap", shown(path), &error))?;
    match start.starts_with(&[0x1f, 0x8b]) {
        true => Ok(Box::new(BufReader::new(flate2::bufread::MultiGzDecoder::new(reader)))),
        false => Ok(reader),
    }
}
