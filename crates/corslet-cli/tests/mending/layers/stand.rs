//! A layer's configuration with a fault in it, or with the fix in place of the fault.

use std::path::{Path, PathBuf};
use std::process::Command;

use corslet_inspect::fixes::Fix;

use crate::live::program::installed;
use crate::mending::site::Site;

/// A layer that can be started with a fault, or mended.
pub(crate) struct Stand {
    /// The id of the layer.
    pub(crate) layer: &'static str,
    /// What it needs and this machine does not have.
    pub(crate) missing: fn() -> Vec<String>,
    /// What grants, wrongly, and what answers.
    pub(crate) fault: fn(&str) -> Parts,
    /// The command that starts it.
    pub(crate) prepare: fn(&Site<'_>, &Written) -> Result<Command, String>,
}

/// The two halves of a faulty set-up.
pub(crate) struct Parts {
    /// What grants, wrongly: the fix takes its place.
    pub(crate) grant: &'static str,
    /// What answers: it stays as it is.
    pub(crate) answer: &'static str,
}

/// What a set-up's template is filled with.
pub(crate) struct Written {
    /// The fix's pieces, or the faulty grant as the only one of them.
    pub(crate) pieces: Vec<String>,
    pub(crate) answer: String,
    pub(crate) is_mended: bool,
}

impl Written {
    /// The faulty set-up, or the mended one.
    pub(crate) fn of(parts: &Parts, fix: Option<&Fix>) -> Written {
        let pieces = match fix {
            Some(fix) => fix.pieces.iter().map(|piece| piece.text.clone()).collect(),
            None => vec![parts.grant.to_owned()],
        };
        Written { pieces, answer: parts.answer.to_owned(), is_mended: fix.is_some() }
    }

    /// A piece of the fix; of a faulty set-up the grant stands in the place of the piece `grant`.
    pub(crate) fn piece(&self, index: usize, grant: usize) -> &str {
        let index = if self.is_mended { Some(index) } else { (index == grant).then_some(0) };
        index.and_then(|index| self.pieces.get(index)).map_or("", String::as_str)
    }
}

impl Site<'_> {
    /// Writes a file of the set-up, with the ports and the page's origin filled in.
    pub(crate) fn file(&self, name: &str, text: &str) -> Result<PathBuf, String> {
        let path = self.directory.join(name);
        let text = text
            .replace("@FRONT@", self.front)
            .replace("@PORT@", &self.port.to_string())
            .replace("@BEHIND@", &self.behind.to_string())
            .replace("@DIR@", &self.directory.display().to_string());
        std::fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(path)
    }
}

/// A command for an installed program.
pub(crate) fn command(name: &str) -> Result<Command, String> {
    installed(&[name]).map(Command::new).ok_or_else(|| format!("{name} is not installed"))
}

/// The program, when it is not installed.
pub(crate) fn not_installed(name: &str) -> Vec<String> {
    if installed(&[name]).is_some() { Vec::new() } else { vec![name.to_owned()] }
}

/// Where the npm packages and the list of Python packages are.
pub(crate) fn servers() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/servers")
}
