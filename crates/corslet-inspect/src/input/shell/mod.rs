//! Command lines taken apart as each shell does it. Nothing is expanded, opened or run.

mod ansi_c;
mod cmd;
mod posix;
mod word;
mod words;

pub(super) use cmd::split as split_cmd;
pub(super) use posix::split as split_posix;
pub(super) use word::Word;
pub(super) use words::Words;
