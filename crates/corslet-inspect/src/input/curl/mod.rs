//! Curl commands: what their flags say of a page's request.

mod data;
mod flags;
mod form_data;
mod read;
mod table;

pub(super) use read::{arguments, bash, cmd};
