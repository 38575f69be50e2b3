//! The fuzz targets' seeds, run through what the targets run.
#![allow(clippy::unwrap_used, clippy::panic)]

mod conversation;

use conversation::{Conversation, bytes};

/// The seeds of a target, with their names.
#[allow(clippy::disallowed_methods, reason = "the seeds are files, and the engine does not read them")]
fn seeds(target: &str) -> Vec<(String, Vec<u8>)> {
    let directory = format!("{}/../../fuzz/seeds/{target}", env!("CARGO_MANIFEST_DIR"));
    let entries = std::fs::read_dir(&directory).unwrap_or_else(|error| panic!("{directory}: {error}"));
    let seeds: Vec<_> = entries
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap()))
        .collect();
    assert!(seeds.len() > 10, "{directory} has {} seeds", seeds.len());
    seeds
}

/// A fuzz target: its name, and what it does with bytes.
type Target = (&'static str, fn(&[u8]));

#[test]
fn seeds_of_each_target() {
    let targets: [Target; 6] = [
        ("origin", bytes::origin),
        ("header_list", bytes::header_list),
        ("construct", bytes::construct),
        ("location", bytes::location),
        ("machine", bytes::machine),
        ("response_head", bytes::response_head),
    ];
    for (target, read) in targets {
        for (_, seed) in seeds(target) {
            read(&seed);
        }
    }
}

#[test]
fn seeds_of_the_machine_are_conversations() {
    for (name, seed) in seeds("machine") {
        let read = Conversation::read_bytes(&seed);
        assert!(read.is_ok(), "{name}: {}", read.unwrap_err());
    }
}

#[test]
fn bytes_that_are_no_conversation_play_too() {
    for length in [0, 1, 7, 300] {
        for byte in [0, 1, 13, 255] {
            bytes::machine(&vec![byte; length]);
        }
    }
}
