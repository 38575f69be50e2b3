//! The lines of a header list.
#![no_main]

#[path = "../../crates/corslet/tests/conversation/mod.rs"]
mod conversation;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| conversation::bytes::header_list(bytes));
