//! A request that was copied from somewhere becomes the plan: `check -- curl ...`, `check -` and `check --paste`.
//!
//! What it says is filled in where the flags say nothing. Files that it names are not opened, and nothing of it is run.

mod as_arguments;
mod source;

pub(super) use as_arguments::{Read, as_arguments};
pub(super) use source::{Source, source};
