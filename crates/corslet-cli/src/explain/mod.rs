//! `corslet explain`: the answer to a question, for people and as `corslet/explain/1`.

mod console;
mod document;
mod human;
mod label;
mod markdown;
mod request;
mod value;

pub(crate) use document::write as write_json;
pub(crate) use human::write as write_human;
pub(crate) use request::redactor;
