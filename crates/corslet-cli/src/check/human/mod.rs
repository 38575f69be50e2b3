//! The report for people: as wide as the terminal, the same with and without colour.

mod as_curl;
mod checks;
mod comparison;
mod cookies;
mod curl_line;
mod diagnosis;
mod evidence;
mod failures;
mod matrix;
mod page_gets;
mod pointed;
mod readable;
mod repeats;
mod sheet;
pub(crate) mod style;
mod text;
mod timeline;
mod verdicts;
mod waterfall;
mod write;

pub(crate) use comparison::write as write_comparison;
pub(crate) use matrix::write as write_matrix;
pub(crate) use page_gets::page_gets;
pub(crate) use sheet::{Look, Sheet, look_of_environment};
pub(crate) use timeline::exchange as write_exchange;
pub(crate) use verdicts::{consoles as write_consoles, write as write_verdicts};
pub(crate) use write::write;
