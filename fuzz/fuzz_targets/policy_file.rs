//! The bytes of a policy file.
#![no_main]

#[path = "../../crates/corslet/tests/policy/bytes.rs"]
mod bytes;

libfuzzer_sys::fuzz_target!(|file: &[u8]| bytes::policy_file(file));
