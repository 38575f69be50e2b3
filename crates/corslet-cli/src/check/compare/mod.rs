//! The same check in several ways: at every address of the host, over both versions of HTTP.
//!
//! Each [`Way`] is a plan of its own, with connections and caches of its own. What differs is found by comparing the
//! reports, and the one that stands alone is the one to look at.

mod difference;
mod run;
mod way;

pub(crate) use difference::{Difference, differences};
pub(crate) use run::run;
pub(crate) use way::{Compare, Way};
