//! The commands, one file each.

mod check;
mod demo;
mod replay;

pub(crate) use check::Check;
pub(crate) use demo::Demo;
pub(crate) use replay::Replay;
