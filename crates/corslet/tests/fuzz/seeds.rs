//! The seeds of the fuzz targets.
#![allow(unreachable_pub, reason = "a test takes what it needs")]

/// The seeds of a target, with their names.
#[allow(clippy::disallowed_methods, reason = "the seeds are files, and the engine does not read them")]
pub fn seeds(target: &str) -> Vec<(String, Vec<u8>)> {
    let directory = format!("{}/../../fuzz/seeds/{target}", env!("CARGO_MANIFEST_DIR"));
    let entries = std::fs::read_dir(&directory).unwrap_or_else(|error| panic!("{directory}: {error}"));
    let seeds: Vec<_> = entries
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap()))
        .collect();
    assert!(seeds.len() > 10, "{directory} has {} seeds", seeds.len());
    seeds
}
