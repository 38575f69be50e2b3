//! The bytes of a connection, as the head of a response.
#![no_main]

#[path = "../../crates/corslet/tests/conversation/mod.rs"]
mod conversation;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| conversation::bytes::response_head(bytes));
