//! `corslet audit`: what servers give away, and to whom.
//!
//! [`Arguments`] become a [`Plan`], or every problem at once. Its targets come one after another; each is driven through the
//! machine of `corslet_inspect::audit` by its answerer: a server, a recording, or a policy in memory. What came of it is
//! written as it comes.

mod arguments;
mod ask;
mod bearing;
mod credentials;
mod dry_run;
mod exchange;
mod feed;
mod har;
mod host;
mod input;
mod known;
mod name_service;
mod output;
mod plan;
mod policy;
mod proofs;
mod recording;
mod retry_after;
mod run;
mod scope;
mod seed;
mod server;
mod source;
mod store;
mod target;
mod total;

pub(crate) use arguments::Arguments;
pub(crate) use input::read;
pub(crate) use plan::Plan;
pub(crate) use run::run;
