//! What became of a fetch, and why: the outcome, every failure, every step, every exchange.
//!
//! Both halves of the protocol speak this vocabulary; neither imports the other through it.

mod blocked;
mod exchange;
mod failure;
mod outcome;
mod referrer;
mod sentence;
mod step;
mod trace;

pub use blocked::{AllowOriginMismatch, Blocked, Fault, NetworkFailure};
pub use exchange::{Answer, Exchange, Kind, ResponseHead};
pub use failure::Failure;
pub use outcome::{Outcome, ResponseType};
pub use referrer::Referrer;
pub use step::{Algorithm, Step, steps};
pub use trace::{Observe, Taken, Trace};
