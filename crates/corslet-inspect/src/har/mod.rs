//! HAR 1.2, what network panels and proxies export: the shape of a file, and its reader.
//!
//! The format: <http://www.softwareishard.com/blog/har-12-spec/>. What `corslet check --har` writes besides, in fields that
//! begin with `_`, is read too.

mod body;
mod document;
mod lines;
mod piece;
mod read;
mod response;

pub use document::{Body, Creator, Entry, Har, Log, Page, Pair, Request, Response, Timings};
pub use lines::{head_lines, value_bytes};
pub use piece::read_piece;
pub use read::{NotHar, Why, read, read_each};
