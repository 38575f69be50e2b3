//! What stands beside CORS in a target's answers: signals, not sermons.
//!
//! Nothing here is a finding. What changes how bad a finding is has been weighed by the rule itself; the table shows what it
//! was weighed with.

mod connection;
mod cookies;
mod headers;
mod preflight_cost;
mod signals;

pub(crate) use signals::signals;
