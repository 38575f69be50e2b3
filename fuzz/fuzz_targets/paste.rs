//! Any bytes as a pasted text.
#![no_main]

#[path = "../../crates/corslet-inspect/tests/pasted/bytes.rs"]
mod bytes;

libfuzzer_sys::fuzz_target!(|text: &[u8]| bytes::paste(text));
