//! `--from-har`: judges what a browser or a proxy has recorded, and asks nobody.
//!
//! The file becomes a [`log`], its entries become [`conversation`]s, one of them becomes the arguments of a check, and
//! the engines are answered from a [`Tape`] in place of the network. What the recorder has hidden is said.

mod choose;
mod conversation;
mod entry;
mod hidden;
mod log;
mod network_error;
mod own;
mod page;
mod tape;

pub(crate) use choose::choose;
pub(crate) use tape::Tape;
