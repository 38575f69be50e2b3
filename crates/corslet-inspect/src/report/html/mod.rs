//! A report as one HTML file: light and dark, without a script, for a browser that may load nothing.

mod escape;
mod finding;
mod page;
mod prose;
mod target;

pub(in crate::report) use escape::{attribute, text};
pub use page::page;
