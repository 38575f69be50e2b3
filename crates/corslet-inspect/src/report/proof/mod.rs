//! A proof as a page: served from the origin that it names, it does in a browser what the finding says.

mod frame;
mod page;
mod serve;

pub use page::{Page, page};
