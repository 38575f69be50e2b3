//! The exchanges as [HAR 1.2](http://www.softwareishard.com/blog/har-12-spec/), which the network panel of a browser opens.

mod date;
mod document;
mod write;

pub(crate) use date::moment;
pub(crate) use write::write;
