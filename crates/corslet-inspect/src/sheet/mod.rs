//! The sheet that reports for people are written on: its columns, its characters and its colours.
//!
//! Colours are written as escape sequences, for whoever prints it to strip where there is none.

mod look;
mod mark;
mod page;
pub mod style;

pub use look::Look;
pub use mark::Mark;
pub use page::Sheet;
