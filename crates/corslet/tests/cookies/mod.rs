//! Cookies for tests: in a line, by dice, and as any bytes.
#![allow(dead_code, unused_imports, unreachable_pub, reason = "each test takes its part")]

mod arbitrary;
pub mod bytes;
mod told;

pub use arbitrary::{Asking, History, Setting};
pub use told::{NOW, ask, client, first_party, origin, send, set, set_by, told, url};
