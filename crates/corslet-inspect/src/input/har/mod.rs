//! A recording of the network: one of its entries is the request.

mod choose;
mod read;

pub(super) use read::read;
