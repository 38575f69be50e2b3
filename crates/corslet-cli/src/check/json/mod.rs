//! The report as `corslet/check/1`.

mod cookies;
mod document;
mod write;

pub(crate) use write::{Place, write, write_array, write_line};
