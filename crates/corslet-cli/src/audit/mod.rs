//! `corslet audit`: what servers give away, and to whom.
//!
//! [`Arguments`] become a [`Plan`], or every problem at once. Its targets come one after another; each is driven through the
//! machine of `corslet_inspect::audit` by its answerer: a server, a recording, or a policy in memory. What came of it is
//! written as it comes.

mod arguments;
mod credentials;
mod exchange;
mod host;
mod input;
mod json;
mod plan;
mod run;
mod seed;
mod server;
mod target;

pub(crate) use arguments::Arguments;
pub(crate) use input::read;
pub(crate) use plan::Plan;
pub(crate) use run::run;
