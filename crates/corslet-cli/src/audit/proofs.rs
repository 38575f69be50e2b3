//! `--proof DIR`: a page for each finding that a page can show.

use std::path::Path;

use corslet_inspect::report::{Document, proof};

use super::output::not_written;

/// Writes the pages that prove a document's findings.
///
/// # Errors
/// When a page cannot be written.
pub(super) fn write(directory: &Path, document: &Document) -> Result<(), String> {
    for page in document.findings.iter().filter_map(|finding| proof::page(document, finding)) {
        std::fs::create_dir_all(directory).map_err(|error| not_written(directory, &error))?;
        let path = directory.join(&page.file_name);
        std::fs::write(&path, page.html).map_err(|error| not_written(&path, &error))?;
    }
    Ok(())
}
