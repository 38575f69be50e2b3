//! The evidence of one check: what the page asked, every exchange as it was seen, each engine's verdict, and what else is
//! known.
//!
//! Plain data. A check fills it from what it has just asked, a HAR file from what was recorded ([`Case::replayed`]), and an
//! example of a rule's documentation from its block ([`Case::of_conversation`]).

mod facts;
mod failing;
mod phase;
mod replay;
mod run;
mod said;
mod seen;
mod shown;

pub use facts::{By, Case, Compared, Probed};
pub use failing::Failing;
pub use phase::Phase;
pub use run::{Ended, Run};
pub use said::{Form, Said};
pub use seen::{Came, NoAnswer, Seen};
