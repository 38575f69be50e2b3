//! A page's request with any method, URL and headers.
#![no_main]

#[path = "../../crates/corslet/tests/conversation/mod.rs"]
mod conversation;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| conversation::bytes::construct(bytes));
