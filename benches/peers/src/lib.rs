//! Corslet's layer beside its peers': the same requests, the same policy, the same inner service.
//!
//! `cargo bench` compares the answers first, then times them, then prints a table: nanoseconds added to the bare inner
//! service, and how many times Corslet's.

pub mod actix;
pub mod cases;
pub mod same_answers;
pub mod subjects;
pub mod table;
