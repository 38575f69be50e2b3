//! The policy file on its way in, and what is printed on its way out.

use std::io::{self, Read, Write};
use std::path::Path;

use corslet::policy::file::{Reading, read};

/// The file's text; `-` is standard input.
pub(super) fn text(file: &Path) -> Result<String, String> {
    let mut bytes = Vec::new();
    let read = match file.as_os_str() == "-" {
        true => io::stdin().read_to_end(&mut bytes).map(|_| ()),
        false => std::fs::read(file).map(|all| bytes = all),
    };
    read.map_err(|error| format!("cannot read {}: {error}", file.display()))?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        format!("{}: byte {at} is no UTF-8: save the file as UTF-8", file.display())
    })
}

/// The policy in the text, with the variables that it names.
pub(super) fn parse(text: &str) -> Reading<'_> {
    read(text, &|name| std::env::var(name).ok())
}

/// Data, to standard output; a reader that has gone is no error.
pub(super) fn print(text: &str) -> Result<(), String> {
    let mut out = anstream::stdout();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.to_string()),
        _ => Ok(()),
    }
}
