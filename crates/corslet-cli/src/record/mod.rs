//! Recorded conversations: cases and verdicts as the corpus in `cases/browsers/` writes them.

mod ask;
mod case;
mod jar;
mod latin1;
mod page;
mod play;
mod timing;
mod verdict;

pub(crate) use case::Case;
use latin1::latin1;
pub(crate) use play::play;
