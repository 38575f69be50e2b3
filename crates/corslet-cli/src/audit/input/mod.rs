//! From what was written to what is meant, with every problem at once.

mod order;
mod output;
mod settings;
mod survey;
mod targets;
mod words;

pub(crate) use order::read;
