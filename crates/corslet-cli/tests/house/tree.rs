//! The project's own files: found by walking, read as text.

use std::path::{Path, PathBuf};

/// Directories whose contents are not the project's.
const NOT_OURS: &[&str] = &[".git", "target", "node_modules"];

/// The project's root.
pub(crate) fn root() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    root.canonicalize().unwrap_or_else(|error| panic!("{}: {error}", root.display()))
}

/// One file: its path below the root, with `/`, and its whole text.
pub(crate) struct File {
    pub(crate) path: String,
    pub(crate) text: String,
}

impl File {
    /// The file's name without its directories.
    pub(crate) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }
}

/// All paths of the project's files below a directory, sorted.
pub(crate) fn paths(below: &str) -> Vec<String> {
    let root = root();
    let mut found = Vec::new();
    walk(&root.join(below), &mut found);
    let mut paths: Vec<String> = found
        .iter()
        .map(|path| path.strip_prefix(&root).unwrap_or(path).to_string_lossy().replace('\\', "/"))
        .collect();
    paths.sort();
    paths
}

/// The files below a directory with one of these endings.
pub(crate) fn files(below: &str, endings: &[&str]) -> Vec<File> {
    let is_wanted = |path: &String| endings.iter().any(|ending| path.ends_with(ending));
    paths(below)
        .into_iter()
        .filter(is_wanted)
        .map(|path| {
            let text =
                std::fs::read_to_string(root().join(&path)).unwrap_or_else(|error| panic!("{path}: {error}"));
            File { path, text }
        })
        .collect()
}

fn walk(directory: &Path, found: &mut Vec<PathBuf>) {
    let entries =
        std::fs::read_dir(directory).unwrap_or_else(|error| panic!("{}: {error}", directory.display()));
    for entry in entries {
        let entry = entry.unwrap_or_else(|error| panic!("{}: {error}", directory.display()));
        let name = entry.file_name();
        let is_ours = !NOT_OURS.iter().any(|other| name == *other);
        if entry.path().is_dir() {
            if is_ours {
                walk(&entry.path(), found);
            }
        } else {
            found.push(entry.path());
        }
    }
}
