//! What the tests of policies share.
#![allow(unused_imports, unreachable_pub)]

mod asking;

pub use asking::{Request, Told, ask};
