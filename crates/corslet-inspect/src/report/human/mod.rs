//! A report for people at a terminal: as wide as it is, the same with and without colour.
//!
//! Colours are written as escape sequences, for whoever prints it to strip where there is none.

mod checklist;
mod context;
mod curl_line;
mod evidence;
mod finding;
mod proof;
mod style;
mod summary;
mod write;

pub use crate::sheet::Look;
pub use summary::summary;
pub use write::{document, several};
