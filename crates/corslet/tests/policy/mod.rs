//! What the tests of policies share.
#![allow(unused_imports)]

mod asking;

pub use asking::{Request, Told, ask};
