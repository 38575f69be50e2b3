//! The commands, one file each.

mod audit;
mod check;
mod completions;
mod demo;
mod explain;
mod man;
mod policy;
mod replay;

pub(crate) use audit::Audit;
pub(crate) use check::Check;
pub(crate) use completions::Completions;
pub(crate) use demo::Demo;
pub(crate) use explain::Explain;
pub(crate) use man::Man;
pub(crate) use policy::Policy;
pub(crate) use replay::Replay;
