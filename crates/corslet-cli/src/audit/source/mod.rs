//! Where targets come from, one after another.

mod list;
mod openapi;
mod openapi_values;
mod sitemap;
mod stream;

pub(super) use openapi::read as openapi;
pub(super) use stream::Source;
