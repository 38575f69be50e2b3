//! A recording of the network, as browsers and proxies export it: targets, or evidence.

mod document;
mod read;

pub(super) use read::{recorded, targets};
