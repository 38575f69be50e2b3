//! The bytes of a `Set-Cookie` line.
#![no_main]

#[path = "../../crates/corslet/tests/cookies/mod.rs"]
mod cookies;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| cookies::bytes::set_cookie(bytes));
