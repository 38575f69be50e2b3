//! Recorded conversations: cases and verdicts as the corpus in `cases/browsers/` writes them.

mod case;
mod play;
mod verdict;

pub(crate) use case::Case;
pub(crate) use play::play;
