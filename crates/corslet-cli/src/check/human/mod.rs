//! The report for people: 80 columns, the same with and without colour.

mod curl_line;
mod evidence;
mod failures;
mod page_gets;
mod readable;
pub(crate) mod style;
mod text;
mod timeline;
mod verdicts;
mod write;

pub(crate) use text::wrapped;
pub(crate) use timeline::exchange as write_exchange;
pub(crate) use verdicts::{consoles as write_consoles, write as write_verdicts};
pub(crate) use write::write;
