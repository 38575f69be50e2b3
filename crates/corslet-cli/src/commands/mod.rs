//! The commands, one file each.

mod check;
mod demo;
mod policy;
mod replay;

pub(crate) use check::Check;
pub(crate) use demo::Demo;
pub(crate) use policy::Policy;
pub(crate) use replay::Replay;
