//! Where the pasted text is: behind `--`, on standard input or in a file.

use std::ffi::{OsStr, OsString};
use std::io::Read;
use std::path::Path;

use corslet_inspect::input::{self, Pasted};

use crate::check::arguments::Arguments;
use crate::check::problem::Problem;

/// The longest text that is read: a network panel's recording is long.
const LONGEST: u64 = 64 * 1024 * 1024;

/// Where a pasted text is.
pub(in crate::check) enum Source<'a> {
    /// Behind `--`, taken apart by the shell.
    Words(&'a [OsString]),
    /// On standard input.
    Input,
    /// In a file.
    File(&'a OsStr),
}

/// Where the arguments say that a text was pasted, if they do.
pub(in crate::check) fn source(arguments: &Arguments) -> Option<Source<'_>> {
    match (&arguments.paste, arguments.url.as_deref()) {
        (Some(file), _) if file == "-" => Some(Source::Input),
        (Some(file), _) => Some(Source::File(file)),
        (None, Some(url)) if url == "-" => Some(Source::Input),
        (None, _) if !arguments.words.is_empty() => Some(Source::Words(&arguments.words)),
        (None, _) => None,
    }
}

impl Source<'_> {
    /// Reads it.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub(in crate::check) fn read(&self) -> Result<Pasted, Vec<Problem>> {
        let read = match self {
            Source::Words(words) => {
                let words: Vec<&[u8]> = words.iter().map(|word| word.as_encoded_bytes()).collect();
                input::read_words(&words)
            }
            Source::Input => input::read(&bytes(std::io::stdin(), "-")?, None),
            Source::File(path) => {
                let shown = path.to_string_lossy();
                let file =
                    std::fs::File::open(Path::new(path)).map_err(|error| unreadable(&shown, &error))?;
                input::read(&bytes(file, &shown)?, None)
            }
        };
        read.map_err(|unread| vec![Problem::written(unread.to_string())])
    }
}

fn bytes(from: impl Read, shown: &str) -> Result<Vec<u8>, Vec<Problem>> {
    let mut bytes = Vec::new();
    from.take(LONGEST + 1).read_to_end(&mut bytes).map_err(|error| unreadable(shown, &error))?;
    if bytes.len() as u64 > LONGEST {
        let what = "it is longer than 64 MiB: paste one request, or judge a recording with --from-har";
        return Err(vec![Problem::new("--paste", shown, what)]);
    }
    Ok(bytes)
}

fn unreadable(shown: &str, error: &std::io::Error) -> Vec<Problem> {
    let what = format!("the file cannot be read ({error}): check its path, or paste it on standard input");
    vec![Problem::new("--paste", shown, what)]
}
