//! The report as `corslet/check/1`.

mod cookies;
mod diagnosis;
mod document;
mod write;

pub(crate) use write::{Place, request_value, write, write_array, write_line, write_lines};
