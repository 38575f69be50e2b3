//! HAR 1.2, what network panels export: one of its entries is the request.

mod choose;
mod document;
mod read;

pub(super) use read::read;
