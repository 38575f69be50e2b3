//! Recorded output, to compare with.

use std::path::PathBuf;

/// Where a file of recorded output is.
pub(crate) fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/report_expected").join(name)
}

/// Fails where the text is not what was recorded; with `CORSLET_WRITE_EXPECTED` set it is recorded.
#[track_caller]
pub(crate) fn is_as_recorded(name: &str, text: &str) {
    let path = path(name);
    if std::env::var_os("CORSLET_WRITE_EXPECTED").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
    }
    let recorded = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        recorded == text,
        "{name} was\n{recorded}\nand is\n{text}\nSet CORSLET_WRITE_EXPECTED=1 to record it, and read the difference"
    );
}
