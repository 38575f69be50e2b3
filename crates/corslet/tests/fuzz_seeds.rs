//! The fuzz targets' seeds, run through what the targets run.
#![allow(clippy::unwrap_used, clippy::panic)]

mod conversation;
#[path = "fuzz/seeds.rs"]
mod seeds;

use conversation::{Conversation, bytes};
use seeds::seeds;

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
