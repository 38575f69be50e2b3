//! Conversations between a page's browser and a server: written in a line or generated, played, and told.
#![allow(dead_code, unused_imports, unreachable_pub, reason = "each test takes its part")]

pub mod bytes;
mod deviation;
mod generate;
mod play;
mod read;
mod table;
mod tell;

pub use deviation::{Row, deviations};
pub use generate::{Dice, Reply, Scene, as_it_is};
pub use play::{Browser, judge, play, server};
pub use read::{Conversation, Turn};
pub use table::verdicts;
pub use tell::{codes, tell, told};
